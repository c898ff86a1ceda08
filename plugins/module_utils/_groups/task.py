# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One task about a group or a division: gather, plan, apply, verify, report."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any, Sequence

from .._core import waits
from .._core.errors import (
    AlreadyExistsError,
    Finding,
    InputError,
    NotFoundError,
    ZoomError,
)
from .._core.module import ZoomModule, bounded
from .._core.outcome import Outcome
from .._directory.containers import read_all, read_members, read_one
from .._directory.kinds import (
    DIVISION,
    Container,
    Kind,
    check_name,
    find_reference,
    shown,
)
from .._directory.people import Person, read_people
from .member_plan import joinable, unknown_message
from .plan import (
    Have,
    Planned,
    Want,
    identify,
    plan_container,
)
from .verify import (
    is_shown,
    not_shown,
    not_shown_message,
)


@dataclass
class People:
    """What became of the people that a task names: labels, and why some were left for later."""

    joining: list[Person] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    deferred: list[dict[str, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


class ContainerTask:
    """A run of zoom_group or zoom_division."""

    def __init__(self, module: ZoomModule, kind: Kind) -> None:
        self.module = module
        self.kind = kind
        self.people = People()
        parameters = module.params
        self.members: Sequence[str] = [key.strip() for key in parameters.get("members") or ()]
        self.move_to: str = parameters.get("move_members_to") or ""
        self.want = Want(
            state=parameters["state"],
            name=parameters["name"] or "",
            id=parameters["id"] or "",
            new_name=parameters["new_name"],
            description=parameters.get("description"),
            force=bool(parameters.get("force")),
        )

    def run(self) -> dict[str, Any]:
        """The task's result. Raises ZoomError."""
        self.check()
        planned, outcome = self.attempt()
        # A name that is taken although the listing did not show it: made meanwhile, or the listing lags behind.
        for pause in waits.NAMES:
            if not self._overtaken(outcome):
                break
            time.sleep(pause)
            planned, outcome = self.attempt()
        return self.report(planned, outcome)

    def check(self) -> None:
        """Everything that is wrong and can be told without asking Zoom. Raises InputError."""
        findings = (
            check_name(self.kind, "name", None if self.want.id else self.want.name) + self.module.check_writable()
        )
        findings += check_name(self.kind, "new_name", self.want.new_name)
        if self.want.state == "absent":
            for option in ("new_name", "description", "members"):
                if self.module.params.get(option) not in (None, []):
                    findings.append(Finding(option, "means nothing with state absent.", "Leave it out."))
        elif self.move_to:
            findings.append(Finding("move_members_to", "means nothing with state present.", "Leave it out."))
        for number, key in enumerate(self.members, 1):
            if not key:
                findings.append(Finding(f"members[{number}]", "is empty.", "Give an email or an id."))
        if findings:
            raise InputError(findings)

    def attempt(self) -> tuple[Planned, Outcome]:
        """Gather, plan and apply once."""
        planned = plan_container(self.kind, self.want, self.gather())
        outcome = self.module.apply(planned.plan, planned.undo)
        # A deletion that meets nothing has its purpose: somebody else was first.
        outcome.forgive(self.kind.delete, NotFoundError)
        return planned, outcome

    def gather(self) -> Have:
        """The fewest reads that answer: an id is read alone where nothing else is named."""
        client, kind, want = self.module.client, self.kind, self.want
        if want.id and not self.move_to and not self.members:
            one = read_one(client, kind, want.id)
            containers = [one] if one else []
        else:
            containers = read_all(client, kind)
        found = identify(kind, want, containers)
        self.people = self._people(found)
        target = None
        if found and self.move_to:
            target = find_reference(kind, containers, self.move_to, "move_members_to")
        leaving = []
        if found and kind is DIVISION and want.state == "absent" and found.total_members != 0:
            leaving = read_members(client, kind, found.id)[0]
        return Have(containers, found, self.people.joining, leaving, target)

    def _people(self, found: Container | None) -> People:
        people = People()
        known = read_people(self.module.client, self.members) if self.members else {}
        inside = {person.key for person in known.values() if found and person.division_id == found.id}
        named = {known[key].key if key in known else key: known.get(key) for key in self.members}
        people.unchanged = [key for key in named if key in inside]
        people.joining, people.deferred, people.unknown = joinable(
            {key: person for key, person in named.items() if key not in inside}
        )
        return people

    def _overtaken(self, outcome: Outcome) -> bool:
        return any(
            failure.step.operation == self.kind.create and isinstance(failure.error, AlreadyExistsError)
            for failure in outcome.failures
        )

    def report(self, planned: Planned, outcome: Outcome) -> dict[str, Any]:
        """The module's return values."""
        before, after = dict(planned.before), dict(planned.after)
        for side in (before, after):
            if "members" in side:
                side["members"] = bounded(side["members"])
        result = self.module.report(planned.plan, outcome, before, after)
        final = planned.final
        if final is not None:
            final = Container(
                outcome.symbols.get(final.id, final.id),
                final.name,
                final.description,
                final.total_members,
                final.is_main,
            )
        messages = [result["msg"]] if "msg" in result else []
        result[self.kind.noun] = shown(self.kind, final) if final is not None else {}
        if self.kind is DIVISION:
            failed = outcome.failed_entries()
            added = [person.key for person in self.people.joining if person.key not in failed]
            result.update(added=added, unchanged=self.people.unchanged, deferred=self.people.deferred)
            if self.people.unknown:
                result["unknown"] = self.people.unknown
                messages.append(unknown_message(self.people.unknown))
        if not self.module.planning_only and outcome.done and not outcome.failures:
            messages.extend(self._verify(planned, final, result))
        if messages:
            result.update(failed=True, msg="\n".join(messages))
        return result

    def _verify(self, planned: Planned, final: Container | None, result: dict[str, Any]) -> list[str]:
        """Wait until Zoom shows what was written, so that the next task finds it; returns what to complain about."""
        client, kind = self.module.client, self.kind
        identifier = final.id if final else planned.plan.steps()[-1].path[kind.path]
        try:
            if not is_shown(client, kind, identifier, final):
                self.module.warn(f"Zoom accepted every step, but does not show its effect on the {kind.noun} yet.")
            absent, _still = not_shown(client, kind, identifier, result.get("added", []) if final else [])
        except ZoomError as error:
            self.module.warn(f"What was done could not be read back: {error.message}")
            return []
        if not final or not absent:
            return []
        result["added"] = [key for key in result["added"] if key not in absent]
        return [not_shown_message(final, "added", absent, "does not show them")]
