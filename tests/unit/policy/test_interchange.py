# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""OSCAL and SARIF: the documents are valid for the tools that read them, and say what the report says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ansible_collections.openadmin.zoom.plugins.plugin_utils._policy.oscal import to_catalogue, to_oscal, to_profile
from ansible_collections.openadmin.zoom.plugins.plugin_utils._policy.sarif import to_sarif
from ansible_collections.openadmin.zoom.tests.unit.policy.accounts import NAMES
from ansible_collections.openadmin.zoom.tests.unit.policy.reports import report

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
EVERYTHING = tuple(name for name in NAMES if name != "cis_v100_l1")
WAIVER = {"control": "auto-answer", "reason": "logs", "owner": "O", "expires": "2027-01-01"}


def document(*names: str, **lists: Any) -> dict[str, Any]:
    made = report(*names, **lists)
    made["controls"][0]["id"] = "1.odd"  # an identifier that OSCAL does not take as it is
    for finding in made["findings"]:
        if finding["control"] == "waiting-room":
            finding["control"] = "1.odd"
    return made


@pytest.mark.parametrize("names", [("core",), EVERYTHING])
def test_sarif_fits_its_schema(names: tuple[str, ...]) -> None:
    jsonschema.Draft4Validator(SCHEMA).validate(json.loads(to_sarif(report(*names, waivers=[WAIVER]))))


def test_sarif_says_what_is_to_be_looked_at() -> None:
    made = report("core", waivers=[WAIVER])
    (run,) = json.loads(to_sarif(made))["runs"]
    looked_at = [item for item in made["findings"] if item["status"] not in ("pass", "manual", "not_bought")]
    assert len(run["results"]) == len(looked_at)
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    severities = {control["id"]: control["severity"] for control in made["controls"]}
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        grave = severities[result["ruleId"]] in ("critical", "high")
        assert (result["level"] == "error") == (grave and result["kind"] == "fail")
        assert ("suppressions" in result) == (result["ruleId"] == "auto-answer")
    assert rules["two-factor-sign-in"]["properties"]["security-severity"] == "9.5"
    prints = [result["partialFingerprints"]["finding/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)
    places = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]}
    assert "settings/account.yml" in places
    assert all(" " not in place and place.count("/") <= 2 for place in places)


def test_the_same_report_gives_the_same_documents() -> None:
    made = report("core")
    for render in (to_sarif, to_oscal, to_catalogue, to_profile):
        assert render(made) == render(json.loads(json.dumps(made)))


@pytest.mark.parametrize("names", [("core",), EVERYTHING])
def test_oscal_is_what_compliance_trestle_reads(names: tuple[str, ...], tmp_path: Path) -> None:
    pytest.importorskip("trestle")
    from trestle.oscal.assessment_results import AssessmentResults
    from trestle.oscal.catalog import Catalog
    from trestle.oscal.profile import Profile

    made = document(*names, waivers=[WAIVER])
    for model, text in (
        (AssessmentResults, to_oscal(made)),
        (Catalog, to_catalogue(made)),
        (Profile, to_profile(made)),
    ):
        path = tmp_path / "document.json"
        path.write_text(text, encoding="utf-8")
        assert model.oscal_read(path) is not None


def test_oscal_says_what_the_report_says() -> None:
    made = document("core", "gov_high", waivers=[WAIVER])
    (result,) = json.loads(to_oscal(made))["assessment-results"]["results"]
    states = {item["target"]["target-id"]: item["target"]["status"]["state"] for item in result["findings"]}
    for control in made["controls"]:
        identifier = ("_" if control["id"][0].isdigit() else "") + control["id"] + "_smt"
        if control["status"] in ("manual", "not_applicable", "not_bought", ""):
            assert identifier not in states
        else:
            assert (states[identifier] == "satisfied") == (control["status"] in ("pass", "attested"))
    observations = {item["uuid"] for item in result["observations"]}
    related = [one["observation-uuid"] for item in result["findings"] for one in item["related-observations"]]
    assert observations.issuperset(related)
    components = {item["uuid"] for item in result["local-definitions"]["components"]}
    subjects = {one["subject-uuid"] for item in result["observations"] for one in item.get("subjects", ())}
    assert components >= subjects
    with_ids = json.loads(to_profile(made))["profile"]["imports"][0]["include-controls"][0]["with-ids"]
    groups = json.loads(to_catalogue(made))["catalog"]["groups"]
    assert sorted(with_ids) == sorted(control["id"] for group in groups for control in group["controls"])
