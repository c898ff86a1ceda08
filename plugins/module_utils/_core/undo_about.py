# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an undo file is about. An undo file is plain input of its module, so this stands in a second file beside it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from typing import Any, Mapping

ENDING = ".about"


@dataclass(frozen=True)
class UndoAbout:
    """``module``: which module wrote the undo file; ``account``: at which account; ``written``: when, in UTC.

    ``left_out`` names, in words, what the undo file does not give back.
    """

    module: str = ""
    account: str = ""
    written: str = ""
    left_out: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """As the second file holds it."""
        return asdict(self)


def about_now(module: str, account: str, left_out: tuple[str, ...]) -> UndoAbout:
    """What an undo file that is written now is about."""
    written = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return UndoAbout(module.rpartition(".")[2], account, written, left_out)


def about_from(data: Mapping[str, Any]) -> UndoAbout:
    """From what the second file holds. What it lacks is not known."""
    texts = {
        name: value for name, value in data.items() if name in UndoAbout.__annotations__ and isinstance(value, str)
    }
    left_out = data.get("left_out")
    return UndoAbout(**texts, left_out=tuple(map(str, left_out)) if isinstance(left_out, list) else ())
