#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_settings_info
short_description: Read settings and locks of a Zoom account, its groups and users
version_added: 0.1.0
description:
  - Reads every view of the settings of one object, or of all groups, into one tree, with the locks beside it.
  - The result is valid input of M(openadmin.zoom.zoom_settings). Declaring what was read changes nothing.
author:
  - openadmin.zoom contributors (@openadmin)
options:
  scope:
    description: Whose settings to read.
    type: str
    required: true
    choices: [account, group, user]
  group:
    description: Name or id of the group, with O(scope=group).
    type: str
  all_groups:
    description: Whether to read all groups, with O(scope=group). They are returned in RV(objects).
    type: bool
    default: false
  user:
    description: Email or id of the user, with O(scope=user).
    type: str
  effective:
    description:
      - Whether to return, for a user, the value of each setting and the level that decides it.
      - This reads the locks of the account and of the user's groups.
    type: bool
    default: false
seealso:
  - module: openadmin.zoom.zoom_settings
  - module: openadmin.zoom.zoom_lock_settings
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing.info
"""

EXAMPLES = r"""
- name: Read the account
  openadmin.zoom.zoom_settings_info:
    scope: account
  register: account

- name: Read every group
  openadmin.zoom.zoom_settings_info:
    scope: group
    all_groups: true
  register: groups_read

- name: Find out why a user cannot turn the waiting room off
  openadmin.zoom.zoom_settings_info:
    scope: user
    user: user1@example.com
    effective: true
  register: person

- name: Show who decides
  ansible.builtin.debug:
    var: person.effective['meeting_security.waiting_room']
"""

RETURN = r"""
settings:
  description:
    - The settings under the names of the API, secrets left out.
    - Where levels spell one setting differently, the account's spelling is used for all.
  returned: always; empty with O(all_groups)
  type: dict
extra_settings:
  description: Settings that are not documented for this level, or hold values that are not.
  returned: always; empty with O(all_groups)
  type: dict
locks:
  description: The locks; users have none.
  returned: always; empty with O(all_groups)
  type: dict
extra_locks:
  description: Locks that are not documented for this level.
  returned: always; empty with O(all_groups)
  type: dict
masked:
  description: Paths of the secrets that were left out.
  returned: always
  type: list
  elements: str
unreadable:
  description:
    - Objects whose locks the token may not read.
    - Zoom documents the scope that reads account locks for master accounts only.
  returned: always
  type: list
  elements: str
effective:
  description: For each setting of the user, by its path, its value and what decides it.
  returned: with O(effective)
  type: dict
  contains:
    value:
      description: The value in force.
      type: raw
    level:
      description:
        - V(account) or V(group) where a lock holds it, else V(user).
        - V(unknown) where a lock that the token may not read could hold it.
      type: str
    lock:
      description: Path of the lock that holds it.
      type: str
    group:
      description: Name of the group whose lock holds it.
      type: str
objects:
  description: What was read, for each object.
  returned: always
  type: list
  elements: dict
  contains:
    scope:
      description: Level of the object.
      type: str
    id:
      description: Id of the object, as the API addresses it.
      type: str
    name:
      description: Name of the object.
      type: str
    members:
      description: Members of the group; null for other objects.
      type: int
    settings:
      description: As RV(settings).
      type: dict
    extra_settings:
      description: As RV(extra_settings).
      type: dict
    locks:
      description: As RV(locks).
      type: dict
    extra_locks:
      description: As RV(extra_locks).
      type: dict
    masked:
      description: As RV(masked).
      type: list
      elements: str
requests:
  description: Requests sent, by HTTP method; those for a token aside.
  returned: always
  type: dict
"""

from ..module_utils._core.start import begin

begin()

from ..module_utils._settings.info import SettingsInfo
from ..module_utils._settings.leaf import LEVELS
from ..module_utils._settings.module import SettingsModule


def main() -> None:
    """Entry point of the module."""
    module = SettingsModule(
        argument_spec={
            "group": {"type": "str"},
            "all_groups": {"type": "bool", "default": False},
            "user": {"type": "str"},
            "effective": {"type": "bool", "default": False},
        },
        levels=LEVELS,
    )
    module.run(SettingsInfo)


if __name__ == "__main__":
    main()
