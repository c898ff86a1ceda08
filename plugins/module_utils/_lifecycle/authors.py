# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who made a difference, as far as the operation log tells (reportOperationLogs). Pure.

An entry of the log says in a sentence what was done, in no fixed form: it is taken for the author of a difference where
the sentence names the object, and for settings of the account, which have no name, where it names the setting.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Mapping, Sequence

from .sections import SECTIONS_BY_NAME, SETTINGS

if TYPE_CHECKING:
    from .drift_compare import AccountDifference

OF_ACCOUNT = "account"


def with_authors(differences: Sequence[AccountDifference], log: Sequence[Mapping[str, Any]]) -> list[AccountDifference]:
    """The differences, each with the newest entry that is about it; ``log`` as Zoom gives it, newest first."""
    entries = [(str(entry.get("operation_detail") or "").casefold(), entry) for entry in log]

    @lru_cache(maxsize=None)
    def newest(name: str) -> Mapping[str, Any] | None:
        whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        return next((entry for detail, entry in entries if name in detail and whole.search(detail)), None)

    def with_author(one: AccountDifference) -> AccountDifference:
        entry = next(filter(None, map(newest, _names(one))), None)
        if entry is None:
            return one
        return replace(one, who=str(entry.get("operator") or ""), when=str(entry.get("time") or ""))

    return [with_author(one) for one in differences]


def _names(difference: AccountDifference) -> list[str]:
    """What an entry about the difference would name, best first."""
    if difference.section == SETTINGS and difference.object == OF_ACCOUNT:
        key = next((part for part in reversed(difference.path.split(".")) if part != "enable"), "").casefold()
        return [key, key.replace("_", " ")] if key else []
    values = [str(value) for value in (difference.now, difference.before) if isinstance(value, str)]
    people = [value for value in values if difference.path in SECTIONS_BY_NAME[difference.section].sets]
    name = difference.object if difference.section != SETTINGS else difference.object.partition(" ")[2]
    return [text.casefold() for text in (*people, name) if text]
