# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands of the README and the site run as they stand, and print what the pages show."""

from __future__ import annotations

from pathlib import Path

import pytest

from ansible_collections.openadmin.zoom.tests.harness.pages import (
    account_of,
    blocks,
    commands,
    lasting,
    recorded,
    run_page,
)
from ansible_collections.openadmin.zoom.tests.harness.simulator import ROOT, Simulator

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
RUN = [page for page in PAGES if commands(page.read_text(encoding="utf-8"))]
LANGUAGES = {"bash", "csv", "ini", "json", "text", "yaml"}


@pytest.mark.parametrize("page", RUN, ids=lambda page: page.stem)
def test_page(page: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    options = account_of(text)
    simulator = Simulator(*options) if options is not None else None
    try:
        ran = run_page(text, tmp_path, simulator.environment if simulator else {})
    finally:
        if simulator:
            simulator.stop()
    assert lasting(recorded(text, ran)) == lasting(text), "the page shows something else: ./dev record writes it anew"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_is_not_run_has_a_reason(page: Path) -> None:
    for block in blocks(page.read_text(encoding="utf-8")):
        assert block.language in LANGUAGES, f"a block without a language:\n{block.text}"
        assert len(block.says.get("not run", "a reason")) > 5, block.text
        if block.language == "yaml" and "hosts:" in block.text.splitlines()[:2]:
            assert "file" in block.says, f"a play that no test runs:\n{block.text}"
