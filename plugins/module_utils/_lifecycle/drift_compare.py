# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What differs between two snapshots of accounts: object by object, leaf by leaf, member by member. Pure."""

from __future__ import annotations

import fnmatch
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Iterator, Mapping, Sequence

from .._settings.tree import flatten, path_text
from .sections import PEOPLE, SECTIONS_BY_NAME, SETTINGS, Section, key_of

if TYPE_CHECKING:
    from .snapshot import Snapshot

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
# Lists show these of nobody, so that a row without them says nothing unless people were read one by one.
SHOWN_BY_DETAILS = "language"
BEGIN_OF_LOCKS = ("locks.", "extra_locks.")


@dataclass(frozen=True)
class AccountDifference:
    """``before`` is what the export says, ``now`` what the account has; None for nothing.

    ``path`` is the field or setting; of a list whose order does not count, each entry that differs is one of these.
    It is empty where the whole object is new or gone.
    ``who`` and ``when`` come from the operation log, where it could be read and says something about the object.
    """

    section: str
    object: str
    path: str
    kind: str
    before: Any
    now: Any
    who: str = ""
    when: str = ""

    def as_data(self) -> dict[str, Any]:
        """As the module returns it."""
        return asdict(self)


class Ignored:
    """Patterns of what does not count: paths such as ``settings.in_meeting.*``, sections, objects, emails."""

    def __init__(self, patterns: Sequence[str]) -> None:
        joined = "|".join(fnmatch.translate(pattern.casefold()) for pattern in patterns if pattern)
        self._pattern = re.compile(joined) if joined else None

    def covers(self, difference: AccountDifference) -> bool:
        """Whether a pattern names the path, the section, the object, or the person that a list has or lacks."""
        if self._pattern is None:
            return False
        section, name, path = difference.section, difference.object, difference.path
        names = [section, f"{section}.{path}", path, name, f"{name}.{path}"]
        names += [value for value in (difference.before, difference.now) if isinstance(value, str) and "@" in value]
        return any(self._pattern.match(one.casefold()) for one in names)


def compare_snapshots(before: Snapshot, now: Snapshot, ignore: Sequence[str] = ()) -> list[AccountDifference]:
    """The differences in the sections that both have, in the order of the sections; none of those that are ignored, and
    none in what one of the two could not read."""
    ignored = Ignored(ignore)
    both = [name for name in SECTIONS_BY_NAME if name in before.sections and name in now.sections]
    found = (one for name in both for one in _Comparison(SECTIONS_BY_NAME[name], before, now).differences())
    return [one for one in found if not ignored.covers(one)]


class _Comparison:
    """One section of two snapshots."""

    def __init__(self, section: Section, before: Snapshot, now: Snapshot) -> None:
        self.section = section
        self.whole = before.whole and not (section.split and before.baselines)
        self.old = {key_of(section, one).casefold(): one for one in before.sections[section.name]}
        self.new = {key_of(section, one).casefold(): one for one in now.sections[section.name]}
        self.departing = section.split and before.departing
        self.by_need = section.by_need or self.departing or (section.split and bool(before.baselines))
        self.not_read = [one for one in (*before.not_read, *now.not_read) if one.section == section.name]

    def differences(self) -> Iterator[AccountDifference]:
        for key in sorted({**self.old, **self.new}):
            if self._not_read(key, ""):
                continue
            title = key_of(self.section, self.new.get(key) or self.old[key])
            if self.by_need or (key in self.old and key in self.new):
                yield from self._object(key, title)
            elif key in self.new:
                yield AccountDifference(self.section.name, title, "", ADDED, None, dict(self.new[key]))
            else:
                yield AccountDifference(self.section.name, title, "", REMOVED, dict(self.old[key]), None)

    def _not_read(self, key: str, path: str) -> bool:
        return any(one.covers(self.section.name, key, path) for one in self.not_read)

    def _object(self, key: str, title: str) -> Iterator[AccountDifference]:
        old, new = self.old.get(key, {}), self.new.get(key, {})
        before, now = _leaves(self.section, old), _leaves(self.section, new)
        for path in sorted({**before, **now}):
            if not self._says_something(old, new, path, path in before, path in now) or self._not_read(key, path):
                continue
            # Of a group that departs in nothing, nothing is known but that.
            is_lock = self.section.name == SETTINGS and path.startswith(BEGIN_OF_LOCKS)
            absent = False if is_lock and not self.departing else None
            was, is_now = before.get(path, absent), now.get(path, absent)
            if path in self.section.sets and _are_texts(was) and _are_texts(is_now):
                yield from self._entries(title, path, was or (), is_now or ())
            elif not _same(was, is_now, path in self.section.sets):
                kind = ADDED if was is None else REMOVED if is_now is None else CHANGED
                yield AccountDifference(self.section.name, title, path, kind, was, is_now)

    def _entries(self, title: str, path: str, was: Sequence[str], is_now: Sequence[str]) -> Iterator[AccountDifference]:
        """Entries of a list without order."""
        before, now = ({one.casefold(): one for one in some} for some in (was, is_now))
        for key in sorted({**before, **now}):
            if key not in now:
                yield AccountDifference(self.section.name, title, path, REMOVED, before[key], None)
            elif key not in before:
                yield AccountDifference(self.section.name, title, path, ADDED, None, now[key])

    def _says_something(
        self, old: Mapping[str, Any], new: Mapping[str, Any], path: str, in_old: bool, in_new: bool
    ) -> bool:
        """Whether an absent leaf means that there is nothing."""
        if in_old and in_new:
            return True
        if not in_old and not self.whole:
            return False
        alike = (SHOWN_BY_DETAILS in old) == (SHOWN_BY_DETAILS in new) or not self.whole
        return self.section.name != PEOPLE or path == "status" or alike


def _leaves(section: Section, document: Mapping[str, Any]) -> dict[str, Any]:
    """The leaves that say how the object is to be; an open lock is as one that is not named."""
    plain = {name: value for name, value in document.items() if name not in section.key}
    leaves = {path_text(path): value for path, value in flatten(plain).items()}
    is_settings = section.name == SETTINGS
    return {
        path: value
        for path, value in leaves.items()
        if not (is_settings and path.startswith(BEGIN_OF_LOCKS) and not value)
    }


def _are_texts(value: Any) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def _same(first: Any, second: Any, as_set: bool) -> bool:
    if isinstance(first, list) and isinstance(second, list) and as_set:
        return sorted(map(str, first)) == sorted(map(str, second))
    return bool(first == second) or (first in (None, "", []) and second in (None, "", []))
