# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Another administrator, who does something of his own while a task runs."""

from __future__ import annotations

import contextlib
import json
import random
import urllib.error
import urllib.parse
import urllib.request
from base64 import b64encode
from typing import Any

from ansible_collections.openadmin.zoom.tests.chaos.invariants import Meddled
from ansible_collections.openadmin.zoom.tests.chaos.scenarios import members
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator


class OtherAdministrator:
    """Does one thing, drawn from a seed, when ``act`` is called; ``meddled`` says what is to be expected of it."""

    def __init__(self, simulator: Simulator, state: dict[str, Any], chance: random.Random) -> None:
        self.meddled = Meddled()
        self._simulator = simulator
        self._state = state
        self._chance = chance
        self._deed = chance.choice([self.moves, self.removes, self.deactivates, self.joins, self.renames, self.sets])
        self.name = self._deed.__name__
        self._person = chance.choice(members(state)[:24])
        self._group = chance.choice(state["groups"])
        self._token = ""

    def act(self) -> None:
        # Where the task was there first (somebody is gone already), the service refuses: then nothing was meddled with.
        with contextlib.suppress(urllib.error.HTTPError):
            self._deed()

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """One request with a token of his own, past all faults. Raises HTTPError."""
        if not self._token:
            basic = b64encode(b"sim-client:sim-secret").decode()
            form = b"grant_type=account_credentials&account_id=sim-account"
            headers = {"Authorization": f"Basic {basic}"}
            request = urllib.request.Request(f"{self._simulator.url}/oauth/token", form, headers)
            with urllib.request.urlopen(request, timeout=30) as answer:
                self._token = json.load(answer)["access_token"]
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        request = urllib.request.Request(f"{self._simulator.url}/v2{path}", data, headers, method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read()

    @property
    def _address(self) -> str:
        return f"/users/{urllib.parse.quote(self._person['email'], safe='')}"

    @property
    def _key(self) -> str:
        return f"user {self._person['email'].lower()}"

    def moves(self) -> None:
        """Writes a field that no scenario names."""
        self.ask("PATCH", self._address, {"location": "Elsewhere"})
        self.meddled.kept[self._key, "location"] = "Elsewhere"

    def removes(self) -> None:
        self.meddled.may_fail = True
        self.meddled.theirs.add(self._key)
        self.ask("DELETE", f"{self._address}?action=delete")

    def deactivates(self) -> None:
        self.meddled.may_fail = True
        self.meddled.theirs.add(self._key)
        self.ask("PUT", f"{self._address}/status", {"action": "deactivate"})

    def joins(self) -> None:
        """Adds somebody to a group."""
        self.meddled.theirs.add(self._key)
        self.ask("POST", f"/groups/{self._group['id']}/members", {"members": [{"email": self._person["email"]}]})

    def renames(self) -> None:
        self.meddled.may_fail = True
        self.meddled.groups.update((self._group["name"], "Elsewhere"))
        self.ask("PATCH", f"/groups/{self._group['id']}", {"name": "Elsewhere"})

    def sets(self) -> None:
        """Writes a setting that no scenario names."""
        value = self._chance.random() < 0.5
        self.ask("PATCH", "/accounts/me/settings", {"in_meeting": {"polling": value}})
        self.meddled.kept["settings account", "views.default.in_meeting.polling"] = value
