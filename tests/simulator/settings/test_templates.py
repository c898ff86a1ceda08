# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Templates of meetings."""

from __future__ import annotations


def test_a_template_that_does_not_exist(api):
    assert api.refused("GET", "/users/me/meeting_templates/x") == (400, 300)
