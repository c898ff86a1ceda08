# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values for every leaf, other than the ones it has: what the tests of all leaves declare."""

from __future__ import annotations

from typing import Any

from ansible_collections.openadmin.zoom.plugins.module_utils._settings.compare import entry_key
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.declaration import Declaration
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.leaf import (
    BYPASS_USERS,
    MEETING_PROFILES,
    POLICY_LISTS,
    RECORDING_PROFILES,
    Leaf,
    is_command,
    is_nested_profile,
    leaves,
    spelled,
)
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.plan import Job, Wish, plan_jobs
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.reading import Reading
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.steps import LeafStep, whole_plan
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.target import Target
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.tree import plant
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.views import views_of


def writable_leaves(level: str) -> list[Leaf]:
    """Every leaf that the level can set, each once, by the name that the level's API gives it."""
    found = []
    for path, leaf in leaves().items():
        if is_command(path) or path == "schedule_meeting.meeting_template.action" or path == "authentication_options":
            continue
        if is_nested_profile(path) or spelled(path, level) != path:
            continue
        if leaf.writable(level):
            found.append(leaf)
    return found


def rows_of(leaf: Leaf) -> int:
    """How many leaves of the reference one list of objects stands for."""
    return sum(rows_of(field) for field in leaf.fields.values()) if leaf.fields else 1


def other_value(leaf: Leaf, current: Any, level: str) -> Any:
    """A value of the leaf's type that is not ``current``."""
    if leaf.kind == "bool":
        return not current
    if leaf.kind == "list":
        return other_list(leaf, current or [], level)
    if leaf.choices:
        return next(choice for choice in reversed(leaf.choices) if choice != current)
    if leaf.kind == "int":
        low, high = leaf.minimum or 1, leaf.maximum or 10**6
        return low if current != low else min(high, low + 4)
    if leaf.path.endswith("selection_values"):
        return "DE" if current != "DE" else "FR"
    if leaf.path == "profile.recording_storage_location.value":
        return "DE" if current == "US" else "US"
    return f"text{len(str(current or ''))}"


def other_list(leaf: Leaf, current: list[Any], level: str) -> list[Any]:
    """A list that differs from ``current`` in what counts."""
    if leaf.path in (MEETING_PROFILES, RECORDING_PROFILES):
        first, *rest = [dict(entry) for entry in current]
        if level == "account":
            first["name"] = first["name"] + "*"
            rest.append({"name": "New", "type": "enforce_login_with_domains", "domains": "a.example,b.example"})
        else:
            first["visible"] = not first.get("visible")
        return [first, *rest]
    if leaf.path in POLICY_LISTS:
        if level == "group":
            return [{"id": entry["id"], "status": "deactivated"} for entry in current[:1]]
        return [*current, {"name": f"Policy {len(current)}", "keywords": ["word"], "trigger_action": 1}]
    if leaf.path == BYPASS_USERS:
        return [{"email": "owner@example.com"}]
    if leaf.path == "schedule_meeting.meeting_template.templates":
        return [{"id": "t1", "enable": not any(entry.get("enable") for entry in current)}]
    if leaf.path == "feature.license_info_list":
        return [{"license_type": "ZOOM_WHITEBOARD", "license_option": 1, "subscription_id": "S1"}]
    if leaf.elements == "dict":
        return [entry_of(leaf, level)] if _key(leaf, current) != _key(leaf, [entry_of(leaf, level)]) else []
    if leaf.choices:
        return [next(choice for choice in leaf.choices if [choice] != current)]
    return [10 if leaf.elements == "int" else f"value{len(str(current))}.example"]


def _key(leaf: Leaf, entries: list[Any]) -> list[tuple[str, ...]]:
    return [entry_key(leaf, entry) for entry in entries]


def entry_of(leaf: Leaf, level: str) -> dict[str, Any]:
    """One entry of a list of objects with every field that the level can set."""
    entry: dict[str, Any] = {}
    for path, field in leaf.fields.items():
        if not field.writable(level):
            continue
        last = path.rsplit(".", 1)[-1]
        value: Any
        if field.elements == "dict":
            value = [entry_of(field, level)]
        elif field.choices:
            value = field.choices[-1]
        elif field.kind == "bool":
            value = True
        else:
            texts = {"code": "DE", "country_code": "DE", "name": "Germany", "country_name": "Germany"}
            value = texts.get(last, "5551234")
            if last == "code" and "number" in leaf.fields:
                value = "49"
        plant(entry, tuple(path.split(".")), value)
    return entry


def declared(leaf: Leaf, value: Any) -> dict[str, Any]:
    """The tree that declares one leaf."""
    return plant({}, tuple(leaf.path.split(".")), value)


def reading_of(level: str, bodies: dict[str, Any], locks: dict[str, Any] | None = None) -> Reading:
    """A reading of given bodies by view; what is not given is empty."""
    reading = Reading(level)
    for view in views_of(level):
        reading.add_view(view, bodies.get(view, {}))
    for view in ("default", "meeting_security"):
        reading.add_locks(view, (locks or {}).get(view, {}))
    return reading


def job_of(target: Target, declaration: Declaration, reading: Reading) -> Job:
    """The plan of one object above which nothing is locked."""
    (job,) = plan_jobs([Wish(target, declaration)], lambda _target: reading, lambda _target: ())
    return job


def steps_of(target: Target, declaration: Declaration, reading: Reading) -> list[LeafStep]:
    """The steps of one object."""
    steps = whole_plan([job_of(target, declaration, reading)]).steps()
    return [step for step in steps if isinstance(step, LeafStep)]
