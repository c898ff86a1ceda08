# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A service before the simulated account that notes every secret which passes, and repeats what it is sent.

Faulty services and proxies do that: in refusals, in web pages of errors, in fields of good answers.
"""

from __future__ import annotations

import base64
import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

from ansible_collections.openadmin.zoom.tests.harness.scripted import Answer, Asked, ScriptedService
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

MODES = (
    "success",
    "echo_400",  # every write is refused, and the refusal repeats the request
    "echo_late",  # what is made is made, and what follows is refused
    "echo_200",
    "echo_fields",  # answers repeat the token in fields of people and settings
    "echo_401",
    "scope",
    "html",
    "html_reads",  # no read is answered either
    "reset",
    "no_token",
    "daily",
)


def forms_of(secret: str) -> set[str]:
    """How a secret may show: as it is, in base64, percent-encoded, and inside JSON."""
    encoded = base64.b64encode(secret.encode()).decode().rstrip("=")
    return {secret, encoded, quote(secret, safe=""), quote_plus(secret), json.dumps(secret)[1:-1]}


class Echo:
    """Passes requests on to the simulated account, and repeats them in its answers as ``mode`` says.

    ``planted`` are secrets known beforehand. ``on_request`` is called with each request before it is answered.
    """

    def __init__(self, simulator: Simulator, *planted: str) -> None:
        self.simulator = simulator
        self.mode = "success"
        self.secrets: set[str] = set()
        self.plant(*planted)
        self.on_request: Callable[[Asked], None] = lambda _asked: None
        self.service = ScriptedService([], decide=self.decide)
        self.connection = {
            **simulator.connection,
            "api_url": f"{self.service.url}/v2",
            "oauth_url": f"{self.service.url}/oauth/token",
        }

    def plant(self, *secrets: str) -> None:
        """Look for these, too."""
        self.secrets.update(*(forms_of(secret) for secret in secrets))

    def decide(self, asked: Asked, token: bool) -> Answer:
        """The answer to one request."""
        credential = asked.authorization.partition(" ")[2]
        if credential:
            self.plant(credential)
        self.on_request(asked)
        echo = f"{asked.authorization} {asked.body!r}"
        if token:
            if self.mode == "no_token":
                return Answer(400, {"reason": f"Invalid {echo}", "error": "invalid_client"})
            return self.passed_on(asked)
        if self.mode == "echo_401":
            return Answer(401, {"code": 124, "message": f"Invalid access token {echo}."})
        if self.mode == "echo_fields" and asked.method == "GET":
            return in_fields(self.passed_on(asked), echo)
        if self.mode == "html_reads":
            return refusal("html", echo)
        return self.passed_on(asked) if self.mode == "success" or asked.method == "GET" else self.refused(asked, echo)

    def refused(self, asked: Asked, echo: str) -> Answer:
        if self.mode == "echo_late":
            return self.passed_on(asked) if asked.method == "POST" else refusal("echo_400", echo)
        return self.passed_on(asked) if self.mode == "echo_fields" else refusal(self.mode, echo)

    def passed_on(self, asked: Asked) -> Answer:
        form = asked.path.startswith("/oauth")
        body = asked.body
        data = body.encode() if isinstance(body, str) else None if body is None else json.dumps(body).encode()
        kind = "application/x-www-form-urlencoded" if form else "application/json"
        headers = {"Authorization": asked.authorization, "Content-Type": kind}
        request = urllib.request.Request(f"{self.simulator.url}{asked.path}", data, headers, method=asked.method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                status, content = answer.status, answer.read()
        except urllib.error.HTTPError as error:
            status, content = error.code, error.read()
        given = json.loads(content) if content.strip() else None
        if isinstance(given, dict) and isinstance(given.get("token"), str):  # a ZAK, with which a person signs in
            self.plant(given["token"])
        return Answer(status, given)

    def shows_nothing(self, text: str, where: str) -> None:
        """Fails where a text holds a secret in any of its forms."""
        shown = [secret for secret in self.secrets if secret in text]
        assert not shown, f"{where} shows {shown}: …{text[max(0, text.index(shown[0]) - 200) :][:400]}…"

    def left_nothing(self, folder: Path) -> None:
        """Fails where a file below a folder, or its name, holds a secret."""
        for place, text in files_below(folder):
            self.shows_nothing(f"{place}\n{text}", place)


def refusal(mode: str, echo: str) -> Answer:
    """A request refused in the way of a mode, with what was sent in it."""
    errors = [{"field": f"password {echo}", "message": echo}]
    return {
        "echo_400": Answer(400, {"code": 300, "message": f"Validation Failed. {echo}", "errors": errors}),
        "echo_200": Answer(200, {"code": 300, "message": echo, "trackingId": echo}),
        "scope": Answer(400, {"code": 4711, "message": f"does not contain scopes:[user:write:admin]. {echo}"}),
        "html": Answer(502, f"<html><title>{echo}</title></html>".encode(), {"Content-Type": "text/html"}),
        "reset": Answer(reset=True),
        "daily": Answer(429, {"code": 429, "message": f"maximum daily rate limit {echo}"}, {"Retry-After": echo}),
    }[mode]


def in_fields(answer: Answer, echo: str) -> Answer:
    """A good answer whose fields repeat what was sent."""
    if isinstance(answer.body, dict):
        answer.body.update(dept=echo, job_title=base64.b64encode(echo.encode()).decode())
        for listed in answer.body.values():
            for item in listed if isinstance(listed, list) else []:
                if isinstance(item, dict):
                    item["dept"] = echo
        if isinstance(answer.body.get("in_meeting"), dict):
            answer.body["in_meeting"]["custom_message"] = echo
    return answer


def files_below(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file below a folder, and what is in it."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(folder)), path.read_text(encoding="utf-8", errors="replace")
