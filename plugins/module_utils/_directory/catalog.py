# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups, divisions and roles by name or id, as a plan over many people needs them. Pure."""

from __future__ import annotations

import fnmatch
from typing import Iterable, Mapping, Sequence

from .._core.steps import Symbol
from .._core.validation import nearest
from .objects import DirectoryObject as Container
from .objects import name_key

OWNER, ADMIN, MEMBER = "0", "1", "2"
BUILT_IN_ROLES = {OWNER: "Owner", ADMIN: "Admin", MEMBER: "Member"}


class UnknownReference(Exception):
    """A name or id that means nothing here, or too much; the message says which and what to do."""


class Catalog:
    """The groups, divisions or roles of the account. ids win over names; case does not count.

    With ``create_missing`` an unknown name becomes a Symbol, and stands in ``created`` (Symbol → name).
    """

    def __init__(self, noun: str, containers: Sequence[Container] = (), create_missing: bool = False) -> None:
        self.noun = noun
        self.create_missing = create_missing
        self.names: dict[str, str] = {container.id: container.name for container in containers}
        self.sizes = {container.id: container.total_members or 0 for container in containers}
        self.main = next((container.id for container in containers if container.is_main), "")
        self.created: dict[str, str] = {}
        self.ensured: set[str] = set()
        self._by_name: dict[str, list[str]] = {}
        self._patterns: dict[str, frozenset[str]] = {}
        for container in containers:
            self._by_name.setdefault(name_key(container.name), []).append(container.id)

    def resolve(self, reference: str) -> str:
        """The id, or a Symbol for one that is to be created. Raises UnknownReference."""
        if reference in self.names:
            return reference
        found = self._by_name.get(name_key(reference), [])
        if len(found) > 1:
            exact = [identifier for identifier in found if self.names.get(identifier) == reference]
            if len(exact) != 1:
                raise UnknownReference(
                    f"{len(found)} {self.noun}s are called {reference!r}: {', '.join(found)}. Give the id."
                )
            return exact[0]
        if found:
            return found[0]
        if not self.create_missing:
            hint = nearest(reference, self.names.values())
            raise UnknownReference(f"there is no {self.noun} {reference!r}. {hint}".strip())
        return self._create(reference)

    def ensure(self, name: str) -> None:
        """Have a group or division of this name created if there is none, whether or not anybody goes there."""
        if name not in self.names and not self._by_name.get(name_key(name)):
            self.ensured.add(self._create(name))

    def _create(self, reference: str) -> str:
        symbol = Symbol(self.noun, reference.strip())
        self.created[symbol] = reference.strip()
        self._by_name[name_key(reference)] = [symbol]
        return symbol

    def name(self, identifier: str) -> str:
        """The name of an id or Symbol; an id that is not known stays as it is."""
        return self.names.get(identifier) or self.created.get(identifier) or identifier

    def matching(self, pattern: str) -> frozenset[str]:
        """Ids of those that a name, an id or a pattern (``Sales *``) means; of existing ones only."""
        found = self._patterns.get(pattern)
        if found is None:
            wanted = name_key(pattern)
            found = frozenset(
                identifier
                for identifier, name in self.names.items()
                if identifier == pattern or fnmatch.fnmatchcase(name_key(name), wanted)
            )
            self._patterns[pattern] = found
        return found

    def matching_any(self, patterns: Iterable[str]) -> frozenset[str]:
        """Ids of those that any of the patterns means."""
        return frozenset().union(*(self.matching(pattern) for pattern in patterns))


def roles(names: Mapping[str, str]) -> Catalog:
    """The roles, the three built-in ones always among them."""
    return Catalog("role", [Container(key, name) for key, name in {**BUILT_IN_ROLES, **names}.items()])


def is_built_in_role(reference: str) -> bool:
    """Whether the role is known without listing the account's roles."""
    return reference in BUILT_IN_ROLES or reference.casefold() in {name.casefold() for name in BUILT_IN_ROLES.values()}
