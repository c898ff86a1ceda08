# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What zoom_user_info reads: the users that its filters leave, in the words of the writing modules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Callable, Iterable, Mapping

from .._core.client import Client
from .._core.errors import ApiError, Finding, InputError
from .._core.progress import Progress
from .._directory.catalog import (
    MEMBER,
    Catalog,
    UnknownReference,
    roles,
)
from .._directory.containers import read_all, read_members
from .._directory.kinds import DIVISION, GROUP
from .entries import Entry
from .fields import DETAIL, FIELDS, LIST, LIST_EXTRA
from .gather import DETAILED, PeopleReader, read_roles
from .known import Known
from .needs import FEW, KEPT, Needs
from .words import FACTS, facts_of, user_in_words

STATUSES = ("active", "inactive", "pending")
LISTED = tuple(name for name, field in FIELDS.items() if field.read in (LIST, LIST_EXTRA))
DETAILS = tuple(name for name, field in FIELDS.items() if field.read == DETAIL)


@dataclass(frozen=True)
class Question:
    """What is asked. Empty filters leave everybody; ``last_login_before`` is a moment, or None."""

    emails: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    status: tuple[str, ...] = STATUSES
    group: str = ""
    division: str = ""
    role: str = ""
    last_login_before: datetime | None = None
    detail: bool = False
    include: tuple[str, ...] = ()

    @property
    def names_people(self) -> bool:
        """Whether certain people are asked for, and not a kind of people."""
        return bool(self.emails or self.ids)


def question_of(params: Mapping[str, Any]) -> Question:
    """The question that the module's options ask. Raises InputError for a date that is none."""
    moment = None
    if params["last_login_before"]:
        try:
            moment = datetime.fromisoformat(params["last_login_before"].strip().replace("Z", "+00:00"))
        except ValueError as error:
            wrong = f"{params['last_login_before']!r} is not a date."
            raise InputError([Finding("last_login_before", wrong, "Write it as 2026-01-31.")]) from error
        moment = moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
    return Question(
        emails=tuple(email.strip() for email in params["emails"] or () if email.strip()),
        ids=tuple(identifier.strip() for identifier in params["ids"] or () if identifier.strip()),
        status=tuple(params["status"] or STATUSES),
        group=params["group"] or "",
        division=params["division"] or "",
        role=params["role"] or "",
        last_login_before=moment,
        detail=params["detail"],
        include=tuple(params["include"] or ()),
    )


def answer(client: Client, progress: Progress, question: Question) -> dict[str, Any]:
    """``users``, ``facts`` and ``masked``. Raises ZoomError."""
    known, reader = _prepared(client, progress, question)
    try:
        filters = _filters(question, known)
    except UnknownReference:
        return {"users": [], "facts": {}, "masked": []}
    _read(client, question, reader, filters)
    records = [record for record in reader.people.records() if _fits(record, question, filters, known)]
    addressed = {str(record.get("id") or record.get("email")): record for record in records}
    if question.detail:
        reader.add_details({key: record for key, record in addressed.items() if DETAILED not in record})
    if "zoom_phone" in question.include:
        reader.add_phone_licences(
            {key: record for key, record in addressed.items() if record.get("status") != "pending"}
        )
    records.sort(key=lambda record: str(record.get("email") or ""))
    shown = [user_in_words(record, known) for record in records]
    return {
        "users": shown if question.detail else [_as_listed(user) for user in shown],
        "facts": {user["email"] or user["id"]: facts_of(record) for user, record in zip(shown, records)},
        "masked": sorted(reader.people.secrets),
    }


def _as_listed(user: dict[str, Any]) -> dict[str, Any]:
    """Without what only some of the users show because they happened to be read one by one."""
    return {name: value for name, value in user.items() if name not in DETAILS}


def _prepared(client: Client, progress: Progress, question: Question) -> tuple[Known, PeopleReader]:
    needs = Needs(
        fields=tuple(dict.fromkeys([*KEPT, *LISTED, "group_ids", "division_ids", "employee_unique_id", *FACTS])),
        attributes="custom_attributes" in question.include,
        note_secrets=True,
    )
    reader = PeopleReader(client, needs, progress)
    reads: list[Callable[[], Any]] = [
        lambda: _or_none(lambda: read_all(client, GROUP), question.group, []),
        lambda: _or_none(lambda: read_all(client, DIVISION), question.division, []),
        lambda: _or_none(lambda: read_roles(client), question.role, {}),
    ]
    groups, divisions, names = client.map(_call, reads)
    return Known(reader.people, Catalog("group", groups), Catalog("division", divisions), roles(names)), reader


def _call(read: Callable[[], Any]) -> Any:
    return read()


def _or_none(read: Callable[[], Any], filtered_by: str, none: Any) -> Any:
    """Names only make ids readable: without the scope, or on accounts that have no such thing, the rest is answered."""
    try:
        return read()
    except ApiError:
        if filtered_by:
            raise
        return none


def _filters(question: Question, known: Known) -> dict[str, str]:
    """The ids of the named group, division and role. Raises UnknownReference."""
    catalogs = {"group": known.groups, "division": known.divisions, "role": known.roles}
    named = {"group": question.group, "division": question.division, "role": question.role}
    return {kind: catalogs[kind].resolve(name) for kind, name in named.items() if name}


def _read(client: Client, question: Question, reader: PeopleReader, filters: Mapping[str, str]) -> None:
    if question.names_people:
        reader.read(_entries(question), "email")
        return
    if "group" in filters:
        members, _whole = read_members(client, GROUP, filters["group"])
        if question.detail or len(members) <= FEW:
            # Reading the members alone is less than reading everybody to find them; it shows the details as well.
            reader.read_each([("id", member.id or member.email) for member in members])
            return
    for status in question.status:
        for _left in reader.list_status(status, filters.get("role", "")):
            pass


def _entries(question: Question) -> list[Entry]:
    by_email = [Entry(key=email.casefold(), row=0, place="", email=email) for email in question.emails]
    return by_email + [Entry(key=key, row=0, place="", user_id=key) for key in question.ids]


def _fits(record: Mapping[str, Any], question: Question, filters: Mapping[str, str], known: Known) -> bool:
    if record.get("status") not in question.status:
        return False
    if question.names_people and not _named(record, question):
        return False
    if "group" in filters and filters["group"] not in (record.get("group_ids") or ()):
        return False
    if "division" in filters and filters["division"] not in (record.get("division_ids") or (known.divisions.main,)):
        return False
    if "role" in filters and str(record.get("role_id") or MEMBER) != filters["role"]:
        return False
    return question.last_login_before is None or _last_seen(record) < question.last_login_before


def _named(record: Mapping[str, Any], question: Question) -> bool:
    emails = {email.casefold() for email in question.emails}
    return str(record.get("email") or "").casefold() in emails or record.get("id") in question.ids


def _last_seen(record: Mapping[str, Any]) -> datetime:
    """The last login; of those who never logged in, when they came."""
    for value in _moments(record):
        try:
            moment = datetime.fromisoformat(value.replace("Z", "+00:00"))
        except ValueError:
            continue
        return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
    return datetime.min.replace(tzinfo=timezone.utc)


def _moments(record: Mapping[str, Any]) -> Iterable[str]:
    names = ("last_login_time", "user_created_at", "created_at")
    return (str(record[name]) for name in names if record.get(name))
