#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_contact_group_info
short_description: Read contact groups
version_added: 0.2.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Returns contact groups of a Zoom account, and who is in them if asked.
  - What does not exist is not returned; it is no error.
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing.info
options:
  name:
    description:
      - Name of the contact group. Without O(name) and O(id), all are returned.
    type: str
  id:
    description:
      - Id of the contact group. It wins where O(name) is given too.
    type: str
  members:
    description:
      - Read who is in each, too. This takes at least one more request for each.
    type: bool
    default: false
seealso:
  - module: openadmin.zoom.zoom_contact_group
  - module: openadmin.zoom.zoom_contact_group_member
"""

EXAMPLES = r"""
- name: Read all contact groups
  openadmin.zoom.zoom_contact_group_info:
  register: all_contact_groups

- name: Read one with the people in it
  openadmin.zoom.zoom_contact_group_info:
    name: Board
    members: true
  register: one_contact_group
"""

RETURN = r"""
contact_groups:
  description: The contact groups, by name.
  type: list
  elements: dict
  returned: success
  contains:
    id:
      description: Id of the contact group.
      type: str
      returned: always
    name:
      description: Name of the contact group.
      type: str
      returned: always
    description:
      description: Description of the contact group.
      type: str
      returned: always
    privacy:
      description: Who sees the contact group and finds it, as in M(openadmin.zoom.zoom_contact_group).
      type: str
      returned: always
    total_members:
      description: Number of members, as Zoom names it.
      type: int
      returned: always
    members:
      description: Ids of the people in it. Zoom tells no emails here.
      type: list
      elements: str
      returned: when O(members) is true
    member_groups:
      description: Names of the user groups in it.
      type: list
      elements: str
      returned: when O(members) is true
  sample:
    - id: Y9dDz6uNQ0uX8pTh3bWl0Q
      name: Board
      description: Who decides
      privacy: members
      total_members: 2
      members:
        - z8dsdsdsdsdCfp8uQ
      member_groups:
        - Sales
requests:
  description: Requests that were sent to Zoom, by HTTP method, token requests aside.
  type: dict
  returned: always
  sample:
    GET: 2
"""

from typing import Any

from ..module_utils._core.start import begin

begin()

from ..module_utils._core.module import ZoomModule
from ..module_utils._directory.kinds import CONTACT_GROUP
from ..module_utils._groups.info import ObjectInfoTask

ARGUMENTS: dict[str, Any] = {
    "name": {"type": "str"},
    "id": {"type": "str"},
    "members": {"type": "bool", "default": False},
}


def main() -> None:
    """Run the module."""
    module = ZoomModule(ARGUMENTS)
    module.run(lambda module: ObjectInfoTask(module, CONTACT_GROUP))


if __name__ == "__main__":
    main()
