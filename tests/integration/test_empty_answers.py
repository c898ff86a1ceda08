# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every variable of a role may be an empty text, which stands for its default: forms leave fields empty."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.openadmin.zoom.tests.harness.playbooks import run_playbook
from ansible_collections.openadmin.zoom.tests.harness.simulator import ROOT

# The playbook, its role, and what it needs: given as text, as answers are.
ROLES: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("onboard", "onboarding", {"people": "- {email: ada@example.com, create_action: autoCreate}"}),
    ("offboard", "offboarding", {"leavers": '[{"email": "nobody@example.com"}]'}),
    ("reclaim", "licence_reclaim", {}),
    ("policy", "policy_baseline", {}),
)
CONNECTION = ("account_plan", "rate_share", "ca_path", "timeout", "retries", "validate_certs", "read_only")


@pytest.mark.simulator("--users", "5", "--groups", "1", "--no-rate-limits")
@pytest.mark.parametrize(("playbook", "role", "needed"), ROLES)
def test_all_variables_empty(simulator: Any, tmp_path: Path, playbook: str, role: str, needed: dict[str, str]) -> None:
    text = (ROOT / "roles" / role / "meta" / "argument_specs.yml").read_text(encoding="utf-8")
    options = yaml.safe_load(text)["argument_specs"]["main"]["options"]
    short = {name for name in options if name.removeprefix(f"{role}_") not in needed}
    empty = {**dict.fromkeys(short, ""), **dict.fromkeys((f"zoom_{name}" for name in CONNECTION), "")}
    environment = {f"ZOOM_{name.upper()}": "" for name in CONNECTION}
    run = run_playbook(
        f"openadmin.zoom.{playbook}",
        simulator,
        "--check",
        variables={**empty, **needed},
        environment=environment,
        folder=tmp_path,
    )
    run.expect_success()
    assert simulator.api_requests()
    assert simulator.writes() == []
