# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The last administrator keeps the role, whichever task would take it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Iterable, Sequence

if TYPE_CHECKING:
    from .objects import Person

NOBODY_LEFT = "nobody would be left with the role Admin."
GIVE_IT_FIRST = "Give the role to somebody else first."


def leaves_no_administrator(admins: Sequence[Person], losing: Iterable[Person]) -> bool:
    """Whether everybody who has the role Admin is about to lose it; ``admins`` is empty where nobody may."""
    lost = {name for person in losing for name in (person.id, person.email.lower()) if name}
    return bool(admins) and all({one.id, one.email.lower()} & lost for one in admins)
