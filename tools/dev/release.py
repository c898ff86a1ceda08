# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev release [--write | --tagged] [--no-tests] VERSION: checks everything, and shows what the release would be.

Without an option nothing of the checkout changes: version and changelog are made in a copy, and the artifact is built
from that. --write also keeps them in the checkout, to be committed. --tagged is for the workflow: version and changelog
must be there already. The artifact is left in build/.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path

import artifact
import yaml
from stages import LOGS, Run, base_environment
from tree import CACHE, ROOT, copy_tree

BIN = Path(sys.executable).parent
# Sections of a fragment that ask for a new major version, and those that ask for a new minor one.
MAJOR = {"breaking_changes", "removed_features", "major_changes"}
MINOR = {"minor_changes", "deprecated_features"}
Number = tuple[int, int, int]


def number(version: str) -> Number | None:
    found = re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", version)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def text_of(value: Number) -> str:
    return ".".join(map(str, value))


def least_version(last: Number, sections: set[str]) -> Number:
    """The least number that fits what the fragments say. Before 1.0.0 a minor release may break what was promised."""
    major, minor, patch = last
    if sections & MAJOR and major:
        return (major + 1, 0, 0)
    if sections & (MAJOR | MINOR):
        return (major, minor + 1, 0)
    return (major, minor, patch + 1)


def sections_of_fragments(root: Path) -> set[str]:
    loaded = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in root.glob("changelogs/fragments/*.yml")]
    return {section for content in loaded for section in content or {}}


def released(root: Path) -> list[Number]:
    content = yaml.safe_load((root / "changelogs" / "changelog.yaml").read_text(encoding="utf-8"))
    return sorted(filter(None, (number(version) for version in content["releases"])))


def version_in_galaxy(root: Path) -> str:
    return str(yaml.safe_load((root / "galaxy.yml").read_text(encoding="utf-8"))["version"])


def git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def problems_of_a_new(version: Number, root: Path) -> list[str]:
    """What stands in the way of a release that is to be made."""
    found = []
    last = released(root)[-1]
    sections = sections_of_fragments(root)
    least = least_version(last, sections)
    if version in released(root):
        found.append(f"{text_of(version)} is in the changelog already")
    elif version < least:
        found.append(f"the fragments ask for {text_of(least)} at least, after {text_of(last)}")
    if not sections:
        found.append("there are no fragments in changelogs/fragments: nothing to release")
    return found


def problems_of_a_tagged(version: Number, root: Path) -> list[str]:
    """What stands in the way of publishing a release that was made."""
    found = []
    if version_in_galaxy(root) != text_of(version):
        found.append(f"galaxy.yml says {version_in_galaxy(root)}")
    if version not in released(root):
        found.append("the changelog has no such release")
    if sections_of_fragments(root):
        found.append("changelogs/fragments holds what the changelog does not")
    return found


def make(version: Number, copy: Path) -> str:
    """Version and changelog in a copy. Returns the changelog's new part."""
    galaxy = copy / "galaxy.yml"
    text = galaxy.read_text(encoding="utf-8")
    galaxy.write_text(
        re.sub(r"^version: .*$", f"version: {text_of(version)}", text, flags=re.MULTILINE), encoding="utf-8"
    )
    command = [str(BIN / "antsibull-changelog"), "release", "--version", text_of(version)]
    done = subprocess.run(command, cwd=copy, env=base_environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"release: antsibull-changelog failed:\n{done.stdout}{done.stderr}")
    changelog = (copy / "CHANGELOG.rst").read_text(encoding="utf-8")
    heading = re.compile(r"^v\d+\.\d+\.\d+\n=+\n", re.MULTILINE)
    starts = [match.start() for match in heading.finditer(changelog)]
    return changelog[starts[0] : starts[1] if len(starts) > 1 else None].rstrip()


def keep(copy: Path) -> None:
    """Version and changelog of the copy in the checkout; fragments that went into it are gone."""
    for name in ("galaxy.yml", "CHANGELOG.rst", "changelogs/changelog.yaml"):
        shutil.copy2(copy / name, ROOT / name)
    for fragment in ROOT.glob("changelogs/fragments/*.yml"):
        if not (copy / fragment.relative_to(ROOT)).exists():
            fragment.unlink()


def check(source: Path) -> Path | None:
    """Builds, imports and tries the artifact; None where that fails."""
    LOGS.mkdir(parents=True, exist_ok=True)
    run = Run("release")
    run.log.unlink(missing_ok=True)
    built = artifact.build(run, source, CACHE / "release")
    if built:
        artifact.import_it(run, built)
        artifact.try_it(run, built)
    sys.stdout.writelines(f"{finding}\n" for finding in run.findings)
    return None if run.findings else built


def say(text: str) -> None:
    sys.stdout.write(f"release: {text}\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev release", description=__doc__.partition("\n")[0])
    parser.add_argument("version")
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--write", action="store_true", help="keep version and changelog in the checkout")
    ways.add_argument("--tagged", action="store_true", help="version and changelog are there; only check and build")
    parser.add_argument("--no-tests", action="store_true", help="leave ./dev test out, which takes minutes")
    given = parser.parse_args()
    version = number(given.version)
    if version is None:
        parser.error(f"{given.version} is no version such as 1.2.0")
    problems = (problems_of_a_tagged if given.tagged else problems_of_a_new)(version, ROOT)
    if git("status", "--porcelain"):
        problems.append("the checkout has changes that are not committed")
    if given.tagged and given.version not in git("tag", "--points-at", "HEAD").split():
        problems.append(f"no tag {given.version} is at this commit")
    if problems:
        sys.stdout.writelines(f"release: {problem}\n" for problem in problems)
        return 1
    if given.no_tests:
        say("the tests are left out: this shows the release, and proves nothing")
    elif subprocess.run([sys.executable, "tools/dev/test.py"], cwd=ROOT, check=False).returncode:
        say("./dev test failed")
        return 1
    return finish(version, given.write, given.tagged)


def finish(version: Number, write: bool, tagged: bool) -> int:
    """Makes the release in a copy, checks its artifact, and keeps what is to be kept."""
    copy = copy_tree("release")
    if not tagged:
        sys.stdout.write(f"{make(version, copy)}\n\n")
    built = check(copy)
    if built is None:
        say("the artifact is not fit to be published")
        return 1
    target = ROOT / "build" / built.name
    target.parent.mkdir(exist_ok=True)
    shutil.copy2(built, target)
    say(f"{target.relative_to(ROOT)} has {target.stat().st_size:,} bytes")
    if write:
        keep(copy)
        say("galaxy.yml and the changelog are written: commit them, and tag the merge")
    elif not tagged:
        say("nothing of the checkout was changed; --write keeps version and changelog")
    return 0


if __name__ == "__main__":
    sys.exit(main())
