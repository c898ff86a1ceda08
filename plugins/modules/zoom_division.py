#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_division
short_description: Create, change and delete a division, and put people into it
version_added: 0.1.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Creates, renames, describes and deletes a division of a Zoom account, and puts people into it.
  - A person is in one division only, so a person who is put into one leaves another.
  - Names are compared as Zoom compares them, without outer spaces and without regard to case. Where several divisions
    have the name, the task fails and lists their ids.
  - Government accounts have no divisions.
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing
  - openadmin.zoom.writing.verify
  - openadmin.zoom.writing.attributes
options:
  name:
    description:
      - Name of the division.
      - One of O(name) and O(id) is required. If both are given, O(id) finds the division and O(name) is not looked at.
    type: str
  id:
    description:
      - Id of the division. Zoom gives it, so a division that does not exist cannot be created by it.
    type: str
  new_name:
    description:
      - New name of the division.
      - If only a division of this name exists, the renaming is done already. If divisions of both names exist, the task
        fails. If neither does, the division is created with the new name.
    type: str
  description:
    description:
      - Description of the division. An empty text clears it.
    type: str
  members:
    description:
      - Emails or ids of people who shall be in the division. Others who are in it stay.
      - People who have not accepted their invitation, or are inactive, are returned as RV(deferred), and a later run
        of the same task adds them.
      - A name that nobody in the account has makes the task fail at its end, with everybody else added.
    type: list
    elements: str
  state:
    description:
      - Whether the division shall exist. The main division cannot be deleted.
    type: str
    choices:
      - present
      - absent
    default: present
  move_members_to:
    description:
      - Name or id of the division that takes the people of a division that is to be deleted.
      - Zoom deletes a division only when it is empty.
    type: str
notes:
  - Zoom lets an account have 500 divisions.
seealso:
  - module: openadmin.zoom.zoom_division_info
  - module: openadmin.zoom.zoom_users
"""

EXAMPLES = r"""
- name: A division exists
  openadmin.zoom.zoom_division:
    name: Europe
    description: Offices in Europe

- name: Two people are in it
  openadmin.zoom.zoom_division:
    name: Europe
    members:
      - jill@example.com
      - joe@example.com

- name: It is gone, and its people are in the main division
  openadmin.zoom.zoom_division:
    name: Europe
    state: absent
    move_members_to: Main
"""

RETURN = r"""
changed:
  description: Whether anything was changed, or would be.
  type: bool
  returned: always

division:
  description: The division as it is afterwards, or would be; empty if there is none.
  type: dict
  returned: when the input is right
  contains:
    id:
      description: Id of the division; V({division:NAME}) for one that check mode would create.
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
      description: Number of people in it, as far as it is known.
      type: int
      returned: always
  sample:
    id: qzm9s-wtQ5mCXlmVQP0Ybw
    name: Europe
    description: Offices in Europe
    is_main: false
    total_members: 2
added:
  description: People who were put into the division, as emails, or as ids where Zoom tells no email.
  type: list
  elements: str
  returned: when the input is right
  sample:
    - jill@example.com
unchanged:
  description: People named who were in the division before.
  type: list
  elements: str
  returned: when the input is right
  sample: []
deferred:
  description: People who cannot be put into a division yet.
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
  returned: when there are any
  sample:
    - nobody@example.com
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
    before: {}
    after:
      name: Europe
steps:
  description:
    - The first 1,000 steps of the plan, as they were done or would be.
    - Ids that Zoom will give stand as V({division:Europe}).
  type: list
  elements: dict
  returned: when the input is right
  sample:
    - verb: create
      object: division Europe
      method: POST
      path: /divisions
      rate_label: light
      body:
        name: Europe
step_counts:
  description: Number of steps of each kind, and their total.
  type: dict
  returned: when the input is right
  sample:
    create division: 1
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
    field:
      description: Name of the field.
      type: str
      returned: when it is about a field
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
    - verb: create
      object: division Europe
      entries: [Europe]
      error: 'Zoom refused createDivision (POST /divisions): HTTP 400, code 40005: Invalid field.'
      not_begun: false
"""

from typing import Any

from ..module_utils._core.start import begin

begin()

from ..module_utils._core.module import ZoomModule
from ..module_utils._directory.kinds import DIVISION
from ..module_utils._groups.task import READ_BACK, ObjectTask

ARGUMENTS: dict[str, Any] = {
    "name": {"type": "str"},
    "id": {"type": "str"},
    "new_name": {"type": "str"},
    "description": {"type": "str"},
    "members": {"type": "list", "elements": "str"},
    "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
    "move_members_to": {"type": "str"},
    "verify": READ_BACK,
}


def main() -> None:
    """Run the module."""
    module = ZoomModule(ARGUMENTS, writing=True, required_one_of=[["name", "id"]])
    module.run(lambda module: ObjectTask(module, DIVISION))


if __name__ == "__main__":
    main()
