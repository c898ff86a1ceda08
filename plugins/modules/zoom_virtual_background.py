#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_virtual_background
short_description: Manage virtual backgrounds of a Zoom account, its groups and its people
version_added: 0.2.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Uploads files as virtual backgrounds, and removes those that are there.
  - A file is known again by its name and size, since Zoom shows no more of it. What is there already is not uploaded
    again. A file of the same name and another size is uploaded, and takes the place of the old one.
  - Backgrounds that Zoom itself offers have no id and are left alone. Those that a group has from the account, or a
    person from the account and groups, belong to these and do not count as the object's own.
  - Files are checked before anything is sent. They have at most 15 MB each, and an object has at most 10 of them.
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing
  - openadmin.zoom.writing.attributes
options:
  scope:
    description:
      - Whose backgrounds to manage.
    type: str
    required: true
    choices: [account, group, user]
  group:
    description: Name or id of the group, with O(scope=group).
    type: str
  user:
    description: Email or id of the person, with O(scope=user).
    type: str
  files:
    description:
      - Paths of the files to have, with O(state=present) and O(state=exact).
      - JPG or PNG; for people GIF, MP4 and MOV too.
      - A module's working directory is not yours. Give absolute paths, or C({{ 'office.png' | realpath }}).
    type: list
    elements: path
  names:
    description: Names of the files to remove, with O(state=absent).
    type: list
    elements: str
  state:
    description:
      - V(present) uploads the files that are not there.
      - V(exact) does so too, and removes every other background that was uploaded.
      - V(absent) removes the backgrounds called O(names).
    type: str
    choices: [present, absent, exact]
    default: present
  verify:
    description:
      - Whether to read back what was written. It waits some seconds for a change to show.
    type: bool
    default: true
notes:
  - With O(undo_file), files that were uploaded can be removed again. Files that were removed or replaced cannot be
    given back, since Zoom does not hand them out.
seealso:
  - module: openadmin.zoom.zoom_settings
  - module: openadmin.zoom.zoom_profile_picture
"""

EXAMPLES = r"""
- name: Everybody can choose the pictures of the office
  openadmin.zoom.zoom_virtual_background:
    scope: account
    files:
      - "{{ 'office.png' | realpath }}"
      - "{{ 'logo.jpg' | realpath }}"

- name: Sales has these backgrounds and no others
  openadmin.zoom.zoom_virtual_background:
    scope: group
    group: Sales
    files: "{{ 'office.png' | realpath }}"
    state: exact

- name: A person has a moving picture
  openadmin.zoom.zoom_virtual_background:
    scope: user
    user: jill@example.com
    files: "{{ 'waves.gif' | realpath }}"

- name: The old logo is gone
  openadmin.zoom.zoom_virtual_background:
    scope: account
    names: logo.jpg
    state: absent
"""

RETURN = r"""
changed:
  description: Whether anything was changed, or would be.
  type: bool
  returned: always
added:
  description: Names of the files that were uploaded.
  type: list
  elements: str
  returned: when the input is right
  sample: [office.png]
removed:
  description: Names of the backgrounds that were removed. One that a file of its name takes the place of is not among
    them.
  type: list
  elements: str
  returned: when the input is right
  sample: []
unchanged:
  description: Names for which there was nothing to do.
  type: list
  elements: str
  returned: when the input is right
  sample: [logo.jpg]
unapplied:
  description: What Zoom accepted and does not show.
  type: list
  elements: dict
  returned: when the input is right
  contains:
    name:
      description: Name of the file.
      type: str
    wanted:
      description: V(present) or V(absent).
      type: str
    actual:
      description: V(present) or V(absent).
      type: str
  sample: []
unverified:
  description: What could not be compared, and why.
  type: list
  elements: str
  returned: when the input is right
  sample: []
diff:
  description: The backgrounds that differ, name and size in bytes, before and after.
  type: dict
  returned: when the input is right
  contains:
    before:
      description: Backgrounds before.
      type: dict
    after:
      description: Backgrounds after.
      type: dict
  sample:
    before: {}
    after:
      office.png: 482113
steps:
  description: The steps of the plan, as they were done or would be.
  type: list
  elements: dict
  returned: when the input is right
  sample:
    - verb: upload
      object: background office.png of the account
      method: POST
      path: /accounts/me/settings/virtual_backgrounds
      rate_label: medium
      body:
        file: office.png (482,113 bytes)
step_counts:
  description: Number of steps of each kind, and their total.
  type: dict
  returned: when the input is right
  sample:
    upload background: 1
    total: 1
requests:
  description: Requests that were sent to Zoom, by HTTP method, token requests aside.
  type: dict
  returned: always
  sample:
    GET: 2
    POST: 1
failures:
  description: Steps that Zoom refused, each with its error.
  type: list
  elements: dict
  returned: when a step failed
"""

from typing import Any

from ..module_utils._core.start import begin

begin()

from ..module_utils._core.module import ZoomModule
from ..module_utils._settings.backgrounds import BackgroundsTask

ARGUMENTS: dict[str, Any] = {
    "scope": {"type": "str", "required": True, "choices": ["account", "group", "user"]},
    "group": {"type": "str"},
    "user": {"type": "str"},
    "files": {"type": "list", "elements": "path"},
    "names": {"type": "list", "elements": "str"},
    "state": {"type": "str", "choices": ["present", "absent", "exact"], "default": "present"},
    "verify": {"type": "bool", "default": True},
}


def main() -> None:
    """Run the module."""
    ZoomModule(ARGUMENTS, writing=True).run(BackgroundsTask)


if __name__ == "__main__":
    main()
