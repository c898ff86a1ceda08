#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_undo
short_description: Give back the values of an undo file
version_added: 0.2.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Reads a file that a module of this collection wrote as C(undo_file), and runs the module that gives its values back.
  - The file beside it that ends in C(.about) names the module, the account, and what cannot be given back. A file of
    another account is refused.
  - In check mode nothing is sent, and the result says what would be.
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing.attributes
options:
  src:
    description: The undo file, as an absolute path.
    type: path
    required: true
  module:
    description:
      - The module that wrote the file, such as V(zoom_group). Needed only for some files whose C(.about) was lost.
    type: str
notes:
  - This runs on the controller; the file is read there.
"""

EXAMPLES = r"""
- name: Keep the previous values
  openadmin.zoom.zoom_group:
    name: Sales
    new_name: Sales EMEA
    undo_file: /tmp/openadmin_zoom_undo.json

- name: Give them back
  openadmin.zoom.zoom_undo:
    src: /tmp/openadmin_zoom_undo.json
"""

RETURN = r"""
undone:
  description: What each module did, or would do in check mode.
  returned: when the file could be read
  type: list
  elements: dict
  contains:
    module:
      description: The module.
      type: str
    subject:
      description: What it is about.
      type: str
    changed:
      description: Whether something was changed.
      type: bool
    steps:
      description: Number of steps by kind.
      type: dict
    problem:
      description: Why it failed, or an empty text.
      type: str
left_out:
  description: What the file does not give back.
  returned: when the file could be read
  type: list
  elements: str
written:
  description: When the file was written, or an empty text where that is not known.
  returned: when the file could be read
  type: str
steps:
  description: The first 1,000 steps.
  returned: when the file could be read
  type: list
  elements: dict
read_only:
  description: Whether this was check mode.
  returned: when the file could be read
  type: bool
"""

from ..module_utils._core.start import begin

begin()

from ..module_utils._core.module import ZoomModule


def main() -> None:
    """Entry point. The work is done by the action plugin, which does not run this."""
    module = ZoomModule({"src": {"type": "path", "required": True}, "module": {"type": "str"}})
    module.fail_json("zoom_undo was run without its action plugin, which reads the file and runs the modules.")


if __name__ == "__main__":
    main()
