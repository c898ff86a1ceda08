# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proof of what a run read, found and wrote: a manifest of SHA-256, its signature, and all files as one archive."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import platform
import subprocess
import tarfile
from typing import Any, Iterable, Mapping

from ansible.release import __version__ as ansible_version

from ...module_utils._core import files
from ...module_utils._core.errors import Finding
from ...module_utils._policy.evidence import stem

SCHEMA = "openadmin.zoom/policy-manifest"
# What ssh-keygen calls the purpose of a signature: one made for something else does not verify.
NAMESPACE = "zoom-policy"
SIGNING_SECONDS = 30


class SigningError(OSError):
    """The manifest could not be signed."""


def key_findings(path: str) -> list[Finding]:
    """What keeps a key from being used, told before anything is asked."""
    if not path or (os.path.isfile(path) and os.access(path, os.R_OK)):
        return []
    return [Finding("signing_key", f"{path} cannot be read.", "Name a private key of ssh-keygen without a passphrase.")]


def make_manifest(report: Mapping[str, Any], paths: Iterable[str]) -> dict[str, Any]:
    """What proves a run: its files, the answers that it rests on, its plan, baselines, agreements and versions."""
    return {
        "schema": SCHEMA,
        "schema_version": 1,
        "account": report["account"],
        "run": report["run"],
        "versions": {
            "ansible_core": ansible_version,
            "python": platform.python_version(),
            "tool": report["run"]["tool"],
        },
        "baselines": report["baselines"],
        "agreements_sha256": report["agreements_sha256"],
        "plan_sha256": _digest(json.dumps(report["plan"], sort_keys=True, separators=(",", ":")).encode()),
        "answers": [
            {key: record[key] for key in ("number", "endpoint", "status", "time", "sha256", "file") if key in record}
            for record in report["evidence"]
        ],
        "files": [_file(path) for path in sorted(paths, key=os.path.basename)],
    }


def _file(path: str) -> dict[str, Any]:
    with open(path, "rb") as stream:
        content = stream.read()
    return {"name": os.path.basename(path), "bytes": len(content), "sha256": _digest(content)}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def write_manifest(report: Mapping[str, Any], paths: Iterable[str], folder: str) -> str:
    """Write the manifest of a run; returns its path. Raises OSError."""
    path = os.path.join(folder, stem(report["account"]["id"], report["run"]["id"]) + "-manifest.json")
    content = json.dumps(make_manifest(report, paths), ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    files.write_text(path, content, 0o640)
    return path


def sign(path: str, key: str) -> str:
    """Sign a file with a key of ssh-keygen; returns the path of the signature. Raises SigningError."""
    command = ["ssh-keygen", "-Y", "sign", "-q", "-n", NAMESPACE, "-f", key, path]
    signature = f"{path}.sig"
    if os.path.exists(signature):
        os.unlink(signature)  # ssh-keygen asks before it replaces one
    try:
        done = subprocess.run(  # noqa: S603 - no shell; key and path are files of the user
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=SIGNING_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SigningError(f"ssh-keygen cannot be run: {error}") from error
    if done.returncode:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise SigningError(words[-1] if words else f"ssh-keygen ended with {done.returncode}")
    return signature


def write_archive(report: Mapping[str, Any], paths: Iterable[str], folder: str) -> str:
    """Write files into one archive, the same for the same files; returns its path. Raises OSError."""
    name = stem(report["account"]["id"], report["run"]["id"])
    stream = io.BytesIO()
    with gzip.GzipFile(fileobj=stream, mode="wb", mtime=0) as packed, tarfile.open(fileobj=packed, mode="w") as archive:
        for path in sorted(paths, key=os.path.basename):
            with open(path, "rb") as source:
                content = source.read()
            entry = tarfile.TarInfo(f"{name}/{os.path.basename(path)}")
            entry.size, entry.mode = len(content), 0o640
            archive.addfile(entry, io.BytesIO(content))
    target = os.path.join(folder, f"{name}.tar.gz")
    temporary = f"{target}.part"
    if os.path.lexists(temporary):
        os.unlink(temporary)
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640), "wb") as written:
        written.write(stream.getvalue())
    os.replace(temporary, target)
    return target
