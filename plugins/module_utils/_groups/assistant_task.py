# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may schedule for whom, from either side: the assistants of a user, or those for whom a user schedules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Callable, Sequence

from ansible.module_utils.parsing.convert_bool import boolean

from .._core import waits
from .._core.errors import Finding, InputError
from .._core.read_back import IF_NOT_SHOWN, read_back
from .._directory.kinds import ASSISTANT, SCHEDULER
from .._directory.listings import read_members
from .._directory.objects import DirectoryObject, Person
from .._directory.people import read_people
from .assistant_plan import AssistantPlanner, AssistantsPlanned, AssistantsWanted
from .member_task import MembershipTask, by_name
from .people import NAMES_SHOWN

if TYPE_CHECKING:
    from .._core.module import ZoomModule
    from .member_plan import MembersFound, MembershipPlanner, MembersPlanned

FLAG = ASSISTANT.members.flag


class AssistantTask(MembershipTask):
    """A run of zoom_user_assistant."""

    lists = ("added", "updated", "removed")

    def __init__(self, module: ZoomModule) -> None:
        super().__init__(module, ASSISTANT if module.params["assistants"] is not None else SCHEDULER)
        self.user: str = self.params["user"].strip()
        self.person = Person("", "")

    def named_people(self) -> Sequence[str]:
        return [_reference(entry) for entry in self.params[self.option] or ()]

    def validate(self) -> list[Finding]:
        findings = super().validate()
        flags: dict[str, bool | None] = {}
        for number, (key, entry) in enumerate(zip(self.given, self.params[self.option] or ()), 1):
            place = f"{self.option}[{number}]"
            wrong = _entry_problems(place, entry, self.kind.members.flag)
            findings += wrong
            if key and key.casefold() == self.user.casefold():
                findings.append(Finding(place, "is the user.", "Nobody schedules for oneself by this; leave it out."))
            if not wrong and flags.setdefault(key.casefold(), _flag(entry)) != _flag(entry):
                findings.append(Finding(place, f"{key} is named twice, with two values of {FLAG}.", "Name it once."))
        return findings

    def rounds(self) -> Sequence[Callable[[], None]]:
        _objects, *others = super().rounds()
        return (self._read_user, *others)

    def _read_user(self) -> None:
        found = read_people(self.client, [self.user]).get(self.user)
        if found is None:
            problem = f"nobody in the account is {self.user!r}."
            raise InputError([Finding("user", problem, "Check the spelling, or create the user first.")], asked=True)
        self.person = found
        self.target = DirectoryObject(found.address, found.key)

    def plan(self) -> MembersPlanned:
        for key, person in self.people.items():
            if person.address == self.person.address:
                problem = f"{key} is the user {self.target.name}."
                remedy = "Nobody schedules for oneself by this; leave it out."
                raise InputError([Finding(self.option, problem, remedy)], asked=True)
        if findings := self._two_in_one():
            raise InputError(findings, asked=True)
        return super().plan()

    def _two_in_one(self) -> list[Finding]:
        """Findings about entries whose email and id are those of two people."""
        inside = by_name(self.listed) if self.listed is not None else {}
        findings = []
        for number, (key, entry) in enumerate(zip(self.given, self.params[self.option] or ()), 1):
            identifier = str(entry.get("id") or "") if isinstance(entry, Mapping) and entry.get("email") else ""
            found = self.named(key, inside)
            known = found.person.id if found.person is not None else found.address
            if identifier and known and "@" not in known and known != identifier:
                problem = f"names two people: {key} has the id {known}, not {identifier}."
                findings.append(Finding(f"{self.option}[{number}]", problem, "Leave one of the two out."))
        return findings

    def flags(self) -> Mapping[str, bool]:
        """The flag by the key of the planner, for those of whom the task names it."""
        inside = by_name(self.listed) if self.listed is not None else {}
        found = {}
        for key, entry in zip(self.given, self.params[self.option] or ()):
            value = _flag(entry)
            if value is not None:
                found[self.named(key, inside).key] = value
        return found

    def planner(self, have: MembersFound) -> MembershipPlanner:
        most: int = self.params["max_removals"]
        want = AssistantsWanted(self.kind, self.target, self.state, most, self.flags(), self.person.status)
        return AssistantPlanner(want, have)

    def read_back(self, planned: MembersPlanned) -> None:
        super().read_back(planned)
        failed, flags = self.outcome.failed_entries(), self.flags()
        updated = planned.updated if isinstance(planned, AssistantsPlanned) else []
        written = [key for key in (*planned.added, *updated) if key in flags and key not in failed]

        def differs(keys: list[str]) -> list[str]:
            listed = read_members(self.client, self.kind, self.target.id)
            inside = by_name(listed)
            return [key for key in keys if key not in inside or (inside[key].key in listed.flagged) is not flags[key]]

        for key in read_back(written, differs, waits.MEMBERS, self.sleep):
            self.unapplied.append({"member": key, "wanted": {FLAG: flags[key]}, "actual": "not shown"})
            if key in updated:
                updated.remove(key)

    def problems(self, planned: MembersPlanned) -> list[str]:
        keys = [str(one["member"]) for one in self.unapplied if isinstance(one["wanted"], dict)]
        more = " …" if len(keys) > NAMES_SHOWN else ""
        words = f"Zoom accepted {FLAG}, but does not show it as wanted of: {', '.join(keys[:NAMES_SHOWN])}{more}."
        return [*super().problems(planned), *([f"{words} {IF_NOT_SHOWN}"] if keys else [])]


def _reference(entry: Any) -> str:
    """The email or id that an entry names; '' where it names none."""
    if isinstance(entry, Mapping):
        return str(entry.get("email") or entry.get("id") or "")
    return "" if entry is None else str(entry)


def _flag(entry: Any) -> bool | None:
    value = entry.get(FLAG) if isinstance(entry, Mapping) else None
    return None if value is None else bool(boolean(value, strict=False))


def _entry_problems(place: str, entry: Any, flag: str) -> list[Finding]:
    """Findings about an entry that is neither a text nor a dictionary of an email or id, and of the flag if any."""
    if not isinstance(entry, Mapping):
        text = isinstance(entry, str)
        return [] if text else [Finding(place, "is neither a text nor a dictionary.", "Give an email or an id.")]
    known = ("email", "id", *([flag] if flag else []))
    findings = [
        Finding(f"{place}.{name}", "is not known here.", f"Known are: {', '.join(known)}.")
        for name in entry
        if name not in known
    ]
    value = entry.get(flag) if flag else None
    try:
        if value is not None:
            boolean(value)
    except TypeError:
        findings.append(Finding(f"{place}.{flag}", f"{value!r} is not true or false.", ""))
    return findings
