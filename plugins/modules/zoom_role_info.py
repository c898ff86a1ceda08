#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_role_info
short_description: Read roles
version_added: 0.2.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Returns roles of a Zoom account, and who is in them if asked.
  - What does not exist is not returned; it is no error.
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing.info
options:
  name:
    description:
      - Name of the role. Without O(name) and O(id), all are returned.
    type: str
  id:
    description:
      - Id of the role. It wins where O(name) is given too.
    type: str
  members:
    description:
      - Read who is in each, too. This takes at least one more request for each.
    type: bool
    default: false
seealso:
  - module: openadmin.zoom.zoom_role
  - module: openadmin.zoom.zoom_role_member
"""

EXAMPLES = r"""
- name: Read all roles
  openadmin.zoom.zoom_role_info:
  register: all_roles

- name: Read one with the people in it
  openadmin.zoom.zoom_role_info:
    name: Help desk
    members: true
  register: one_role
"""

RETURN = r"""
roles:
  description: The roles, by name.
  type: list
  elements: dict
  returned: success
  contains:
    id:
      description: Id of the role.
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
      description: Privileges of the role; null where Zoom does not show the role to the user behind the credentials.
      type: list
      elements: str
      returned: always
    sub_account_privileges:
      description: What those who have the role may do in sub-accounts; empty where Zoom does not show it.
      type: dict
      returned: always
    total_members:
      description: Number of people who have the role, as Zoom names it.
      type: int
      returned: always
    members:
      description: Emails of the people who have the role. For Member these are nearly all of the account.
      type: list
      elements: str
      returned: when O(members) is true
  sample:
    - id: RgpX9gT3jTmSAyR3RKmYOhw
      name: Help desk
      description: May edit users
      privileges:
        - User:Read
        - User:Edit
      sub_account_privileges: {}
      total_members: 1
      members:
        - jill@example.com
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
from ..module_utils._directory.kinds import ROLE
from ..module_utils._groups.info import ObjectInfoTask

ARGUMENTS: dict[str, Any] = {
    "name": {"type": "str"},
    "id": {"type": "str"},
    "members": {"type": "bool", "default": False},
}


def main() -> None:
    """Run the module."""
    module = ZoomModule(ARGUMENTS)
    module.run(lambda module: ObjectInfoTask(module, ROLE))


if __name__ == "__main__":
    main()
