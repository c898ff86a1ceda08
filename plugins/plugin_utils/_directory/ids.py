# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ids by name, for the lookups: from what the run has read already, else from Zoom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, ContextManager, Mapping, MutableMapping, NamedTuple, Sequence

from ...module_utils._core.client import Client
from ...module_utils._core.errors import Finding, InputError
from ...module_utils._core.validation import nearest
from ...module_utils._directory.kinds import GROUP
from ...module_utils._directory.listings import read_objects
from ...module_utils._directory.objects import DirectoryObject, parse_person, person_key
from ...module_utils._directory.people import PeopleReader, read_people
from ...module_utils._directory.resolve import Resolver, resolve_each
from .._core.reading_client import reading_client
from .run_cache import RunCache

if TYPE_CHECKING:
    from ...module_utils._core.connection import Connection

Known = MutableMapping[str, Any]
GROUPS, PEOPLE, EVERYBODY = "groups", "people", "everybody"


class Read(NamedTuple):
    """The ids of the names that were found, and a finding for each that was not."""

    ids: Mapping[str, str]
    findings: Sequence[Finding]


# From what is known and the names, with a client that is made where it is needed; it adds to what is known.
Reader = Callable[[Known, Sequence[str], Callable[[], Client]], Read]


def look_up(names: Sequence[str], connection: Connection, read: Reader, keep: bool) -> list[str]:
    """The ids, in the order of the names. Raises InputError for names that mean nothing, and other ZoomErrors."""
    cache: ContextManager[Known] = RunCache(connection).opened()
    clients: list[Client] = []

    def client() -> Client:
        if not clients:
            clients.append(reading_client(connection))
        return clients[0]

    try:
        with cache as known:
            found = read(known if keep else {}, names, client)
    finally:
        for made in clients:
            made.close()
    if found.findings:
        raise InputError(found.findings, asked=True)
    return [found.ids[name] for name in names]


def group_ids(known: Known, names: Sequence[str], client: Callable[[], Client]) -> Read:
    """Groups by name or id, from one list (listGroups). A list that was read before may lack what is new: once more."""
    if GROUPS in known:
        found = _resolved(known[GROUPS], names)
        if not found.findings:
            return found
    known[GROUPS] = [[one.id, one.name] for one in read_objects(client(), GROUP)]
    return _resolved(known[GROUPS], names)


def _resolved(groups: Sequence[Sequence[str]], names: Sequence[str]) -> Read:
    resolver = Resolver(GROUP, [DirectoryObject(identifier, name) for identifier, name in groups])
    findings = resolve_each(resolver, names, "group")[1]
    return Read({} if findings else {name: resolver.get(name).id for name in names}, findings)


def user_ids(known: Known, names: Sequence[str], client: Callable[[], Client]) -> Read:
    """People by email or id, one by one or from lists, whichever costs less (getUser, listUsers)."""
    people: dict[str, str] = known.setdefault(PEOPLE, {})
    keys = {name: person_key(name).folded().value for name in names}
    missing = [name for name, key in keys.items() if key not in people]
    if missing:
        people.update({keys[name]: person.id for name, person in read_people(client(), missing).items()})
    findings = [_finding(known, name, keys[name], client) for name in keys if not people.get(keys[name])]
    return Read({name: people.get(key, "") for name, key in keys.items()}, findings)


def _finding(known: Known, name: str, key: str, client: Callable[[], Client]) -> Finding:
    if key in known[PEOPLE]:
        return Finding("user", f"{name} has no id yet.", "People have one once they accept the invitation.")
    if EVERYBODY not in known:
        known[EVERYBODY] = _emails(client())
    return Finding("user", f"there is no user {name}.", nearest(name, known[EVERYBODY]) or "Correct the email.")


def _emails(client: Client) -> list[str]:
    """The emails of all active users, to name those that are near."""
    found: list[str] = []
    reader = PeopleReader(client, lambda item, status, _alone: found.append(parse_person(item, status).email))
    reader.read_status("active")
    return found
