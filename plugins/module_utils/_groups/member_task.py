# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A task about the members of one object, for every kind that has members; groups, contact groups, roles and people
have a subclass each for what they alone know of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Mapping, Sequence

from .._core import waits
from .._core.errors import Finding, InputError, NotFoundError, ZoomError
from .._core.task import Task
from .._directory.listings import read_members, read_objects
from .._directory.membership import list_is_cheaper, not_shown
from .._directory.objects import DirectoryObject, MemberList, Person, name_key
from .._directory.people import read_people
from .._directory.resolve import Resolver, resolve_each
from .member_plan import MembersFound, MembershipPlanner, MembersPlanned, MembersWanted, Named
from .people import empty_names, not_shown_message, unknown_message

if TYPE_CHECKING:
    from .._core.confirm import Proof
    from .._core.module import ZoomModule
    from .._directory.kind import Kind


class MembershipTask(Task[MembersPlanned]):
    """A run of a module that puts people into an object and takes them out. Its option has the name of the kind."""

    # The lists of people in the result that shrink by those for whom a step failed.
    lists: tuple[str, ...] = ("added", "removed")

    def __init__(self, module: ZoomModule, kind: Kind) -> None:
        super().__init__(module)
        self.kind = kind
        self.option = kind.members.option
        self.state: str = self.params["state"]
        self.given: list[str] = [key.strip() for key in self.named_people()]
        self.members = list(dict.fromkeys(self.given))
        self.target = DirectoryObject("", "")
        self.listed: MemberList | None = None
        self.people: dict[str, Person] = {}
        self.looked_up: Sequence[str] = ()
        self.unapplied: list[dict[str, Any]] = []
        self.unverified: list[str] = []

    def named_people(self) -> Sequence[str]:
        """The emails and ids that the task names."""
        return self.params[self.option] or ()

    # -- before any request --------------------------------------------------------------------------------------------

    def validate(self) -> list[Finding]:
        findings = [*empty_names(self.given, self.option), *self._closed(self.params[self.kind.noun])]
        findings += self.needs_allow_empty(self.option, self.members)
        if self.params["max_removals"] < 0:
            findings.append(Finding("max_removals", "must be 0 or more."))
        return findings

    def needs_allow_empty(self, option: str, named: Sequence[str]) -> list[Finding]:
        """A finding where state exact would take everything away because nothing is named."""
        if self.state != "exact" or named or self.params["allow_empty"]:
            return []
        words = option.replace("_", " ")
        problem = f"is empty, which with state exact would leave the {self.kind.words} without {words}."
        return [Finding(option, problem, "Set allow_empty if that is meant.")]

    def _closed(self, reference: str) -> list[Finding]:
        """A finding about an object whose members never change, by its id or its own name."""
        for identifier, remedy in self.kind.members.closed.items():
            name = self.kind.built_in[identifier]
            if reference == identifier or name_key(reference) == name_key(name):
                return [Finding(self.kind.noun, f"{name} is a {self.kind.words} that Zoom fills itself.", remedy)]
        return []

    # -- reading -------------------------------------------------------------------------------------------------------

    def rounds(self) -> Sequence[Callable[[], None]]:
        return (self._read_objects, self._read_listed, self._read_named)

    def _read_objects(self) -> None:
        """The objects that the task names. One made a moment ago may not be listed yet: its name is waited for."""
        for pause in (*waits.NAMES[:2], None):
            resolver = Resolver(self.kind, read_objects(self.client, self.kind))
            findings = self.find_objects(resolver)
            if not findings:
                return
            if pause is None:
                raise InputError(findings, asked=True)
            self.sleep(pause)

    def find_objects(self, resolver: Resolver) -> list[Finding]:
        """Find the objects among those that exist; returns what is wrong with their names."""
        found, findings = resolve_each(resolver, [self.params[self.kind.noun]], self.kind.noun)
        self.target = found[0] if found else self.target
        return findings or self._closed(self.target.id)

    def needs_details(self) -> bool:
        """Whether people must be read one by one even if the list of members shows that they are inside."""
        return False

    def _read_listed(self) -> None:
        """The members, where state exact needs them, or where they tell more cheaply than each person named."""
        by_list = list_is_cheaper(self.kind, len(self.members), self.target.total_members or 0)
        if self.state == "exact" or not self.kind.members.shown_by or (by_list and not self.needs_details()):
            self.listed = read_members(self.client, self.kind, self.target.id)

    def _read_named(self) -> None:
        """The people named of whom the list does not tell enough. Who is to go and is on no list is no member, if the
        list is whole and shows what the task calls them by."""
        wanted = self.members
        if self.listed is not None and not self.needs_details():
            inside = by_name(self.listed)
            wanted = [key for key in self.members if _look_up(inside, key) is None and not self._settled(key)]
        self.looked_up = wanted
        self.people = read_people(self.client, wanted) if wanted else {}

    def _settled(self, key: str) -> bool:
        """Whether it is certain that somebody who is not on the list is no member, and that is all that matters."""
        shown = self.kind.members.shows(key)
        return self.state == "absent" and shown and self.listed is not None and self.listed.whole

    # -- deciding ------------------------------------------------------------------------------------------------------

    def load_proofs(self) -> Mapping[str, Proof]:
        from .._directory.proofs import PROOFS  # each import is compiled anew in every task that needs it

        return PROOFS

    def plan(self) -> MembersPlanned:
        return self.planner(self._found()).plan()

    def planner(self, have: MembersFound) -> MembershipPlanner:
        """The planner of this kind."""
        return MembershipPlanner(MembersWanted(self.kind, self.target, self.state, self.params["max_removals"]), have)

    def _found(self) -> MembersFound:
        inside = by_name(self.listed) if self.listed is not None else {}
        named: dict[str, Named] = {}
        for key in self.members:
            item = self.named(key, inside)
            named.setdefault(item.key, item)
        if self.listed is None:
            return MembersFound(list(named.values()))
        taken = {*named, *(item.address for item in named.values() if item.address)}
        taken.update(person.id for person in self.people.values() if person.id)
        others = [member for member in self.listed.people if not taken & {member.key, member.id}]
        others.sort(key=lambda member: member.key)
        return MembersFound(list(named.values()), others, self.listed.whole, self.listed.listed, self.listed.flagged)

    def named(self, key: str, inside: dict[str, Person]) -> Named:
        """What is known of somebody whom the task names; ``inside`` are the members by name."""
        person = self.people.get(key)
        member = _look_up(inside, key)
        if person is not None:
            member = member or inside.get(person.id) or inside.get(person.email.lower())
            there = member is not None or self.target.id in person.places(self.kind)
            address = self.kind.members.address(person.id, person.email)
            return Named(person.key, there, person, True, address, member is not None and self._flagged(member))
        if member is not None:
            return Named(member.key, True, None, key in self.looked_up, member.address, self._flagged(member))
        return Named(key.lower() if "@" in key else key, False, None, key in self.looked_up)

    def _flagged(self, member: Person) -> bool:
        return self.listed is not None and member.key in self.listed.flagged

    # -- afterwards ----------------------------------------------------------------------------------------------------

    def accept(self, planned: MembersPlanned) -> None:
        # Who is no member any longer is where the task wants them: SAML mapping or somebody else was first.
        members = self.kind.members
        gone = self.outcome.forgive(members.remove, NotFoundError, members.not_inside_codes)
        planned.unchanged += [key for key in gone if key in self.members and key in planned.removed]
        planned.removed = [key for key in planned.removed if key not in gone]

    def verify(self, planned: MembersPlanned) -> None:
        """Correct the lists of people by what Zoom shows."""
        if not self.params.get("verify", True):
            return
        try:
            self.read_back(planned)
        except ZoomError:
            self.unverified = [self.option]
            raise

    def read_back(self, planned: MembersPlanned) -> None:
        """Find out who is not shown as the task wants them, and take them off the lists."""
        failed = self.outcome.failed_entries()

        def addressed(keys: Sequence[str]) -> list[tuple[str, str]]:
            return [(key, planned.addresses.get(key, key)) for key in keys if key not in failed]

        added, removed = addressed(planned.added), addressed(planned.removed)
        size = self.target.total_members or 0
        missing = not_shown(self.client, self.kind, self.target.id, added, removed, self.sleep, size)
        planned.added = [key for key in planned.added if key not in missing.added]
        planned.removed = [key for key in planned.removed if key not in missing.removed]
        self.unapplied += [{"member": key, "wanted": "added", "actual": "not shown"} for key in missing.added]
        self.unapplied += [{"member": key, "wanted": "removed", "actual": "still shown"} for key in missing.removed]

    def report(self, planned: MembersPlanned) -> dict[str, Any]:
        failed = self.outcome.failed_entries()
        result: dict[str, Any] = {
            name: [key for key in getattr(planned, name) if key not in failed] for name in self.lists
        }
        result.update(unchanged=planned.unchanged, deferred=planned.deferred, unknown=planned.unknown)
        result.update(unapplied=self.unapplied, unverified=self.unverified)
        result[self.kind.noun] = {"id": self.target.id, self.kind.name.name: self.target.name}
        return result

    def problems(self, planned: MembersPlanned) -> list[str]:
        unknown = [unknown_message(planned.unknown)] if planned.unknown else []
        return [*self._not_taken(), *unknown, *([planned.kept] if planned.kept else [])]

    def _not_taken(self) -> list[str]:
        """Sentences about what Zoom accepted and does not show."""
        label, found = self.target.label(), []
        for wanted, words in (("added", "does not show them"), ("removed", "still shows them")):
            keys = [one["member"] for one in self.unapplied if one["wanted"] == wanted]
            if keys:
                found.append(not_shown_message(label, wanted, keys, words))
        return found


def by_name(listed: MemberList) -> dict[str, Person]:
    """Members by id, and by email in lower case."""
    return {name: member for member in listed.people for name in (member.id, member.email.lower()) if name}


def _look_up(inside: dict[str, Person], key: str) -> Person | None:
    return inside.get(key) or inside.get(key.lower() if "@" in key else key)
