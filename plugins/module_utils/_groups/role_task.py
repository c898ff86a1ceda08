# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A role: its privileges as a whole list or as changes to it, and what must not be taken away with them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Callable, Mapping, Sequence

from .._core.errors import ApiError, Finding, InputError
from .._core.validation import nearest
from .._directory.kinds import OWNER, ROLE
from .._directory.listings import read_object
from .._directory.membership import inside
from .._directory.people import read_caller
from .role_rules import refused_role
from .task import ObjectTask

if TYPE_CHECKING:
    from .._core.module import ZoomModule
    from .plan import ObjectPlanned

CHANGES = ("privileges_added", "privileges_removed")
LISTS = ("privileges", *CHANGES)
SUB_ACCOUNTS = "sub_account_privileges"


class RoleTask(ObjectTask):
    """A run of zoom_role."""

    def __init__(self, module: ZoomModule) -> None:
        super().__init__(module, ROLE)
        self.lists = {name: _trimmed(self.params[name]) for name in LISTS if self.params[name] is not None}
        self.want = replace(self.want, values=_named(self.want.values))
        self.asked = self.want
        self.of_caller = False

    def validate(self) -> list[Finding]:
        findings = super().validate()
        for option, names in self.lists.items():
            if self.want.state == "absent" and option in CHANGES:
                findings.append(Finding(option, "means nothing with state absent.", "Leave it out."))
            findings += [
                Finding(f"{option}[{number}]", f"{name!r} is not the name of a privilege.", "Names are like User:Read.")
                for number, name in enumerate(names, 1)
                if not name or any(letter.isspace() for letter in name)
            ]
        both = sorted(set(self.lists.get(CHANGES[0], ())) & set(self.lists.get(CHANGES[1], ())))
        if both:
            problem = f"{', '.join(both)} is to be added and removed."
            findings.append(Finding("privileges_removed", problem, "Name each privilege once."))
        return findings

    def needs_detail(self) -> bool:
        return super().needs_detail() or bool(self.lists)

    def rounds(self) -> Sequence[Callable[[], None]]:
        return (*super().rounds(), self._set_privileges, self._check_names, self._read_caller)

    def _set_privileges(self) -> None:
        """The whole list that is wanted, from the one that there is and the changes to it."""
        if not self.lists or self.want.state == "absent":
            return
        before = self._held()
        wanted = self.lists.get("privileges")
        if wanted is None:
            removed = self.lists.get("privileges_removed", ())
            wanted = [name for name in (*before, *self.lists.get("privileges_added", ())) if name not in removed]
        values = {**self.asked.values, "privileges": list(dict.fromkeys(wanted))}
        self.want = replace(self.asked, values=values)

    def _held(self) -> list[str]:
        """The privileges that the role has."""
        return list(self.found.value("privileges") or ()) if self.found is not None else []

    def _check_names(self) -> None:
        """Names that no role of this account has. The owner has every privilege: where Zoom does not show the owner's,
        nothing is known of the others."""
        unknown = self._unknown(self._held())
        owner = self._privileges_of(OWNER) if unknown else []
        if not owner:
            return
        known = {*self._held(), *owner}
        unknown = self._unknown(known)
        if unknown:
            others = [one.id for one in self.resolver.objects if one.id != OWNER]
            known.update(*self.client.map(self._privileges_of, others))
        findings = [
            Finding(f"{option}[{number}]", f"this account knows no privilege {name!r}.", nearest(name, known))
            for option, number, name in self._unknown(known)
        ]
        if findings:
            raise InputError(findings, asked=True)

    def _unknown(self, known: Any) -> list[tuple[str, int, str]]:
        """Option, number and name of the privileges to be given that are not among the known ones."""
        return [
            (option, number, name)
            for option in LISTS[:2]
            for number, name in enumerate(self.lists.get(option, ()), 1)
            if name not in known
        ]

    def _privileges_of(self, identifier: str) -> list[str]:
        try:
            role = read_object(self.client, ROLE, identifier)
        except ApiError:  # "You do not have the permission to retrieve role information."
            return []
        return list(role.value("privileges") or ()) if role is not None else []

    def _read_caller(self) -> None:
        """Whether the role is that of the user behind the credentials, where it is to lose something."""
        self.of_caller = False
        if self.found is None or not (self.want.state == "absent" or self._lost()):
            return
        caller = read_caller(self.client)
        if caller.role_id:
            self.of_caller = caller.role_id == self.found.id
        elif caller.id:
            self.of_caller = bool(inside(self.client, ROLE, self.found.id, [(caller.id, caller.id)]))

    def _lost(self) -> list[str]:
        wanted = self.want.values.get("privileges")
        return [name for name in self._held() if name not in wanted] if wanted is not None else []

    def plan(self) -> ObjectPlanned:
        if self.of_caller and self.found is not None:
            lost = None if self.want.state == "absent" else self._lost()
            raise InputError([refused_role(self.found, lost)], asked=True)
        return super().plan()


def _named(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values without what a task does not name in them: Ansible fills mappings with null."""
    found = dict(values)
    inner = {name: value for name, value in (found.pop(SUB_ACCOUNTS, None) or {}).items() if value is not None}
    return {**found, SUB_ACCOUNTS: inner} if inner else found


def _trimmed(names: Sequence[str]) -> list[str]:
    return [name.strip() for name in names]
