#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_settings
short_description: Manage settings and locks of a Zoom account, its groups and users
version_added: 0.1.0
description:
  - Brings settings to the declared values, and locks with them where O(locks) is given.
  - Reads only the views of the API that hold declared settings, sends one PATCH per view with the changed settings
    alone, and reads back what was written.
  - Whatever O(openadmin.zoom.zoom_settings_info#module:scope) shows of an object can be declared as it was read.
author:
  - openadmin.zoom contributors (@openadmin)
options:
  scope:
    description:
      - Whose settings to manage.
      - An account's lock beats a group's, a group's lock beats the user's own setting. A value that is not locked does
        not change what a user has chosen.
    type: str
    required: true
    choices: [account, group, user]
  group:
    description: Name or id of the group, with O(scope=group).
    type: str
  groups:
    description:
      - Names or ids of several groups, or V(all). They are read and written side by side.
    type: list
    elements: str
  user:
    description: Email or id of the user, with O(scope=user).
    type: str
  verify:
    description:
      - Whether to read back what was written. It waits some seconds for a change to show.
      - Zoom answers success to some writes that do nothing, so that without this nothing is proven.
    type: bool
    default: true
  on_unapplied:
    description:
      - What to do when settings cannot be brought to the declared value, for a lock above, a licence or another reason.
      - V(fail) fails the task, before anything is written where it is known by then.
      - V(warn) writes the rest and warns.
    type: str
    choices: [fail, warn]
    default: fail
  allow_unverified:
    description:
      - Whether to write even where the token may not read the locks that could hold a setting, or the locks
        that are declared. The result says so.
      - Locks that cannot be read are written then, whether they are to be open or closed, and reported as
        RV(unverified).
    type: bool
    default: false
seealso:
  - module: openadmin.zoom.zoom_lock_settings
  - module: openadmin.zoom.zoom_settings_info
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing
  - openadmin.zoom.writing.attributes
  - openadmin.zoom.settings
  - openadmin.zoom.settings.locks
"""

EXAMPLES = r"""
- name: Waiting room and passcodes for the whole account, and nobody below can change them
  openadmin.zoom.zoom_settings:
    scope: account
    settings:
      meeting_security:
        waiting_room: true
        meeting_password: true
        meeting_password_requirement:
          length: 10
    locks:
      meeting_security:
        waiting_room: true
        meeting_password: true

- name: No live streaming in any group
  openadmin.zoom.zoom_settings:
    scope: group
    groups: all
    settings:
      in_meeting:
        allow_live_streaming: false

- name: One user records to the cloud automatically
  openadmin.zoom.zoom_settings:
    scope: user
    user: user1@example.com
    settings:
      recording:
        auto_recording: cloud

- name: Authentication profiles of meetings, the whole list
  openadmin.zoom.zoom_settings:
    scope: account
    settings:
      meeting_authentication: true
      authentication_options:
        meeting_authentication:
          authentication_options:
            - name: Our people
              type: enforce_login_with_same_account
              default_option: true
            - name: Partners
              type: enforce_login_with_domains
              domains: partner.example,supplier.example
"""

RETURN = r"""
changed_settings:
  description: Paths of the settings that were changed, as they were declared.
  returned: always
  type: list
  elements: str
  sample: [meeting_security.waiting_room]
changed_locks:
  description: Paths of the locks that were changed.
  returned: always
  type: list
  elements: str
unapplied:
  description: Settings and locks that are not as declared.
  returned: always
  type: list
  elements: dict
  contains:
    object:
      description: V(account), V(group NAME) or V(user EMAIL).
      type: str
    path:
      description: Path of the setting or lock, as it was declared.
      type: str
    wanted:
      description: The declared value; secrets are masked.
      type: raw
    actual:
      description: The value found; null where Zoom does not show one.
      type: raw
    reason:
      description: One of V(locked at account), V(locked at group), V(not licensed) and V(unknown).
      type: str
    detail:
      description: The lock and where it is, or what Zoom said.
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
masked:
  description: Paths of secrets whose values are left out of all results.
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
      description: V(account), V(group NAME) or V(user EMAIL).
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
    changed_settings:
      description: As RV(changed_settings).
      type: list
      elements: str
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
  description: The changed settings and locks, before and after; secrets are masked.
  returned: always
  type: dict
  contains:
    before:
      description: Values before, under V(settings) and V(locks).
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
      description: V(unlock), V(set) or V(lock).
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
      description: Body of the request; secrets are masked.
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
  description: Requests that failed for a reason that concerns more than one setting.
  returned: when there are any
  type: list
  elements: dict
"""

from ..module_utils._core.start import begin

begin()

from ..module_utils._settings.argument_spec import locks_spec, settings_spec
from ..module_utils._settings.change import SettingsChange
from ..module_utils._settings.leaf import LEVELS
from ..module_utils._settings.module import APPLY_SPEC, TARGET_SPEC, SettingsModule


def main() -> None:
    """Entry point of the module."""
    module = SettingsModule(
        argument_spec={
            **TARGET_SPEC,
            **settings_spec(),
            **locks_spec(),
            **APPLY_SPEC,
            "user": {"type": "str"},
        },
        levels=LEVELS,
        writing=True,
    )
    module.run(SettingsChange)


if __name__ == "__main__":
    main()
