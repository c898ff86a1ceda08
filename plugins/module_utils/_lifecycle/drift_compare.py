# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What differs between two snapshots of accounts: object by object, leaf by leaf. Pure."""

from __future__ import annotations

import fnmatch
from dataclasses import asdict, dataclass
from typing import Any, Iterator, Mapping, NamedTuple, Sequence

from .._settings.tree import flatten, path_text
from .sections import SECTIONS_BY_NAME, TREES_OF_SETTINGS, Section, key_of
from .snapshot import Snapshot

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True)
class AccountDifference:
    """``before`` is what the export says, ``now`` what the account has; None for nothing.

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


class Ignored(NamedTuple):
    """Patterns of what does not count: paths such as ``settings.in_meeting.*``, sections, and objects or emails."""

    patterns: Sequence[str]

    def covers(self, difference: AccountDifference) -> bool:
        """Whether a pattern names the path, the section, or the object."""
        names = (
            difference.section,
            f"{difference.section}.{difference.path}",
            difference.path,
            difference.object,
            f"{difference.object}.{difference.path}",
        )
        return any(fnmatch.fnmatchcase(name.casefold(), one.casefold()) for one in self.patterns for name in names)


def compare_snapshots(before: Snapshot, now: Snapshot, ignore: Sequence[str] = ()) -> list[AccountDifference]:
    """The differences in the sections that both have, in the order of the sections; none of those that are ignored."""
    ignored = Ignored(ignore)
    both = [name for name in SECTIONS_BY_NAME if name in before.sections and name in now.sections]
    found = (one for name in both for one in _section(SECTIONS_BY_NAME[name], before, now))
    return [one for one in found if not ignored.covers(one)]


def _section(section: Section, before: Snapshot, now: Snapshot) -> Iterator[AccountDifference]:
    old = {key_of(section, one).casefold(): one for one in before.sections[section.name]}
    new = {key_of(section, one).casefold(): one for one in now.sections[section.name]}
    # A group that departs in nothing has no document.
    leafwise = section.split and before.departing
    for key in sorted({**old, **new}):
        title = key_of(section, new.get(key) or old[key])
        if leafwise or (key in old and key in new):
            yield from _object(section, title, old.get(key, {}), new.get(key, {}))
        elif key in new:
            yield AccountDifference(section.name, title, "", ADDED, None, dict(new[key]))
        else:
            yield AccountDifference(section.name, title, "", REMOVED, dict(old[key]), None)


def _object(
    section: Section, title: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[AccountDifference]:
    before, now = _leaves(section, old), _leaves(section, new)
    for path in sorted({**before, **now}):
        if section.module == "zoom_users" and not (path in before and path in now) and not _read_alike(old, new, path):
            continue
        was, is_now = before.get(path), now.get(path)
        if not _same(was, is_now, path in section.sets):
            kind = ADDED if path not in before else REMOVED if path not in now else CHANGED
            yield AccountDifference(section.name, title, path, kind, was, is_now)


def _leaves(section: Section, document: Mapping[str, Any]) -> dict[str, Any]:
    """The leaves that say how the object is to be; an open lock is as one that is not named."""
    plain = {name: value for name, value in document.items() if name not in section.key}
    leaves = {path_text(path): value for path, value in flatten(plain).items()}
    trees = set(plain) & set(TREES_OF_SETTINGS)
    return {path: value for path, value in leaves.items() if not (trees and "locks." in path and value is False)}


def _read_alike(old: Mapping[str, Any], new: Mapping[str, Any], path: str) -> bool:
    """Whether an absent field of a person means that it is empty: only where both were read one by one."""
    return path == "status" or ("language" in old) == ("language" in new)


def _same(first: Any, second: Any, as_set: bool) -> bool:
    if isinstance(first, list) and isinstance(second, list) and as_set:
        return sorted(map(str, first)) == sorted(map(str, second))
    return bool(first == second) or (first in (None, "", []) and second in (None, "", []))
