# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings of registration for webinars: what an object has and what is wanted in, the body of one PATCH out. Pure.

``options`` are single settings. ``questions`` are Zoom's own, told apart by ``field_name``; those that are not selected
count as absent. ``custom_questions`` are told apart by their ``title``. A list that is given is the whole list.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, Sequence

from .._core.errors import Finding

OPTIONS, QUESTIONS, APPROVE_TYPE, CUSTOM_QUESTIONS = "options", "questions", "approve_type", "custom_questions"
FIELD_NAMES = (
    "last_name",
    "address",
    "city",
    "country",
    "zip",
    "state",
    "phone",
    "industry",
    "org",
    "job_title",
    "purchasing_time_frame",
    "role_in_purchase_process",
    "no_of_employees",
    "comments",
)
OPTION_NAMES = (
    "host_email_notification",
    "close_registration",
    "allow_participants_to_join_from_multiple_devices",
    "show_social_share_buttons",
)
SHORT = "short"
QUESTION_TYPES = (SHORT, "single_dropdown", "single_radio", "multiple")
# What tells the entries of each list apart.
KEY_OF = {QUESTIONS: "field_name", CUSTOM_QUESTIONS: "title"}

REGISTRATION_SPEC: dict[str, Any] = {
    "type": "dict",
    "required": True,
    "options": {
        OPTIONS: {"type": "dict", "options": {name: {"type": "bool"} for name in OPTION_NAMES}},
        QUESTIONS: {
            "type": "list",
            "elements": "dict",
            "options": {
                "field_name": {"type": "str", "required": True, "choices": list(FIELD_NAMES)},
                "required": {"type": "bool"},
                "selected": {"type": "bool"},
            },
        },
        APPROVE_TYPE: {"type": "int", "choices": [0, 1]},
        CUSTOM_QUESTIONS: {
            "type": "list",
            "elements": "dict",
            "options": {
                "title": {"type": "str", "required": True},
                "type": {"type": "str", "choices": list(QUESTION_TYPES)},
                "required": {"type": "bool"},
                "selected": {"type": "bool"},
                "answers": {"type": "list", "elements": "str"},
            },
        },
    },
}


def named_settings(given: Mapping[str, Any]) -> dict[str, Any]:
    """The tree without what is not named; null means that."""
    found: dict[str, Any] = {}
    for name, value in given.items():
        inner: Any = value
        if isinstance(value, Mapping):
            inner = named_settings(value) or None
        elif isinstance(value, list):
            inner = [named_settings(item) if isinstance(item, Mapping) else item for item in value]
        if inner is not None:
            found[name] = inner
    return found


def check_registration(wanted: Mapping[str, Any]) -> list[Finding]:
    """What Zoom would refuse, or could not tell apart."""
    findings = [] if wanted else [Finding("settings", "names nothing.", "Name what is to be set.")]
    for section, key in KEY_OF.items():
        names = [entry[key] for entry in wanted.get(section) or ()]
        findings += [
            Finding(f"settings.{section}", f"names {name!r} twice.", "Name it once.")
            for name in sorted({name for name in names if names.count(name) > 1})
        ]
    for number, question in enumerate(wanted.get(CUSTOM_QUESTIONS) or (), 1):
        place = f"settings.{CUSTOM_QUESTIONS}[{number}]"
        if not question["title"].strip():
            findings.append(Finding(f"{place}.title", "is empty.", "Give the question."))
        if question.get("type", SHORT) == SHORT and question.get("answers"):
            problem = "go with a type that offers answers."
            findings.append(Finding(f"{place}.answers", problem, f"Choose from {', '.join(QUESTION_TYPES[1:])}."))
        if question.get("type", SHORT) != SHORT and not question.get("answers"):
            findings.append(Finding(f"{place}.answers", f"are required with the type {question['type']}."))
    return findings


class RegistrationChange(NamedTuple):
    """``body`` of the PATCH; ``before`` and ``after`` of the leaves and lists that differ."""

    body: dict[str, Any]
    before: dict[str, Any]
    after: dict[str, Any]


def plan_registration(have: Mapping[str, Any], wanted: Mapping[str, Any]) -> RegistrationChange:
    """What is to be sent so that an object has what is wanted."""
    change = RegistrationChange({}, {}, {})
    options = have.get(OPTIONS) or {}
    differing = {name: value for name, value in (wanted.get(OPTIONS) or {}).items() if options.get(name) != value}
    if differing:
        before = {name: options.get(name) for name in differing}
        _add(change, OPTIONS, differing, before, differing)
    if wanted.get(APPROVE_TYPE, have.get(APPROVE_TYPE)) != have.get(APPROVE_TYPE):
        _add(change, APPROVE_TYPE, wanted[APPROVE_TYPE], have.get(APPROVE_TYPE), wanted[APPROVE_TYPE])
    for section, key in KEY_OF.items():
        if section in wanted:
            had, filled = _entries(have.get(section), section), _filled(wanted[section], have.get(section), section)
            if had != {entry[key]: entry for entry in filled if _counts(entry, section)}:
                sent = filled if section == CUSTOM_QUESTIONS else [*filled, *_deselected(had, filled)]
                _add(change, section, sent, list(had.values()), filled)
    return change


def _add(change: RegistrationChange, section: str, sent: Any, before: Any, after: Any) -> None:
    change.body[section], change.before[section], change.after[section] = sent, before, after


def _entries(found: Any, section: str) -> dict[str, dict[str, Any]]:
    """The entries of a list as Zoom shows it, by what tells them apart."""
    items = [item for item in found if isinstance(item, Mapping)] if isinstance(found, list) else []
    entries = (_whole(item, section) for item in items if item.get(KEY_OF[section]))
    return {entry[KEY_OF[section]]: entry for entry in entries if _counts(entry, section)}


def _counts(entry: Mapping[str, Any], section: str) -> bool:
    """Whether an entry is there: Zoom lists questions of its own that are not asked, or does not; that is the same."""
    return bool(section == CUSTOM_QUESTIONS or entry["selected"])


def _whole(item: Mapping[str, Any], section: str) -> dict[str, Any]:
    """An entry with all its fields; one that is named is selected unless it says otherwise."""
    required, selected = item.get("required"), item.get("selected")
    entry = {
        KEY_OF[section]: item[KEY_OF[section]],
        "required": False if required is None else required,
        "selected": True if selected is None else selected,
    }
    if section == CUSTOM_QUESTIONS:
        entry["type"] = item.get("type") or SHORT
        if item.get("answers"):
            entry["answers"] = list(item["answers"])
    return entry


def _filled(wanted: Sequence[Mapping[str, Any]], found: Any, section: str) -> list[dict[str, Any]]:
    """The wanted entries whole: what they leave open is as it is, or as Zoom has it by default."""
    had = _entries(found, section)
    filled = []
    for entry in wanted:
        present = had.get(entry[KEY_OF[section]], {})
        # Another type has other answers.
        kept = present if entry.get("type") in (None, present.get("type")) else {**present, "answers": None}
        filled.append(_whole({**kept, **entry}, section))
    return filled


def _deselected(had: Mapping[str, Any], filled: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Zoom's own questions that are asked and not wanted. Whether a list that lacks them would do is not known."""
    named = {entry["field_name"] for entry in filled}
    return [{"field_name": name, "required": False, "selected": False} for name in had if name not in named]
