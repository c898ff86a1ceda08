#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_group_admin
short_description: Make people administrators of a group, and take that away
version_added: 0.2.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Makes people administrators of a group, ends that, or makes its administrators exactly those that are named.
  - One task takes hundreds of people. They are added 10 at a time; a person whom Zoom refuses stops nobody else.
  - People who have not accepted their invitation, or are inactive, are returned as RV(deferred), and a later run of the
    same task adds them.
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
  admins:
    description:
      - Emails or ids of people.
    type: list
    elements: str
    required: true
  state:
    description:
      - V(present) makes the people administrators of the group, V(absent) ends that.
      - V(exact) makes them its administrators and nobody else. If one of the people is unknown, or the list that Zoom
        gives is not whole, nobody is removed and the task fails.
    type: str
    choices:
      - present
      - absent
      - exact
    default: present
  max_removals:
    description:
      - With O(state=exact), how many may be removed. If there were more, the task fails before it changes anything.
    type: int
    default: 10
  allow_empty:
    description:
      - With O(state=exact), take an empty list for what it says, and remove everybody.
    type: bool
    default: false
seealso:
  - module: openadmin.zoom.zoom_group
  - module: openadmin.zoom.zoom_group_member
"""

EXAMPLES = r"""
- name: Two people administer the group
  openadmin.zoom.zoom_group_admin:
    group: Sales
    admins:
      - jill@example.com
      - joe@example.com

- name: One of them no longer does
  openadmin.zoom.zoom_group_admin:
    group: Sales
    admins: joe@example.com
    state: absent

- name: These people administer the group and nobody else
  openadmin.zoom.zoom_group_admin:
    group: Sales
    admins:
      - jill@example.com
      - jane@example.com
    state: exact
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
  description: Those who were made administrators, as emails, or as ids where Zoom tells no email.
  type: list
  elements: str
  returned: when the input is right
  sample:
    - jill@example.com
removed:
  description: Those who were removed as administrators.
  type: list
  elements: str
  returned: when the input is right
  sample: []
unchanged:
  description: Those named for whom there was nothing to do.
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
  description: The first 1,000 steps of the plan, as they were done or would be.
  type: list
  elements: dict
  returned: when the input is right
  sample:
    - verb: add admins to
      object: group Sales
      method: POST
      path: /groups/3NXDvGSbRyOoQnJtQYLKLw/admins
      rate_label: medium
      body:
        admins:
          - email: jill@example.com
step_counts:
  description: Number of steps of each kind, and their total.
  type: dict
  returned: when the input is right
  sample:
    add admins to group: 1
    total: 1
requests:
  description: Requests that were sent to Zoom, by HTTP method, token requests aside.
  type: dict
  returned: always
  sample:
    GET: 3
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
      returned: always
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
      object: admin joe@example.com of group Sales
      entries: [joe@example.com]
      error: 'Zoom refused deleteGroupAdmin: HTTP 400, code 200: Only available for Paid account.'
      not_begun: false
"""

from typing import Any

from ..module_utils._core.start import begin

begin()

from ..module_utils._core.module import ZoomModule
from ..module_utils._directory.kinds import GROUP_ADMIN
from ..module_utils._groups.member_task import MembershipTask
from ..module_utils._groups.task import READ_BACK

ARGUMENTS: dict[str, Any] = {
    "group": {"type": "str", "required": True},
    "admins": {"type": "list", "elements": "str", "required": True},
    "state": {"type": "str", "choices": ["present", "absent", "exact"], "default": "present"},
    "max_removals": {"type": "int", "default": 10},
    "allow_empty": {"type": "bool", "default": False},
    "verify": READ_BACK,
}


def main() -> None:
    """Run the module."""
    module = ZoomModule(ARGUMENTS, writing=True)
    module.run(lambda module: MembershipTask(module, GROUP_ADMIN))


if __name__ == "__main__":
    main()
