# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The baselines against what the API documents, their composition, and what is said about a wrong file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core.errors import InputError
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.agreements import (
    Subject,
    matches,
    unmatched_targets,
)
from ansible_collections.openadmin.zoom.plugins.plugin_utils._policy.agreed import read_agreements
from ansible_collections.openadmin.zoom.plugins.plugin_utils._policy.baselines import (
    load_baselines,
    names,
    read_file,
    read_text,
)
from ansible_collections.openadmin.zoom.plugins.plugin_utils._policy.compose import compose
from ansible_collections.openadmin.zoom.plugins.plugin_utils._policy.review import review
from ansible_collections.openadmin.zoom.tests.unit.policy.accounts import (
    ACCOUNT,
    FACTS,
    TODAY,
    VALUES,
    baseline,
    composed,
    group,
    named,
)

FILES = Path(__file__).parents[3] / "roles" / "policy_baseline" / "files" / "baselines"
BASELINES = {name: read_file(str(FILES / f"{name}.yml"))[0] for name in names()}
EXPECTED = {
    "core": 22,
    "core_strict": 9,
    "cis_v100_l1": 57,
    "cis_v100_l2": 114,
    "gov_high": 17,
    "hipaa_phi": 17,
    "edu_ferpa": 11,
    "eu_privacy": 14,
    "ai_governance": 9,
}


def test_all_nine_are_there() -> None:
    assert {name: len(document["controls"]) for name, document in BASELINES.items()} == EXPECTED


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_every_path_level_lock_and_value_is_what_the_api_documents(name: str) -> None:
    assert [finding.text() for finding in review(BASELINES[name], FACTS)] == []
    _read, findings = read_file(str(FILES / f"{name}.yml"))
    assert findings == []
    assert BASELINES[name]["name"] == name


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_every_control_says_why_and_where_from(name: str) -> None:
    for control in BASELINES[name]["controls"]:
        assert len(control["rationale"]) > 20, control["id"]
        assert control["profile_level"] in (1, 2)
        assert control["automation"] == "enforce" or control["procedure"], control["id"]
        assert all(re.match(r"^[A-Z][A-Za-z0-9.:-]+$", item) for item in control["references"])
        for check in control["checks"]:
            required = check["lock"] == "required"
            assert not required or any(FACTS.lockable(check["lock_path"], level) for level in control["scope"])


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_every_manual_control_says_where_to_look_and_what_passes(name: str) -> None:
    """A procedure begins with what to look at, then says what passes, then what to do with the result."""
    for control in BASELINES[name]["controls"]:
        if control["automation"] == "manual":
            look, passes = control["procedure"].split("Passes where ", 1)
            assert re.match(r"(In the web portal )?(open|Open|Ask|Look) ", look.strip()), control["id"]
            assert len(look) > 15, control["id"]
            assert len(passes) > 30, control["id"]
            assert "Record the result as an attestation" in passes, control["id"]


# Both want the path in the same account, and no value serves both.
CONFLICTS = {
    ("cis_v100_l1", "gov_high"): {"meeting_security.embed_password_in_join_link"},
    ("cis_v100_l1", "eu_privacy"): {"in_meeting.show_a_join_from_your_browser_link", "recording.cloud_recording"},
    ("cis_v100_l1", "hipaa_phi"): {"recording.cloud_recording", "in_meeting.auto_saving_chat"},
    ("cis_v100_l2", "eu_privacy"): {
        "in_meeting.show_a_join_from_your_browser_link",
        "in_meeting.polling",
        "in_meeting.feedback",
        "recording.cloud_recording",
        "recording.local_recording",
        "recording.auto_recording",
    },
    ("core", "ai_governance"): set(),
    ("core", "cis_v100_l1"): set(),
}


@pytest.mark.parametrize(("pair", "paths"), CONFLICTS.items())
def test_conflicts_are_printed_and_the_later_baseline_is_kept(pair: tuple[str, str], paths: set[str]) -> None:
    for order in (pair, tuple(reversed(pair))):
        composition = named(*order)
        notes = [note for note in composition.notes if note["kind"] == "conflict"]
        assert {note["path"] for note in notes} == paths
        winners = {item["name"] for item in named(order[-1]).baselines}
        assert all(note["kept"]["baseline"] in winners for note in notes)
        assert all("is kept" in note["text"] for note in notes)


def test_a_baseline_beats_what_it_extends() -> None:
    composition = named("gov_high")
    control = composition.by_id()["passcode-length"]
    assert control.baseline == "gov_high"
    assert control.checks[0].condition is not None
    assert control.checks[0].condition.expected == 10
    replaced = [note["control"] for note in composition.notes if note["kind"] == "replaced"]
    strict = ["join-before-host", "two-factor-sign-in", "waiting-room"]
    assert sorted(replaced) == sorted([*strict, "passcode-length", "sign-in-password-length"])
    assert [item["name"] for item in composition.baselines] == ["core", "core_strict", "gov_high"]
    assert [item["name"] for item in named("gov_high", "core").baselines] == ["core", "core_strict", "gov_high"]


def test_a_control_that_replaces_another_is_as_grave_unless_it_says_otherwise() -> None:
    path = "meeting_security.meeting_password_requirement.length"
    plain = {"id": "passcode-length", "path": path, "op": ">=", "expected": 12}
    lesser = {**plain, "severity": "low", "impact": {"who": "nobody", "how": "Nothing changes."}}
    loaded, order = load_baselines(["core"])
    for own, found in ((plain, ("high", "hosts")), (lesser, ("low", "nobody"))):
        composition = compose({**loaded, "own": baseline(own)}, [*order, "own"], {}, FACTS)
        control = composition.by_id()["passcode-length"]
        assert (control.severity, control.impact) == found
    alone = composed({**plain, "id": "new"}).controls[0]
    assert (alone.severity, alone.impact) == ("medium", "participants")


def test_controls_that_go_together_stay_side_by_side() -> None:
    path = "meeting_security.meeting_password_requirement.length"
    composition = composed(
        {"id": "a", "path": path, "op": ">=", "expected": 8},
        {"id": "b", "path": path, "op": "<=", "expected": 10},
        {"id": "c", "path": path, "op": "<=", "expected": 6},
    )
    assert [control.id for control in composition.controls] == ["b", "c"]
    assert [note["dropped"]["control"] for note in composition.notes] == ["a"]


def test_a_value_of_the_organisation_must_fit() -> None:
    loaded, order = load_baselines(["gov_high"])
    with pytest.raises(InputError, match=r"data_center_regions.*needs a list"):
        compose(loaded, order, {**VALUES, "data_center_regions": "DE"}, FACTS)


# -- files of users ----------------------------------------------------------------------------------------------------

GOOD = """\
schema_version: 1
name: own
title: Our rules
version: "3"
extends: [core]
controls:
  - id: longer
    title: Twelve characters
    rationale: Decided by the board.
    path: meeting_security.meeting_password_requirement.length
    op: ">="
    expected: 12
"""


def test_a_file_extends_a_baseline_of_the_collection(tmp_path: Path) -> None:
    path = tmp_path / "own.yml"
    path.write_text(GOOD, encoding="utf-8")
    loaded, order = load_baselines([str(path)])
    composition = compose(loaded, order, {}, FACTS)
    assert [item["name"] for item in composition.baselines] == ["core", "own"]
    assert composition.controls[-1].id == "longer"
    assert len(composition.baselines[1]["sha256"]) == 64


@pytest.mark.parametrize(
    ("change", "line", "problem"),
    [
        (('op: ">="', "op: >="), 11, "not YAML"),
        (('op: ">="', 'op: "=>"'), 11, "op is '=>'"),
        (("expected: 12", 'expected: "12"'), 12, "needs a number"),
        (("expected: 12", "expectde: 12"), 12, "Did you mean expected?"),
        (("expected: 12", "expected: 12\n    set: 8"), 13, "does not satisfy"),
        (("expected: 12", "expected: 12\n    lock: required"), 7, "no lock_path"),
        (("expected: 12", "expected: 12\n    lock: always"), 13, "lock is 'always'"),
        (("expected: 12", "expected: 12\n    automation: manual"), 10, "not known in a control"),
        (("rationale: Decided by the board.", "rationale: 7"), 9, "Put it in quotes"),
        (("    rationale: Decided by the board.\n", ""), 7, "has no rationale"),
        (('version: "3"', "version: 3"), 4, "version must be text"),
        (("schema_version: 1", "schema_version: 2"), 1, "This release reads version 1"),
        (("title: Our rules", "title: Our rules\ntitle: Again"), 4, "stands twice"),
        (("- id: longer", "- id: a b"), 7, "characters that an id cannot have"),
        (("name: own", "name: own\ncontrols: 5"), 7, "stands twice"),
    ],
)
def test_every_finding_has_its_line(change: tuple[str, str], line: int, problem: str) -> None:
    text = GOOD.replace(*change)
    assert text != GOOD
    _read, findings = read_text(text, "own.yml")
    lines = [finding.text() for finding in findings]
    assert any(f"own.yml line {line}" in text and problem in text for text in lines), lines


def test_all_findings_come_at_once() -> None:
    text = GOOD.replace('op: ">="', 'op: "=>"').replace("name: own\n", "").replace("expected: 12", "lock: x")
    _read, findings = read_text(text, "own.yml")
    assert len(findings) >= 3


def test_ids_stand_once() -> None:
    twice = GOOD + GOOD[GOOD.index("  - id") :]
    _read, findings = read_text(twice, "own.yml")
    assert [finding.place for finding in findings] == ["own.yml line 13, control longer, id"]
    assert "first at own.yml line 7" in findings[0].problem


@pytest.mark.parametrize("text", ["", "- a", "{", "a: &a [*a]", "5", "controls: &x {y: *x}"])
def test_what_is_no_baseline_is_a_finding_and_no_traceback(text: str) -> None:
    assert read_text(text, "own.yml")[1]


def test_files_that_are_not_there_or_extend_each_other(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"there is no baseline 'cor'\. Did you mean core\?"):
        load_baselines(["cor"])
    (tmp_path / "again.yml").write_text(GOOD.replace("name: own", "name: core"), encoding="utf-8")
    with pytest.raises(InputError, match="both are named core"):
        load_baselines([str(tmp_path / "again.yml")])
    with pytest.raises(InputError, match="cannot be read"):
        load_baselines([str(tmp_path / "none.yml")])
    for name, other in (("a", "b"), ("b", "a")):
        text = GOOD.replace("[core]", f"[{other}.yml]").replace("name: own", f"name: {name}")
        (tmp_path / f"{name}.yml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="extends itself"):
        load_baselines([str(tmp_path / "a.yml")])


@pytest.mark.parametrize(
    ("control", "problem"),
    [
        ({"path": "in_meeting.chatt", "op": "==", "expected": True}, "there is no setting in_meeting.chatt"),
        ({"path": "in_meeting.chat", "op": "==", "expected": "yes"}, "not of the type"),
        ({"path": "in_meeting.who_can_share_screen", "op": "==", "expected": "hosts"}, "no value of"),
        ({"path": "in_meeting.chat", "op": "subset", "expected": [True]}, "is no list"),
        ({"path": "in_meeting.data_center_regions", "op": "==", "expected": ["XX"]}, "no value of"),
        (
            {"path": "in_meeting.ai_companion_questions.enable", "op": "==", "expected": False, "scope": ["account"]},
            "cannot be set through the API",
        ),
        ({"path": "security.hide_billing_info", "op": "==", "expected": True}, "no check can be read at: group"),
        (
            {
                "path": "in_meeting.chat",
                "op": "==",
                "expected": True,
                "lock": "required",
                "lock_path": "in_meeting.cat",
            },
            "there is no lock in_meeting.cat",
        ),
    ],
)
def test_what_the_api_cannot_answer(control: dict[str, Any], problem: str) -> None:
    findings = review(baseline({"id": "x", **control}), FACTS)
    assert any(problem in finding.text() for finding in findings), [finding.text() for finding in findings]


# -- agreements --------------------------------------------------------------------------------------------------------

WAIT = {"id": "wait", "path": "meeting_security.waiting_room", "op": "==", "expected": True}
TWO = {
    "id": "two",
    "checks": [
        {"path": "in_meeting.chat", "op": "==", "expected": False},
        {"path": "in_meeting.allow_participants_chat_with", "op": "in", "expected": [1, 2], "set": 1},
    ],
}
MANUAL = {"id": "log", "automation": "manual", "procedure": "Look."}


@pytest.mark.parametrize(
    ("lists", "problem"),
    [
        ({"overrides": [{"control": "wai", "value": True, "reason": "R"}]}, "Did you mean wait?"),
        ({"overrides": [{"control": "wait", "reason": "R"}]}, "neither value nor lock"),
        ({"overrides": [{"control": "wait", "value": 5, "reason": "R"}]}, "not of the setting's type"),
        ({"overrides": [{"control": "two", "value": True, "reason": "R"}]}, "looks at 2 paths"),
        ({"overrides": [{"control": "two", "path": "a.b", "value": True, "reason": "R"}]}, "does not look at a.b"),
        (
            {
                "overrides": [
                    {"control": "two", "path": "in_meeting.allow_participants_chat_with", "value": 9, "reason": "R"}
                ]
            },
            "not one of the setting's values",
        ),
        ({"overrides": [{"control": "log", "value": True, "reason": "R"}]}, "Use an attestation"),
        ({"overrides": [{"control": "wait", "value": True}]}, "reason is missing"),
        ({"overrides": [{"control": "wait", "lock": "required", "reason": "R"}]}, "names no lock"),
        ({"waivers": [{"control": "wait", "reason": "R", "owner": "O"}]}, "expires is missing"),
        ({"waivers": [{"control": "wait", "reason": "R", "owner": "O", "expires": "soon"}]}, "no date"),
        ({"waivers": [{"control": "wait", "reason": "R", "owner": "O", "expires": "2026-13-01"}]}, "no date"),
        ({"attestations": [{"control": "wait", "result": "pass", "by": "B", "date": "2026-01-01"}]}, "automatically"),
        ({"attestations": [{"control": "log", "result": "good", "by": "B", "date": "2026-01-01"}]}, "result is 'good'"),
    ],
)
def test_wrong_agreements(lists: dict[str, Any], problem: str) -> None:
    _read, findings = read_agreements(composed(WAIT, TWO, MANUAL), FACTS, TODAY, **lists)
    assert any(problem in finding.text() for finding in findings), [finding.text() for finding in findings]


@pytest.mark.parametrize(
    ("targets", "subject", "named_by"),
    [
        ([], ACCOUNT, True),
        (["account"], ACCOUNT, True),
        (["groups"], ACCOUNT, False),
        (["groups"], group("Sales"), True),
        (["sales"], group("Sales"), True),
        (["id-Sales"], group("Sales"), True),
        (["Sal*"], group("Sales"), True),
        (["*"], ACCOUNT, False),
        (["account"], group("account"), False),
        (["group:account"], group("account"), True),
        (["group:account"], ACCOUNT, False),
    ],
)
def test_targets(targets: list[str], subject: Subject, named_by: bool) -> None:
    assert matches(targets, subject) is named_by


def test_a_target_that_names_nothing_is_found() -> None:
    subjects = [ACCOUNT, group("Sales")]
    (finding,) = unmatched_targets({"policy targets": [["account", "groups", "Salse", "S*"]]}, subjects)
    assert "no group is called 'Salse'. Did you mean Sales?" in finding.text()
