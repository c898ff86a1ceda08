#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_user_assistant
short_description: Say who may schedule meetings for whom
version_added: 0.2.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Says who may schedule meetings for a user, with O(assistants), or for whom a user may schedule, with O(schedulers).
  - Zoom asks that the user and the assistant are licensed.
  - People who have not accepted their invitation, or are inactive, are returned as RV(deferred), and a later run of the
    same task adds them. If the user is such a person, so is everybody named.
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing
  - openadmin.zoom.writing.verify
  - openadmin.zoom.writing.attributes
options:
  user:
    description:
      - Email or id of the user.
    type: str
    required: true
  assistants:
    description:
      - Those who may schedule for O(user), as emails, ids or dictionaries.
      - A dictionary holds C(email) or C(id), and C(can_manage_host_private_event), whether the assistant may manage the
        private events of the user. Where the latter is not given, it stays as it is.
      - One of O(assistants) and O(schedulers) is required.
    type: list
    elements: raw
  schedulers:
    description:
      - Those for whom O(user) may schedule, as emails or ids.
    type: list
    elements: raw
  state:
    description:
      - V(present) gives the right, V(absent) takes it away.
      - V(exact) gives it and takes it away from all others. If one of the people is unknown, it is taken from nobody
        and the task fails.
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
  - Zoom cannot change an assistant. To change C(can_manage_host_private_event), the right is taken away and given anew.
  - Zoom does not show C(can_manage_host_private_event) on the side of O(schedulers). With O(undo_file) it is not given
    back there.
seealso:
  - module: openadmin.zoom.zoom_user
"""

EXAMPLES = r"""
- name: The people are licensed
  openadmin.zoom.zoom_users:
    users:
      - email: jill@example.com
        type: licensed
      - email: joe@example.com
        type: licensed
      - email: jane@example.com
        type: licensed

- name: Two people schedule for the user, and one of them manages private events
  openadmin.zoom.zoom_user_assistant:
    user: jill@example.com
    assistants:
      - joe@example.com
      - email: jane@example.com
        can_manage_host_private_event: true

- name: One of them schedules for this user and nobody else
  openadmin.zoom.zoom_user_assistant:
    user: joe@example.com
    schedulers:
      - jill@example.com
    state: exact

- name: Nobody schedules for the user
  openadmin.zoom.zoom_user_assistant:
    user: jill@example.com
    assistants: []
    state: exact
    allow_empty: true
"""

RETURN = r"""
changed:
  description: Whether anything was changed, or would be.
  type: bool
  returned: always
user:
  description: The user.
  type: dict
  returned: when the input is right
  contains:
    id:
      description: Id of the user.
      type: str
      returned: always
    email:
      description: Email of the user.
      type: str
      returned: always
  sample:
    id: z8dsdsdsdsdCfp8uQ
    email: jill@example.com
added:
  description: Those who were given the right, as emails, or as ids where Zoom tells no email.
  type: list
  elements: str
  returned: when the input is right
  sample:
    - jill@example.com
removed:
  description: Those who were deprived of the right.
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
updated:
  description: Assistants of whom C(can_manage_host_private_event) was changed.
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
      joe@example.com: []
    after:
      joe@example.com:
        - jill@example.com
steps:
  description: The first 1,000 steps of the plan, as they were done or would be.
  type: list
  elements: dict
  returned: when the input is right
  sample:
    - verb: add assistants to
      object: user jill@example.com
      method: POST
      path: /users/z8dsdsdsdsdCfp8uQ/assistants
      rate_label: medium
      body:
        assistants:
          - id: KDcuGIm1QgePTO8WbOqwIQ
            can_manage_host_private_event: true
step_counts:
  description: Number of steps of each kind, and their total.
  type: dict
  returned: when the input is right
  sample:
    add assistants to user: 1
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
    - verb: add assistants to
      object: user jill@example.com
      entries: [joe@example.com]
      error: "Zoom refused addUserAssistants: HTTP 400, code 200: Can't find user joe@example.com."
      not_begun: false
"""

from typing import Any

from ..module_utils._core.start import begin

begin()

from ..module_utils._core.module import ZoomModule
from ..module_utils._groups.assistant_task import AssistantTask
from ..module_utils._groups.task import READ_BACK

ARGUMENTS: dict[str, Any] = {
    "user": {"type": "str", "required": True},
    "assistants": {"type": "list", "elements": "raw"},
    "schedulers": {"type": "list", "elements": "raw"},
    "state": {"type": "str", "choices": ["present", "absent", "exact"], "default": "present"},
    "max_removals": {"type": "int", "default": 10},
    "allow_empty": {"type": "bool", "default": False},
    "verify": READ_BACK,
}
SIDES = [["assistants", "schedulers"]]


def main() -> None:
    """Run the module."""
    module = ZoomModule(ARGUMENTS, writing=True, required_one_of=SIDES, mutually_exclusive=SIDES)
    module.run(AssistantTask)


if __name__ == "__main__":
    main()
