# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""zoom_account_export: the account as files. Only what differs is written, and files of an earlier export that are no
longer needed are removed."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Callable, Sequence

from .._core import files
from .._core.errors import Finding, InputError
from .._core.task import InfoTask
from .baseline_departures import departing_from_controls
from .section_reads import read_snapshot
from .sections import SECTIONS, SETTINGS
from .snapshot import MANIFEST, Snapshot, files_of, manifest_of, stays
from .source import Source, reasons

if TYPE_CHECKING:
    from .._core.plan import Planned

MOST_WARNINGS = 20


class ExportTask(InfoTask):
    """Reads everything that is asked for, then writes the files."""

    snapshot: Snapshot

    def validate(self) -> list[Finding]:
        prepared = self.params["prepared"] or {}
        if prepared.get("findings"):
            return [Finding(**finding) for finding in prepared["findings"]]
        if self.params["departing_from"] and "controls" not in prepared:
            return [Finding("departing_from", "is read by the action plugin, which did not run.", "Use it in a task.")]
        folder = self.params["dest"]
        try:
            if not self.module.check_mode:
                os.makedirs(folder, mode=0o700, exist_ok=True)
            there = [name for name in os.listdir(folder) if name[0] != "."] if os.path.isdir(folder) else []
        except OSError as error:
            problem = f"{folder} cannot be made or read: {error.strerror or error}."
            return [Finding("dest", problem, "Name another folder.")]
        if there and MANIFEST not in there:
            problem = f"{folder} holds files that no export wrote."
            return [Finding("dest", problem, "Name a folder of its own: files of the same names would be lost.")]
        return files.writing_findings(os.path.join(folder, MANIFEST), "dest") if os.path.isdir(folder) else []

    def rounds(self) -> Sequence[Callable[[], None]]:
        return (self.read_account,)

    def read_account(self) -> None:
        """Everything, each list once."""
        source = Source(self.client, self.module.progress, self.params["details"])
        account = str(self.module.client.connection.account_id or "me")
        names = self.params["sections"] or [section.name for section in SECTIONS]
        self.snapshot = read_snapshot(source, account, names, self.params["only_departing"])
        baselines, prepared = self.params["departing_from"], self.params["prepared"]
        if baselines and SETTINGS in self.snapshot.sections:
            departing = departing_from_controls(self.snapshot.sections[SETTINGS], prepared["controls"])
            sections = {**self.snapshot.sections, SETTINGS: departing}
            self.snapshot = replace(self.snapshot, sections=sections, baselines=tuple(baselines))

    def _result(self, planned: Planned) -> dict[str, Any]:
        return self.report(planned)

    def report(self, planned: Planned) -> dict[str, Any]:  # noqa: ARG002
        found = files_of(self.snapshot)
        folder = self.params["dest"]
        old = [path for path in self._earlier(folder) if path not in found and path != MANIFEST]
        kept = [path for path in old if stays(self.snapshot, path)]
        found[MANIFEST] = manifest_of(self.snapshot, [*found, *kept])
        changed = [path for path, text in found.items() if _text_of(os.path.join(folder, path)) != text]
        gone = [path for path in old if path not in kept and os.path.isfile(os.path.join(folder, path))]
        if not self.module.check_mode:
            self._write(folder, {path: found[path] for path in changed}, gone)
        unreadable = reasons(self.snapshot.not_read)
        for what, why in list(unreadable.items())[:MOST_WARNINGS]:
            self.module.warn(f"{what} could not be read: {why}")
        return {
            "changed": bool(changed or gone),
            "dest": folder,
            "files": sorted(found),
            "written": sorted(changed),
            "removed": sorted(gone),
            "counts": {name: len(documents) for name, documents in self.snapshot.sections.items()},
            "unreadable": unreadable,
            "masked": {name: list(paths) for name, paths in self.snapshot.masked.items()},
        }

    def _write(self, folder: str, changed: dict[str, str], gone: Sequence[str]) -> None:
        try:
            for path in sorted(changed, key=lambda one: one == MANIFEST):  # what lists the files comes last
                place = os.path.join(folder, path)
                os.makedirs(os.path.dirname(place), mode=0o700, exist_ok=True)
                files.write_text(place, changed[path])
            for path in gone:
                os.unlink(os.path.join(folder, path))
        except files.FileError as error:
            raise InputError([error.finding("dest")], asked=True) from error
        except OSError as error:
            raise InputError([Finding("dest", f"{error}.", "Check the folder.")], asked=True) from error

    @staticmethod
    def _earlier(folder: str) -> list[str]:
        """The files of an earlier export, within the folder."""
        try:
            listed = json.loads(_text_of(os.path.join(folder, MANIFEST)) or "{}").get("files") or []
        except (ValueError, AttributeError):
            return []
        plain = [str(path) for path in listed if not os.path.isabs(str(path))]
        return [path for path in plain if ".." not in path.split("/")]


def _text_of(path: str) -> str | None:
    try:
        return files.read_text(path)
    except files.FileError:
        return None
