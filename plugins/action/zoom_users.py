# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Modules whose work may take minutes: the job's output shows how far they are."""

from __future__ import annotations

from ..plugin_utils._core.action import ZoomAction


class ActionModule(ZoomAction):
    """The module does all the work."""
