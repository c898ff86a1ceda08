# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Baselines and accounts in a few words, for the tests of the policy engine."""

from __future__ import annotations

import copy
import random
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ansible_collections.openadmin.zoom.plugins.module_utils._policy.agreements import (
    Agreements,
    Subject,
)
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.conditions import MISSING
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.controls import Composition
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.desired import LOCK, UNLOCK, Change
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.evaluate import Judge, Observed
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.facts import Facts
from ansible_collections.openadmin.zoom.plugins.plugin_utils._policy.agreed import read_agreements
from ansible_collections.openadmin.zoom.plugins.plugin_utils._policy.baselines import load_baselines, names
from ansible_collections.openadmin.zoom.plugins.plugin_utils._policy.compose import compose
from ansible_collections.openadmin.zoom.plugins.plugin_utils._policy.schema import read_baseline

FACTS = Facts()
TODAY = date(2026, 11, 21)
ACCOUNT = Subject("account", "account", "account")
NAMES = tuple(names())
VALUES = {
    "data_center_regions": ["DE", "NL"],
    "recording_storage_country": "DE",
    "peer_to_peer_ports": True,
    "peer_to_peer_ports_range": "10000:20000",
    "dial_in_countries": ["DE"],
    "recording_ip_ranges": "198.51.100.0/24",
    "chat_retention_direct_messages": "2m",
    "chat_retention_channels": "2m",
    **{
        f"integration_{name}": False
        for name in ("box", "dropbox", "google_calendar", "google_drive", "kubi", "microsoft_one_drive")
    },
}


def group(name: str) -> Subject:
    return Subject(f"id-{name}", "group", name)


def observed(subject: Subject, settings: Mapping[str, Any], locks: Mapping[str, Any] | None = None) -> Observed:
    return Observed(subject, dict(settings), dict(locks or {}))


def named(*names: str, values: Mapping[str, Any] | None = None) -> Composition:
    """Baselines of the collection, composed."""
    loaded, order = load_baselines(names)
    return compose(loaded, order, VALUES if values is None else values, FACTS)


def baseline(*controls: Mapping[str, Any], name: str = "own", extends: Sequence[str] = ()) -> dict[str, Any]:
    """A baseline of few words, as it comes out of a file."""
    document = {
        "schema_version": 1,
        "name": name,
        "title": "T",
        "version": "1",
        "extends": list(extends),
        "controls": [{"title": "T", "rationale": "R", **control} for control in controls],
    }
    read, findings = read_baseline(document, str)
    assert not findings, [finding.text() for finding in findings]
    read["digest"] = "0"
    return read


def composed(*controls: Mapping[str, Any], values: Mapping[str, Any] | None = None) -> Composition:
    return compose({"own": baseline(*controls)}, ["own"], values or {}, FACTS)


def agreements(composition: Composition, **lists: Any) -> Agreements:
    read, findings = read_agreements(composition, FACTS, TODAY, **lists)
    assert not findings, [finding.text() for finding in findings]
    return read


def judge(composition: Composition, *objects: Observed, **lists: Any) -> Judge:
    return Judge(composition, FACTS, agreements(composition, **lists), objects)


def statuses(judged: Judge) -> dict[tuple[str, str], str]:
    return {(item["control"], item["object"]): item["status"] for item in judged.findings()}


def applied(objects: Sequence[Observed], changes: Sequence[Change]) -> list[Observed]:
    """The objects after the changes, as a service that merges would hold them."""
    after = {item.subject.id: copy.deepcopy(item) for item in objects}
    for change in changes:
        item = after[change.subject.id]
        place: Any = item.locks if change.kind in (LOCK, UNLOCK) else item.settings
        place[change.path] = False if change.kind == UNLOCK else change.after
    return list(after.values())


# -- accounts in any state ---------------------------------------------------------------------------------------------


def paths_read(composition: Composition) -> list[str]:
    """Every setting that any control reads."""
    found = set()
    for control in composition.controls:
        states = [*control.any_of, *(state for check in control.checks for state in check.not_needed)]
        found |= {check.path for check in control.checks} | {one.path for state in states for one in state}
    return sorted(found)


def locks_read(composition: Composition) -> list[str]:
    """Every lock that any control reads, and those over what controls read."""
    named_locks = {check.lock_path for control in composition.controls for check in control.checks}
    return sorted({*named_locks, *(lock for path in paths_read(composition) for lock in FACTS.locks_over(path))} - {""})


def random_value(rng: random.Random, path: str) -> Any:
    """A value of a setting, MISSING now and then."""
    found = FACTS.leaves[path]
    if rng.random() < 0.15:
        return MISSING
    if found.kind == "bool":
        return rng.random() < 0.5
    if found.kind == "int":
        return rng.choice(found.choices) if found.choices else rng.randint(0, 40)
    if found.kind == "list":
        return rng.sample(list(found.choices or ("DE", "US")), rng.randint(0, 2))
    return rng.choice(found.choices or ("2m", "DE", ""))
