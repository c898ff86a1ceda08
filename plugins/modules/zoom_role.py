#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_role
short_description: Create, change and delete a role
version_added: 0.2.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Creates, renames and deletes a role of a Zoom account, and says what those who have it may do.
  - Who has a role is the matter of M(openadmin.zoom.zoom_role_member).
  - Zoom never changes or deletes its built-in roles Owner, Admin and Member.
  - Nothing is taken from the role of the user behind the credentials of the task. Somebody with another role may do it.
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing
  - openadmin.zoom.writing.verify
  - openadmin.zoom.writing.attributes
options:
  name:
    description:
      - Name of the role.
      - One of O(name) and O(id) is required. If both are given, O(id) finds the role and O(name) is not looked at.
    type: str
  id:
    description:
      - Id of the role. Zoom gives it, so a role that does not exist cannot be created by it.
    type: str
  new_name:
    description:
      - New name of the role.
      - If only a role of this name exists, the renaming is done already. If roles of both names exist, the task fails.
        If neither does, the role is created with the new name.
    type: str
  description:
    description:
      - Description of the role. An empty text clears it.
    type: str
  privileges:
    description:
      - All privileges of the role, such as V(User:Read) and V(User:Edit). Others are taken away.
      - The owner of an account has every privilege. Where Zoom shows the owner's, a name that no role of the account
        has is an error before anything is written.
    type: list
    elements: str
  privileges_added:
    description:
      - Privileges that the role shall have besides those that it has.
    type: list
    elements: str
  privileges_removed:
    description:
      - Privileges that the role shall not have. Others stay.
    type: list
    elements: str
  sub_account_privileges:
    description:
      - What those who have the role may do in sub-accounts. Zoom shows and takes this of master accounts only; where it
        is not shown afterwards, it is returned as RV(unverified).
    type: dict
    suboptions:
      second_level:
        description:
          - The number that Zoom has for the privileges in sub-accounts.
        type: int
  state:
    description:
      - Whether the role shall exist.
    type: str
    choices:
      - present
      - absent
    default: present
  force:
    description:
      - Delete a role that people have. They become plain members.
    type: bool
    default: false
notes:
  - With O(undo_file), a deleted role comes back with its privileges, and without those who had it.
seealso:
  - module: openadmin.zoom.zoom_role_info
  - module: openadmin.zoom.zoom_role_member
"""

EXAMPLES = r"""
- name: A role whose people see users and groups
  openadmin.zoom.zoom_role:
    name: Auditors
    description: May look at everybody
    privileges:
      - User:Read
      - Group:Read

- name: They see settings as well, and groups no longer
  openadmin.zoom.zoom_role:
    name: Auditors
    privileges_added:
      - AccountSetting:Read
    privileges_removed:
      - Group:Read

- name: The role is gone, whoever has it
  openadmin.zoom.zoom_role:
    name: Auditors
    state: absent
    force: true
"""

RETURN = r"""
changed:
  description: Whether anything was changed, or would be.
  type: bool
  returned: always
role:
  description: The role as it is afterwards, or would be; empty if there is none.
  type: dict
  returned: when the input is right
  contains:
    id:
      description: Id of the role; V({role:NAME}) for one that check mode would create.
      type: str
      returned: always
    name:
      description: Name of the role.
      type: str
      returned: always
    description:
      description: Description of the role.
      type: str
      returned: always
    privileges:
      description: Privileges of the role; empty where no value of the role was asked for.
      type: list
      elements: str
      returned: always
    sub_account_privileges:
      description: What those who have the role may do in sub-accounts; empty where Zoom does not show it.
      type: dict
      returned: always
    total_members:
      description: Number of people who have the role.
      type: int
      returned: always
  sample:
    id: RgpX9gT3jTmSAyR3RKmYOhw
    name: Auditors
    description: May look at everybody
    privileges:
      - User:Read
      - Group:Read
    sub_account_privileges: {}
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
      name: Auditors
steps:
  description: The first 1,000 steps of the plan, as they were done or would be.
  type: list
  elements: dict
  returned: when the input is right
  sample:
    - verb: create
      object: role Auditors
      method: POST
      path: /roles
      rate_label: light
      body:
        name: Auditors
        privileges:
          - User:Read
step_counts:
  description: Number of steps of each kind, and their total.
  type: dict
  returned: when the input is right
  sample:
    create role: 1
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
      object: role Auditors
      entries: [Auditors]
      error: 'Zoom refused createRole (POST /roles): HTTP 400, code 300: Validation Failed.'
      not_begun: false
"""

from typing import Any

from ..module_utils._core.start import begin

begin()

from ..module_utils._core.module import ZoomModule
from ..module_utils._groups.role_task import RoleTask
from ..module_utils._groups.task import READ_BACK

ARGUMENTS: dict[str, Any] = {
    "name": {"type": "str"},
    "id": {"type": "str"},
    "new_name": {"type": "str"},
    "description": {"type": "str"},
    "privileges": {"type": "list", "elements": "str"},
    "privileges_added": {"type": "list", "elements": "str"},
    "privileges_removed": {"type": "list", "elements": "str"},
    "sub_account_privileges": {"type": "dict", "options": {"second_level": {"type": "int"}}},
    "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
    "force": {"type": "bool", "default": False},
    "verify": READ_BACK,
}
EXCLUSIVE = [["privileges", "privileges_added"], ["privileges", "privileges_removed"]]


def main() -> None:
    """Run the module."""
    module = ZoomModule(ARGUMENTS, writing=True, required_one_of=[["name", "id"]], mutually_exclusive=EXCLUSIVE)
    module.run(RoleTask)


if __name__ == "__main__":
    main()
