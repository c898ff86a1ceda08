# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Connection options: the argument spec that every module shares, and the one source of credentials it yields."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass, field
from typing import Any, Mapping
from urllib.parse import urlsplit

from ansible.module_utils.basic import env_fallback

from .errors import Finding, InputError

API_URL = "https://api.zoom.us/v2"
OAUTH_URL = "https://zoom.us/oauth/token"

# The four credentials take their environment variables in `resolve`, not as an Ansible fallback: which of them
# counts depends on which of the others the task gave.
CONNECTION_SPEC: dict[str, Any] = {
    "account_id": {"type": "str"},
    "client_id": {"type": "str"},
    "client_secret": {"type": "str", "no_log": True},
    "access_token": {"type": "str", "no_log": True},
    "api_url": {"type": "str", "default": API_URL, "fallback": (env_fallback, ["ZOOM_API_URL"])},
    "oauth_url": {"type": "str", "default": OAUTH_URL, "fallback": (env_fallback, ["ZOOM_OAUTH_URL"])},
    "validate_certs": {"type": "bool", "default": True, "fallback": (env_fallback, ["ZOOM_VALIDATE_CERTS"])},
    "ca_path": {"type": "path", "fallback": (env_fallback, ["ZOOM_CA_PATH"])},
    "timeout": {"type": "float", "default": 30.0, "fallback": (env_fallback, ["ZOOM_TIMEOUT"])},
    "retries": {"type": "int", "default": 8, "fallback": (env_fallback, ["ZOOM_RETRIES"])},
    "account_plan": {
        "type": "str",
        "choices": ["free", "pro", "business"],
        "fallback": (env_fallback, ["ZOOM_ACCOUNT_PLAN"]),
    },
    "rate_share": {"type": "float", "default": 0.8, "fallback": (env_fallback, ["ZOOM_RATE_SHARE"])},
    "read_only": {"type": "bool", "default": False, "fallback": (env_fallback, ["ZOOM_READ_ONLY"])},
    "progress_file": {"type": "path"},
}

CREDENTIALS = {
    "account_id": "ZOOM_ACCOUNT_ID",
    "client_id": "ZOOM_CLIENT_ID",
    "client_secret": "ZOOM_CLIENT_SECRET",
}
TOKEN_VARIABLE = "ZOOM_ACCESS_TOKEN"


@dataclass(frozen=True)
class Connection:
    """Validated connection options. Either ``access_token`` or the three app credentials are set, never both."""

    account_id: str = ""
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    access_token: str = field(default="", repr=False)
    api_url: str = API_URL
    oauth_url: str = OAUTH_URL
    validate_certs: bool = True
    ca_path: str = ""
    timeout: float = 30.0
    retries: int = 8
    account_plan: str = ""
    rate_share: float = 0.8
    read_only: bool = False

    def secrets(self) -> list[str]:
        """The values that must never be shown."""
        return [secret for secret in (self.client_secret, self.access_token) if secret]


def resolve(params: Mapping[str, Any], environment: Mapping[str, str] | None = None) -> Connection:
    """Connection from a task's options and the environment.

    Raises InputError with every finding. An option that was given, even if empty, never falls back to the environment.
    """
    variables = os.environ if environment is None else environment
    findings: list[Finding] = []
    credentials = _credentials(params, variables, findings)
    for option in ("api_url", "oauth_url"):
        _check_url(option, params[option], findings)
    if not 0 < params["rate_share"] <= 1:
        findings.append(Finding("rate_share", f"{params['rate_share']} is not above 0 and at most 1.", "Try 0.8."))
    if params["timeout"] <= 0:
        findings.append(Finding("timeout", "must be above 0 seconds."))
    if params["retries"] < 0:
        findings.append(Finding("retries", "must be 0 or more."))
    if params.get("ca_path") and not os.path.exists(params["ca_path"]):
        findings.append(Finding("ca_path", f"{params['ca_path']} does not exist."))
    if findings:
        raise InputError(findings)
    return Connection(
        api_url=params["api_url"].rstrip("/"),
        oauth_url=params["oauth_url"],
        validate_certs=params["validate_certs"],
        ca_path=params.get("ca_path") or "",
        timeout=params["timeout"],
        retries=params["retries"],
        account_plan=params.get("account_plan") or "",
        rate_share=params["rate_share"],
        read_only=params["read_only"],
        **credentials,
    )


def _credentials(params: Mapping[str, Any], variables: Mapping[str, str], findings: list[Finding]) -> dict[str, str]:
    given = [name for name in CREDENTIALS if params.get(name)]
    mentioned = [name for name in CREDENTIALS if params.get(name) is not None]
    token = params.get("access_token")
    if token and given:
        findings.append(
            Finding(
                "access_token", f"is given together with {', '.join(given)}.", "Give the token or the app, not both."
            )
        )
        return {}
    if token:
        return {"access_token": token}
    if token is None and not mentioned and variables.get(TOKEN_VARIABLE):
        return {"access_token": variables[TOKEN_VARIABLE]}
    values = {
        name: params[name] if params.get(name) is not None else variables.get(variable, "")
        for name, variable in CREDENTIALS.items()
    }
    missing = [name for name, value in values.items() if not value]
    if missing:
        names = ", ".join(f"{name} (or {CREDENTIALS[name]})" for name in missing)
        findings.append(
            Finding(
                "credentials",
                f"missing: {names}.",
                "Create a Server-to-Server OAuth app in the Zoom App Marketplace and give its account id, client id and"
                " client secret, or give access_token.",
            )
        )
    return values


def _check_url(option: str, url: str, findings: list[Finding]) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        findings.append(Finding(option, f"{url!r} is not an http or https address.", "Write https://host/path."))
    elif parts.username or parts.password:
        findings.append(Finding(option, "holds a user name or password.", "Credentials go into their own options."))
    elif parts.scheme == "http" and not is_loopback(parts.hostname):
        findings.append(
            Finding(option, f"plain http to {parts.hostname} would send credentials in the clear.", "Use https.")
        )


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine's loopback interface."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
