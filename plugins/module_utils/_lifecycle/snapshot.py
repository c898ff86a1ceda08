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
from typing import Any, Iterable, Iterator, Mapping, NamedTuple, Sequence

from .._core.texts import Wrong
from .._settings.tree import flatten, nested
from .._users.cells import LIST_COLUMNS, cell_value, without_formula
from .sections import PEOPLE, SECTIONS, SECTIONS_BY_NAME, TREES_OF_SETTINGS, NotRead, Section, key_of

MANIFEST = "exported.json"
PEOPLE_TABLE = "people.csv"
# Zoom creates nobody deactivated: these rows fit the account that has them, the others fit an empty one too.
INACTIVE_PEOPLE = "people_inactive.json"
# zoom_users refuses files in which a text looks like a formula, since most such files come from a spreadsheet. As
# ``users`` it takes these texts too.
TEXTS_OF_PEOPLE = "people_texts.json"
FILES_OF_PEOPLE = (PEOPLE_TABLE, INACTIVE_PEOPLE, TEXTS_OF_PEOPLE)
NOT_COPIED = (
    "passwords, host keys and other secrets (masked.json names those of settings)",
    "ids, and the dates of creation and sign-in",
    "recordings, meetings and all other content",
    "pictures, and the files of virtual backgrounds",
    "invitations that are not accepted yet: the people get new ones",
    "what no read shows: about_me, linkedin_url, vanity_name",
    f"people who are deactivated, in an account that does not have them ({INACTIVE_PEOPLE} is for one that does)",
    "the owner: another account has its own",
    "employee_unique_id, which single sign-on sets",
)


@dataclass(frozen=True)
class Snapshot:
    """An account at one time: the documents of each section; a section that was not read is not there.

    ``departing``: of the settings of groups only what departs from the account. ``baselines``: of all only what
    departs from these. ``masked`` names the secrets that were left out, by object.
    ``whole``: False for files of a repository, which name only what they are about.
    """

    account: str
    sections: Mapping[str, Sequence[Mapping[str, Any]]]
    not_read: Sequence[NotRead] = ()
    masked: Mapping[str, Sequence[str]] = field(default_factory=dict)
    departing: bool = False
    baselines: Sequence[str] = ()
    whole: bool = True


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
            found.update({file_of(section, key_of(section, one)): as_json(one) for one in documents})
        else:
            found[section.file] = _lines(documents)
    left_out: dict[str, list[str]] = {}
    if PEOPLE in snapshot.sections:
        people, texts = _without_formulas(snapshot.sections[PEOPLE])
        active = [one for one in people if one.get("status") != "inactive"]
        found[TEXTS_OF_PEOPLE] = _lines(texts)
        found[SECTIONS_BY_NAME[PEOPLE].file] = _lines(active)
        found[INACTIVE_PEOPLE] = _lines([one for one in people if one.get("status") == "inactive"])
        found[PEOPLE_TABLE], left_out = people_table(active)
    found["masked.json"] = as_json(snapshot.masked)
    found["README.md"] = readme(snapshot, left_out)
    return found


def manifest_of(snapshot: Snapshot, files: Iterable[str]) -> str:
    """The text of MANIFEST: what the folder holds of which account. ``files`` may hold those of an earlier export."""
    return as_json(
        {
            "account": snapshot.account,
            "sections": sorted(snapshot.sections),
            "only_departing": snapshot.departing,
            **({"departing_from": list(snapshot.baselines)} if snapshot.baselines else {}),
            # Without the reason, which may have another wording at each run.
            "not_read": [list(one[:3]) for one in snapshot.not_read],
            "files": sorted({*files, MANIFEST}),
        }
    )


def stays(snapshot: Snapshot, path: str) -> bool:
    """Whether a file of an earlier export is about something that could not be read now."""
    for one in snapshot.not_read:
        section = SECTIONS_BY_NAME[one.section]
        named = [section.file, *(FILES_OF_PEOPLE if one.section == PEOPLE else ())]
        of_section = path in named or path.startswith(f"{section.file}/")
        if of_section and not one.part and (not one.object or path == file_of(section, one.object)):
            return True
    return False


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


def file_of(section: Section, key: str) -> str:
    """The file of one document of a section that is split, by its key_of; two names never share one."""
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


def _without_formulas(people: Sequence[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """People without texts that a file of people must not hold, and these texts by email."""
    kept, texts = [], []
    for row in people:
        refused = {name: value for name, value in row.items() if name != "email" and not _is_taken(name, value)}
        kept.append({name: value for name, value in row.items() if name not in refused})
        if refused:
            texts.append({"email": row["email"], **refused})
    return kept, texts


def _is_taken(name: str, value: Any) -> bool:
    if not isinstance(value, str) or not value:
        return True
    try:
        return without_formula(name, value.strip()) == value
    except Wrong:
        return False


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
    yield from (f"# Zoom account {snapshot.account}", "")
    yield from ("`ansible-playbook openadmin.zoom.apply -e apply_dir=.` applies all of it, in this order:", "")
    yield from ("| file | entries | how |", "|---|---|---|")
    for section in SECTIONS:
        if section.name in snapshot.sections:
            place = f"{section.file}/" if section.split else section.file
            yield f"| `{place}` | {len(snapshot.sections[section.name])} | {section.how} |"
        if section.name == PEOPLE and PEOPLE in snapshot.sections:
            yield f"| `{INACTIVE_PEOPLE}` | | is src of zoom_users in an account that has these people |"
            yield f"| `{TEXTS_OF_PEOPLE}` | | is users of zoom_users: texts that look like formulas |"
    yield from ("", "Not in these files:", "", *(f"- {one}" for one in NOT_COPIED))
    if snapshot.not_read:
        yield from ("", "Could not be read, so that files of an earlier export may be older:", "")
        yield from (f"- {one.text()}: {one.reason}" for one in snapshot.not_read)
    if left_out:
        yield from ("", f"Not in {PEOPLE_TABLE}, since a spreadsheet would take it for something else:", "")
        yield from (f"- {email}: {', '.join(fields)}" for email, fields in sorted(left_out.items()))
