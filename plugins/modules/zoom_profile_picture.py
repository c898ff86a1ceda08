#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_profile_picture
short_description: Manage the profile picture of a person in Zoom
version_added: 0.2.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Uploads the profile picture of a person, or removes it.
  - Zoom shows whether a person has a picture, and nothing by which it could be compared with a file. So a picture is
    uploaded where there is none, unless O(update=always).
  - The file is checked before anything is sent.
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing
  - openadmin.zoom.writing.attributes
options:
  user:
    description: Email or id of the person.
    type: str
    required: true
  src:
    description:
      - Path of the picture, JPG or PNG, 2 MB at most. Required with O(state=present).
      - A module's working directory is not yours. Give an absolute path, or C({{ 'jill.png' | realpath }}).
    type: path
  update:
    description:
      - When to upload a picture with O(state=present).
      - V(missing) uploads it where the person has none.
      - V(always) uploads it in each run, and reports a change each time.
    type: str
    choices: [missing, always]
    default: missing
  state:
    description:
      - V(present) sees to it that the person has a picture, V(absent) that there is none.
    type: str
    choices: [present, absent]
    default: present
  verify:
    description:
      - Whether to read back what was written. It waits some seconds for a change to show.
    type: bool
    default: true
notes:
  - With O(undo_file), a picture that was uploaded where there was none can be removed again. One that was removed or
    replaced cannot be given back, since Zoom does not hand it out.
seealso:
  - module: openadmin.zoom.zoom_user
  - module: openadmin.zoom.zoom_virtual_background
"""

EXAMPLES = r"""
- name: Somebody without a picture gets one
  openadmin.zoom.zoom_profile_picture:
    user: jill@example.com
    src: "{{ 'jill.png' | realpath }}"

- name: The picture is a new one
  openadmin.zoom.zoom_profile_picture:
    user: jill@example.com
    src: "{{ 'jill.png' | realpath }}"
    update: always

- name: A person has no picture
  openadmin.zoom.zoom_profile_picture:
    user: joe@example.com
    state: absent
"""

RETURN = r"""
changed:
  description: Whether anything was changed, or would be.
  type: bool
  returned: always
user:
  description: The person.
  type: dict
  returned: when the input is right
  contains:
    id:
      description: Id of the person.
      type: str
    email:
      description: Email of the person.
      type: str
  sample:
    id: z8dsdsdsdsdCfp8uQ
    email: jill@example.com
deferred:
  description:
    - V(pending) or V(inactive) where Zoom changes nothing of the person yet, and the task would. A later run does it.
    - Empty otherwise.
  type: str
  returned: when the input is right
  sample: ''
unapplied:
  description: What Zoom accepted and does not show.
  type: list
  elements: dict
  returned: when the input is right
  contains:
    name:
      description: V(picture).
      type: str
    wanted:
      description: V(present) or V(absent).
      type: str
    actual:
      description: V(present) or V(absent).
      type: str
  sample: []
unverified:
  description: What was written and could not be seen to have changed, and why.
  type: list
  elements: str
  returned: when the input is right
  sample: []
diff:
  description: The picture before, by its address, and after, by the name and size of the file.
  type: dict
  returned: when the input is right
  contains:
    before:
      description: The picture before.
      type: dict
    after:
      description: The picture after.
      type: dict
  sample:
    before:
      picture: ''
    after:
      picture: jill.png (48,213 bytes)
steps:
  description: The steps of the plan, as they were done or would be.
  type: list
  elements: dict
  returned: when the input is right
  sample:
    - verb: upload
      object: picture of jill@example.com
      method: POST
      path: /users/jill@example.com/picture
      rate_label: medium
      body:
        pic_file: jill.png (48,213 bytes)
step_counts:
  description: Number of steps of each kind, and their total.
  type: dict
  returned: when the input is right
  sample:
    upload picture: 1
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
from ..module_utils._users.picture import PictureTask

ARGUMENTS: dict[str, Any] = {
    "user": {"type": "str", "required": True},
    "src": {"type": "path"},
    "update": {"type": "str", "choices": ["missing", "always"], "default": "missing"},
    "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
    "verify": {"type": "bool", "default": True},
}


def main() -> None:
    """Run the module."""
    ZoomModule(ARGUMENTS, writing=True).run(PictureTask)


if __name__ == "__main__":
    main()
