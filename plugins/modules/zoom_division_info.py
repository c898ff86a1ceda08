#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_division_info
short_description: Read divisions and who is in them
version_added: 0.1.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Reads all divisions of a Zoom account, or one.
  - What does not exist is an empty list. Values are in the words of M(openadmin.zoom.zoom_division), so what is read is
    valid input.
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing.info
options:
  name:
    description:
      - Name of the division, compared without outer spaces and without regard to case. All that have it are returned.
    type: str
  id:
    description:
      - Id of the division. It wins where O(name) is given too.
    type: str
  members:
    description:
      - Read who is in each division, too. This takes at least one more request for each.
    type: bool
    default: false
seealso:
  - module: openadmin.zoom.zoom_division
"""

EXAMPLES = r"""
- name: Read all divisions
  openadmin.zoom.zoom_division_info:
  register: all_divisions

- name: Read one with the people in it
  openadmin.zoom.zoom_division_info:
    name: Europe
    members: true
  register: one_division
"""

RETURN = r"""
divisions:
  description: The divisions, by name.
  type: list
  elements: dict
  returned: success
  contains:
    id:
      description: Id of the division.
      type: str
      returned: always
    name:
      description: Name of the division.
      type: str
      returned: always
    description:
      description: Description of the division.
      type: str
      returned: always
    is_main:
      description: Whether it is the main division of the account.
      type: bool
      returned: always
    total_members:
      description: Number of people in it, as Zoom names it.
      type: int
      returned: always
    members:
      description: Emails of the people in it, or ids where Zoom tells no email.
      type: list
      elements: str
      returned: when O(members) is true
  sample:
    - id: qzm9s-wtQ5mCXlmVQP0Ybw
      name: Europe
      description: Offices in Europe
      is_main: false
      total_members: 1
      members:
        - jill@example.com
requests:
  description: Requests that were sent to Zoom, by HTTP method, token requests aside.
  type: dict
  returned: always
  sample:
    GET: 1
"""

from typing import Any

from ..module_utils._core.start import begin

begin()

from ..module_utils._core.module import ZoomModule
from ..module_utils._directory.kinds import DIVISION
from ..module_utils._groups.info import ObjectInfoTask

ARGUMENTS: dict[str, Any] = {
    "name": {"type": "str"},
    "id": {"type": "str"},
    "members": {"type": "bool", "default": False},
}


def main() -> None:
    """Run the module."""
    module = ZoomModule(ARGUMENTS)
    module.run(lambda module: ObjectInfoTask(module, DIVISION))


if __name__ == "__main__":
    main()
