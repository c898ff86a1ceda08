# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the README shows works: its plays run, twice, and the second run changes nothing."""

from __future__ import annotations

import re

import pytest
import yaml

from ansible_collections.openadmin.zoom.tests.harness.playbooks import run_playbook
from ansible_collections.openadmin.zoom.tests.harness.simulator import ROOT

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)]
PLAYS = [block for block in BLOCKS if isinstance(block, list)]


def test_there_are_plays_to_run():
    assert PLAYS


@pytest.mark.parametrize("plays", PLAYS, ids=lambda plays: plays[0]["name"])
def test_play(plays, simulator, tmp_path):
    playbook = tmp_path / "play.yml"
    playbook.write_text(yaml.safe_dump(plays), encoding="utf-8")
    assert run_playbook(playbook, simulator).expect_success().stats["changed"]
    assert not run_playbook(playbook, simulator).expect_success().stats["changed"]
