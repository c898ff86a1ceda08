# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole result of a task, kept in a file where what is printed was cut."""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from typing import Any, Mapping, NamedTuple

from . import files
from .own_folder import make_own
from .readable import readable_diff, readable_result

FOLDER = "zoom-findings"
SECONDS_KEPT = 30 * 86400


class WholeFile(NamedTuple):
    """Where the whole result is: its ``path``, or '' and the ``problem`` with the file that was named."""

    path: str
    problem: str = ""

    def text(self) -> str:
        """A sentence for the message of the task."""
        if self.path:
            return f"{self.problem}The whole result is in {self.path}."
        return f"{self.problem}Name a file in findings_file to have the whole result."


def printable_result(result: Mapping[str, Any], failed: bool, named: str, folder: str, called: str) -> dict[str, Any]:
    """A result as it may leave: the diff within its bound and, of a task that failed, all that is printed.

    What was cut is whole in the file ``named``, or else in one that is made in ``folder`` and named after ``called``.
    """
    shown = dict(result)
    if shown.get("diff"):
        shown["diff"] = readable_diff(shown["diff"])
    if not failed or "not_shown" in result:  # as a module on the target left it
        return shown
    readable = readable_result(shown)
    if not readable.cut:
        return shown
    kept = keep_whole(result, named, folder, called)
    shown = dict(readable.result, msg="\n".join(filter(None, [readable.result.get("msg", ""), kept.text()])))
    shown["not_shown"] = readable.not_shown
    if kept.path:
        shown["findings_file"] = kept.path
    return shown


def keep_whole(result: Mapping[str, Any], named: str, folder: str, called: str) -> WholeFile:
    """Write a result, for its owner alone; see printable_result."""
    problem = ""
    if named:
        try:
            files.write_json(named, result)
            return WholeFile(os.path.abspath(named))
        except files.FileError as error:
            problem = f"findings_file: {error} "
    try:
        place = make_own(os.path.join(folder, FOLDER))
        _remove_old(place)
        moment = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
        path = os.path.join(place, f"{called}-{moment}-{secrets.token_hex(4)}.json")
        files.write_json(path, result)
    except OSError:
        return WholeFile("", problem)
    return WholeFile(path, problem)


def _remove_old(place: str) -> None:
    """Results name people: none is kept for longer than anybody looks at it."""
    before = time.time() - SECONDS_KEPT
    for name in os.listdir(place):
        with contextlib.suppress(OSError):
            path = os.path.join(place, name)
            if os.lstat(path).st_mtime < before:
                os.unlink(path)
