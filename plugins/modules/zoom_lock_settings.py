#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_lock_settings
short_description: Manage locks of settings of a Zoom account and its groups
version_added: 0.1.0
description:
  - Locks and unlocks settings. A lock of the account keeps groups and users from changing a setting, a lock of a group
    keeps its users from it.
  - Locking forces the present value on everyone below. Set it first, or use M(openadmin.zoom.zoom_settings), which does
    both in the one order that works.
author:
  - openadmin.zoom contributors (@openadmin)
options:
  scope:
    description:
      - Whose locks to manage.
    type: str
    required: true
    choices: [account, group]
  group:
    description: Name or id of the group, with O(scope=group).
    type: str
  groups:
    description:
      - Names or ids of several groups, or V(all). They are read and written side by side.
    type: list
    elements: str
  verify:
    description:
      - Whether to read back what was written. It waits some seconds for a change to show.
      - Zoom answers success to some writes that do nothing, so that without this nothing is proven.
    type: bool
    default: true
  on_unapplied:
    description:
      - What to do when locks cannot be brought to the declared value.
      - V(fail) fails the task.
      - V(warn) writes the rest and warns.
    type: str
    choices: [fail, warn]
    default: fail
  allow_unverified:
    description:
      - Whether to write even where the token may not read the locks. The result says so.
      - Locks that cannot be read are written then, whether they are to be open or closed, and reported as
        RV(unverified).
    type: bool
    default: false
seealso:
  - module: openadmin.zoom.zoom_settings
  - module: openadmin.zoom.zoom_settings_info
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing
  - openadmin.zoom.writing.attributes
  - openadmin.zoom.settings.locks
"""

EXAMPLES = r"""
- name: Nobody below the account can turn the waiting room off
  openadmin.zoom.zoom_lock_settings:
    scope: account
    locks:
      meeting_security:
        waiting_room: true

- name: Hosts of two groups may choose whether to record
  openadmin.zoom.zoom_lock_settings:
    scope: group
    groups: [Sales, Marketing]
    locks:
      recording:
        cloud_recording: false
        auto_recording: false
"""

RETURN = r"""
changed_locks:
  description: Paths of the locks that were changed, as they were declared.
  returned: always
  type: list
  elements: str
  sample: [meeting_security.waiting_room]
unapplied:
  description: Locks that are not as declared.
  returned: always
  type: list
  elements: dict
  contains:
    object:
      description: V(account) or V(group NAME).
      type: str
    path:
      description: Path of the lock, as it was declared.
      type: str
    wanted:
      description: The declared value.
      type: raw
    actual:
      description: The value found; null where Zoom does not show one.
      type: raw
    reason:
      description: V(not licensed) or V(unknown).
      type: str
    detail:
      description: What Zoom said.
      type: str
unverified:
  description: Paths that were written and that no read shows.
  returned: always
  type: list
  elements: str
open_locks:
  description:
    - Locks declared on that are open when the task ends, as V(OBJECT; PATH) with a colon between them.
    - In check mode, those that the run would close. After a run, those that were to be closed and stand open, since the
      task was interrupted or Zoom ignored the request.
  returned: always
  type: list
  elements: str
reach:
  description: How many objects change, and how many group members that reaches.
  returned: always
  type: dict
  contains:
    objects:
      description: Number of objects that change.
      type: int
    members:
      description: Sum of the members of the groups that change.
      type: int
objects:
  description: The same returns for each object.
  returned: always
  type: list
  elements: dict
  contains:
    object:
      description: V(account) or V(group NAME).
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
    changed_locks:
      description: As RV(changed_locks).
      type: list
      elements: str
    unapplied:
      description: As RV(unapplied).
      type: list
      elements: dict
    unverified:
      description: As RV(unverified).
      type: list
      elements: str
diff:
  description: The changed locks, before and after.
  returned: always
  type: dict
  contains:
    before:
      description: Values before, under V(locks).
      type: dict
    after:
      description: Values after.
      type: dict
steps:
  description: The requests that change something, in order; the first 1,000.
  returned: always
  type: list
  elements: dict
  contains:
    verb:
      description: V(unlock) or V(lock).
      type: str
    object:
      description: The object, the view, and how many members it has.
      type: str
    method:
      description: HTTP method.
      type: str
    path:
      description: Path of the request.
      type: str
    query:
      description: Query of the request, where it has one.
      type: dict
    body:
      description: Body of the request.
      type: dict
    rate_label:
      description: Rate label of the operation.
      type: str
step_counts:
  description: Steps by verb and kind of object, and their total.
  returned: always
  type: dict
requests:
  description: Requests sent, by HTTP method; those for a token aside.
  returned: always
  type: dict
failures:
  description: Requests that failed for a reason that concerns more than one lock.
  returned: when there are any
  type: list
  elements: dict
"""

from ..module_utils._core.start import begin

begin()

from ..module_utils._settings.argument_spec import locks_spec
from ..module_utils._settings.change import LockSettingsChange
from ..module_utils._settings.module import APPLY_SPEC, TARGET_SPEC, SettingsModule


def main() -> None:
    """Entry point of the module."""
    module = SettingsModule(
        argument_spec={**TARGET_SPEC, **locks_spec(), **APPLY_SPEC},
        levels=("account", "group"),
        writing=True,
    )
    module.run(LockSettingsChange)


if __name__ == "__main__":
    main()
