# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever a read shows, declared as it was shown, changes nothing: examples, and documents made at random."""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.openadmin.zoom.plugins.module_utils._settings.compare import entry_key
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.declare import declare
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.document import document
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.leaf import Leaf
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.plan import plan_locks, plan_settings
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.reading import Reading
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.schema import LOCKS
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.secret_names import sounds_secret
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.tree import flatten, plant
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.views import view_table, views_of

from .values import reading_of

EXAMPLES = json.loads((Path(__file__).parent / "examples.json").read_text(encoding="utf-8"))
LEVELS = ("account", "group", "user")


def assert_no_change(reading: Reading) -> None:
    """What is read is valid input and plans nothing."""
    shown = document(reading)
    trees = {name: copy.deepcopy(shown[name]) for name in ("settings", "extra_settings")}
    if reading.level != "user":
        trees.update(locks=shown["locks"], extra_locks=shown["extra_locks"])
    declaration = declare(reading.level, **trees)
    nothing_but_shown = all("cannot be set at" in finding.text() for finding in declaration.findings)
    assert nothing_but_shown, declaration.findings
    plan = plan_settings(declaration, reading)
    assert not plan.changes and not plan.blocked and not plan.findings
    locks = plan_locks(declaration, reading)
    assert not locks.opened and not locks.closed


@pytest.mark.parametrize("name", sorted(name for name in EXAMPLES if EXAMPLES[name]["kind"] == "settings"))
def test_reference_examples(name: str) -> None:
    example = EXAMPLES[name]
    assert_no_change(reading_of(example["level"], {"default": example["document"]}))


@pytest.mark.parametrize("name", sorted(name for name in EXAMPLES if EXAMPLES[name]["kind"] == "settings"))
def test_a_whole_example_is_shown(name: str) -> None:
    """Every leaf of the document is in one of the trees, or named as masked."""
    example = EXAMPLES[name]
    shown = document(reading_of(example["level"], {"default": example["document"]}))
    have = {**flatten(shown["settings"]), **flatten(shown["extra_settings"])}
    renamed = {"participants_video": "participant_video", "record_play_voice": "record_play_own_voice"}
    for path in flatten(example["document"]):
        if path[0] in ("authentication_options", "meeting_security", "security"):
            continue  # of other views
        spelled = (*path[:-1], renamed.get(path[-1], path[-1]))
        spelled = (*path[:-1], "use_pmi_for_scheduled_meetings") if "use_pmi_for_schedule_" in path[-1] else spelled
        assert spelled in have or ".".join(path) in shown["masked"], path


@pytest.mark.parametrize("name", sorted(name for name in EXAMPLES if EXAMPLES[name]["kind"] == "locks"))
def test_reference_examples_of_locks(name: str) -> None:
    example = EXAMPLES[name]
    assert_no_change(reading_of(example["level"], {}, {"default": example["document"]}))


@pytest.mark.parametrize("name", ["getGroupSettings", "getUserSettings"])
def test_a_get_body_is_itself_valid_input(name: str) -> None:
    """Not only what the info module shows: the body of the API, as it came."""
    example = EXAMPLES[name]
    reading = reading_of(example["level"], {"default": example["document"]})
    body = {key: value for key, value in example["document"].items() if key != "authentication_options"}
    declaration = declare(example["level"], settings=body)
    # One example holds a text that its own table of choices lacks, others fields that no table lists.
    odd = ("is not known", "is not one of its choices", "a mapping is not text")
    assert all(any(word in finding.problem for word in odd) for finding in declaration.findings)
    plan = plan_settings(declaration, reading)
    assert not plan.changes and not plan.findings


# -- random documents ----------------------------------------------------------------------------------------------

TEXT = st.text(max_size=12)
KEYS = st.one_of(
    st.text(min_size=1, max_size=12),
    st.sampled_from(["passcode", "api_token", "in.meeting", "enable", "meeting_authentication", "name", "new_key"]),
)
SCALARS = st.one_of(st.booleans(), st.integers(-(2**60), 2**60), TEXT, st.none())
UNKNOWN = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=6,
)


def values(leaf: Leaf) -> st.SearchStrategy[Any]:
    """Documented values mostly, and now and then one of another kind."""
    return st.one_of(documented(leaf), documented(leaf), documented(leaf), SCALARS)


def documented(leaf: Leaf) -> st.SearchStrategy[Any]:
    if leaf.kind != "list":
        return scalar(leaf, leaf.kind)
    if leaf.elements != "dict":
        return st.lists(scalar(leaf, leaf.elements), max_size=4)
    return st.lists(
        entries(leaf),
        max_size=3,
        unique_by=lambda entry: entry_key(leaf, entry)[:1] if leaf.key[:1] == ("id",) else entry_key(leaf, entry),
    )


def scalar(leaf: Leaf, kind: str) -> st.SearchStrategy[Any]:
    if leaf.choices:
        return st.sampled_from(leaf.choices)
    if kind == "bool":
        return st.booleans()
    if kind == "int":
        return st.integers(leaf.minimum or 0, leaf.maximum or 2**40)
    return TEXT


@st.composite
def entries(draw: st.DrawFn, leaf: Leaf) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    for path, field in leaf.fields.items():
        if path in leaf.key or draw(st.booleans()):
            value = draw(
                st.text("abcdef0123456789", min_size=1, max_size=8) if field.kind == "str" else documented(field)
            )
            if field.choices:
                value = draw(st.sampled_from(field.choices))
            plant(entry, tuple(path.split(".")), value)
    if draw(st.booleans()):
        entry["undocumented"] = draw(TEXT)
    return entry


@cache
def strategies(level: str, view: str) -> dict[tuple[str, ...], st.SearchStrategy[Any]]:
    table = view_table(level, view)
    return {path: values(leaf) for path, leaf in table.items() if leaf is not None}


@st.composite
def documents(draw: st.DrawFn, level: str) -> dict[str, Any]:
    bodies: dict[str, Any] = {}
    for view in views_of(level):
        body: dict[str, Any] = {}
        table = strategies(level, view)
        for path in draw(st.lists(st.sampled_from(sorted(table)), max_size=6, unique=True)):
            plant(body, path, draw(table[path]))
        for key, value in draw(st.dictionaries(KEYS, UNKNOWN, max_size=3)).items():
            body.setdefault(key, value)
        for section in [name for name, inner in body.items() if isinstance(inner, dict)]:
            for key, value in draw(st.dictionaries(KEYS, UNKNOWN, max_size=2)).items():
                body[section].setdefault(key, value)
        bodies[view] = body
    return bodies


@pytest.mark.parametrize("level", LEVELS)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_random_documents(level: str, data: st.DataObject) -> None:
    assert_no_change(reading_of(level, data.draw(documents(level))))


@pytest.mark.parametrize("level", LEVELS)
@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_no_secret_is_shown(level: str, data: st.DataObject) -> None:
    reading = reading_of(level, data.draw(documents(level)))
    shown = document(reading)
    for path, value in flatten(shown["extra_settings"]).items():
        assert not sounds_secret(path, value)


@pytest.mark.parametrize("level", ["account", "group"])
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_random_locks(level: str, data: st.DataObject) -> None:
    locks: dict[str, Any] = {"default": {}, "meeting_security": {}}
    for path in data.draw(st.lists(st.sampled_from(sorted(LOCKS)), max_size=20, unique=True)):
        view = "meeting_security" if path.startswith("meeting_security") else "default"
        value = data.draw(st.one_of(st.booleans(), st.sampled_from(["", "none", "host", "e2ee", "192.0.2.1"])))
        plant(locks[view], tuple(path.split(".")), value)
    for body in locks.values():
        for key, unknown in data.draw(st.dictionaries(KEYS, UNKNOWN, max_size=3)).items():
            body.setdefault(key, unknown)
    assert_no_change(reading_of(level, {}, locks))
