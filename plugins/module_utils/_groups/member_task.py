# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One task about the members of a group: gather, plan, apply, verify, report."""

from __future__ import annotations

import time
from typing import Any, Sequence

from .._core import waits
from .._core.errors import Finding, InputError, NotFoundError, ZoomError
from .._core.module import ZoomModule
from .._core.outcome import Outcome
from .._directory.containers import read_all, read_members
from .._directory.kinds import (
    GROUP,
    Container,
    Member,
    find_reference,
)
from .._directory.people import (
    GRANTED_PAGE,
    Person,
    read_people,
)
from .member_plan import (
    Have,
    Named,
    Planned,
    Want,
    plan_membership,
    unknown_message,
)
from .verify import not_shown, not_shown_message


class MembershipTask:
    """A run of zoom_group_member."""

    def __init__(self, module: ZoomModule) -> None:
        self.module = module
        parameters = module.params
        self.state: str = parameters["state"]
        self.members: list[str] = [key.strip() for key in parameters["members"]]
        self.primary = bool(parameters["primary"])
        self.move_from: str = parameters["move_from"] or ""

    def run(self) -> dict[str, Any]:
        """The task's result. Raises ZoomError."""
        self.check()
        want = self.find_groups()
        planned = plan_membership(want, self.gather(want))
        outcome = self.module.apply(planned.plan, planned.undo if planned.plan else None)
        # Who is no member any more is where the task wants them: SAML mapping or somebody else was first.
        gone = outcome.forgive("deleteGroupMember", NotFoundError)
        planned.removed = [key for key in planned.removed if key not in gone]
        planned.unchanged += [key for key in gone if key in self.members]
        return self.report(want, planned, outcome)

    def check(self) -> None:
        """Everything that is wrong and can be told without asking Zoom. Raises InputError."""
        findings = self.module.check_writable()
        for number, key in enumerate(self.members, 1):
            if not key:
                findings.append(Finding(f"members[{number}]", "is empty.", "Give an email or an id."))
        if self.state == "exact" and not self.members and not self.module.params["allow_empty"]:
            findings.append(
                Finding(
                    "members",
                    "is empty, which with state exact would empty the group.",
                    "Set allow_empty if that is meant.",
                )
            )
        if self.state == "absent":
            for option in ("primary", "move_from"):
                if self.module.params[option]:
                    findings.append(Finding(option, "means nothing with state absent.", "Leave it out."))
        if self.module.params["max_removals"] < 0:
            findings.append(Finding("max_removals", "must be 0 or more."))
        if findings:
            raise InputError(findings)

    def find_groups(self) -> Want:
        """The groups that the task names. One made a moment ago may not be listed yet: its name is waited for."""
        for pause in (*waits.NAMES[:2], None):
            groups = read_all(self.module.client, GROUP)
            try:
                group = find_reference(GROUP, groups, self.module.params["group"], "group")
                source = find_reference(GROUP, groups, self.move_from, "move_from") if self.move_from else None
                break
            except InputError:
                if pause is None:
                    raise
                time.sleep(pause)
        if source is not None and source.id == group.id:
            finding = Finding("move_from", f"is the group {group.label()} itself.", "Name another group.")
            raise InputError([finding], asked=True)
        return Want(group, self.state, self.primary, source, self.module.params["max_removals"])

    def gather(self, want: Want) -> Have:
        """Who is inside. The group is listed where that takes fewer requests than reading each person named."""
        client, keys = self.module.client, list(dict.fromkeys(self.members))
        pages = (want.group.total_members or 0) / GRANTED_PAGE + 1
        inside: dict[str, Member] = {}
        others: list[Member] = []
        whole = True
        listed = self.state == "exact" or (len(keys) > pages and not self.primary and want.source is None)
        if listed:
            members, whole = read_members(client, GROUP, want.group.id)
            inside = {name: member for member in members for name in (member.id, member.email.lower()) if name}
        wanted: Sequence[str] = keys
        if listed and not self.primary and want.source is None:
            # Who is to go and is on no list is no member, if the list is whole.
            wanted = [key for key in keys if _member(inside, key) is None and (self.state != "absent" or not whole)]
        people = read_people(client, wanted) if wanted else {}
        named: dict[str, Named] = {}
        for key in keys:
            item = _named(key, _member(inside, key), people.get(key), want.group, key in wanted)
            named.setdefault(item.key, item)
        if self.state == "exact":
            taken = set(named) | {item.address for item in named.values() if item.address}
            others = [member for member in set(inside.values()) if not taken & {member.key, member.id}]
            others.sort(key=lambda member: member.key)
        return Have(list(named.values()), others, whole)

    def report(self, want: Want, planned: Planned, outcome: Outcome) -> dict[str, Any]:
        """The module's return values."""
        failed = outcome.failed_entries()
        result = self.module.report(planned.plan, outcome, planned.before, planned.after)
        lists = {
            name: [key for key in getattr(planned, name) if key not in failed]
            for name in ("added", "removed", "moved", "made_primary")
        }
        result.update(lists, unchanged=planned.unchanged, deferred=planned.deferred, unknown=planned.unknown)
        result["group"] = {"id": want.group.id, "name": want.group.name}
        messages = [result["msg"]] if "msg" in result else []
        if not self.module.planning_only:
            messages.extend(self._verify(want.group, result))
        if planned.unknown:
            messages.append(unknown_message(planned.unknown))
        if planned.kept:
            messages.append(planned.kept)
        if messages:
            result.update(failed=True, msg="\n".join(messages))
        return result

    def _verify(self, group: Container, result: dict[str, Any]) -> list[str]:
        """Correct the lists of people by what Zoom shows; returns what to complain about."""
        client = self.module.client
        try:
            absent, still = not_shown(client, GROUP, group.id, result["added"], result["removed"])
        except ZoomError as error:
            self.module.warn(f"What was done could not be read back: {error.message}")
            return []
        messages = []
        for name, people, words in (("added", absent, "does not show them"), ("removed", still, "still shows them")):
            if people:
                result[name] = [key for key in result[name] if key not in people]
                messages.append(not_shown_message(group, name, people, words))
        return messages


def _member(inside: dict[str, Member], key: str) -> Member | None:
    return inside.get(key) or inside.get(key.lower())


def _named(key: str, member: Member | None, person: Person | None, group: Container, looked_up: bool) -> Named:
    if member is not None:
        return Named(member.key, True, person, looked_up, member.id or member.email)
    if person is not None:
        return Named(person.key, group.id in person.group_ids, person, True, person.address)
    return Named(key.lower() if "@" in key else key, False, None, looked_up)
