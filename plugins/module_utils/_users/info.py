# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What zoom_user_info reads: the users that its filters leave, in the words of the writing modules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any, Callable, Iterable, Mapping, Sequence

from .._core.errors import ApiError, Finding, InputError
from .._core.task import InfoTask
from .._directory.included_reader import IncludedReader
from .._directory.kinds import DIVISION, GROUP, MEMBER, ROLE
from .._directory.listings import read_members, read_objects
from .._directory.objects import DirectoryObject, Key, person_key
from .._directory.people import FEW_PEOPLE
from .._directory.resolve import Resolver, UnknownReference
from .as_input import FACTS, facts_of, user_as_input
from .as_read import Account, by_email
from .availability import read_checks, wrong_emails
from .fields import DETAIL, FIELDS, LIST, LIST_EXTRA
from .gather import DETAILED, RowReader
from .included import GROUPS_SHOWN, ReadSettings, address_of, read_included
from .to_read import KEPT, ToRead

if TYPE_CHECKING:
    from .._core.client import Client
    from .._core.module import ZoomModule
    from .._core.plan import Planned
    from .._directory.kind import Kind

LISTED_STATUSES = ("active", "inactive", "pending")
LISTED = tuple(name for name, field in FIELDS.items() if field.read in (LIST, LIST_EXTRA))
DETAILS = tuple(name for name, field in FIELDS.items() if field.read == DETAIL)


@dataclass(frozen=True)
class Question:
    """What is asked. Empty filters leave everybody; ``last_login_before`` is a moment, or None."""

    emails: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    status: tuple[str, ...] = LISTED_STATUSES
    group: str = ""
    division: str = ""
    role: str = ""
    last_login_before: datetime | None = None
    detail: bool = False
    include: tuple[str, ...] = ()
    checks: Mapping[str, Any] | None = None

    @property
    def checks_only(self) -> bool:
        """Whether nobody is asked for, but whether addresses or names are free."""
        return bool(self.checks) and self == Question(checks=self.checks)

    @property
    def names_people(self) -> bool:
        """Whether certain people are asked for, and not a kind of people."""
        return bool(self.emails or self.ids)


def question_of(params: Mapping[str, Any]) -> Question:
    """The question that the module's options ask. Raises InputError for a date that is not one."""
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
        status=tuple(params["status"] or LISTED_STATUSES),
        group=params["group"] or "",
        division=params["division"] or "",
        role=params["role"] or "",
        last_login_before=moment,
        detail=params["detail"],
        include=tuple(dict.fromkeys(params["include"] or ())),
        checks=params["checks"],
    )


class UserInfoTask(InfoTask):
    """zoom_user_info: the names that make ids readable, then the people, then what lists do not show of them."""

    question: Question
    account: Account
    reader: RowReader
    included: IncludedReader
    filters: Mapping[str, str] | None

    def __init__(self, module: ZoomModule, read_settings: ReadSettings) -> None:
        super().__init__(module)
        self.read_settings = read_settings
        self.found: list[dict[str, Any]] = []
        self.more: dict[str, dict[str, Any]] = {}
        self.checks: dict[str, Any] = {}

    def validate(self) -> list[Finding]:
        try:
            self.question = question_of(self.params)
        except InputError as error:
            return [*error.findings, *wrong_emails(self.params["checks"])]
        return wrong_emails(self.question.checks)

    def rounds(self) -> Sequence[Callable[[], None]]:
        people = () if self.question.checks_only else (self.read_names, self.read_people, self.read_details)
        checks = (self.read_checks,) if self.question.checks else ()
        return (self.begin, *people, *checks)

    def begin(self) -> None:
        """What notes the refusals of all rounds."""
        self.included = IncludedReader(self.client, self.module.progress)

    def read_names(self) -> None:
        """Groups, divisions and roles, and the ids of those that the filters name."""
        to_read = ToRead(
            fields=tuple(dict.fromkeys([*KEPT, *LISTED, "group_ids", "division_ids", "employee_unique_id", *FACTS])),
            attributes="custom_attributes" in self.question.include,
            note_secrets=True,
        )
        client, question = self.client, self.question
        self.reader = RowReader(client, to_read, self.module.progress)
        asked = [(GROUP, question.group), (DIVISION, question.division), (ROLE, question.role)]
        groups, divisions, roles = client.map(lambda one: Resolver(one[0], self._objects(one[0], bool(one[1]))), asked)
        self.account = Account(self.reader.people, groups, divisions, roles)
        try:
            self.filters = _filters(question, self.account)
        except UnknownReference:
            self.filters = None  # what does not exist has nobody in it

    def read_people(self) -> None:
        """The people whom the filters leave."""
        if self.filters is None:
            return
        _read(self.client, self.question, self.reader, self.filters)
        everybody = self.reader.people.everybody()
        self.found = [person for person in everybody if _fits(person, self.question, self.filters, self.account)]
        self.found.sort(key=lambda person: str(person.get("email") or ""))

    def read_details(self) -> None:
        """What lists do not show, where it is asked for."""
        addressed = {address_of(person): person for person in self.found}
        if self.question.detail:
            self.reader.add_details({key: person for key, person in addressed.items() if DETAILED not in person})
        if "zoom_phone" in self.question.include:
            self.reader.add_phone_licences(
                {key: person for key, person in addressed.items() if person.get("status") != "pending"}
            )
        self.more = read_included(self.included, self.question.include, self.found, self.read_settings)

    def read_checks(self) -> None:
        """Whether addresses and names are free."""
        self.checks = read_checks(self.included, self.question.checks or {})

    def report(self, planned: Planned) -> dict[str, Any]:  # noqa: ARG002
        shown = [self._shown(person) for person in self.found]
        secrets = set(self.reader.people.secrets) if self.found else set()
        for more in self.more.values():
            secrets.update(more.get("masked") or ())
        result = {
            "users": shown,
            "facts": {user["email"] or user["id"]: facts_of(person) for user, person in zip(shown, self.found)},
            "masked": sorted(secrets),
            "not_readable": self.included.not_readable(),
        }
        return dict(result, checks=self.checks) if self.question.checks else result

    def _shown(self, person: Mapping[str, Any]) -> dict[str, Any]:
        """A person with what is included, in the words of the modules that write."""
        user = user_as_input(person, self.account)
        user = user if self.question.detail else _as_listed(user)
        if GROUPS_SHOWN in self.question.include:
            user.setdefault("groups", [str(identifier) for identifier in person.get("group_ids") or ()])
        more = self.more.get(address_of(person), {})
        return {**user, **{name: value for name, value in more.items() if name != "masked"}}

    def _objects(self, kind: Kind, filtered_by: bool) -> list[DirectoryObject]:
        """Names only make ids readable: without the scope, or on accounts that have no such thing, the rest is
        answered."""
        try:
            return read_objects(self.client, kind)
        except ApiError as error:
            if filtered_by:
                raise
            if kind.items in self.question.include:
                self.included.note(kind.items, error)
            return []


def _as_listed(user: dict[str, Any]) -> dict[str, Any]:
    """Without what only some of the users show because they happened to be read one by one."""
    return {name: value for name, value in user.items() if name not in DETAILS}


def _filters(question: Question, account: Account) -> dict[str, str]:
    """The ids of the named group, division and role. Raises UnknownReference."""
    catalogs = {"group": account.groups, "division": account.divisions, "role": account.roles}
    named = {"group": question.group, "division": question.division, "role": question.role}
    return {kind: catalogs[kind].resolve(name) for kind, name in named.items() if name}


def _read(client: Client, question: Question, reader: RowReader, filters: Mapping[str, str]) -> None:
    if question.names_people:
        lost = reader.reader.read([*map(by_email, question.emails), *(Key("id", one) for one in question.ids)])
        if any(key.by == "email" for key in lost):
            reader.reader.read_invited()
        return
    if "group" in filters:
        members = read_members(client, GROUP, filters["group"]).people
        if question.detail or len(members) <= FEW_PEOPLE:
            # Reading the members alone is less than reading everybody to find them; it shows the details as well.
            reader.reader.read_each([person_key(member.address) for member in members])
            return
    role = {"role_id": filters["role"]} if "role" in filters else {}
    for status in question.status:
        reader.reader.read_status(status, **role)


def _fits(person: Mapping[str, Any], question: Question, filters: Mapping[str, str], account: Account) -> bool:
    if person.get("status") not in question.status:
        return False
    if question.names_people and not _named(person, question):
        return False
    if "group" in filters and filters["group"] not in (person.get("group_ids") or ()):
        return False
    if "division" in filters and filters["division"] not in (person.get("division_ids") or (account.divisions.main,)):
        return False
    if "role" in filters and str(person.get("role_id") or MEMBER) != filters["role"]:
        return False
    return question.last_login_before is None or _last_seen(person) < question.last_login_before


def _named(person: Mapping[str, Any], question: Question) -> bool:
    emails = {email.casefold() for email in question.emails}
    return str(person.get("email") or "").casefold() in emails or person.get("id") in question.ids


def _last_seen(person: Mapping[str, Any]) -> datetime:
    """The last login; of those who never logged in, when they came."""
    for value in _moments(person):
        try:
            moment = datetime.fromisoformat(value.replace("Z", "+00:00"))
        except ValueError:
            continue
        return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
    return datetime.min.replace(tzinfo=timezone.utc)


def _moments(person: Mapping[str, Any]) -> Iterable[str]:
    names = ("last_login_time", "user_created_at", "created_at")
    return (str(person[name]) for name in names if person.get(name))
