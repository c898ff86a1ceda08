#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_group
short_description: Create, rename and delete a group
version_added: 0.1.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Creates, renames and deletes a group of a Zoom account.
  - Who is in a group is the matter of M(openadmin.zoom.zoom_group_member), its settings are that of
    M(openadmin.zoom.zoom_settings).
  - Names are compared as Zoom compares them, without outer spaces and without regard to case. Where several groups
    have the name, the task fails and lists their ids.
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing
  - openadmin.zoom.writing.verify
  - openadmin.zoom.writing.attributes
options:
  name:
    description:
      - Name of the group.
      - One of O(name) and O(id) is required. If both are given, O(id) finds the group and O(name) is not looked at.
    type: str
  id:
    description:
      - Id of the group. Zoom gives it, so a group that does not exist cannot be created by it.
    type: str
  new_name:
    description:
      - New name of the group.
      - If only a group of this name exists, the renaming is done already. If groups of both names exist, the task
        fails. If neither does, the group is created with the new name.
    type: str
  state:
    description:
      - Whether the group shall exist.
    type: str
    choices:
      - present
      - absent
    default: present
  force:
    description:
      - Delete a group that has members. They stay in the account and lose the settings of the group.
    type: bool
    default: false
notes:
  - Zoom lets an account create 100 groups a day and have 5,000 in all.
  - With O(undo_file), a deleted group comes back by its name, without its members and settings.
seealso:
  - module: openadmin.zoom.zoom_group_info
  - module: openadmin.zoom.zoom_group_member
"""

EXAMPLES = r"""
- name: A group exists
  openadmin.zoom.zoom_group:
    name: Sales

- name: The group has a new name
  openadmin.zoom.zoom_group:
    name: Sales
    new_name: Sales EMEA

- name: Delete the group even if it has members
  openadmin.zoom.zoom_group:
    name: Sales EMEA
    state: absent
    force: true
"""

RETURN = r"""
changed:
  description: Whether anything was changed, or would be.
  type: bool
  returned: always

group:
  description: The group as it is afterwards, or would be; empty if there is none.
  type: dict
  returned: when the input is right
  contains:
    id:
      description: Id of the group; V({group:NAME}) for one that check mode would create.
      type: str
      returned: always
    name:
      description: Name of the group.
      type: str
      returned: always
    total_members:
      description: Number of members.
      type: int
      returned: always
  sample:
    id: 3NXDvGSbRyOoQnJtQYLKLw
    name: Sales
    total_members: 0
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
      name: Sales
steps:
  description:
    - The first 1,000 steps of the plan, as they were done or would be.
    - Ids that Zoom will give stand as V({group:Sales}).
  type: list
  elements: dict
  returned: when the input is right
  sample:
    - verb: create
      object: group Sales
      method: POST
      path: /groups
      rate_label: light
      body:
        name: Sales
step_counts:
  description: Number of steps of each kind, and their total.
  type: dict
  returned: when the input is right
  sample:
    create group: 1
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
      object: group Sales
      entries: [Sales]
      error: 'Zoom refused createGroup (POST /groups): HTTP 400, code 300: Validation Failed.'
      not_begun: false
"""

from typing import Any

from ..module_utils._core.start import begin

begin()

from ..module_utils._core.module import ZoomModule
from ..module_utils._directory.kinds import GROUP
from ..module_utils._groups.task import READ_BACK, ObjectTask

ARGUMENTS: dict[str, Any] = {
    "name": {"type": "str"},
    "id": {"type": "str"},
    "new_name": {"type": "str"},
    "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
    "force": {"type": "bool", "default": False},
    "verify": READ_BACK,
}


def main() -> None:
    """Run the module."""
    module = ZoomModule(ARGUMENTS, writing=True, required_one_of=[["name", "id"]])
    module.run(lambda module: ObjectTask(module, GROUP))


if __name__ == "__main__":
    main()
