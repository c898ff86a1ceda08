# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An undo file, made into the tasks that give its values back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Mapping, NamedTuple, Sequence

from ...module_utils._core import files
from ...module_utils._core.errors import Finding, InputError
from ...module_utils._core.undo_about import ENDING, UndoAbout, about_from

# Modules whose undo file is input of another module.
WRITTEN_FOR = {
    "zoom_policy": "zoom_settings",
    "zoom_lock_settings": "zoom_settings",
    "zoom_license_reclaim": "zoom_users",
    "zoom_offboarding": "zoom_users",
}
# How an undo file that lost its second file is recognised: every one of the keys, best first.
SHAPES = (
    ("zoom_settings", ("scope", "settings")),
    ("zoom_settings", ("scope", "extra_settings")),
    ("zoom_settings", ("scope", "locks")),
    ("zoom_settings", ("scope", "extra_locks")),
    ("zoom_contact_group_member", ("contact_group",)),
    ("zoom_role_member", ("role", "members")),
    ("zoom_group_admin", ("group", "admins")),
    ("zoom_group_member", ("group", "members")),
    ("zoom_user_assistant", ("user", "assistants")),
    ("zoom_user_assistant", ("user", "schedulers")),
    ("zoom_user", ("email",)),
)
# What says in a task which object it is about, best first.
SUBJECTS = ("name", "new_name", "email", "group", "contact_group", "role", "user", "id", "scope")


class UndoRun(NamedTuple):
    """One run of a module: its name without that of the collection, its arguments, and what it is about."""

    module: str
    arguments: dict[str, Any]
    subject: str


@dataclass(frozen=True)
class UndoFile:
    """What an undo file asks for. ``about`` is empty where its second file is not there."""

    tasks: Sequence[UndoRun]
    about: UndoAbout


def read_undo(path: str, module: str = "", account: str = "") -> UndoFile:
    """The tasks of an undo file. ``module`` is needed where nothing shows which module wrote it; ``account`` is the one
    that the tasks would go to, '' if that is not known. Raises InputError."""
    try:
        content = json.loads(files.read_text(path))
        about = _read_about(path)
    except files.FileError as error:
        raise InputError([error.finding("src")]) from error
    except ValueError as error:
        raise _wrong("src", f"{path} is not JSON: {error}.", "Name a file that a task wrote as undo_file.") from error
    if about.account and account and about.account != account:
        problem = f"{path} was written for the account {about.account}, and these credentials are of {account}."
        raise _wrong("src", problem, "Use the credentials of that account.")
    writer = module.rpartition(".")[2] or about.module
    return UndoFile(tasks_of(content, WRITTEN_FOR.get(writer, writer)), about)


def tasks_of(content: Any, module: str = "") -> list[UndoRun]:
    """The tasks that the content of an undo file asks for. Raises InputError."""
    documents = content if isinstance(content, list) else [content]
    if not all(isinstance(document, dict) for document in documents):
        raise _wrong("src", "does not hold what an undo file holds.", "Name a file that a task wrote as undo_file.")
    if isinstance(content, list) and (
        module == "zoom_users" or (not module and all("email" in one for one in content))
    ):
        return [_people(documents)] if documents else []
    return [_task(module or _recognised(document), document) for document in documents]


def _task(module: str, document: Mapping[str, Any]) -> UndoRun:
    subject = next((str(document[name]) for name in SUBJECTS if document.get(name)), "")
    return UndoRun(module, dict(document), subject)


def _people(rows: Sequence[Mapping[str, Any]]) -> UndoRun:
    """The file names each person, so nothing is left to the fuses and to allow_roles."""
    roles = sorted({str(row["role"]) for row in rows if row.get("role")})
    fuses = {"max_removals": len(rows), "max_removals_percent": 100}
    arguments = {"users": [dict(row) for row in rows], "allow_roles": roles, "report": "all", **fuses}
    return UndoRun("zoom_users", arguments, f"{len(rows)} people")


def _recognised(document: Mapping[str, Any]) -> str:
    for module, names in SHAPES:
        if all(name in document for name in names):
            return module
    problem = "does not show which module wrote it, and the file beside it that says so is not there."
    raise _wrong("src", problem, f"Name the module: -e undo_module=zoom_group. The other file ends in {ENDING}.")


def _read_about(path: str) -> UndoAbout:
    try:
        data = json.loads(files.read_text(path + ENDING))
    except (OSError, ValueError):
        return UndoAbout()
    return about_from(data) if isinstance(data, dict) else UndoAbout()


def _wrong(place: str, problem: str, remedy: str) -> InputError:
    return InputError([Finding(place, problem, remedy)])
