# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Folders of ours on the controller, which the user who runs Ansible alone may read: beside Ansible's own."""

from __future__ import annotations

import os

from ansible import constants


def own_path(name: str) -> str:
    """Where the folder of this name lies, such as ``~/.ansible/tmp/zoom-undo``."""
    return os.path.join(os.path.dirname(constants.DEFAULT_LOCAL_TMP), name)
