# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking again until Zoom shows what was written: the one loop for objects, members, people, settings and locks."""

from __future__ import annotations

import time
from typing import Callable, List, Sequence, TypeVar

Item = TypeVar("Item")
# What to do where Zoom accepted a write and does not show it.
IF_NOT_SHOWN = "Run again; if it stays so, look at it in Zoom's web portal."


def read_back(
    written: Sequence[Item],
    not_shown: Callable[[List[Item]], Sequence[Item]],
    waits: Sequence[float],
    sleep: Callable[[float], None] = time.sleep,
) -> list[Item]:
    """What of ``written`` Zoom still does not show after all ``waits`` (seconds before each look).

    ``not_shown`` reads, and gives back those of its argument that do not show yet; it is asked about them alone.
    Whatever it raises ends the reading.
    """
    waiting = list(written)
    for pause in waits:
        if not waiting:
            break
        if pause:
            sleep(pause)
        waiting = list(not_shown(waiting))
    return waiting
