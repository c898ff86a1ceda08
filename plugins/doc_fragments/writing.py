# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documentation of the options of modules that write, and of the attributes of all."""

from __future__ import annotations


class ModuleDocFragment:
    """Options of writing modules; attributes."""

    DOCUMENTATION = r"""
options:
  steps_file:
    description:
      - File to which the whole list of planned steps is written as JSON, secrets masked, readable by its owner only.
      - Written in check mode too.
    type: path
  undo_file:
    description:
      - File to which the previous values are written as JSON before anything is changed, readable by its owner only.
      - It is valid input of the same module. A second file of the same name and C(.about) says which module that is, at
        which account it was written, and what it does not give back; M(openadmin.zoom.zoom_undo) reads both.
      - Not written in check mode, nor when nothing is to be changed.
    type: path
  findings_file:
    version_added: 0.2.0
    description:
      - File to which the whole result is written as JSON, readable by its owner only, where a task fails and its result
        is too long to be printed. Such a result holds the first entries of its lists; C(not_shown) has the number of
        those left out, and C(findings_file) the path of the file.
      - By default, a file in the folder C(zoom-findings) of Ansible's temporary folder (C(~/.ansible/tmp)), which is
        removed by a later task once it is 30 days old.
    type: path
"""

    VERIFY = r"""
options:
  verify:
    version_added: 0.2.0
    description:
      - Read back what was written, and fail where Zoom accepted it and does not show it; see RV(unapplied).
    type: bool
    default: true
"""

    ATTRIBUTES = r"""
attributes:
  check_mode:
    description: Can run in C(check_mode) and return the changes that it would make, without making them.
    support: full
    details: The steps and the diff of check mode are those of the run.
  diff_mode:
    description: Returns what is changed, or would be, when in diff mode.
    support: full
"""

    INFO = r"""
attributes:
  check_mode:
    description: Can run in C(check_mode) and return the changes that it would make, without making them.
    support: full
    details: Reads only.
  diff_mode:
    description: Returns what is changed, or would be, when in diff mode.
    support: N/A
    details: Changes nothing.
"""
