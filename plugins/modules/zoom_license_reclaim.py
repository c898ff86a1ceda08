#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_license_reclaim
short_description: Take licences back from people who do not use them
version_added: 0.2.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Finds licensed active users who have not signed in for O(days), or have hosted nothing, and takes the licence of the
    Meetings plan away from them. The longest asleep come first.
  - The owner, users who are younger in the account than the period, and those who are exempt keep theirs.
  - Judged by sign-in, it reads lists alone. Zoom shows sign-ins up to three days late.
  - The time that counts is that of Zoom's answers, not that of this machine.
  - A list that Zoom did not give in full takes nothing from anybody.
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing
  - openadmin.zoom.writing.attributes
options:
  days:
    description: How long somebody must not have signed in, or not hosted.
    type: int
    default: 90
  by:
    description:
      - What counts. V(hosted) takes it from Zoom's report of active hosts, which needs a paid plan and reaches six
        months back.
    type: str
    choices:
      - sign_in
      - hosted
    default: sign_in
  to:
    description: What the users are afterwards.
    type: str
    choices:
      - basic
      - unassigned
    default: basic
  until_free:
    description:
      - Take no more licences than are needed to have this many free. That needs O(seats), since Zoom does not tell how
        many licences there are; without it, each run takes at most this many.
    type: int
  seats:
    description: How many licences the account has bought.
    type: int
  exempt:
    description: Emails or ids of users who keep their licence. Who is not in the account is an error.
    type: list
    elements: str
    default: []
  exempt_groups:
    description: Groups (names, ids or patterns) whose members keep their licence. What matches none is an error.
    type: list
    elements: str
    default: []
  exempt_divisions:
    description: As O(exempt_groups), for divisions.
    type: list
    elements: str
    default: []
  exempt_roles:
    description: As O(exempt_groups), for roles.
    type: list
    elements: str
    default: []
  max_percent:
    description: The most licences that one run may take, in percent of the licensed users. One is always allowed.
    type: float
    default: 10.0
  grace_group:
    description:
      - Group that people are put into first. Their licence goes at the first run after O(notice_days); whoever signs in
        before leaves the group again. It is created if it is missing. Needs O(ledger).
    type: str
  notice_days:
    description: How long people stay in O(grace_group) before the licence goes.
    type: int
    default: 14
  ledger:
    description:
      - File that keeps who was told when, one line for each deed, added at the end, readable by its owner only. Where
        it is lost, the notice begins anew. Not written in check mode.
    type: path
  table_file:
    description: CSV file for the whole of RV(people). Written in check mode too.
    type: path
  mailing_file:
    description: CSV file of those who are in the group and when their licence goes. Written in check mode too.
    type: path
  cost_centers:
    description: Read the cost centre of everybody in the table, which costs a request for each.
    type: bool
    default: false
  verify:
    description: Read back what was written, and fail where Zoom accepted a value and shows another one.
    type: bool
    default: true
seealso:
  - module: openadmin.zoom.zoom_users
"""

EXAMPLES = r"""
- name: Whoever has not signed in for half a year becomes basic
  openadmin.zoom.zoom_license_reclaim:
    days: 180
    exempt_groups:
      - Sales
    max_percent: 60
    undo_file: /tmp/openadmin_zoom_reclaim.json
"""

RETURN = r"""
people:
  description: Licensed users who are asleep, or in the group; the first 1,000.
  returned: success, or failure after the plan was made
  type: list
  elements: dict
  contains:
    person:
      description: The email.
      type: str
    last_sign_in:
      description: When the user signed in last; empty for never.
      type: str
    licence:
      description: The licence before.
      type: str
    department:
      description: The department.
      type: str
    cost_center:
      description: The cost centre, with O(cost_centers).
      type: str
    decision:
      description:
        - V(reclaim), V(notify) (goes into the group), V(wait) (is in the group), V(awake) (leaves the group),
          V(exempt) or V(keep) (not needed).
      type: str
    reason:
      description: Why.
      type: str
    due:
      description: The day when the licence goes, of those in the group.
      type: str
summary:
  description: How many by decision, how many have a licence (C(licensed)), how many C(failed).
  returned: success, or failure after the plan was made
  type: dict
  sample:
    licensed: 600
    reclaim: 12
unapplied:
  description: Values that were written and that Zoom does not show; see M(openadmin.zoom.zoom_users).
  returned: success, or failure after something was written
  type: list
  elements: dict
unverified:
  description: Names of fields that were written and that no read shows.
  returned: success, or failure after something was written
  type: list
  elements: str
diff:
  description: Person by person what changes.
  returned: success
  type: dict
steps:
  description: The first 1,000 steps.
  returned: success
  type: list
  elements: dict
step_counts:
  description: Number of steps of the plan by kind, and their C(total).
  returned: success
  type: dict
steps_done:
  description: Number of steps that were carried out, by kind.
  returned: success, or failure after the plan was made
  type: dict
requests:
  description: How many requests were sent, by HTTP method, those for a token aside.
  returned: always
  type: dict
read_only:
  description: Whether nothing was sent, because of check mode or O(read_only).
  returned: success
  type: bool
"""

from typing import Any

from ..module_utils._core.start import begin

begin()

from ..module_utils._core.module import ZoomModule
from ..module_utils._lifecycle.reclaim_task import ReclaimTask

_NAMES: dict[str, Any] = {"type": "list", "elements": "str", "default": []}
SPECIFICATION: dict[str, Any] = {
    "days": {"type": "int", "default": 90},
    "by": {"type": "str", "choices": ["sign_in", "hosted"], "default": "sign_in"},
    "to": {"type": "str", "choices": ["basic", "unassigned"], "default": "basic"},
    "until_free": {"type": "int"},
    "seats": {"type": "int"},
    "exempt": _NAMES,
    "exempt_groups": _NAMES,
    "exempt_divisions": _NAMES,
    "exempt_roles": _NAMES,
    "max_percent": {"type": "float", "default": 10.0},
    "grace_group": {"type": "str"},
    "notice_days": {"type": "int", "default": 14},
    "ledger": {"type": "path"},
    "table_file": {"type": "path"},
    "mailing_file": {"type": "path"},
    "cost_centers": {"type": "bool", "default": False},
    "verify": {"type": "bool", "default": True},
}


def main() -> None:
    """Entry point of the module."""
    ZoomModule(SPECIFICATION, writing=True).run(ReclaimTask)


if __name__ == "__main__":
    main()
