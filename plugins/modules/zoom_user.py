#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_user
short_description: Create, change, place, deactivate and remove one user
version_added: 0.1.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Creates a user of a Zoom account, or brings one to what is named, with licences, division, groups and role.
  - What is not named is not touched; an empty text or list clears a field.
  - What a user cannot take yet, because the invitation was not accepted or because the user is inactive, is deferred
    and named in RV(deferred_fields); a later run of the same task does it.
  - For more than a few users M(openadmin.zoom.zoom_users) is faster, and safer with removals.
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing
  - openadmin.zoom.writing.attributes
  - openadmin.zoom.user
options:
  match_by:
    description:
      - By what the user is found. An O(id) always wins.
      - A user whom V(employee_unique_id) does not find is also looked up by O(email).
    type: str
    choices:
      - email
      - id
      - employee_unique_id
    default: email
  verify:
    description:
      - Read back what was written, and fail where Zoom accepted a value and shows another one; see RV(unapplied).
      - A later task finds the user as this one left it.
    type: bool
    default: true
notes:
  - Fields that Zoom never shows (about_me, host_key, linkedin_url, vanity_name) are sent when the user is created, and
    later only with O(update_write_only). For a user who is only invited they are deferred, and no later run can tell
    that they are missing; give O(update_write_only) once the invitation was accepted.
seealso:
  - module: openadmin.zoom.zoom_users
  - module: openadmin.zoom.zoom_user_info
"""

EXAMPLES = r"""
- name: A licensed user, invited by mail
  openadmin.zoom.zoom_user:
    email: ada@example.com
    first_name: Ada
    last_name: Lovelace
    type: licensed

- name: Department, job title and groups of somebody who is there
  openadmin.zoom.zoom_user:
    email: jill@example.com
    dept: Sales
    job_title: Engineer
    groups:
      - Sales
    groups_managed:
      - Support

- name: Somebody leaves for a while
  openadmin.zoom.zoom_user:
    email: joe@example.com
    status: inactive

- name: Somebody leaves for good, and Jane receives the content
  openadmin.zoom.zoom_user:
    email: leaver@example.com
    state: absent
    absent_action: delete
    transfer_to: jane@example.com
"""

RETURN = r"""
user:
  description:
    - The user as the task leaves it, in the words of the options; in check mode as it would be. Empty for one who is
      removed or does not exist.
    - A new user's id is symbolic in check mode.
  returned: success
  type: dict
  sample:
    email: ada@example.com
    id: "{user:ada@example.com}"
    status: pending
    type: licensed
    first_name: Ada
    last_name: Lovelace
action:
  description: V(created), V(updated), V(deactivated), V(removed), V(deferred) or V(unchanged).
  returned: success
  type: str
deferred:
  description:
    - Why something waits for a later run, or an empty text. V(pending) is that the invitation was not accepted yet,
      V(inactive) that the user is not active.
  returned: success
  type: str
deferred_fields:
  description: What waits.
  returned: success
  type: list
  elements: str
unapplied:
  description:
    - Values that were written and that Zoom does not show, however long it was given. Each run would write them again.
  returned: success, or failure after something was written
  type: list
  elements: dict
  contains:
    email:
      description: The user.
      type: str
    row:
      description: The row of the file, or the place in the list from 1; 0 where neither is.
      type: int
    field:
      description: The field, under the name of the option.
      type: str
    wanted:
      description: What was written.
      type: raw
    actual:
      description: What Zoom shows.
      type: raw
    reason:
      description: What may be the cause.
      type: str
unverified:
  description: Names of fields that were written and that no read shows, or not in a form that can be compared.
  returned: success, or failure after something was written
  type: list
  elements: str
  sample:
    - about_me
diff:
  description: The managed fields that change, before and after.
  returned: success
  type: dict
steps:
  description: The steps of the plan, in order, secrets masked.
  returned: success
  type: list
  elements: dict
step_counts:
  description: Number of steps by kind, and their C(total).
  returned: success
  type: dict
requests:
  description: How many requests were sent, by HTTP method, those for a token aside.
  returned: always
  type: dict
failures:
  description: Steps that Zoom refused or that were not begun for their sake, with Zoom's own words.
  returned: when a step failed
  type: list
  elements: dict
"""

from ..module_utils._core.start import begin

begin()

from ..module_utils._core.module import ZoomModule
from ..module_utils._users import options as user_spec
from ..module_utils._users.arguments import MATCH_BY, VERIFY
from ..module_utils._users.task import UserTask


def main() -> None:
    """Entry point of the module."""
    ZoomModule({**user_spec.user_options(), "match_by": MATCH_BY, "verify": VERIFY}, writing=True).run(UserTask)


if __name__ == "__main__":
    main()
