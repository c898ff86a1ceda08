# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists and mappings that come as text, and what no text may hold."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core import texts

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join(['*' + old] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("", None),
        (" \n", None),
        ([""], None),
        ([], []),
        ("[]", []),
        (["[]"], []),
        ("a@x", ["a@x"]),
        ("a@x\nb@x", ["a@x", "b@x"]),
        ("a@x\r\nb@x\r\n", ["a@x", "b@x"]),
        ("a@x, b@x", ["a@x", "b@x"]),
        ("a@x,\nb@x, c@x,", ["a@x", "b@x", "c@x"]),
        ('["a@x", "b@x"]', ["a@x", "b@x"]),
        ("['a@x', 'b@x']", ["a@x", "b@x"]),
        ("- a@x\n- 'b@x'\n", ["a@x", "b@x"]),
        ("- Sales, EMEA\n- Board", ["Sales, EMEA", "Board"]),
        ("Sales Europe", ["Sales Europe"]),
        ("[VIP] Board", ["[VIP] Board"]),
        ("[VIP]", ["[VIP]"]),
        (4711, ["4711"]),
        # as Ansible hands a text on, split at its commas
        (["a@x", " b@x"], ["a@x", "b@x"]),
        (["a@x\nb@x"], ["a@x", "b@x"]),
        (['["a@x"', ' "b@x"]'], ["a@x", "b@x"]),
        (["- a@x\n- b@x"], ["a@x", "b@x"]),
        (["Sales, EMEA", "Board"], ["Sales, EMEA", "Board"]),
        (["a@x", "", None, 7], ["a@x", "7"]),
        (["[VIP] Board"], ["[VIP] Board"]),
    ],
)
def test_lists_of_names(value: Any, expected: Any) -> None:
    assert texts.as_list(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"a": 1}, "a mapping is not text. Quote it."),
        ([{"a": 1}], "a mapping is not text."),
        ([["a"]], "a list is not text."),
        ([True], "True is not text. Quote it."),
        (2.5, "2.5 is not text."),
        (["a\tb"], "'a\\tb' holds control characters. Remove them."),
        ("a\x00b", "holds control characters"),
        ("a\u2028b", "holds control characters"),
        ("a\ud800b", "'a\\ud800b' holds control characters"),
        ("a\x85b", "holds control characters"),
        ([10**5000], "is a number that is too long."),
        ('["a", {"b": 1}]', "a mapping is not text."),
    ],
)
def test_what_is_no_list_of_names(value: Any, expected: str) -> None:
    with pytest.raises(texts.Wrong) as raised:
        texts.as_list(value)
    assert expected in f"{raised.value.problem} {raised.value.remedy}"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("", None),
        ({"a": 1}, {"a": 1}),
        ('{"a": 1}', {"a": 1}),
        ("{a: 1}", {"a": 1}),
        ("a: 1\nb: {c: 2}\n", {"a": 1, "b": {"c": 2}}),
    ],
)
def test_mappings(value: Any, expected: Any) -> None:
    assert texts.as_mapping(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (" ", None),
        ([{"a": 1}], [{"a": 1}]),
        ({"a": 1}, [{"a": 1}]),
        ('[{"a": 1}]', [{"a": 1}]),
        ("- a: 1\n- a: 2\n", [{"a": 1}, {"a": 2}]),
        ("[]", []),
    ],
)
def test_lists_of_mappings(value: Any, expected: Any) -> None:
    assert texts.as_mappings(value) == expected


@pytest.mark.parametrize(
    ("read", "value", "expected"),
    [
        (texts.as_mapping, "[1]", "a list is not a mapping"),
        (texts.as_mapping, "text", "'text' is not a mapping"),
        (texts.as_mapping, 3, "3 is not a mapping"),
        (texts.as_mapping, "{a: 1", "is not YAML"),
        (texts.as_mapping, "{" * 100_000, "is "),
        (texts.as_mapping, "a: 2024-13-45", "is not YAML"),
        (texts.as_mapping, BOMB, "stands for too many values"),
        (texts.as_mappings, ["a"], "'a' is not a mapping"),
        (texts.as_mappings, "text", "is not a list of mappings"),
        pytest.param(texts.as_mappings, 10**5000, "a very long number is not a list of mappings", id="long"),
        (texts.parse_json, '["' + "9" * 5000, "is not JSON"),
        (texts.parse_json, "[" * 100_000, "nested too deeply"),
        (texts.parse_json, "[" * 40 + "]" * 40, "nested too deeply"),
        (texts.parse_json, "[NaN]", "holds NaN, which is not JSON"),
        (texts.parse_json, "[-Infinity]", "holds -Infinity"),
        (texts.parse_yaml, "[" * 5_000, "is "),
        (texts.parse_yaml, "a: !!python/object:os.system x", "is not YAML"),
    ],
)
def test_what_is_no_mapping(read: Any, value: Any, expected: str) -> None:
    with pytest.raises(texts.Wrong) as raised:
        read(value)
    assert expected in raised.value.problem
    assert len(raised.value.problem) < 300


def test_yaml_needs_pyyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ansible.module_utils.common.yaml.HAS_YAML", False)
    assert texts.as_mapping('{"a": 1}') == {"a": 1}
    for text in ("a: 1", "{a: 1}"):
        with pytest.raises(texts.Wrong):
            texts.as_mapping(text)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf"), 10**30, -(10**30)])
def test_numbers_that_json_does_not_know(value: Any) -> None:
    with pytest.raises(texts.Wrong):
        texts.sane(value)
