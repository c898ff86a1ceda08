#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_contact_group
short_description: Create, change and delete a contact group
version_added: 0.2.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Creates, renames, describes and deletes a contact group of a Zoom account, and says who finds its members.
  - Who is in a contact group is the matter of M(openadmin.zoom.zoom_contact_group_member).
  - Names are compared without outer spaces and without regard to case. Where several contact groups have the name, the
    task fails and lists their ids.
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing
  - openadmin.zoom.writing.verify
  - openadmin.zoom.writing.attributes
options:
  name:
    description:
      - Name of the contact group.
      - One of O(name) and O(id) is required. If both are given, O(id) finds the contact group and O(name) is not looked
        at.
    type: str
  id:
    description:
      - Id of the contact group. Zoom gives it, so a contact group that does not exist cannot be created by it.
    type: str
  new_name:
    description:
      - New name of the contact group.
      - If only a contact group of this name exists, the renaming is done already. If contact groups of both names
        exist, the task fails. If neither does, the contact group is created with the new name.
    type: str
  description:
    description:
      - Description of the contact group. An empty text clears it.
    type: str
  privacy:
    description:
      - Who sees the contact group and finds it.
      - With V(anyone), everybody sees and finds it. With V(searchable), its members see it and everybody finds it. With
        V(members), its members alone see and find it.
      - Zoom creates contact groups with V(anyone) where this is not given.
    type: str
    choices:
      - anyone
      - searchable
      - members
  state:
    description:
      - Whether the contact group shall exist.
    type: str
    choices:
      - present
      - absent
    default: present
  force:
    description:
      - Delete a contact group that has members. They stay in the account.
    type: bool
    default: false
notes:
  - With O(undo_file), a deleted contact group comes back with its description and privacy, and without its members.
seealso:
  - module: openadmin.zoom.zoom_contact_group_info
  - module: openadmin.zoom.zoom_contact_group_member
"""

EXAMPLES = r"""
- name: A contact group exists, and its members alone see it
  openadmin.zoom.zoom_contact_group:
    name: Board
    description: Who decides
    privacy: members

- name: The contact group has a new name
  openadmin.zoom.zoom_contact_group:
    name: Board
    new_name: Board EMEA

- name: The contact group is gone, whoever is in it
  openadmin.zoom.zoom_contact_group:
    name: Board EMEA
    state: absent
    force: true
"""

RETURN = r"""
changed:
  description: Whether anything was changed, or would be.
  type: bool
  returned: always
contact_group:
  description: The contact group as it is afterwards, or would be; empty if there is none.
  type: dict
  returned: when the input is right
  contains:
    id:
      description: Id of the contact group; V({contact_group:NAME}) for one that check mode would create.
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
      description: Who sees the contact group and finds it, as in O(privacy).
      type: str
      returned: always
    total_members:
      description: Number of members; null where nothing had to be read but the list, which does not tell.
      type: int
      returned: always
  sample:
    id: Y9dDz6uNQ0uX8pTh3bWl0Q
    name: Board
    description: Who decides
    privacy: members
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
      name: Board
      privacy: members
steps:
  description: The first 1,000 steps of the plan, as they were done or would be.
  type: list
  elements: dict
  returned: when the input is right
  sample:
    - verb: create
      object: contact_group Board
      method: POST
      path: /contacts/groups
      rate_label: heavy
      body:
        group_name: Board
        group_privacy: 3
step_counts:
  description: Number of steps of each kind, and their total.
  type: dict
  returned: when the input is right
  sample:
    create contact_group: 1
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
      object: contact_group Board
      entries: [Board]
      error: 'Zoom refused createContactGroup (POST /contacts/groups): HTTP 400, code 300: Validation Failed.'
      not_begun: false
"""

from typing import Any

from ..module_utils._core.start import begin

begin()

from ..module_utils._core.module import ZoomModule
from ..module_utils._directory.kinds import CONTACT_GROUP
from ..module_utils._groups.task import READ_BACK, ObjectTask

ARGUMENTS: dict[str, Any] = {
    "name": {"type": "str"},
    "id": {"type": "str"},
    "new_name": {"type": "str"},
    "description": {"type": "str"},
    "privacy": {"type": "str", "choices": list(CONTACT_GROUP.more[1].words)},
    "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
    "force": {"type": "bool", "default": False},
    "verify": READ_BACK,
}


def main() -> None:
    """Run the module."""
    module = ZoomModule(ARGUMENTS, writing=True, required_one_of=[["name", "id"]])
    module.run(lambda module: ObjectTask(module, CONTACT_GROUP))


if __name__ == "__main__":
    main()
