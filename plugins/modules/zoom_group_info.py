#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_group_info
short_description: Read groups and who is in them
version_added: 0.1.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Reads all groups of a Zoom account, or one.
  - What does not exist is an empty list. Values are in the words of M(openadmin.zoom.zoom_group), so what is read is
    valid input.
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing.info
options:
  name:
    description:
      - Name of the group, compared without outer spaces and without regard to case. All that have it are returned.
    type: str
  id:
    description:
      - Id of the group. It wins where O(name) is given too.
    type: str
  members:
    description:
      - Read who is in each group, too. This takes at least one more request for each.
    type: bool
    default: false
  include:
    version_added: 0.2.0
    description:
      - What else to read, one request for each group and each of these; lists of many admins take more.
      - Requests go side by side. What Zoom refuses is named in RV(not_readable); the rest is returned.
      - V(registration) are the registration settings of webinars; groups have no others.
    type: list
    elements: str
    choices:
      - admins
      - channels
      - registration
seealso:
  - module: openadmin.zoom.zoom_group
"""

EXAMPLES = r"""
- name: Read all groups
  openadmin.zoom.zoom_group_info:
  register: all_groups

- name: Read one with the people in it
  openadmin.zoom.zoom_group_info:
    name: Sales
    members: true
  register: one_group

- name: Read who administers each group, and what people see who register for webinars of its members
  openadmin.zoom.zoom_group_info:
    include:
      - admins
      - registration
  register: administration
"""

RETURN = r"""
groups:
  description: The groups, by name.
  type: list
  elements: dict
  returned: success
  contains:
    id:
      description: Id of the group.
      type: str
      returned: always
    name:
      description: Name of the group.
      type: str
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
    admins:
      description: Emails of the administrators of the group.
      type: list
      elements: str
      returned: when O(include) names it, and Zoom shows it
    channels:
      description: Channels of the group, each with C(channel_id), C(channel_name) and C(member_count).
      type: list
      elements: dict
      returned: when O(include) names it, and Zoom shows it
    registration:
      description:
        - Registration settings of webinars, under the names and in the values of Zoom - C(options), C(questions),
          C(approve_type), C(custom_questions).
      type: dict
      returned: when O(include) names it, and Zoom shows it
  sample:
    - id: 3NXDvGSbRyOoQnJtQYLKLw
      name: Sales
      total_members: 1
      members:
        - jill@example.com
      admins:
        - ann@example.com
not_readable:
  description:
    - What could not be read, each reason once. RV(ignore:scopes) would do, where one is missing. RV(ignore:objects) are
      the first 100 of the RV(ignore:count) groups that the reason is about; none where it is about all of them.
  returned: success
  type: list
  elements: dict
  sample:
    - include: channels
      reason: 'Zoom refused listGroupChannels: HTTP 400, code 4711: Invalid access token, does not contain scopes.'
      scopes:
        - group:read:list_channels:admin
      objects: []
      count: 0
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
from ..module_utils._directory.included import GROUP_INCLUDED
from ..module_utils._directory.kinds import GROUP
from ..module_utils._groups.info import ObjectInfoTask

ARGUMENTS: dict[str, Any] = {
    "name": {"type": "str"},
    "id": {"type": "str"},
    "members": {"type": "bool", "default": False},
    "include": {"type": "list", "elements": "str", "choices": list(GROUP_INCLUDED)},
}


def main() -> None:
    """Run the module."""
    module = ZoomModule(ARGUMENTS)
    module.run(lambda module: ObjectInfoTask(module, GROUP, GROUP_INCLUDED))


if __name__ == "__main__":
    main()
