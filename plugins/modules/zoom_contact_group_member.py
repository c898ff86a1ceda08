#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_contact_group_member
short_description: Put people and groups into a contact group, and take them out
version_added: 0.2.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Adds people and user groups to a contact group, removes them, or makes its members exactly those that are named.
  - One task takes thousands. People are added 50 and user groups 3 at a time, in the same requests, and 20 are removed
    at a time; whom Zoom refuses stops nobody else.
  - People who have not accepted their invitation, or are inactive, are returned as RV(deferred), and a later run of the
    same task adds them.
  - A name that nobody in the account has makes the task fail at its end, with everybody else added. The name of a user
    group that does not exist makes it fail before anything is changed.
  - Zoom does not remove the last member of a contact group. Delete the contact group instead.
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing
  - openadmin.zoom.writing.verify
  - openadmin.zoom.writing.attributes
options:
  contact_group:
    description:
      - Name or id of the contact group. It must exist. If both could be meant, the id is.
    type: str
    required: true
  members:
    description:
      - Emails or ids of people.
      - One of O(members) and O(member_groups) is required. Where this is not given, people stay as they are, with
        O(state=exact) too.
    type: list
    elements: str
  member_groups:
    description:
      - Names or ids of user groups, whose people are members of the contact group by it.
      - Where this is not given, user groups stay as they are, with O(state=exact) too.
    type: list
    elements: str
  state:
    description:
      - V(present) adds the members, V(absent) removes them.
      - V(exact) adds them and removes all others. If one of the people is unknown, or the list of members that Zoom
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
  - module: openadmin.zoom.zoom_contact_group
  - module: openadmin.zoom.zoom_contact_group_info
"""

EXAMPLES = r"""
- name: A contact group exists
  openadmin.zoom.zoom_contact_group:
    name: Board

- name: A person and a user group are in it
  openadmin.zoom.zoom_contact_group_member:
    contact_group: Board
    members:
      - jill@example.com
    member_groups:
      - Sales

- name: The people in it are these and no others, and its user groups stay
  openadmin.zoom.zoom_contact_group_member:
    contact_group: Board
    members:
      - jill@example.com
      - joe@example.com
    state: exact
    max_removals: 2

- name: The user group is no longer in it
  openadmin.zoom.zoom_contact_group_member:
    contact_group: Board
    member_groups: Sales
    state: absent
"""

RETURN = r"""
changed:
  description: Whether anything was changed, or would be.
  type: bool
  returned: always
contact_group:
  description: The contact group.
  type: dict
  returned: when the input is right
  contains:
    id:
      description: Id of the contact group.
      type: str
      returned: always
    name:
      description: Name of the contact group.
      type: str
      returned: always
  sample:
    id: Y9dDz6uNQ0uX8pTh3bWl0Q
    name: Board
added:
  description: >-
    Those who were put into the contact group. People are emails, or ids where Zoom tells no email, and user groups
    are their names.
  type: list
  elements: str
  returned: when the input is right
  sample:
    - jill@example.com
removed:
  description: Those who were taken out of the contact group.
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
        - Board
steps:
  description: The first 1,000 steps of the plan, as they were done or would be.
  type: list
  elements: dict
  returned: when the input is right
  sample:
    - verb: add members to
      object: contact_group Board
      method: POST
      path: /contacts/groups/Y9dDz6uNQ0uX8pTh3bWl0Q/members
      rate_label: heavy
      body:
        group_members:
          - id: z8dsdsdsdsdCfp8uQ
            type: 1
step_counts:
  description: Number of steps of each kind, and their total.
  type: dict
  returned: when the input is right
  sample:
    add members to contact_group: 1
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
      description: Email or id of the person, or name of the user group.
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
      object: members of contact_group Board
      entries: [joe@example.com]
      error: 'Zoom refused removeContactGroupMembers: HTTP 400, code 300: A group must have at least one member.'
      not_begun: false
"""

from typing import Any

from ..module_utils._core.start import begin

begin()

from ..module_utils._core.module import ZoomModule
from ..module_utils._groups.contact_member_task import ContactMembershipTask
from ..module_utils._groups.task import READ_BACK

ARGUMENTS: dict[str, Any] = {
    "contact_group": {"type": "str", "required": True},
    "members": {"type": "list", "elements": "str"},
    "member_groups": {"type": "list", "elements": "str"},
    "state": {"type": "str", "choices": ["present", "absent", "exact"], "default": "present"},
    "max_removals": {"type": "int", "default": 10},
    "allow_empty": {"type": "bool", "default": False},
    "verify": READ_BACK,
}


def main() -> None:
    """Run the module."""
    module = ZoomModule(ARGUMENTS, writing=True, required_one_of=[["members", "member_groups"]])
    module.run(ContactMembershipTask)


if __name__ == "__main__":
    main()
