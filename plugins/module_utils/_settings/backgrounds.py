# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Virtual backgrounds of the account, a group or a person: zoom_virtual_background."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Callable, Mapping, Sequence

from .._core import waits
from .._core.errors import Finding, ScopeError
from .._core.media import GIF, JPG, MEGABYTE, MOV, MP4, PNG, MediaFiles, media_files
from .._core.read_back import read_back
from .._core.task import Task
from .._core.uploads import Upload
from .._directory.kinds import USER
from .._directory.objects import parse_person
from .background_plan import (
    FIELD,
    MOST_BACKGROUNDS,
    REMOVED_IDS,
    Background,
    BackgroundsPlanned,
    given_id,
    own_backgrounds,
    plan_backgrounds,
)
from .declaration import RefusedPlanError
from .find_targets import check_scope, find_targets
from .leaf import LEVELS
from .target import ACCOUNT, SETTINGS_OPERATIONS, Target

if TYPE_CHECKING:
    from .._core.client import Client
    from .._core.confirm import Proof
    from .._core.module import ZoomModule

LARGEST_BACKGROUND = 15 * MEGABYTE
# Films and moving pictures are for people; the uploads of account and groups take still pictures.
FORMATS_BY_LEVEL = {"account": (JPG, PNG), "group": (JPG, PNG), "user": (JPG, PNG, GIF, MP4, MOV)}


def _proof(read: str, shows: Callable[[Sequence[Background], Any, Mapping[str, Any]], Any]) -> Proof:
    def proof(client: Client, path: Mapping[str, str], body: Any, query: Mapping[str, Any]) -> Any:
        return shows(own_backgrounds(client.call(read, path)), body, query)

    return proof


def _shows_upload(found: Sequence[Background], body: Any, _query: Mapping[str, Any]) -> Any:
    upload = body[FIELD]
    return next(({"id": one.id} for one in found if (one.name, one.size) == (upload.name, upload.size)), None)


def _shows_removal(found: Sequence[Background], _body: Any, query: Mapping[str, Any]) -> Any:
    return None if {one.id for one in found} & set(query[REMOVED_IDS].split(",")) else {}


class BackgroundsTask(Task[BackgroundsPlanned]):
    """Gives an object the backgrounds that are named, and takes others away."""

    proofs: Mapping[str, Proof] = {
        **{level.upload_background: _proof(level.read, _shows_upload) for level in SETTINGS_OPERATIONS.values()},
        **{level.delete_backgrounds: _proof(level.read, _shows_removal) for level in SETTINGS_OPERATIONS.values()},
    }

    def __init__(self, module: ZoomModule) -> None:
        super().__init__(module)
        self.state: str = self.params["state"]
        self.paths: Sequence[str] = list(dict.fromkeys(self.params["files"] or ()))
        self.names: Sequence[str] = list(dict.fromkeys(self.params["names"] or ()))
        self.files = MediaFiles([], [])
        self.target = ACCOUNT
        self.have: list[Background] = []
        self.blind = ""
        self.unapplied: list[dict[str, Any]] = []
        self.unverified: list[str] = []

    def validate(self) -> list[Finding]:
        findings = check_scope(self.params, LEVELS, every="")
        if self.state == "absent":
            findings += [] if self.names else [Finding("names", "are required with state absent.", "Name the files.")]
            findings += [Finding("files", "mean nothing with state absent.", "Give names.")] if self.paths else []
            return findings
        if self.names:
            findings.append(Finding("names", f"mean nothing with state {self.state}.", "Give files."))
        if not self.paths:
            findings.append(Finding("files", f"are required with state {self.state}.", "To remove files, use absent."))
        return [*findings, *self._check_files()]

    def _check_files(self) -> list[Finding]:
        findings = []
        if len(self.paths) > MOST_BACKGROUNDS:
            problem = f"are {len(self.paths)}; Zoom takes {MOST_BACKGROUNDS} at most."
            findings.append(Finding("files", problem, "Leave some out."))
        names = [os.path.basename(path) for path in self.paths]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            problem = f"hold several that are called {', '.join(twice)}."
            findings.append(Finding("files", problem, "Zoom knows a file by its name: rename them."))
        self.files = media_files(self.paths, "files", FORMATS_BY_LEVEL[self.params["scope"]], LARGEST_BACKGROUND)
        return findings + self.files.findings

    def rounds(self) -> Sequence[Callable[[], None]]:
        return (self._find, self._read, self._leave_out_inherited)

    def _find(self) -> None:
        self.target = find_targets(self.client, self.params)[0]

    def _read(self) -> None:
        self.have = self._backgrounds(self.target)

    def _leave_out_inherited(self) -> None:
        """Groups and people show what they have from above too; there it has the same id, and only there it can go."""
        named = {*self.names, *(upload.name for upload in self.files.uploads)}
        if self.target.level == "account" or not (self.state == "exact" or any(one.name in named for one in self.have)):
            return
        try:
            self._leave_out(ACCOUNT)
            if self.target.level == "user" and self.have:
                person = parse_person(self.client.call(USER.read, {USER.place: self.target.id}))
                for identifier in person.group_ids:
                    self._leave_out(Target("group", identifier, identifier))
        except ScopeError as error:
            self.blind = f"which of them are inherited is not known: {error.message}"

    def _leave_out(self, above: Target) -> None:
        if self.have:
            inherited = {one.id for one in self._backgrounds(above)}
            self.have = [one for one in self.have if one.id not in inherited]

    def _backgrounds(self, target: Target) -> list[Background]:
        return own_backgrounds(self.client.call(SETTINGS_OPERATIONS[target.level].read, target.path))

    def plan(self) -> BackgroundsPlanned:
        planned = plan_backgrounds(self.target, self.have, self.files.uploads, self.names, self.state)
        staying = len(self.have) - len(planned.leaving)
        if staying + len(planned.uploads) > MOST_BACKGROUNDS:
            problem = f"{self.target.called} has {staying} others, and Zoom takes {MOST_BACKGROUNDS} in all."
            raise RefusedPlanError([Finding("files", problem, "Remove some, or use state exact.")])
        if planned.undo_left_out and self.params.get("undo_file"):
            self.module.warn(f"undo_file cannot give these back: {'; '.join(planned.undo_left_out)}.")
        self.unverified = [f"{name}: Zoom does not show its size, so it was not compared" for name in planned.uncertain]
        self.unverified += [f"backgrounds of {self.target.called}: {self.blind}"] if self.blind else []
        return planned

    def verify(self, planned: BackgroundsPlanned) -> None:
        if not self.params["verify"]:
            return
        done = {entry for step in self.outcome.done for entry in step.entries}
        uploads = [upload for upload, _replaced in planned.uploads if upload.name in done]
        left = [one for one in planned.leaving if one.name in done]
        written: list[Upload | Background] = [*uploads, *left]

        def not_shown(waiting: list[Upload | Background]) -> list[Upload | Background]:
            self.have = self._backgrounds(self.target)
            return [one for one in waiting if not self._is_shown(one)]

        for one in read_back(written, not_shown, waits.SETTINGS, self.sleep):
            wanted, actual = ("present", "absent") if isinstance(one, Upload) else ("absent", "present")
            self.unapplied.append({"name": one.name, "wanted": wanted, "actual": actual})
        for upload in uploads:
            self._note_other_name(upload)

    def _is_shown(self, written: Upload | Background) -> bool:
        if isinstance(written, Background):
            return all(one.id != written.id for one in self.have)
        same = any((one.name, one.size) == (written.name, written.size) for one in self.have)
        return same or self._uploaded(written) is not None

    def _uploaded(self, upload: Upload) -> Background | None:
        """The background that came of an upload, whatever Zoom calls it."""
        identifier = self.outcome.symbols.get(given_id(upload.name))
        return next((one for one in self.have if one.id == identifier), None)

    def _note_other_name(self, upload: Upload) -> None:
        """A file that Zoom has changed is not known again by the next run."""
        found = self._uploaded(upload)
        if found is not None and (found.name, found.size) != (upload.name, upload.size):
            self.unverified.append(f"{upload.name}: Zoom shows it as {found.name} with {found.size} bytes")

    def report(self, planned: BackgroundsPlanned) -> dict[str, Any]:
        missing = {item["name"] for item in self.unapplied} | set(self.outcome.failed_entries())
        return {
            "added": [upload.name for upload, _replaced in planned.uploads if upload.name not in missing],
            "removed": [one.name for one in planned.removed if one.name not in missing],
            "unchanged": planned.unchanged,
            "unapplied": self.unapplied,
            "unverified": self.unverified,
        }

    def problems(self, _planned: BackgroundsPlanned) -> list[str]:
        return [
            f"Zoom accepted the request, but {item['name']} of {self.target.called} is {item['actual']}."
            for item in self.unapplied
        ]
