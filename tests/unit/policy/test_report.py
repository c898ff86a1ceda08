# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports: their form, their numbers, and that nothing in an account can break out of them."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from ansible_collections.openadmin.zoom.plugins.module_utils._policy.score import summarise
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.statuses import STATUSES
from ansible_collections.openadmin.zoom.plugins.plugin_utils._policy.formats import neutral, to_csv, to_junit
from ansible_collections.openadmin.zoom.plugins.plugin_utils._policy.page import script_safe, to_html
from ansible_collections.openadmin.zoom.plugins.plugin_utils._policy.report import compare, read_previous, to_json
from ansible_collections.openadmin.zoom.plugins.plugin_utils._policy.report_files import (
    FORMATS,
    newest_report,
    write_report,
)
from ansible_collections.openadmin.zoom.tests.unit.policy.reports import HOSTILE, report


def finding(control: str, subject: str, status: str) -> dict[str, Any]:
    return {"control": control, "object": subject, "status": status, "reason": "", "checks": []}


def test_the_score_leaves_out_what_nobody_decided() -> None:
    unread = finding("d", "account", "unknown")
    unread["checks"] = [{"status": "unknown", "lock": {"account_locks_unread": True}, "missing_scopes": ["master"]}]
    summary = summarise(
        [
            finding("a", "account", "pass"),
            finding("b", "account", "attested"),
            finding("c", "account", "fail_unlocked"),
            finding("e", "account", "waived"),
            finding("f", "account", "manual"),
            finding("g", "account", "not_bought"),
            finding("h", "account", "not_applicable"),
            unread,
        ],
        {},
    )
    assert summary["score"] == 66.7
    assert (summary["account_locks_unread"], summary["missing_scopes"]) == (1, ["master"])
    assert sum(summary["counts"].values()) == summary["findings"] == 8
    assert summarise([], {})["score"] is None


def test_json_is_canonical_and_whole() -> None:
    document = report()
    text = to_json(document)
    assert json.loads(text) == document
    assert to_json(json.loads(text)) == text
    assert (document["schema"], document["schema_version"]) == ("openadmin.zoom/policy-report", 1)
    assert {item["status"] for item in document["findings"]} <= set(STATUSES)
    for control in document["controls"]:
        assert control["checked"] <= control["of"]
        assert control["remedy"]


def test_what_got_better_and_worse() -> None:
    first = report()
    second = report(enforced=True, previous=first)
    trend = second["trend"]
    assert trend["score_change"] > 0
    assert trend["better"]
    assert not trend["worse"]
    assert not trend["new"]
    assert [point["run_id"] for point in second["history"]] == ["run-1", "run-2"]
    back = compare(second, first)
    assert len(back["worse"]) == len(trend["better"])
    wider = report("core", "ai_governance", previous=first)
    assert {entry["control"][:3] for entry in wider["trend"]["new"]} == {"ai-"}
    assert {entry["control"][:3] for entry in compare(wider, first)["gone"]} == {"ai-"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "no JSON"),
        ("{}", "no policy report"),
        ('{"schema": "openadmin.zoom/policy-report", "schema_version": 9}', "version 9"),
        ('{"schema": "openadmin.zoom/policy-report", "schema_version": 1}', "not whole"),
    ],
)
def test_an_earlier_report_that_cannot_be_read(text: str, problem: str) -> None:
    document, findings = read_previous(text, "policy_previous", "acc-0001")
    assert document is None
    assert problem in findings[0].text()


def test_an_earlier_report_of_another_account_is_refused() -> None:
    text = to_json(report())
    assert read_previous(text, "p", "acc-0001")[0] is not None
    _document, findings = read_previous(text, "p", "other")
    assert "account acc-0001, not other" in findings[0].text()


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "｜".replace("｜", "=") + "x", "＝1", "|calc"],
)
def test_formulas_are_neutralised(text: str) -> None:
    assert neutral(text).startswith("'")


@pytest.mark.parametrize(
    ("value", "cell"), [(-5, "-5"), ("-5.5", "-5.5"), (True, "true"), (None, ""), (["a", "b"], "a, b"), ("a=b", "a=b")]
)
def test_plain_values_stay(value: Any, cell: str) -> None:
    assert neutral(value) == cell


def test_csv_has_a_row_per_finding_and_leaf() -> None:
    document = report()
    rows = list(csv.DictReader(io.StringIO(to_csv(document).lstrip("\ufeff"))))
    assert len(rows) == sum(max(1, len(item["checks"])) for item in document["findings"])
    assert {row["account_id"] for row in rows} == {"acc-0001"}
    assert all(row["sha256"] and row["endpoint"] for row in rows if row["actual"])
    hyperlinks = {row["object_name"] for row in rows if "HYPERLINK" in row["object_name"]}
    assert hyperlinks == {'\'=HYPERLINK("https://example.invalid")'}


def test_junit_has_a_test_case_per_control() -> None:
    document = report("core", "gov_high")
    document["objects"][1]["name"] = "bad \x00 character"
    root = ElementTree.fromstring(to_junit(document))
    cases = list(root.iter("testcase"))
    assert len(cases) == len(document["controls"]) == int(root.get("tests", "0"))
    failing = [control for control in document["controls"] if control["status"].startswith("fail")]
    assert len(list(root.iter("failure"))) == len(failing) == int(root.get("failures", "0"))
    assert any("manual" in item.get("message", "") for item in root.iter("skipped"))


@pytest.mark.parametrize(
    ("statuses", "element"),
    [
        (["pass", "pass"], None),
        (["attested"], None),
        (["pass", "not_bought"], None),
        (["pass", "fail_unlocked"], "failure"),
        (["pass", "unknown"], "skipped"),
        (["waived", "pass"], "skipped"),
        (["manual"], "skipped"),
        (["not_bought"], "skipped"),
        (["not_applicable", "not_applicable"], "skipped"),
        ([], "skipped"),
    ],
)
def test_junit_counts_as_passed_only_what_was_decided(statuses: list[str], element: str | None) -> None:
    document = report("core", groups=1)
    control = document["controls"][0]
    (one, *_rest) = (item for item in document["findings"] if item["control"] == control["id"])
    document.update(controls=[control], findings=[dict(one, status=status) for status in statuses])
    case = ElementTree.fromstring(to_junit(document)).find(".//testcase")
    assert case is not None
    assert [child.tag for child in case] == ([element] if element else [])


def test_html_holds_no_markup_of_the_account() -> None:
    document = report("core")
    document["account"]["id"] = '"><img src=x onerror=alert(1)>'
    document["run"]["launched_by"] = "<b>@SCRIPT@</b>"
    page = to_html(document)
    assert HOSTILE not in page
    assert "<img" not in page
    assert page.count("<script") == page.count("</script>") == 2
    assert "&lt;b&gt;@SCRIPT@&lt;/b&gt;" in page
    assert not re.search(r'\b(src|href)="(?!#)', page), "nothing from outside"
    assert " style=" not in page, "the content policy forbids it"


def test_json_in_a_page_cannot_end_its_element() -> None:
    text = script_safe(["</script><!--", "\u2028", "&"])
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == ["</script><!--", "\u2028", "&"]


def test_files_carry_the_account_and_are_replaced_whole(tmp_path: Path) -> None:
    document = report()
    document["account"]["id"] = "../acc/1"
    for _again in range(2):
        written = [Path(path) for name in FORMATS for path in write_report(document, str(tmp_path), name).values()]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in written)
    oscal = ("-oscal-catalogue.json", "-oscal-profile.json", "-oscal.json")
    extensions = (*oscal, ".csv", ".html", ".json", ".sarif", ".xml")
    assert sorted(path.name for path in written) == [f"zoom-policy-acc_1-run-1{extension}" for extension in extensions]


def test_the_newest_report_of_an_account(tmp_path: Path) -> None:
    assert newest_report(str(tmp_path), "a") == ""
    for number, name in enumerate(("zoom-policy-a-2.json", "zoom-policy-a-1.json", "zoom-policy-b-3.json")):
        (tmp_path / name).write_text(to_json({"account": {"id": name.split("-")[2]}}))
        os.utime(tmp_path / name, (number, number))
    other = tmp_path / "zoom-policy-a-b-9.json"
    other.write_text(to_json({"account": {"id": "a-b"}}))
    assert newest_report(str(tmp_path), "a").endswith("zoom-policy-a-1.json")


def test_a_page_with_everything_that_may_be_agreed() -> None:
    waivers = [
        {"control": "file-transfer", "reason": "logs", "owner": "O", "expires": "2027-01-01"},
        {"control": "auto-answer", "reason": "R", "owner": "O", "expires": "2026-01-01"},
    ]
    overrides = [{"control": "remote-support", "targets": ["Sales"], "value": True, "lock": "none", "reason": "help"}]
    attestations = [
        {"control": "operation-log", "result": "pass", "by": "M", "date": "2026-01-01", "evidence": "ticket 7"}
    ]
    document = report("gov_high", waivers=waivers, overrides=overrides, attestations=attestations)
    page = to_html(document)
    assert "Waivers have expired" in page
    assert "auto-answer: expired on 2026-01-01" in page
    data = json.loads(page.partition('id="data">')[2].partition("</script>")[0])
    texts = " ".join(data["pool"])
    assert "Waived by O until 2027-01-01: logs." in texts
    assert "Agreed: help." in texts
    assert "Evidence: ticket 7." in texts
    rows = list(csv.DictReader(io.StringIO(to_csv(document).lstrip("\ufeff"))))
    agreed = {row["agreement"] for row in rows}
    assert {"help", "pass: M, 2026-01-01 ticket 7"} <= agreed
    assert any(text.startswith("waiver expired: R") for text in agreed)
    assert any(text.startswith("waived: logs") for text in agreed)


def test_a_page_about_nothing() -> None:
    document = report("hipaa_phi")
    for control in document["controls"]:
        control.update(status="", counts={}, of=0, checked=0)
    document.update(findings=[], evidence=[], plan=[], beyond=[], objects=[])
    document["summary"] = dict(summarise([], {}), expired_waivers=[])
    page = to_html(document)
    assert "concerns no target" in page
    assert "were not kept" in page
    assert "concerns none of the targets" in to_junit(document)


def test_account_locks_are_a_banner_of_their_own() -> None:
    document = report("core")
    document["summary"].update(account_locks_unread=4, missing_scopes=["account:read:lock_settings:master"])
    document["findings"][0]["checks"][0]["actual"] = "x" * 500
    page = to_html(document)
    assert "4 findings wait for the locks of the account" in page
    assert "x" * 201 not in page


def test_reports_and_baselines_fit_their_schemas() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    folder = Path(__file__).parents[3] / "extensions" / "policy_report"
    schema = json.loads((folder / "report.schema.json").read_text(encoding="utf-8"))
    first = report("gov_high", "ai_governance")
    for document in (first, report("gov_high", enforced=True, previous=first)):
        jsonschema.Draft202012Validator(schema).validate(document)
        undescribed = set(document) - set(schema["properties"])
        assert not undescribed
    schema = json.loads((folder / "baseline.schema.json").read_text(encoding="utf-8"))
    for path in (folder.parents[1] / "roles" / "policy_baseline" / "files" / "baselines").glob("*.yml"):
        jsonschema.Draft202012Validator(schema).validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate({"schema_version": 1})
