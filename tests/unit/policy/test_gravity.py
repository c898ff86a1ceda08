# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Grave failures cannot hide: an account with nothing wrong but one critical control scores low and names it first."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import jinja2
import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._policy.conditions import satisfying
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.controls import Composition, Control
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.desired import Desired
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.evaluate import Observed
from ansible_collections.openadmin.zoom.plugins.plugin_utils._policy.completion import returns
from ansible_collections.openadmin.zoom.plugins.plugin_utils._policy.page import to_html
from ansible_collections.openadmin.zoom.plugins.plugin_utils._policy.report import Context
from ansible_collections.openadmin.zoom.tests.unit.policy.accounts import ACCOUNT, FACTS, NAMES, group, named, observed
from ansible_collections.openadmin.zoom.tests.unit.policy.reports import about
from ansible_collections.openadmin.zoom.tests.unit.policy.test_states import COMPOSITIONS, wrong_value

ROLE = Path(__file__).parents[3] / "roles" / "policy_baseline"
SUBJECTS = (ACCOUNT, *(group(f"Group {number:02d}") for number in range(40)))
CRITICAL = [
    pytest.param(name, control, id=f"{name}-{control.id}")
    for name in NAMES
    for control in COMPOSITIONS[name].controls
    if control.severity == "critical"
]


def right_account(composition: Composition) -> list[Observed]:
    """Account and groups as every control wants them."""
    wanted: dict[str, list[Any]] = {}
    for control in composition.controls:
        for check in control.checks:
            if check.condition and control.automation != "audit":
                wanted.setdefault(check.path, []).append(check.condition)
    values = {path: satisfying(conditions, FACTS.choices(path)) for path, conditions in wanted.items()}
    for control in composition.controls:
        for check in control.checks:
            if check.condition:
                values.setdefault(check.path, check.condition.preferred)
    locks = {check.lock_path for control in composition.controls for check in control.checks if check.lock_path}
    return [
        observed(
            subject,
            {path: value for path, value in values.items() if FACTS.readable(path, subject.level)},
            {path: True for path in locks if FACTS.lock_readable(path, subject.level)},
        )
        for subject in SUBJECTS
    ]


def with_one_failing(name: str, control: Control) -> dict[str, Any]:
    """A report about an account that is right but for one control."""
    composition = named(name)
    objects = right_account(composition)
    lists: dict[str, Any] = {}
    if control.automation == "manual":
        lists["attestations"] = [{"control": control.id, "result": "fail", "by": "B", "date": "2026-01-01"}]
    else:
        check = control.checks[0]
        assert check.condition is not None
        ways = [one for state in (*check.not_needed, *control.any_of) for one in state if one.path == check.path]
        value = wrong_value([check.condition, *ways], FACTS.choices(check.path))
        for item in objects:
            if FACTS.readable(check.path, item.subject.level):
                item.settings[check.path] = value  # type: ignore[index]
    return about(composition, objects, Desired(), context(), **lists)


def context() -> Context:
    made = Context("acc", "run", "audit", "openadmin.zoom 1", "2026-11-21T22:00:00Z", "2026-11-21T22:00:01Z")
    made.people = {"mode": "none", "looked_at": 0, "controls": [], "text": "not looked at.", "findings": []}
    return made


def summary_lines(report: dict[str, Any]) -> list[str]:
    """What the role prints in the log of a job."""
    environment = jinja2.Environment(trim_blocks=True, undefined=jinja2.StrictUndefined, autoescape=False)
    template = environment.from_string((ROLE / "templates" / "summary.j2").read_text(encoding="utf-8"))
    result = {**returns(report), "undo_file": None, "report_files": {}}
    return template.render(policy_baseline_result=result, policy_baseline_show=20).splitlines()


@pytest.mark.parametrize(("name", "control"), CRITICAL)
def test_a_critical_control_alone_lowers_the_score_and_comes_first(name: str, control: Control) -> None:
    report = with_one_failing(name, control)
    assert report["summary"]["score"] < 90
    failing = {item["control"] for item in returns(report)["failing_controls"]}
    assert control.id in failing
    assert report["summary"]["controls"]["failing_by_severity"]["critical"] == 1, failing
    assert returns(report)["failing_controls"][0]["control"] == control.id
    lines = summary_lines(report)
    assert lines[0].startswith("Account acc: score ")
    assert lines[1].startswith("Controls that fail: 1 critical")
    assert lines[2].startswith(f"critical {control.id}: fail at ")
    page = to_html(report)
    first = re.search(r'<div class="card first"><ol>\s*<li>.*?<a href="#c-0">(.*?)</a>', page, re.DOTALL)
    assert first is not None
    assert html.unescape(first.group(1)) == control.title
    assert page.index("Look at these first") < page.index('id="controls"')


@pytest.mark.parametrize("name", NAMES)
def test_an_account_with_nothing_wrong_has_the_whole_score(name: str) -> None:
    composition = named(name)
    report = about(composition, right_account(composition), Desired(), context())
    wrong = [item["control"] for item in returns(report)["failing_controls"]]
    asked_otherwise = {control.id for control in composition.controls if control.automation == "audit"}
    assert set(wrong) <= asked_otherwise
    assert report["summary"]["score"] == 100.0 or wrong


def test_one_control_at_many_groups_hides_no_other() -> None:
    """The log names each control once, whatever the number of groups."""
    report = with_one_failing("core", named("core").by_id()["meeting-passcode"])
    report["findings"] = [dict(item, status="fail") for item in report["findings"]]
    names = [item["control"] for item in returns(report)["failing_controls"]]
    assert len(names) == len(set(names)) == len(report["controls"])
