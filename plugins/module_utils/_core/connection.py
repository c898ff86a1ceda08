# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Connection options: the argument spec that every module shares, and the one source of credentials it yields."""

from __future__ import annotations

import ipaddress
import os
import re
import ssl
from typing import Any, Mapping, NamedTuple
from urllib.parse import urlsplit

from ansible.module_utils.basic import AnsibleFallbackNotFound

from .errors import Finding, InputError
from .paths import CONTROL_CHARACTER

API_URL = "https://api.zoom.us/v2"
OAUTH_URL = "https://zoom.us/oauth/token"
LONGEST_TIMEOUT = 3600.0
MOST_RETRIES = 100
# What a token may consist of, so that a header can hold it.
TOKEN = r"^[\x21-\x7e]+\Z"
HTTP_ADDRESS = re.compile(
    r"^(?i:https?)://(?P<host>[a-z0-9_.-]+|\[[0-9a-f:.]+\])(?::(?P<port>[0-9]{1,5}))?(?:/[\x21\x24-\x3b\x3d\x40-\x5b\x5d-\x7e]*)?\Z",
    re.IGNORECASE,
)
# A folder of certificates is searched by these names (openssl rehash makes them).
HASHED_NAME = r"^[0-9a-f]{8}\.[0-9]+$"
CERTIFICATE_VARIABLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


def from_environment(variable: str) -> str:
    """An Ansible fallback: the variable's value, unless it is empty or blank, which is as if it were not set."""
    value = os.environ.get(variable, "").strip()
    if not value:
        raise AnsibleFallbackNotFound
    return value


def _option(kind: str, variable: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "fallback": (from_environment, [variable]), **more}


# The four credentials take their environment variables in `resolve`, not as an Ansible fallback: which of them
# counts depends on which of the others the task gave.
CONNECTION_SPEC: dict[str, Any] = {
    "account_id": {"type": "str"},
    "client_id": {"type": "str"},
    "client_secret": {"type": "str", "no_log": True},
    "access_token": {"type": "str", "no_log": True},
    "api_url": _option("str", "ZOOM_API_URL", default=API_URL),
    "oauth_url": _option("str", "ZOOM_OAUTH_URL", default=OAUTH_URL),
    "validate_certs": _option("bool", "ZOOM_VALIDATE_CERTS", default=True),
    "ca_path": _option("path", "ZOOM_CA_PATH"),
    "timeout": _option("float", "ZOOM_TIMEOUT", default=30.0),
    "retries": _option("int", "ZOOM_RETRIES", default=8),
    "account_plan": _option("str", "ZOOM_ACCOUNT_PLAN", choices=["free", "pro", "business"]),
    "rate_share": _option("float", "ZOOM_RATE_SHARE", default=0.8),
    "read_only": _option("bool", "ZOOM_READ_ONLY", default=False),
    "progress_file": {"type": "path"},
}

CREDENTIALS = {
    "account_id": "ZOOM_ACCOUNT_ID",
    "client_id": "ZOOM_CLIENT_ID",
    "client_secret": "ZOOM_CLIENT_SECRET",
}
TOKEN_VARIABLE = "ZOOM_ACCESS_TOKEN"


class Connection(NamedTuple):
    """Validated connection options. Either ``access_token`` or the three app credentials are set, never both."""

    account_id: str = ""
    client_id: str = ""
    client_secret: str = ""
    access_token: str = ""
    api_url: str = API_URL
    oauth_url: str = OAUTH_URL
    validate_certs: bool = True
    ca_path: str = ""
    timeout: float = 30.0
    retries: int = 8
    account_plan: str = ""
    rate_share: float = 0.8
    read_only: bool = False

    def __repr__(self) -> str:
        return f"Connection({self.api_url}, {self.client_id})"

    def secrets(self) -> list[str]:
        """The values that must never be shown."""
        return [secret for secret in (self.client_secret, self.access_token) if secret]

    @property
    def warnings(self) -> list[str]:
        """What a user should know about these options before they are used."""
        if self.validate_certs or not any(url.lower().startswith("https:") for url in (self.api_url, self.oauth_url)):
            return []
        return [
            "validate_certs is false: anybody between this machine and Zoom can read the credentials and change every"
            " answer. Where a network inspects TLS, name its certificate authority in ca_path instead."
        ]


def resolve(params: Mapping[str, Any], environment: Mapping[str, str] | None = None) -> Connection:
    """Connection from a task's options and the environment.

    Raises InputError with every finding. A credential that was given, even if empty, never falls back to the
    environment; another option that is empty has its default.
    """
    variables = os.environ if environment is None else environment
    findings: list[Finding] = []
    credentials = _credentials(params, variables, findings)
    urls = {"api_url": _text(params["api_url"]) or API_URL, "oauth_url": _text(params["oauth_url"]) or OAUTH_URL}
    for option, url in urls.items():
        findings.extend(_problems_of_url(option, url))
    # A comparison with NaN is never true: the bounds are asked for, not what lies outside them.
    if not 0 < params["rate_share"] <= 1:
        findings.append(Finding("rate_share", f"{params['rate_share']} is not above 0 and at most 1.", "Try 0.8."))
    if not 0 < params["timeout"] <= LONGEST_TIMEOUT:
        findings.append(
            Finding(
                "timeout", f"{params['timeout']} is not above 0 and at most {LONGEST_TIMEOUT:g} seconds.", "Try 30."
            )
        )
    if not 0 <= params["retries"] <= MOST_RETRIES:
        findings.append(Finding("retries", f"{params['retries']} is not from 0 to {MOST_RETRIES}.", "Try 8."))
    ca_path = _certificates(params, variables, urls, findings)
    if findings:
        raise InputError(findings)
    return Connection(
        api_url=urls["api_url"].rstrip("/"),
        oauth_url=urls["oauth_url"],
        validate_certs=params["validate_certs"],
        ca_path=ca_path,
        timeout=params["timeout"],
        retries=params["retries"],
        account_plan=params.get("account_plan") or "",
        rate_share=params["rate_share"],
        read_only=params["read_only"],
        **credentials,
    )


def missing_credentials(params: Mapping[str, Any], environment: Mapping[str, str] | None = None) -> list[Finding]:
    """What is wrong with the credentials, whatever else is wrong with the options."""
    findings: list[Finding] = []
    _credentials(params, os.environ if environment is None else environment, findings)
    return findings


def _text(value: Any) -> str:
    """A text option without the blanks and line ends that copying leaves around it; '' where it is unset."""
    return value.strip() if isinstance(value, str) else ""


def _credentials(params: Mapping[str, Any], variables: Mapping[str, str], findings: list[Finding]) -> dict[str, str]:
    names = {**CREDENTIALS, "access_token": TOKEN_VARIABLE}
    given = {name: _text(params[name]) for name in names if params.get(name) is not None}
    token = given.pop("access_token", None)
    filled = [name for name, value in given.items() if value]
    if token and filled:
        problem = f"is given together with {', '.join(filled)}."
        findings.append(Finding("access_token", problem, "Give the token or the app, not both."))
        return {}
    if token is None and not given:
        token = _text(variables.get(TOKEN_VARIABLE))
    if token:
        if not re.match(TOKEN, token):
            findings.append(Finding("access_token", "holds blanks, line breaks or other characters.", "Copy it again."))
        return {"access_token": token}
    values = {name: given.get(name, _text(variables.get(variable))) for name, variable in CREDENTIALS.items()}
    missing = [name for name, value in values.items() if not value]
    if missing:
        listed = ", ".join(f"{name} (or {CREDENTIALS[name]})" for name in missing)
        findings.append(
            Finding(
                "credentials",
                f"missing: {listed}.",
                "Create a Server-to-Server OAuth app in the Zoom App Marketplace and give its account id, client id and"
                " client secret, or give access_token.",
            )
        )
    for name, value in values.items():
        if CONTROL_CHARACTER.search(value):
            findings.append(Finding(name, "holds line breaks or control characters.", "Copy it again."))
    return values


def _problems_of_url(option: str, url: str) -> list[Finding]:
    """What is wrong with an address; none of the texts repeats a password that it holds."""
    authority = re.split(r"[/?#\\]", url.split("://", 1)[-1], maxsplit=1)[0]
    if "@" in authority:
        return [Finding(option, "holds a user name or password.", "Credentials go into their own options.")]
    found = HTTP_ADDRESS.match(url)
    if not found:
        return [Finding(option, f"{url!r} is not an http or https address.", "Write https://host/path.")]
    if found["port"] and not 0 < int(found["port"]) < 65536:
        return [Finding(option, f"{found['port']} is not a port.", "Write https://host/path.")]
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return [Finding(option, f"{url!r} is not an http or https address.", "Write https://host/path.")]
    if url.lower().startswith("http:") and not is_loopback(host):
        return [Finding(option, f"plain http to {host} would send credentials in the clear.", "Use https.")]
    return []


def _certificates(
    params: Mapping[str, Any], variables: Mapping[str, str], urls: Mapping[str, str], findings: list[Finding]
) -> str:
    """The certificate authorities to trust besides the built-in ones, '' for none."""
    path, place = _text(params.get("ca_path")), "ca_path"
    needed = params["validate_certs"] and any(url.lower().startswith("https:") for url in urls.values())
    if not path and needed:
        for place in CERTIFICATE_VARIABLES:
            path = _text(variables.get(place))
            if path:
                break
    problem = _problem_of_certificates(path) if path else ""
    if problem:
        findings.append(Finding(place, problem, "Name a PEM file, or a folder prepared by openssl rehash."))
    return path


def _problem_of_certificates(path: str) -> str:
    try:
        if "\0" in path or not os.path.exists(path):
            return f"{path!r} does not exist."
        if os.path.isdir(path):
            found = any(re.match(HASHED_NAME, name) for name in os.listdir(path))
            return "" if found else f"the folder {path} holds no certificates."
        if not os.path.isfile(path):
            return f"{path} is neither a file nor a folder."
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cafile=path)
    except ssl.SSLError:
        return f"{path} holds no certificate in PEM form."
    except OSError as error:
        return f"{path} cannot be read: {error.strerror}."
    return ""


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine's loopback interface."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
