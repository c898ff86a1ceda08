# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ./dev release refuses, and what it makes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
if not (ROOT / "dev").exists():
    pytest.skip("the project's tools are not part of this copy", allow_module_level=True)
sys.path.insert(0, str(ROOT / "tools" / "dev"))

import release  # noqa: E402


@pytest.mark.parametrize(
    ("last", "sections", "least"),
    [
        ((0, 1, 0), {"bugfixes"}, (0, 1, 1)),
        ((0, 1, 0), {"breaking_changes"}, (0, 2, 0)),
        ((1, 4, 2), {"bugfixes", "trivial"}, (1, 4, 3)),
        ((1, 4, 2), {"bugfixes", "minor_changes"}, (1, 5, 0)),
        ((1, 4, 2), {"deprecated_features"}, (1, 5, 0)),
        ((1, 4, 2), {"minor_changes", "removed_features"}, (2, 0, 0)),
    ],
)
def test_the_least_version_follows_from_the_fragments(last, sections, least) -> None:
    assert release.least_version(last, sections) == least


@pytest.mark.parametrize("version", ["1", "1.2", "1.2.3-rc1", "v1.2.3", "01.2.3", "1.2.3.4", ""])
def test_what_is_no_version(version: str) -> None:
    assert release.number(version) is None


def project(folder: Path, version: str = "0.1.0", fragments: dict[str, list[str]] | None = None) -> Path:
    (folder / "changelogs" / "fragments").mkdir(parents=True)
    (folder / "galaxy.yml").write_text(f"version: {version}\n", encoding="utf-8")
    (folder / "changelogs" / "changelog.yaml").write_text("releases:\n  0.1.0: {}\n", encoding="utf-8")
    if fragments:
        (folder / "changelogs" / "fragments" / "one.yml").write_text(yaml.safe_dump(fragments), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("version", "fragments", "problem"),
    [
        ((0, 2, 0), {"minor_changes": ["new"]}, None),
        ((0, 1, 1), {"minor_changes": ["new"]}, "the fragments ask for 0.2.0 at least, after 0.1.0"),
        ((0, 1, 0), {"bugfixes": ["mended"]}, "0.1.0 is in the changelog already"),
        ((0, 2, 0), None, "there are no fragments in changelogs/fragments: nothing to release"),
    ],
)
def test_a_new_release(tmp_path: Path, version, fragments, problem) -> None:
    found = release.problems_of_a_new(version, project(tmp_path, fragments=fragments))
    assert found == ([problem] if problem else [])


@pytest.mark.parametrize(
    ("version", "fragments", "problems"),
    [
        ((0, 1, 0), None, []),
        ((0, 2, 0), None, ["galaxy.yml says 0.1.0", "the changelog has no such release"]),
        ((0, 1, 0), {"bugfixes": ["late"]}, ["changelogs/fragments holds what the changelog does not"]),
    ],
)
def test_a_tagged_release(tmp_path: Path, version, fragments, problems) -> None:
    assert release.problems_of_a_tagged(version, project(tmp_path, fragments=fragments)) == problems
