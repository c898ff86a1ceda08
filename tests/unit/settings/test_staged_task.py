# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A task over several levels, as a policy is: values first, locks only where the values took."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any, cast

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.apply import Execution
from ansible_collections.openadmin.zoom.plugins.module_utils._core.client import Client
from ansible_collections.openadmin.zoom.plugins.module_utils._core.errors import Finding
from ansible_collections.openadmin.zoom.plugins.module_utils._core.interrupt import Interrupt
from ansible_collections.openadmin.zoom.plugins.module_utils._core.outcome import Outcome
from ansible_collections.openadmin.zoom.plugins.module_utils._core.plan import Plan
from ansible_collections.openadmin.zoom.plugins.module_utils._core.progress import Progress
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.declare import declare
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.gather import Gatherer
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.plan import Wish
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.target import ACCOUNT, Read, Target
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.task import SettingsTask
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

CHAT_OFF = {"in_meeting": {"chat": False}}
CHAT_LOCKED = {"in_meeting": {"chat": True}}


class Module:
    """As much of a module as a task needs."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.params: dict[str, Any] = {"undo_file": "undo.json"}
        self.progress = Progress()
        self.interrupt = Interrupt()
        self.no_log_values: set[str] = set()
        self.planning_only = False
        self.warnings: list[str] = []
        self.check_writable: Callable[[], list[Finding]] = list
        self.connection_findings: Callable[[], list[Finding]] = list
        self.warn = self.warnings.append

    def keep_files(self, plan: Plan, undo: Any, left_out: Sequence[str] = ()) -> None:
        self.undo = undo

    def carry_out(self, plan: Plan, outcome: Outcome, proofs: Any = None) -> None:
        Execution(self.client, outcome=outcome, proofs=proofs).run(plan)

    def report(self, plan: Plan, outcome: Outcome, _before: Any, _after: Any) -> dict[str, Any]:
        return {"steps": [f"{step.verb} {step.object.split(' (')[0]}" for step in plan.steps()]}


class Staged(SettingsTask):
    """Turns chat off at the account and at a group, and locks it."""

    staged = True

    def __init__(self, module: Module, group: Target, heard: list[str]) -> None:
        super().__init__(cast("Any", module))
        self.group = group
        self.gatherer = Gatherer(
            lambda: self.client, keep_unread=True, ended=lambda read: heard.append(f"{read.target.level} {read.view}")
        )

    def rounds(self) -> Sequence[Callable[[], None]]:
        reads = [Read(target, locks, "default") for target in (ACCOUNT, self.group) for locks in (False, True)]
        return (lambda: self.gatherer.read(reads),)

    def wishes(self) -> Sequence[Wish]:
        return [Wish(target, declare(target.level, CHAT_OFF, locks=CHAT_LOCKED)) for target in (self.group, ACCOUNT)]


@pytest.fixture
def staged(client: Client, targets: dict[str, Target]) -> SimpleNamespace:
    heard: list[str] = []
    module = Module(client)
    return SimpleNamespace(module=module, heard=heard, task=Staged(module, targets["group"], heard))


def test_the_stages(simulator: Simulator, staged: SimpleNamespace) -> None:
    result = staged.task.run()
    name = staged.task.group.title
    assert result["steps"] == [
        "set account settings",
        f"set {name} settings",
        "lock account locks",
        f"lock {name} locks",
    ]
    assert [call["path"].rsplit("/", 1)[1] for call in simulator.writes()] == [
        "settings",
        "settings",
        "lock_settings",
        "lock_settings",
    ]
    assert all(len(verdict.taken) == 2 and not verdict.blocked for verdict in staged.task.verdicts)
    assert staged.heard[:4].count("account default") == 2 and result["changed"]
    assert [document["scope"] for document in staged.module.undo] == ["group", "account"]


def test_a_wrong_value_is_not_locked(simulator: Simulator, staged: SimpleNamespace) -> None:
    simulator.put_state({"account": {"unlicensed": ["in_meeting.chat"]}})
    staged.task.run()
    assert [call["path"].rsplit("/", 1)[1] for call in simulator.writes()] == ["settings", "settings"]
    for verdict in staged.task.verdicts:
        assert [item.reason for item in verdict.blocked] == ["unknown", "held back"]
    assert [item.name for item in staged.task.open_locks] == ["in_meeting.chat"] * 2


@pytest.fixture
def plain_account(simulator: Simulator) -> None:
    """An account whose app may not read the account's locks."""
    simulator.put_state({"account": {"scopes": "admin"}})


@pytest.mark.usefixtures("plain_account")
def test_a_view_that_cannot_be_read_is_noted(staged: SimpleNamespace) -> None:
    staged.task.run()
    unread = staged.task.gatherer.reading(ACCOUNT).locks_unread()
    assert unread is not None and unread.scopes == ("account:read:lock_settings:master",)
    account = next(verdict for verdict in staged.task.verdicts if verdict.job.target == ACCOUNT)
    assert [(change.name, change.is_lock) for change in account.unverified] == [("in_meeting.chat", True)]


def test_no_request_leaves_while_planning(staged: SimpleNamespace) -> None:
    staged.task.phase = "plan"
    with pytest.raises(AssertionError, match="no request may leave"):
        staged.task.gatherer.read([Read(ACCOUNT, False, "default")])
