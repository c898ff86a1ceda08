# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A variable whose own template names something undefined stops a playbook; it is never taken for its default."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.tests.harness.playbooks import run_playbook
from ansible_collections.openadmin.zoom.tests.harness.simulator import ROOT

# A variable that users give, with the filter behind it; what a task registered has a dot in between.
HIDDEN = re.compile(
    r"(?<![\w.])((?:people|policy|onboarding|offboarding|leavers|reclaim|licence_reclaim|account_export|ticket|zoom|undo"
    r"|drift|export|setup|tour)_\w+) *\| *default\("
)
# Before ansible-core 2.19 this lookup, too, gives its default for what is undefined inside a variable.
HIDDEN_BY_LOOKUP = re.compile(r"lookup\('ansible\.builtin\.vars', '(\w+)', default=")
GIVEN = (
    ("onboard", "people_src"),
    ("onboard", "people"),
    ("doctor", "zoom_api_url"),
    ("doctor", "zoom_read_only"),
    ("policy", "policy_overrides"),
    ("onboard", "onboarding_undo_file"),
    ("onboard", "onboarding_clear_token"),
    ("policy", "policy_baseline_run_id"),
    ("audit", "policy_baselines"),
    ("undo", "undo_file"),
    ("drift", "drift_against"),
    ("drift", "drift_ignore"),
    ("export", "export_dir"),
    ("apply", "apply_dir"),
    ("offboard", "leavers_src"),
    ("offboard", "leavers"),
    ("reclaim", "reclaim_days"),
    ("reclaim", "reclaim_exempt"),
    ("policy", "policy_baseline_require_approval"),
    ("offboard", "offboarding_ledger_in_store"),
    ("reclaim", "licence_reclaim_ledger_in_store"),
)
# What a playbook asks for before it looks at anything else.
REQUIRED: dict[str, dict[str, Any]] = {
    "onboard": {"people": [{"email": "a@example.com"}]},
    "drift": {"drift_against": str(ROOT)},
}


@pytest.mark.parametrize(("playbook", "variable"), GIVEN)
def test_an_undefined_inner_variable_is_an_error(simulator: Any, playbook: str, variable: str) -> None:
    variables = {} if variable in ("people", "people_src") else REQUIRED.get(playbook, {})
    run = run_playbook(f"openadmin.zoom.{playbook}", simulator, variables={**variables, variable: "{{ agreed }}"})
    assert run.code != 0
    assert "'agreed' is undefined" in run.output
    assert simulator.writes() == []


def test_no_playbook_hides_an_undefined_variable_behind_a_default() -> None:
    """The filter default() also answers for what is undefined inside a variable; asking for the name does not."""
    files = [*ROOT.glob("playbooks/*.yml"), *ROOT.glob("playbooks/vars/*.yml"), *ROOT.glob("roles/*/tasks/*.yml")]
    hidden = {
        f"{file.name}: {found}"
        for file in files
        for pattern in (HIDDEN, HIDDEN_BY_LOOKUP)
        for found in pattern.findall(file.read_text(encoding="utf-8"))
    }
    assert hidden == set(), "write: x if lookup('ansible.builtin.varnames', '^x$') else …"
