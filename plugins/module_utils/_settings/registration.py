# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings of registration for webinars, of the account and of groups: zoom_webinar_registration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Mapping, Sequence

from .._core import waits
from .._core.plan import Plan, Planned, Stage
from .._core.read_back import IF_NOT_SHOWN, read_back
from .._core.steps import Step
from .._core.task import Task
from .._directory.included import OF_WEBINARS
from .find_targets import check_scope, find_targets
from .registration_plan import check_registration, named_settings, plan_registration
from .target import ACCOUNT, SETTINGS_OPERATIONS

if TYPE_CHECKING:
    from .._core.client import Client
    from .._core.confirm import Proof
    from .._core.errors import Finding
    from .._core.module import ZoomModule

REGISTRATION_LEVELS = ("account", "group")


def _shows(read: str) -> Proof:
    def proof(client: Client, path: Mapping[str, str], body: Any, _query: Mapping[str, Any]) -> Any:
        return None if plan_registration(client.call(read, path, OF_WEBINARS), body).body else {}

    return proof


class RegistrationTask(Task[Planned]):
    """Brings the settings of registration of one object to what is wanted."""

    proofs: Mapping[str, Proof] = {
        SETTINGS_OPERATIONS[level].update_registration: _shows(SETTINGS_OPERATIONS[level].read_registration)
        for level in REGISTRATION_LEVELS
    }

    def __init__(self, module: ZoomModule) -> None:
        super().__init__(module)
        self.wanted = named_settings(self.params["settings"])
        self.target = ACCOUNT
        self.have: Mapping[str, Any] = {}
        self.unapplied: list[dict[str, Any]] = []

    def validate(self) -> list[Finding]:
        return [*check_scope(self.params, REGISTRATION_LEVELS, every=""), *check_registration(self.wanted)]

    def rounds(self) -> Sequence[Callable[[], None]]:
        return (self._find, self._read)

    def _find(self) -> None:
        self.target = find_targets(self.client, self.params)[0]

    def _read(self) -> None:
        self.have = self.client.call(
            SETTINGS_OPERATIONS[self.target.level].read_registration, self.target.path, OF_WEBINARS
        )

    def plan(self) -> Planned:
        change = plan_registration(self.have, self.wanted)
        if not change.body:
            return Planned()
        step = Step(
            verb="set",
            object=f"registration of {self.target.called}",
            operation=SETTINGS_OPERATIONS[self.target.level].update_registration,
            path=self.target.path,
            query=OF_WEBINARS,
            body=change.body,
        )
        named = {} if self.target.level == "account" else {self.target.level: self.target.id}
        undo = {"scope": self.target.level, **named, "settings": named_settings(change.before)}
        plan = Plan([Stage("writing settings of registration", ((step,),))])
        return Planned(plan, change.before, change.after, undo)

    def verify(self, _planned: Planned) -> None:
        if not self.params["verify"]:
            return

        def not_shown(waiting: list[str]) -> list[str]:
            self._read()
            return waiting if plan_registration(self.have, self.wanted).body else []

        if read_back([self.target.title], not_shown, waits.SETTINGS, self.sleep):
            left = plan_registration(self.have, self.wanted)
            self.unapplied = [
                {"path": section, "wanted": left.after[section], "actual": left.before[section]}
                for section in left.body
            ]

    def report(self, _planned: Planned) -> dict[str, Any]:
        return {"unapplied": self.unapplied, "unverified": []}

    def problems(self, _planned: Planned) -> list[str]:
        return [
            f"Zoom accepted the request, but {item['path']} of {self.target.called} is not as wanted (see unapplied)."
            f" {IF_NOT_SHOWN}"
            for item in self.unapplied
        ]
