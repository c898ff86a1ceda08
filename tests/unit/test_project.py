# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Workflows, hooks and templates name commands, stages, versions and files that exist."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
# ansible-test copies what the collection ships, and these files are not shipped.
if not (ROOT / "dev").exists():
    pytest.skip("the project's files are not part of this copy", allow_module_level=True)
sys.path.insert(0, str(ROOT / "tools" / "dev"))

from matrix import NEXT, VERSIONS  # noqa: E402
from stages import STAGES  # noqa: E402

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob(".github/*.md"), *ROOT.glob("docs/*.md")]
USES = [*WORKFLOWS, ROOT / ".pre-commit-config.yaml", *DOCUMENTS]
COMMANDS = set(re.findall(r"^        ([a-z-]+)\) ", (ROOT / "dev").read_text(encoding="utf-8"), re.MULTILINE))
CALL = re.compile(r"(?<![\w/.])\./dev ([a-z][\w-]*)((?: [a-z][\w-]*)*)")


def loaded(path: Path) -> dict[str, Any]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


@pytest.mark.parametrize("path", USES, ids=lambda path: path.name)
def test_every_command_and_stage_that_is_named_exists(path: Path) -> None:
    named = CALL.findall(path.read_text(encoding="utf-8"))
    assert {command for command, _rest in named} <= COMMANDS
    if path.suffix == ".yml" or path.name.startswith("."):
        stages = {stage for command, rest in named if command == "test" for stage in rest.split()}
        assert stages <= {stage.name for stage in STAGES}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_reads_the_repository_and_no_more(path: Path) -> None:
    workflow = loaded(path)
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert "timeout-minutes" in job and "permissions" not in job
        assert any("./dev " in step.get("run", "") for step in job["steps"])


def test_the_workflow_runs_every_supported_core_on_its_python() -> None:
    jobs = loaded(ROOT / ".github" / "workflows" / "ci.yml")["jobs"]
    rows = jobs["core"]["strategy"]["matrix"]["include"]
    assert [(row["core"], row["python"]) for row in rows] == [(version.core, version.python) for version in VERSIONS]
    nightly = (ROOT / ".github" / "workflows" / "nightly.yml").read_text(encoding="utf-8")
    assert NEXT.python in nightly


def test_the_oldest_core_of_the_matrix_is_the_one_that_the_collection_requires() -> None:
    required = loaded(ROOT / "meta" / "runtime.yml")["requires_ansible"]
    assert required == f">={VERSIONS[0].core}.0"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_to_files_lead_somewhere(path: Path) -> None:
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    targets = [target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text)]
    missing = [
        target
        for target in targets
        if target and not re.match(r"[a-z]+:", target) and not (path.parent / target).exists()
    ]
    assert missing == []
