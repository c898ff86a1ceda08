# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long Zoom is given until it shows what was written: seconds between looks, one table for every task.

Zoom's reads lag behind its writes, lists longer than single reads.
"""

from __future__ import annotations

# An object that was just made, or a lost answer: the next request may not know of it yet.
FRESH = (0.5, 1.0, 2.0, 4.0, 8.0)
# Who is in a group, as lists of members show it.
MEMBERS = (0.0, *FRESH)
# A name that is taken although the list did not show it, or one that is not listed yet.
NEW_NAMES = FRESH[:3]
# Settings and locks show at once, or soon.
SETTINGS = (0.0, 0.25, 0.75, 1.5, 2.5)
