# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports to test with: a small one, and one of 300 controls and 500 groups."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from ansible_collections.openadmin.zoom.plugins.module_utils._policy.agreements import Subject
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.conditions import MISSING
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.controls import Composition
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.desired import Desired, Planner
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.evaluate import Observed, Unread
from ansible_collections.openadmin.zoom.plugins.plugin_utils._policy.report import Context, build
from ansible_collections.openadmin.zoom.tests.unit.policy.accounts import ACCOUNT, FACTS, NAMES, applied, judge, named

HOSTILE = "<script>alert('group')</script>"


def answer(rng: random.Random, path: str, right: Any) -> Any:
    """A value for a leaf: mostly the right one."""
    if rng.random() < 0.75 and right is not None:
        return right
    found = FACTS.leaves[path]
    if found.kind == "bool":
        return rng.random() < 0.5
    if found.kind == "int":
        return rng.choice(found.choices) if found.choices else rng.randint(4, 16)
    if found.kind == "list":
        return rng.sample(list(found.choices or ("DE", "US")), 2)
    return rng.choice(found.choices or ("2m", "DE"))


def account(composition: Any, groups: int, seed: int = 1) -> list[Observed]:
    """An account with groups, most of them as the baselines ask."""
    rng = random.Random(seed)
    names = ["Sales", HOSTILE, '=HYPERLINK("https://example.invalid")', "Général & Fils", "Labs"]
    names += [f"Department {number:03d}" for number in range(groups)]
    rights = {
        check.path: check.condition.preferred
        for control in composition.controls
        for check in control.checks
        if check.condition
    }
    locks = sorted({check.lock_path for control in composition.controls for check in control.checks} - {""})
    objects: list[Observed] = []
    for subject in [ACCOUNT, *(Subject(f"g{index:04d}", "group", name) for index, name in enumerate(names[:groups]))]:
        values = {
            path: answer(rng, path, right)
            for path, right in rights.items()
            if FACTS.readable(path, subject.level) and rng.random() > 0.03
        }
        locked = {path: rng.random() < 0.7 for path in locks if FACTS.lock_readable(path, subject.level)}
        item = Observed(subject, {key: value for key, value in values.items() if value is not MISSING}, locked)
        for number, (kind, view) in enumerate(VIEWS):
            item.evidence[kind, view] = len(objects) * len(VIEWS) + number
        objects.append(item)
    objects[-1].unread["settings", "meeting_security"] = Unread("Zoom refused.", ("group:read:settings:admin",))
    return objects


VIEWS = (
    ("settings", "default"),
    ("settings", "meeting_security"),
    ("settings", "meeting_authentication"),
    ("settings", "recording_authentication"),
    ("settings", "security"),
    ("locks", "default"),
    ("locks", "meeting_security"),
)


def evidence(objects: Sequence[Observed]) -> list[dict[str, Any]]:
    return [
        {
            "number": index * len(VIEWS) + number,
            "object": item.subject.id,
            "kind": kind,
            "view": view,
            "operation": "getGroupSettings",
            "endpoint": f"GET /groups/{item.subject.id}/{kind}?option={view}",
            "status": 200,
            "time": "2026-11-21T22:00:00Z",
            "sha256": f"{index * 7 + number:064x}",
            "file": f"acc-run-{index:05d}-{view}.json",
        }
        for index, item in enumerate(objects)
        for number, (kind, view) in enumerate(VIEWS)
    ]


def report(*names: str, groups: int = 5, enforced: bool = False, previous: Any = None, **lists: Any) -> dict[str, Any]:
    """A report about a made-up account."""
    composition = named(*(names or ("core",)))
    objects = account(composition, groups)
    before = judge(composition, *objects, **lists)
    plan = Planner(before).plan()
    if enforced:
        objects = applied(objects, plan.changes)
    context = Context(
        account_id="acc-0001",
        run_id="run-2" if enforced else "run-1",
        mode="enforce" if enforced else "audit",
        tool="openadmin.zoom 0.1.0",
        started="2026-11-21T22:00:00Z",
        finished="2026-11-21T22:05:00Z" if enforced else "2026-11-21T22:01:00Z",
        launched_by="auditor",
    )
    return about(composition, objects, plan, context, previous, **lists)


def about(
    composition: Composition,
    objects: Sequence[Observed],
    plan: Desired,
    context: Context,
    previous: Any = None,
    **lists: Any,
) -> dict[str, Any]:
    """A report about an account in a state."""
    judged = judge(composition, *objects, **lists)
    context.agreements_digest = judged.agreements.digest
    return build(
        context,
        composition,
        [item.subject for item in objects],
        judged.findings(),
        evidence(objects),
        [change.report() for change in plan.changes],
        plan.beyond,
        previous=previous,
        expired_waivers=judged.agreements.expired_waivers(),
    )


def large() -> dict[str, Any]:
    """All baselines and copies of some controls, 300 in all, 500 groups, and 2,000 people who depart."""
    made = report(*(name for name in NAMES if name != "cis_v100_l1"), groups=500)
    copied = {control["id"]: f"{control['id']}-again" for control in made["controls"][: 300 - len(made["controls"])]}
    made["controls"] += [dict(one, id=copied[one["id"]]) for one in made["controls"] if one["id"] in copied]
    made["findings"] += [
        dict(one, control=copied[one["control"]]) for one in made["findings"] if one["control"] in copied
    ]
    made["people"] = people(2000)
    return made


def people(count: int) -> dict[str, Any]:
    """What looking at people found."""
    findings = [
        {
            "person": f"person{number:05d}@example.com",
            "control": "screen-sharing-host",
            "path": "in_meeting.who_can_share_screen",
            "expected": "host",
            "actual": "all",
            "above": f"group Department {number % 400:03d}",
        }
        for number in range(count)
    ]
    return {
        "mode": "all",
        "looked_at": 10 * count,
        "requests": 20 * count,
        "departing": count,
        "unread": 0,
        "controls": ["screen-sharing-host"],
        "by_control": {"screen-sharing-host": count},
        "findings": findings,
        "text": f"{10 * count} looked at; {count} depart.",
    }
