# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rulebooks call playbooks that are there, and give the source arguments that it knows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
RULEBOOKS = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "extensions" / "eda" / "rulebooks").glob("*.yml"))
    if path.stem not in ("vars", "inventory")
}
# Comes with the role offboarding.
NOT_THERE_YET = {"openadmin.zoom.offboard"}


def rules() -> list[dict[str, Any]]:
    return [rule for sets in RULEBOOKS.values() for one in sets for rule in one["rules"]]


def test_playbooks_that_rules_run_are_there():
    called = {rule["action"]["run_playbook"]["name"] for rule in rules()}
    there = {f"openadmin.zoom.{path.stem}" for path in (ROOT / "playbooks").glob("*.yml")}
    assert called - there == NOT_THERE_YET


@pytest.mark.parametrize("name", RULEBOOKS)
def test_sources_have_arguments_that_are_known(name):
    source = ROOT / "extensions" / "eda" / "plugins" / "event_source" / "zoom_webhook.py"
    text = source.read_text(encoding="utf-8").partition('DOCUMENTATION = r"""')[2].partition('"""')[0]
    known = set(yaml.safe_load(text)["options"])
    for one in RULEBOOKS[name]:
        for listed in one["sources"]:
            assert set(listed["openadmin.zoom.zoom_webhook"]) <= known
