#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_role_member
short_description: Give people a role, and take it away
version_added: 0.2.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Gives people a role, takes it away, or makes those who have it exactly the people that are named.
  - Everybody has one role, so whoever gets one loses another, and from whom one is taken becomes a plain member.
  - One task takes hundreds of people. The role is given to 30 at a time; a person whom Zoom refuses stops nobody else.
  - Nobody takes the role Admin from the last one who has it, the owner of the account keeps that role, and the user
    behind the credentials of the task keeps the right to administer. Such a task fails before it changes anything.
  - People who have not accepted their invitation, or are inactive, are returned as RV(deferred).
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing
  - openadmin.zoom.writing.verify
  - openadmin.zoom.writing.attributes
options:
  role:
    description:
      - Name or id of the role. It must exist. If both could be meant, the id is.
      - Not Owner, which is handed over in the web portal, nor Member, which everybody has who has no other.
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
      - V(present) gives the role to the people, V(absent) takes it away from them.
      - V(exact) gives it to the people and takes it away from everybody else. If one of the people is unknown, or the
        list that Zoom gives is not whole, it is taken from nobody and the task fails.
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
notes:
  - With O(undo_file), people who had another role before become plain members when the file is used.
seealso:
  - module: openadmin.zoom.zoom_role
  - module: openadmin.zoom.zoom_role_info
"""

EXAMPLES = r"""
- name: A person has the role
  openadmin.zoom.zoom_role_member:
    role: Help desk
    members:
      - jill@example.com

- name: These people have the role and no others
  openadmin.zoom.zoom_role_member:
    role: Help desk
    members:
      - jill@example.com
      - joe@example.com
    state: exact
    max_removals: 2

- name: One of them does not
  openadmin.zoom.zoom_role_member:
    role: Help desk
    members: joe@example.com
    state: absent
"""

RETURN = r"""
changed:
  description: Whether anything was changed, or would be.
  type: bool
  returned: always
role:
  description: The role.
  type: dict
  returned: when the input is right
  contains:
    id:
      description: Id of the role.
      type: str
      returned: always
    name:
      description: Name of the role.
      type: str
      returned: always
  sample:
    id: RgpX9gT3jTmSAyR3RKmYOhw
    name: Help desk
added:
  description: Those who were given the role, as emails, or as ids where Zoom tells no email.
  type: list
  elements: str
  returned: when the input is right
  sample:
    - jill@example.com
removed:
  description: Those who were deprived of the role.
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
        - Help desk
steps:
  description: The first 1,000 steps of the plan, as they were done or would be.
  type: list
  elements: dict
  returned: when the input is right
  sample:
    - verb: add members to
      object: role Help desk
      method: POST
      path: /roles/RgpX9gT3jTmSAyR3RKmYOhw/members
      rate_label: medium
      body:
        members:
          - id: z8dsdsdsdsdCfp8uQ
step_counts:
  description: Number of steps of each kind, and their total.
  type: dict
  returned: when the input is right
  sample:
    add members to role: 1
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
    - verb: take role from
      object: user joe@example.com
      entries: [joe@example.com]
      error: 'Zoom refused roleMemberDelete: HTTP 400, code 300: Validation Failed.'
      not_begun: false
"""

from typing import Any

from ..module_utils._core.start import begin

begin()

from ..module_utils._core.module import ZoomModule
from ..module_utils._groups.role_member_task import RoleMembershipTask
from ..module_utils._groups.task import READ_BACK

ARGUMENTS: dict[str, Any] = {
    "role": {"type": "str", "required": True},
    "members": {"type": "list", "elements": "str", "required": True},
    "state": {"type": "str", "choices": ["present", "absent", "exact"], "default": "present"},
    "max_removals": {"type": "int", "default": 10},
    "allow_empty": {"type": "bool", "default": False},
    "verify": READ_BACK,
}


def main() -> None:
    """Run the module."""
    module = ZoomModule(ARGUMENTS, writing=True)
    module.run(RoleMembershipTask)


if __name__ == "__main__":
    main()
