# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an export holds, as files: the text of each, in an order that stays, and back again. Pure."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from dataclasses import dataclass, field
from typing import Any, Callable, Iterator, Mapping, NamedTuple, Sequence

from .._core.texts import Wrong
from .._settings.tree import flatten, nested
from .._users.cells import LIST_COLUMNS, cell_value
from .sections import SECTIONS, SECTIONS_BY_NAME, TREES_OF_SETTINGS, Section, key_of

MANIFEST = "exported.json"
PEOPLE_TABLE = "people.csv"
NOT_COPIED = (
    "passwords, host keys and other secrets (masked.json names those of settings)",
    "ids, and the dates of creation and sign-in",
    "recordings, meetings and all other content",
    "pictures, and the files of virtual backgrounds",
    "invitations that are not accepted yet: the people get new ones",
    "what no read shows: about_me, linkedin_url, vanity_name",
)


@dataclass(frozen=True)
class Snapshot:
    """An account at one time: the documents of each section; a section that was not read is not there.

    ``departing``: of the settings of groups only what departs from the account.
    ``unreadable`` says of what could not be read why; ``masked`` names the secrets that were left out, by object.
    """

    account: str
    sections: Mapping[str, Sequence[Mapping[str, Any]]]
    unreadable: Mapping[str, str] = field(default_factory=dict)
    masked: Mapping[str, Sequence[str]] = field(default_factory=dict)
    departing: bool = False


class PeopleTable(NamedTuple):
    """People as CSV, and the fields that a CSV cell cannot hold, by email."""

    text: str
    left_out: dict[str, list[str]]


def files_of(snapshot: Snapshot) -> dict[str, str]:
    """Path within the folder → text. The same account gives the same files."""
    found: dict[str, str] = {}
    for name, documents in snapshot.sections.items():
        section = SECTIONS_BY_NAME[name]
        if section.split:
            found.update({file_of(section, one): as_json(one) for one in documents})
        else:
            found[section.file] = _lines(documents)
    left_out: dict[str, list[str]] = {}
    if "people" in snapshot.sections:
        found[PEOPLE_TABLE], left_out = people_table(snapshot.sections["people"])
    found["masked.json"] = as_json(snapshot.masked)
    found["README.md"] = readme(snapshot, left_out)
    names = sorted([*found, MANIFEST])
    found[MANIFEST] = as_json(
        {
            "account": snapshot.account,
            "sections": sorted(snapshot.sections),
            "only_departing": snapshot.departing,
            "files": names,
        }
    )
    return found


def snapshot_from(read: Callable[[str], str | None]) -> Snapshot:
    """An export, from its files; ``read`` gives the text of a path, None where there is no such file.

    Raises ValueError where a file is not what an export writes.
    """
    manifest = _loaded(MANIFEST, read(MANIFEST) or "{}", dict)
    sections: dict[str, list[dict[str, Any]]] = {}
    for section in SECTIONS:
        if section.split:
            paths = [path for path in manifest.get("files") or () if path.startswith(f"{section.file}/")]
            texts = [(path, read(path)) for path in paths]
            found = [_loaded(path, text, dict) for path, text in texts if text is not None]
            if section.name in (manifest.get("sections") or ()):
                sections[section.name] = found
            continue
        text = read(section.file)
        if text is not None:
            sections[section.name] = _loaded(section.file, text, list)
    departing = bool(manifest.get("only_departing"))
    return Snapshot(str(manifest.get("account") or ""), sections, departing=departing)


def only_departing(documents: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Settings without what a group has as the account has it; a group that departs in nothing is left out."""
    account = next((one for one in documents if one["scope"] == "account"), {})
    same = {name: flatten(account.get(name) or {}) for name in TREES_OF_SETTINGS}
    found = []
    for document in documents:
        if document["scope"] == "account":
            found.append(dict(document))
            continue
        kept: dict[str, Any] = {name: value for name, value in document.items() if name not in TREES_OF_SETTINGS}
        for name in TREES_OF_SETTINGS:
            leaves = flatten(document.get(name) or {})
            departing = {path: value for path, value in leaves.items() if same[name].get(path) != value}
            if departing:
                kept[name] = nested(departing)
        if any(kept.get(name) for name in TREES_OF_SETTINGS):
            found.append(kept)
    return found


def file_of(section: Section, document: Mapping[str, Any]) -> str:
    """The file of one document of a section that is split; two names never share one."""
    key = key_of(section, document)
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", key).strip("._")[:80] or "unnamed"
    ending = "" if plain == key.replace(" ", "_") else "-" + hashlib.sha256(key.encode()).hexdigest()[:8]
    return f"{section.file}/{plain}{ending}.json"


def as_json(value: Any) -> str:
    """JSON that differs where the value does, and nowhere else."""
    return json.dumps(value, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _lines(documents: Sequence[Mapping[str, Any]]) -> str:
    """A list with one document a line: what changed is seen line by line."""
    lines = (json.dumps(one, ensure_ascii=False, sort_keys=True) for one in documents)
    return "[\n" + ",\n".join(lines) + "\n]\n"


def people_table(people: Sequence[Mapping[str, Any]]) -> PeopleTable:
    """The people as a table that zoom_users reads back as it is."""
    columns = list(dict.fromkeys(["email", *(name for row in people for name in row)]))
    left_out: dict[str, list[str]] = {}
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for row in people:
        cells = [_cell(name, row.get(name)) for name in columns]
        lost = [name for name, cell in zip(columns, cells) if cell is None]
        if lost:
            left_out[str(row["email"])] = lost
        writer.writerow([cell or "" for cell in cells])
    return PeopleTable(stream.getvalue(), left_out)


def _cell(name: str, value: Any) -> str | None:
    """The text of a cell; None where it would be read as something else, such as a formula."""
    if value in (None, "", []):
        return ""
    if name in LIST_COLUMNS:
        return json.dumps(value, sort_keys=True)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    try:
        return text if cell_value(name, text, "|") == text else None
    except Wrong:
        return None


def readme(snapshot: Snapshot, left_out: Mapping[str, Sequence[str]]) -> str:
    """What lies where, how each is applied, and what is not in it."""
    return "\n".join(_readme(snapshot, left_out)) + "\n"


def _readme(snapshot: Snapshot, left_out: Mapping[str, Sequence[str]]) -> Iterator[str]:
    yield from (f"# Zoom account {snapshot.account}", "", "Apply the files in this order:", "")
    yield from ("| file | entries | how |", "|---|---|---|")
    for section in SECTIONS:
        if section.name in snapshot.sections:
            place = f"{section.file}/" if section.split else section.file
            yield f"| `{place}` | {len(snapshot.sections[section.name])} | {section.how} |"
    yield from ("", "Not in these files:", "", *(f"- {one}" for one in NOT_COPIED))
    if snapshot.unreadable:
        yield from ("", "Could not be read:", "")
        yield from (f"- {what}: {why}" for what, why in sorted(snapshot.unreadable.items()))
    if left_out:
        yield from ("", f"Not in {PEOPLE_TABLE}, since a spreadsheet would take it for something else:", "")
        yield from (f"- {email}: {', '.join(fields)}" for email, fields in sorted(left_out.items()))


def _loaded(path: str, text: str, kind: type) -> Any:
    try:
        value: Any = json.loads(text)
    except ValueError as error:
        raise ValueError(f"{path} is not JSON: {error}.") from error
    entries = value if isinstance(value, list) else []
    if not isinstance(value, kind) or not all(isinstance(one, dict) for one in entries):
        raise ValueError(f"{path} does not hold what an export writes there.")
    return value
