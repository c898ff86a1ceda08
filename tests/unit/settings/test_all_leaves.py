# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every leaf that a level can set: planned, set, read back, unchanged at the second run, the others untouched."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.apply import Execution
from ansible_collections.openadmin.zoom.plugins.module_utils._core.client import Client
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.declaration import Declaration
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.declare import declare
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.gather import Gatherer
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.leaf import Leaf, canonical
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.plan import (
    Job,
    Wish,
    lock_views_needed,
    plan_jobs,
    views_needed,
)
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.proofs import SETTINGS_PROOFS
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.schema import LOCKS
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.steps import LeafStep, whole_plan
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.target import Read, Target
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.tree import plant
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.verdict import Verdict
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.verify import judge, written_by
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.views import views_of
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

from .values import declared, other_value, writable_leaves

FACTS = Path(__file__).resolve().parents[3] / "extensions" / "facts" / "settings.csv"
# Zoom sells these in pairs of which a user holds one only: the other must be off first.
EITHER_OR = {
    "feature.zoom_events": {"feature": {"webinar": False}},
    "feature.zoom_whiteboard_plus": {"feature": {"zoom_whiteboard": False}},
}
# Shown by no GET that Zoom documents, so that no read can prove them.
WRITE_ONLY = {
    "in_meeting.allow_users_to_delete_messages_in_meeting_chat",
    "schedule_meeting.require_password_for_all_meetings",
    "in_meeting.auto_answer",
}
DERIVED = ("unchecked_data_center_regions",)


def facts(level: str, column: str = "") -> set[str]:
    """The paths that the facts call writable at a level."""
    with open(FACTS, encoding="utf-8") as stream:
        return {row["path"] for row in csv.DictReader(stream) if "w" in row[column or level]}


def paths_in(body: Any, prefix: str = "") -> set[str]:
    """The leaves of a PATCH body, in the words of the facts."""
    if isinstance(body, dict):
        return {path for key, value in body.items() for path in paths_in(value, f"{prefix}.{key}" if prefix else key)}
    if isinstance(body, list) and body and isinstance(body[0], dict):
        return {path for item in body for path in paths_in(item, f"{prefix}[]")}
    return {f"{prefix}[]" if isinstance(body, list) else prefix}


class Sent:
    """What the test has sent so far."""

    def __init__(self) -> None:
        self.paths: set[str] = set()

    def add(self, job: Job) -> None:
        for step in whole_plan([job]).steps():
            assert isinstance(step, LeafStep)
            self.paths |= paths_in(step.body)

    def report(self, wanted: set[str], what: str) -> None:
        missing = sorted(wanted - self.paths)
        print(f"\n{what}: {len(wanted) - len(missing)} of {len(wanted)} leaves covered. {', '.join(missing)}")
        assert not missing


def plan_live(gatherer: Gatherer, target: Target, declaration: Declaration) -> Job:
    """Read what the declaration needs, and plan."""
    gatherer.read(Read(target, False, view) for view in views_needed(declaration))
    gatherer.read(Read(target, True, view) for view in lock_views_needed(declaration))
    (job,) = plan_jobs([Wish(target, declaration)], gatherer.reading, lambda _target: ())
    return job


def gatherer_of(client: Client) -> Gatherer:
    return Gatherer(lambda: client)


def bring_about(client: Client, target: Target, sent: Sent, trees: dict[str, Any]) -> Job:
    """Plan, plan again, apply, read back; all of it must agree."""
    declaration = declare(target.level, **trees)
    assert not declaration.findings, declaration.findings
    gatherer = gatherer_of(client)
    predicted = whole_plan([plan_live(gatherer, target, declaration)]).report()
    job = plan_live(gatherer, target, declaration)
    assert job.changes, trees
    assert whole_plan([job]).report() == predicted
    before = {**job.reading.settings(), **job.reading.locks()}
    outcome = Execution(client, proofs=SETTINGS_PROOFS).run(whole_plan([job]))
    assert not outcome.failures, outcome.failures[0].report()
    verdict = Verdict(job)
    judge(gatherer, written_by([verdict], outcome.done, {}), lambda _seconds: None)
    assert not verdict.blocked, verdict.blocked
    sent.add(job)
    if not verdict.unverified:
        again = plan_live(gatherer_of(client), target, declaration)
        assert not again.changes, again.changes
        untouched(before, {**job.reading.settings(), **job.reading.locks()}, job)
    return job


def untouched(before: dict[str, Any], after: dict[str, Any], job: Job) -> None:
    changed = {change.path for change in job.changes}
    for path, value in before.items():
        if tuple(path.split(".")) not in changed and not path.endswith(DERIVED):
            assert after[path] == value, path


def current(client: Client, target: Target, leaf: Leaf) -> Any:
    reading = client_reading(client, target)
    return reading.get(canonical(leaf.path))


CACHE: dict[tuple[int, str], dict[str, Any]] = {}


def client_reading(client: Client, target: Target) -> dict[str, Any]:
    key = (id(client), target.level)
    if key not in CACHE:
        gatherer = gatherer_of(client)
        gatherer.read(Read(target, False, view) for view in views_of(target.level))
        CACHE[key] = gatherer.reading(target).settings()
    return CACHE[key]


@pytest.mark.parametrize("level", ["account", "group", "user"])
@pytest.mark.simulator("--users", "20", "--groups", "3", "--seed", "1", "--no-rate-limits")
def test_every_setting(level: str, client: Client, targets: dict[str, Target], simulator: Simulator) -> None:
    simulator.put_state({"account": {"subscriptions": ["S1"]}})
    target = targets[level]
    sent = Sent()
    if level == "group":
        seed_policies(client, targets["account"], sent)
    for leaf in writable_leaves(level):
        if leaf.path in EITHER_OR:
            off = {"settings": EITHER_OR[leaf.path]}
            if plan_live(gatherer_of(client), target, declare(level, **off)).changes:
                bring_about(client, target, sent, off)
        value = other_value(leaf, current(client, target, leaf), level)
        tree = declared(leaf, value)
        if leaf.path.endswith("meeting_template.templates"):
            tree["schedule_meeting"]["meeting_template"]["action"] = "update"
        job = bring_about(client, target, sent, {"settings": tree})
        assert {change.name for change in job.changes} == {leaf.path}
    more_paths(client, target, sent)
    sent.report(facts(level), f"settings at {level} level")


def seed_policies(client: Client, account: Target, sent: Sent) -> None:
    """Groups can change policies of the account and not create any."""
    for section in ("chat", "meeting_security"):
        tree = {section: {"chat_etiquette_tool": {"policies": [{"name": "Words", "keywords": ["word"]}]}}}
        bring_about(client, account, sent, {"settings": tree})


def more_paths(client: Client, target: Target, sent: Sent) -> None:
    """Fields that only certain changes of a list send."""
    profiles = client_reading(client, target)["authentication_options.meeting_authentication.authentication_options"]
    changed = [dict(entry) for entry in profiles]
    first, second = changed[0], changed[1]
    first["default_option"], second["default_option"] = False, True
    second.update(name="Other", type="enforce_login_with_domains", domains="c.example")
    view = "meeting_authentication"
    entries = changed if target.level != "account" else changed[:2]
    tree = {"authentication_options": {view: {"authentication_options": entries}}}
    bring_about(client, target, sent, {"settings": tree})
    if target.level == "account":
        for section in ("chat", "meeting_security"):
            policy = {
                "name": "All fields",
                "description": "text",
                "is_locked": True,
                "keywords": ["one"],
                "regular_expression": "a.*",
                "status": "deactivated",
                "trigger_action": 2,
            }
            tool: dict[str, Any] = {"policies": [policy]}
            bring_about(client, target, sent, {"settings": {section: {"chat_etiquette_tool": tool}}})
            tool["policies"] = [{**policy, "trigger_action": 1}]
            bring_about(client, target, sent, {"settings": {section: {"chat_etiquette_tool": tool}}})


@pytest.mark.parametrize("level", ["account", "group"])
@pytest.mark.simulator("--users", "20", "--groups", "3", "--seed", "1", "--no-rate-limits")
def test_every_lock(level: str, client: Client, targets: dict[str, Target]) -> None:
    target = targets[level]
    sent = Sent()
    for path, (kind, access) in LOCKS.items():
        if "w" not in access.split()[("account", "group").index(level)]:
            continue
        texts = {"encryption_type": "e2ee", "entry_exit_chime": "all"}
        value: Any = True if kind == "bool" else texts.get(path.rsplit(".", 1)[-1], "192.0.2.1")
        bring_about(client, target, sent, {"locks": plant({}, tuple(path.split(".")), value)})
    sent.report(facts(level, f"{level}_lock"), f"locks at {level} level")
