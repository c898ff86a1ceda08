#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_group_member
short_description: Put people into a group, and take them out
version_added: 0.1.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Adds people to a group, removes them, or makes the members of a group exactly those that are named.
  - One task takes thousands of people. They are added 30 at a time; a person whom Zoom refuses stops nobody else.
  - People who have not accepted their invitation, or are inactive, cannot be put into a group. They are returned as
    RV(deferred), and a later run of the same task adds them.
  - A name that nobody in the account has makes the task fail at its end, with everybody else added.
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing
  - openadmin.zoom.writing.verify
  - openadmin.zoom.writing.attributes
options:
  group:
    description:
      - Name or id of the group. It must exist. If both could be meant, the id is.
    type: str
    required: true
  members:
    description:
      - Emails or ids of people.
    type: list
    elements: str
    required: true
  state:
    description:
      - V(present) adds the people, V(absent) removes them.
      - V(exact) adds the people and removes everybody else. If one of the people is unknown, or the list of members
        that Zoom gives is not whole, nobody is removed and the task fails.
    type: str
    choices:
      - present
      - absent
      - exact
    default: present
  primary:
    description:
      - Make the group the primary one of the people named. The primary group gives a person the settings that are not
        locked.
    type: bool
    default: false
  move_from:
    description:
      - Name or id of a group that the people shall leave for this one.
      - People who are in neither group are added to this one.
    type: str
  max_removals:
    description:
      - With O(state=exact), how many people may be removed. If there were more, the task fails before it changes
        anything.
    type: int
    default: 10
  allow_empty:
    description:
      - With O(state=exact), take an empty list of O(members) for what it says, and empty the group.
    type: bool
    default: false
notes:
  - With SAML mapping, Zoom may move people between groups when they sign in.
  - With O(undo_file) and O(move_from), people who were in neither group before stay in the group when the file is used.
seealso:
  - module: openadmin.zoom.zoom_group
  - module: openadmin.zoom.zoom_group_info
  - module: openadmin.zoom.zoom_users
"""

EXAMPLES = r"""
- name: Two people are in the group
  openadmin.zoom.zoom_group_member:
    group: Sales
    members:
      - jill@example.com
      - joe@example.com

- name: One of them is not any more
  openadmin.zoom.zoom_group_member:
    group: Sales
    members: joe@example.com
    state: absent

- name: The group has these members and no others
  openadmin.zoom.zoom_group_member:
    group: Sales
    members:
      - jill@example.com
      - jane@example.com
    state: exact
    max_removals: 2

- name: People change the group, and the new one gives their settings
  openadmin.zoom.zoom_group_member:
    group: Support
    members:
      - jill@example.com
    move_from: Sales
    primary: true
"""

RETURN = r"""
changed:
  description: Whether anything was changed, or would be.
  type: bool
  returned: always

group:
  description: The group.
  type: dict
  returned: when the input is right
  contains:
    id:
      description: Id of the group.
      type: str
      returned: always
    name:
      description: Name of the group.
      type: str
      returned: always
  sample:
    id: 3NXDvGSbRyOoQnJtQYLKLw
    name: Sales
added:
  description: People who were put into the group, as emails, or as ids where Zoom tells no email.
  type: list
  elements: str
  returned: when the input is right
  sample:
    - jill@example.com
removed:
  description: People who were taken out of the group.
  type: list
  elements: str
  returned: when the input is right
  sample: []
unchanged:
  description: People named for whom there was nothing to do.
  type: list
  elements: str
  returned: when the input is right
  sample: []
deferred:
  description: People for whom nothing can be done yet.
  type: list
  elements: dict
  returned: when the input is right
  contains:
    member:
      description: Email or id of the person.
      type: str
      returned: always
    reason:
      description: V(pending) for an invitation that is not accepted, V(inactive) for a deactivated person.
      type: str
      returned: always
  sample:
    - member: new@example.com
      reason: pending
unknown:
  description: People named who are not in the account.
  type: list
  elements: str
  returned: when the input is right
  sample: []
moved:
  description: People who left the group O(move_from).
  type: list
  elements: str
  returned: when the input is right
  sample: []
made_primary:
  description: People of whom the group was made the primary one.
  type: list
  elements: str
  returned: when the input is right
  sample: []
diff:
  description: The managed values that differ, before and after.
  type: dict
  returned: when the input is right
  contains:
    before:
      description: Values before.
      type: dict
      returned: always
    after:
      description: Values after.
      type: dict
      returned: always
  sample:
    before:
      jill@example.com: []
    after:
      jill@example.com:
        - Sales
steps:
  description:
    - The first 1,000 steps of the plan, as they were done or would be.
  type: list
  elements: dict
  returned: when the input is right
  sample:
    - verb: add members to
      object: group Sales
      method: POST
      path: /groups/3NXDvGSbRyOoQnJtQYLKLw/members
      rate_label: medium
      body:
        members:
          - id: z8dsdsdsdsdCfp8uQ
step_counts:
  description: Number of steps of each kind, and their total.
  type: dict
  returned: when the input is right
  sample:
    add members to group: 1
    total: 1
requests:
  description: Requests that were sent to Zoom, by HTTP method, token requests aside.
  type: dict
  returned: always
  sample:
    GET: 2
    POST: 1
unapplied:
  description: What Zoom accepted and does not show; the task fails then.
  type: list
  elements: dict
  returned: when the input is right
  contains:
    member:
      description: Email or id of the person.
      type: str
      returned: when it is about a person
    wanted:
      description: What was wanted.
      type: raw
      returned: always
    actual:
      description: What Zoom shows.
      type: raw
      returned: always
  sample: []
unverified:
  description: What was written and cannot be read back.
  type: list
  elements: str
  returned: when the input is right
  sample: []
failures:
  description: Steps that Zoom refused, each with its error.
  type: list
  elements: dict
  returned: when a step failed
  sample:
    - verb: remove
      object: member joe@example.com of group Sales
      entries: [joe@example.com]
      error: 'Zoom refused deleteGroupMember: HTTP 400, code 1010: Group does not belong to this account.'
      not_begun: false
"""

from typing import Any

from ..module_utils._core.start import begin

begin()

from ..module_utils._core.module import ZoomModule
from ..module_utils._groups.group_member_task import GroupMembershipTask
from ..module_utils._groups.task import READ_BACK

ARGUMENTS: dict[str, Any] = {
    "group": {"type": "str", "required": True},
    "members": {"type": "list", "elements": "str", "required": True},
    "state": {"type": "str", "choices": ["present", "absent", "exact"], "default": "present"},
    "primary": {"type": "bool", "default": False},
    "move_from": {"type": "str"},
    "max_removals": {"type": "int", "default": 10},
    "allow_empty": {"type": "bool", "default": False},
    "verify": READ_BACK,
}


def main() -> None:
    """Run the module."""
    module = ZoomModule(ARGUMENTS, writing=True)
    module.run(GroupMembershipTask)


if __name__ == "__main__":
    main()
