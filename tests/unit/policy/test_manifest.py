# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run proves: the manifest holds every file, its signature verifies, the archive holds all of it."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.tests.harness.fixtures import RunModule
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

pytestmark = pytest.mark.simulator("--users", "5", "--groups", "2", "--seed", "1", "--no-rate-limits")
needs_ssh_keygen = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="ssh-keygen is not installed")


def arguments(folder: Path, **more: Any) -> dict[str, Any]:
    formats = ["json", "csv", "oscal", "sarif"]
    return {
        "report_dir": str(folder / "reports"),
        "evidence_dir": str(folder / "evidence"),
        "report_formats": formats,
        "run_id": "one",
        **more,
    }


def test_the_manifest_holds_every_file_and_answer(succeed: RunModule, tmp_path: Path) -> None:
    done = succeed("zoom_policy", arguments(tmp_path))
    manifest = json.loads(Path(done["report_files"]["manifest"]).read_text(encoding="utf-8"))
    places = {path.name: path for path in [*(tmp_path / "reports").iterdir(), *(tmp_path / "evidence").iterdir()]}
    for entry in manifest["files"]:
        assert hashlib.sha256(places[entry["name"]].read_bytes()).hexdigest() == entry["sha256"]
        assert places[entry["name"]].stat().st_size == entry["bytes"]
    named = {entry["name"] for entry in manifest["files"]}
    assert set(places) - named == {"zoom-policy-sim-account-one-manifest.json"}
    report = json.loads(Path(done["report_files"]["json"]).read_text(encoding="utf-8"))
    assert [item["sha256"] for item in manifest["answers"]] == [item["sha256"] for item in report["evidence"]]
    assert manifest["versions"]["tool"] == report["run"]["tool"]
    plan = json.dumps(report["plan"], sort_keys=True, separators=(",", ":"))
    assert manifest["plan_sha256"] == hashlib.sha256(plan.encode()).hexdigest()


@needs_ssh_keygen
def test_the_signature_verifies_and_a_changed_manifest_does_not(succeed: RunModule, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    done = succeed("zoom_policy", arguments(tmp_path, signing_key=str(key)))
    signers = tmp_path / "signers"
    signers.write_text(f"auditor {(tmp_path / 'key.pub').read_text(encoding='utf-8')}", encoding="utf-8")
    manifest, signature = (Path(done["report_files"][name]) for name in ("manifest", "signature"))
    names = ["-f", str(signers), "-I", "auditor", "-n", "zoom-policy"]
    command = ["ssh-keygen", "-Y", "verify", "-s", str(signature), *names]
    content = manifest.read_bytes()
    assert subprocess.run(command, input=content, capture_output=True, check=False).returncode == 0
    changed = content.replace(b"sim-account", b"another", 1)
    assert subprocess.run(command, input=changed, capture_output=True, check=False).returncode != 0


@needs_ssh_keygen
def test_a_key_that_cannot_sign_is_told(fail: RunModule, simulator: Simulator, tmp_path: Path) -> None:
    missing = fail("zoom_policy", arguments(tmp_path, signing_key=str(tmp_path / "none")))
    assert "none cannot be read" in missing["msg"]
    assert not simulator.requests()
    (tmp_path / "key").write_text("no key", encoding="utf-8")
    (tmp_path / "key").chmod(0o600)
    failed = fail("zoom_policy", arguments(tmp_path, signing_key=str(tmp_path / "key")))
    assert "The proof of the run cannot be written" in failed["msg"]
    assert "json" in failed["report_files"], "the reports are there"


def test_the_archive_holds_all_of_it_and_is_the_same_again(succeed: RunModule, tmp_path: Path) -> None:
    done = succeed("zoom_policy", arguments(tmp_path, report_archive=True))
    archive = Path(done["report_files"]["archive"])
    with tarfile.open(archive) as packed:
        names = {Path(name).name for name in packed.getnames()}
    assert names == {path.name for path in [*(tmp_path / "evidence").iterdir(), *(tmp_path / "reports").iterdir()]} - {
        archive.name
    }


@pytest.mark.parametrize("option", ["signing_key", "report_archive"])
def test_what_needs_a_folder_says_so(fail: RunModule, simulator: Simulator, tmp_path: Path, option: str) -> None:
    (tmp_path / "key").write_text("x", encoding="utf-8")
    value: Any = True if option == "report_archive" else str(tmp_path / "key")
    assert f"{option}: needs report_dir" in fail("zoom_policy", {option: value})["msg"]
    assert not simulator.requests()
