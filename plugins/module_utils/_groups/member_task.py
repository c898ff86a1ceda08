# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A task about the members of one object, for every kind that has members; zoom_group_member adds what groups know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Sequence

from .._core import waits
from .._core.errors import Finding, InputError, NotFoundError
from .._core.task import Task
from .._directory.kind import Kind
from .._directory.kinds import GROUP
from .._directory.listings import read_members, read_objects
from .._directory.membership import list_is_cheaper, not_shown
from .._directory.objects import DirectoryObject, Member, MemberList, Person
from .._directory.people import read_people
from .._directory.proofs import PROOFS
from .._directory.resolve import Resolver, resolve_each
from .group_member_plan import GroupMembershipPlanner, GroupWanted
from .member_plan import MembersFound, MembershipPlanner, MembersPlanned, MembersWanted, Named
from .people import empty_names, not_shown_message, unknown_message

if TYPE_CHECKING:
    from .._core.module import ZoomModule


class MembershipTask(Task[MembersPlanned]):
    """A run of a module that puts people into an object and takes them out. Its option has the name of the kind."""

    proofs = PROOFS
    # The lists of people in the result that shrink by those for whom a step failed.
    lists: tuple[str, ...] = ("added", "removed")

    def __init__(self, module: ZoomModule, kind: Kind) -> None:
        super().__init__(module)
        self.kind = kind
        self.state: str = self.params["state"]
        self.members = list(dict.fromkeys(key.strip() for key in self.params["members"]))
        self.target = DirectoryObject("", "")
        self.listed: MemberList | None = None
        self.people: dict[str, Person] = {}
        self.looked_up: Sequence[str] = ()
        self.complaints: list[str] = []

    # -- before any request --------------------------------------------------------------------------------------------

    def validate(self) -> list[Finding]:
        findings = empty_names([key.strip() for key in self.params["members"]])
        if self.state == "exact" and not self.members and not self.params["allow_empty"]:
            findings.append(
                Finding(
                    "members",
                    f"is empty, which with state exact would empty the {self.kind.words}.",
                    "Set allow_empty if that is meant.",
                )
            )
        if self.params["max_removals"] < 0:
            findings.append(Finding("max_removals", "must be 0 or more."))
        return findings

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
        return findings

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
            inside = _by_name(self.listed)
            wanted = [key for key in self.members if _look_up(inside, key) is None and not self._settled(key)]
        self.looked_up = wanted
        self.people = read_people(self.client, wanted) if wanted else {}

    def _settled(self, key: str) -> bool:
        """Whether it is certain that somebody who is not on the list is no member, and that is all that matters."""
        shows = bool(self.kind.members.item_email) or "@" not in key
        return self.state == "absent" and shows and self.listed is not None and self.listed.whole

    # -- deciding ------------------------------------------------------------------------------------------------------

    def plan(self) -> MembersPlanned:
        return self.planner(self._found()).plan()

    def planner(self, have: MembersFound) -> MembershipPlanner:
        """The planner of this kind."""
        return MembershipPlanner(MembersWanted(self.kind, self.target, self.state, self.params["max_removals"]), have)

    def _found(self) -> MembersFound:
        inside = _by_name(self.listed) if self.listed is not None else {}
        named: dict[str, Named] = {}
        for key in self.members:
            item = self._named(key, inside)
            named.setdefault(item.key, item)
        if self.listed is None:
            return MembersFound(list(named.values()))
        taken = {*named, *(item.address for item in named.values() if item.address)}
        others = [member for member in self.listed.people if not taken & {member.key, member.id}]
        others.sort(key=lambda member: member.key)
        return MembersFound(list(named.values()), others, self.listed.whole, self.listed.listed)

    def _named(self, key: str, inside: dict[str, Member]) -> Named:
        person = self.people.get(key)
        member = _look_up(inside, key) or (inside.get(person.id) if person is not None and person.id else None)
        if person is not None:
            there = member is not None or self.target.id in person.places(self.kind)
            return Named(person.key, there, person, True, person.address)
        if member is not None:
            return Named(member.key, True, None, key in self.looked_up, member.address)
        return Named(key.lower() if "@" in key else key, False, None, key in self.looked_up)

    # -- afterwards ----------------------------------------------------------------------------------------------------

    def accept(self, planned: MembersPlanned) -> None:
        # Who is no member any longer is where the task wants them: SAML mapping or somebody else was first.
        members = self.kind.members
        gone = self.outcome.forgive(members.remove, NotFoundError, members.not_inside_codes)
        planned.removed = [key for key in planned.removed if key not in gone]
        planned.unchanged += [key for key in gone if key in self.members]

    def verify(self, planned: MembersPlanned) -> None:
        """Correct the lists of people by what Zoom shows."""
        failed = self.outcome.failed_entries()

        def addressed(keys: Sequence[str]) -> list[tuple[str, str]]:
            return [(key, planned.addresses.get(key, key)) for key in keys if key not in failed]

        added, removed = addressed(planned.added), addressed(planned.removed)
        size = self.target.total_members or 0
        missing = not_shown(self.client, self.kind, self.target.id, added, removed, self.sleep, size)
        planned.added = [key for key in planned.added if key not in missing.added]
        planned.removed = [key for key in planned.removed if key not in missing.removed]
        label = self.target.label()
        if missing.added:
            self.complaints.append(not_shown_message(label, "added", missing.added, "does not show them"))
        if missing.removed:
            self.complaints.append(not_shown_message(label, "removed", missing.removed, "still shows them"))

    def report(self, planned: MembersPlanned) -> dict[str, Any]:
        failed = self.outcome.failed_entries()
        result: dict[str, Any] = {
            name: [key for key in getattr(planned, name) if key not in failed] for name in self.lists
        }
        result.update(unchanged=planned.unchanged, deferred=planned.deferred, unknown=planned.unknown)
        result[self.kind.noun] = {"id": self.target.id, "name": self.target.name}
        return result

    def problems(self, planned: MembersPlanned) -> list[str]:
        unknown = [unknown_message(planned.unknown)] if planned.unknown else []
        return [*self.complaints, *unknown, *([planned.kept] if planned.kept else [])]


class GroupMembershipTask(MembershipTask):
    """zoom_group_member: the primary group, and moving from another one."""

    lists = ("added", "removed", "moved", "made_primary")

    def __init__(self, module: ZoomModule) -> None:
        super().__init__(module, GROUP)
        self.move_from: str = self.params["move_from"] or ""
        self.source: DirectoryObject | None = None

    def validate(self) -> list[Finding]:
        named = [option for option in ("primary", "move_from") if self.params[option] and self.state == "absent"]
        absent = [Finding(option, "means nothing with state absent.", "Leave it out.") for option in named]
        return super().validate() + absent

    def find_objects(self, resolver: Resolver) -> list[Finding]:
        findings = super().find_objects(resolver)
        if not self.move_from:
            return findings
        found, unknown = resolve_each(resolver, [self.move_from], "move_from")
        self.source = found[0] if found else None
        if self.source is not None and not findings and self.source.id == self.target.id:
            label = self.target.label()
            unknown = [Finding("move_from", f"is the group {label} itself.", "Name another group.")]
        return findings + unknown

    def needs_details(self) -> bool:
        return bool(self.params["primary"]) or self.source is not None

    def planner(self, have: MembersFound) -> MembershipPlanner:
        want = GroupWanted(
            self.kind,
            self.target,
            self.state,
            self.params["max_removals"],
            bool(self.params["primary"]),
            self.source,
        )
        return GroupMembershipPlanner(want, have)


def _by_name(listed: MemberList) -> dict[str, Member]:
    """Members by id, and by email in lower case."""
    return {name: member for member in listed.people for name in (member.id, member.email.lower()) if name}


def _look_up(inside: dict[str, Member], key: str) -> Member | None:
    return inside.get(key) or inside.get(key.lower() if "@" in key else key)
