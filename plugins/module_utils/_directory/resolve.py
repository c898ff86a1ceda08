# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a name, an id or a pattern means: the one resolver of groups, divisions, roles and contact groups. Pure.

An id wins, then the exact spelling, then Zoom's own comparison (composed letters, outer spaces and case do not count).
"""

from __future__ import annotations

import fnmatch
from typing import TYPE_CHECKING, Iterable, NamedTuple, Sequence

from .._core.errors import Finding
from .objects import DirectoryObject, name_key

if TYPE_CHECKING:
    from .kind import Kind


class UnknownReference(Exception):
    """A name or id that means nothing here, or too much; ``problem`` and ``remedy`` say what and what to do."""

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(f"{problem} {remedy}".strip())
        self.problem = problem
        self.remedy = remedy

    def finding(self, place: str) -> Finding:
        """The same as a finding about the option or row ``place``."""
        return Finding(place, self.problem, self.remedy)


class Matched(NamedTuple):
    """What patterns mean: ``ids`` of existing objects, and a finding for each pattern that means none."""

    ids: frozenset[str] = frozenset()
    findings: Sequence[Finding] = ()


class Resolver:
    """The objects of one kind in the account; the built-in ones are always among them.

    With ``create_missing`` an unknown name becomes a Symbol, and is noted in ``created`` (Symbol → name). ``ensured``
    are Symbols that are to be created whether or not anybody goes there. ``creation`` tells how an unknown name would
    have been created, where the task can do that.
    """

    def __init__(
        self, kind: Kind, objects: Iterable[DirectoryObject] = (), create_missing: bool = False, creation: str = ""
    ) -> None:
        self.kind = kind
        self.create_missing = create_missing
        self.creation = creation
        self.created: dict[str, str] = {}
        self.ensured: set[str] = set()
        self._objects = {key: DirectoryObject(key, name) for key, name in kind.built_in.items()}
        self._objects.update((found.id, found) for found in objects)
        self._by_key: dict[str, list[str]] = {}
        for found in self._objects.values():
            self._by_key.setdefault(name_key(found.name), []).append(found.id)

    @property
    def objects(self) -> list[DirectoryObject]:
        """What exists."""
        return list(self._objects.values())

    @property
    def names(self) -> dict[str, str]:
        """Id → name of what exists."""
        return {found.id: found.name for found in self._objects.values()}

    @property
    def sizes(self) -> dict[str, int]:
        """Id → number of members, as far as Zoom names it; 0 where it does not."""
        return {found.id: found.total_members or 0 for found in self._objects.values()}

    @property
    def main(self) -> str:
        """The id of the main one, where people are who are in no other; '' if the kind has none."""
        return next((found.id for found in self._objects.values() if found.is_main), "")

    def by_id(self, identifier: str) -> DirectoryObject | None:
        """The existing one of this id."""
        return self._objects.get(identifier)

    def named(self, name: str) -> list[DirectoryObject]:
        """Those of this name: spelt exactly so, or else equal by Zoom's comparison."""
        found = [self._objects[key] for key in self._by_key.get(name_key(name), ()) if key in self._objects]
        return [one for one in found if one.name == name] or found

    def find(self, reference: str) -> DirectoryObject | None:
        """The existing one that an id or a name means; None if nothing matches. Raises UnknownReference for several."""
        return self._objects.get(reference) or self.find_name(reference)

    def find_name(self, name: str) -> DirectoryObject | None:
        """As find, for what can only be a name."""
        found = self.named(name)
        if len(found) > 1:
            ids = ", ".join(one.id for one in found)
            raise UnknownReference(f"{len(found)} {self.kind.words}s are called {name!r}: {ids}.", "Give the id.")
        return found[0] if found else None

    def get(self, reference: str) -> DirectoryObject:
        """The existing one that is meant. Raises UnknownReference, with the nearest name where nothing matches."""
        found = self.find(reference)
        if found is None:
            remedy = f"{self._hint(reference)} {self.creation}".rstrip()
            raise UnknownReference(f"there is no {self.kind.words} {reference!r}.", remedy)
        return found

    def resolve(self, reference: str) -> str:
        """The id, or a Symbol for one that is to be created. Raises UnknownReference."""
        symbol = self._symbol(reference)
        if symbol:
            return symbol
        if self.create_missing and self.find(reference) is None:
            return self._create(reference)
        return self.get(reference).id

    def ensure(self, name: str) -> None:
        """Have one of this name created if it does not exist, even if nobody joins it."""
        if self.find(name) is None:
            self.ensured.add(self._symbol(name) or self._create(name))

    def name(self, identifier: str) -> str:
        """The name of an id or Symbol; an id that is not known stays as it is."""
        found = self._objects.get(identifier)
        return found.name if found else self.created.get(identifier, identifier)

    def matching(self, pattern: str) -> frozenset[str]:
        """Ids of the existing ones that an id, a name or a pattern (``Sales *``) means; the literal name wins."""
        if pattern in self._objects:
            return frozenset([pattern])
        found = self.named(pattern)
        if not found:
            wanted = name_key(pattern)
            found = [one for one in self._objects.values() if fnmatch.fnmatchcase(name_key(one.name), wanted)]
        return frozenset(one.id for one in found)

    def matching_any(self, patterns: Iterable[str], place: str) -> Matched:
        """What the patterns of the option ``place`` mean together. One that is to be created means nothing yet."""
        ids: set[str] = set()
        findings = []
        for pattern in patterns:
            matched = self.matching(pattern)
            ids.update(matched)
            if not matched and not self._symbol(pattern):
                findings.append(Finding(place, f"{pattern!r} matches no {self.kind.words}.", self._hint(pattern)))
        return Matched(frozenset(ids), findings)

    def _hint(self, reference: str) -> str:
        from .._core.validation import nearest  # every task that imports it compiles it again

        names = [one.name for one in self._objects.values() if one.name]
        return nearest(reference, names) or ("Correct the name." if names else "There are none yet: create it first.")

    def _symbol(self, name: str) -> str:
        return next((key for key in self._by_key.get(name_key(name), ()) if key in self.created), "")

    def _create(self, reference: str) -> str:
        from .._core.steps import Symbol  # as above

        symbol = Symbol(self.kind.noun, reference.strip())
        self.created[symbol] = reference.strip()
        self._by_key.setdefault(name_key(reference), []).append(symbol)
        return symbol


def resolve_each(
    resolver: Resolver, references: Sequence[str], place: str
) -> tuple[list[DirectoryObject], list[Finding]]:
    """The objects that ``references`` mean, each once and in that order, and a finding for each that means none."""
    picked: dict[str, DirectoryObject] = {}
    findings = []
    for reference in references:
        try:
            found = resolver.get(reference)
            picked[found.id] = found
        except UnknownReference as error:  # noqa: PERF203 - each reference has its own finding
            findings.append(error.finding(place))
    return list(picked.values()), findings
