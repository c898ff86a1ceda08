# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A snapshot from the files of an export, or from files of a repository, which name only what they are about."""

from __future__ import annotations

import os
from typing import Any, Iterator, Mapping, Sequence

from .._core import files
from .._core.errors import Finding, InputError
from .._core.texts import Wrong, parse_json, parse_yaml
from .._users.compare import in_words
from .._users.people_file import read_people_file
from .._users.rows import Row, read_rows
from .sections import PEOPLE, SECTIONS, NotRead, Section
from .snapshot import INACTIVE_PEOPLE, MANIFEST, PEOPLE_TABLE, TEXTS_OF_PEOPLE, Snapshot

ENDINGS = (".json", ".yml", ".yaml")
PLACES_OF_PEOPLE = ("groups", "division", "role")


def read_snapshot_files(folder: str) -> Snapshot:
    """What a folder holds; without MANIFEST it is taken for files of a repository. Raises InputError."""
    return _Folder(folder).snapshot()


class _Folder:
    """Reads one folder."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def snapshot(self) -> Snapshot:
        if not os.path.isdir(self.folder):
            raise self._wrong("", "is not a folder.", "Name the folder of an export.")
        manifest = self._manifest()
        known = manifest.get("sections")
        sections = {}
        for section in SECTIONS:
            if known is None or section.name in known:
                documents = self._documents(section, manifest)
                if documents is not None:
                    sections[section.name] = documents
        if not sections:
            remedy = f"An export has {MANIFEST} and files such as people.json."
            raise self._wrong("", "holds nothing that can be compared.", remedy)
        not_read = [NotRead(*one) for one in manifest.get("not_read") or ()]
        return Snapshot(
            str(manifest.get("account") or ""),
            sections,
            not_read,
            departing=bool(manifest.get("only_departing")),
            baselines=tuple(manifest.get("departing_from") or ()),
            whole=bool(manifest),
        )

    def _manifest(self) -> Mapping[str, Any]:
        found = self._loaded(MANIFEST, dict) or {}
        parts = [found.get(name) or [] for name in ("sections", "files", "not_read", "departing_from")]
        lists = all(isinstance(part, list) for part in parts)
        names, files_named, not_read, baselines = parts if lists else ([None], [], [], [])
        plain = all(isinstance(one, str) and ".." not in one.split("/") for one in [*names, *files_named, *baselines])
        if not plain or not all(isinstance(one, list) and len(one) == 3 for one in not_read):
            raise self._wrong(MANIFEST, "does not hold what an export writes there.", "Export it again.")
        return found

    def _documents(self, section: Section, manifest: Mapping[str, Any]) -> list[dict[str, Any]] | None:
        """The documents of a section; None where the folder has none of its files."""
        if section.split:
            paths = self._split_files(section, manifest)
            return [found for found in (self._loaded(path, dict) for path in paths) if found] if paths else None
        found: list[dict[str, Any]] | None = None
        for name in [section.file] if section.name != PEOPLE else [section.file, INACTIVE_PEOPLE]:
            for path in _spellings(name):
                more = self._loaded(path, list)
                if more is not None:
                    found = [*(found or ()), *more]
        if found is None and section.name == PEOPLE and os.path.exists(os.path.join(self.folder, PEOPLE_TABLE)):
            return self._people_of_table()
        if found is not None and section.name == PEOPLE:
            texts = {one.get("email"): one for one in self._loaded(TEXTS_OF_PEOPLE, list) or ()}
            found = [{**one, **texts.get(one.get("email"), {})} for one in found]
        return found

    def _split_files(self, section: Section, manifest: Mapping[str, Any]) -> list[str]:
        listed = [str(path) for path in manifest.get("files") or ()]
        folder = os.path.join(self.folder, section.file)
        if not manifest and os.path.isdir(folder):
            listed = [f"{section.file}/{name}" for name in sorted(os.listdir(folder))]
        return [path for path in listed if path.startswith(f"{section.file}/") and path.endswith(ENDINGS)]

    def _people_of_table(self) -> list[dict[str, Any]]:
        """People as zoom_users would read them."""
        found = read_people_file(os.path.join(self.folder, PEOPLE_TABLE))
        rows, findings = read_rows([(row.number, row.place, row.values) for row in found.rows])
        if found.findings or findings:
            raise InputError([*found.findings, *findings])
        return [_person(row) for row in rows if row.state == "present"]

    def _loaded(self, path: str, kind: type) -> Any:
        """The value in a file; None where there is none."""
        place = os.path.join(self.folder, path)
        if not os.path.exists(place):
            return None
        try:
            text = files.read_text(place)
            value: Any = parse_json(text) if path.endswith(".json") else parse_yaml(text)
        except files.FileError as error:
            raise InputError([error.finding("against")]) from error
        except Wrong as wrong:
            raise self._wrong(path, wrong.problem, wrong.remedy) from wrong
        entries = value if isinstance(value, list) else []
        if not isinstance(value, kind) or not all(isinstance(one, dict) for one in entries):
            raise self._wrong(path, "does not hold what an export writes there.", "Export it again.")
        return value

    def _wrong(self, path: str, problem: str, remedy: str) -> InputError:
        return InputError([Finding("against", f"{os.path.join(self.folder, path)} {problem}", remedy)])


def _spellings(name: str) -> Sequence[str]:
    return [os.path.splitext(name)[0] + ending for ending in ENDINGS]


def _person(row: Row) -> dict[str, Any]:
    """A row in the words of an export."""
    return {"email": row.email, **dict(_fields(row))}


def _fields(row: Row) -> Iterator[tuple[str, Any]]:
    yield from ((name, in_words(name, value)) for name, value in row.values.items())
    yield from ((name, row.options[name]) for name in PLACES_OF_PEOPLE if row.options.get(name))
    if row.status:
        yield "status", row.status
