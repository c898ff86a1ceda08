#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_offboarding
short_description: Take people out of the account in stages, with an heir for each
version_added: 0.2.0
author: openadmin.zoom contributors (@openadmin)
description:
  - At the date, people are signed out everywhere and deactivated, which frees their licences. After O(grace_days) their
    content goes to an heir, and they are disassociated or deleted. Groups stay until then. Each run does what is due.
  - Zoom tells no date of deactivation, so O(ledger) keeps it. What the ledger does not know counts from now, so that a
    lost ledger delays and never hastens.
  - Whoever is active again after being deactivated drops out, until a row gives a later date.
  - The owner, everybody with a role other than member, the user behind the credentials, O(exceptions) and those who are
    protected stay as they are.
  - The time that counts is that of Zoom's answers, not that of this machine.
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing
  - openadmin.zoom.writing.attributes
options:
  src:
    description:
      - CSV, JSON or YAML file with the columns of O(leavers). With O(scope) it names who stays, and other columns do
        not matter.
    type: path
  leavers:
    description: Who leaves, or with O(scope) who stays. Give this or O(src).
    type: list
    elements: dict
    suboptions:
      email:
        description: Email of the person.
        type: str
      id:
        description: Id of the person.
        type: str
      employee_unique_id:
        description: Unique id that single sign-on gave the person.
        type: str
      leave_date:
        description: Day from which the person is to be deactivated, such as V(2026-01-31), UTC. At once without it.
        type: str
      heir:
        description: Email of who receives the content.
        type: str
  scope:
    description: Everybody in here whom no row names leaves. One of the three.
    type: dict
    suboptions:
      group:
        description: Members of this group, by name or id.
        type: str
      division:
        description: Users of this division, by name or id.
        type: str
      domain:
        description: Users whose email ends in this domain.
        type: str
  min_rows:
    description: The fewest rows that the list must have, against lists that were cut off. Needed with O(scope).
    type: int
  action:
    description: What comes after the wait. Zoom disassociates nobody of a managed domain.
    type: str
    choices:
      - disassociate
      - delete
    default: disassociate
  grace_days:
    description: How long people stay deactivated before they are removed.
    type: int
    default: 30
  transfer:
    description: Kinds of content that go to the heir; all of them where not given.
    type: list
    elements: str
    choices:
      - meetings
      - webinars
      - recordings
      - whiteboards
      - clips
      - notes
      - docs
      - visitors
  heir:
    description:
      - Email of the heir of everybody for whom no other rule gives one. The rules count in the order of row, division,
        department, group, manager, this one. An heir is active, stays, and has a licence where webinars or recordings
        are transferred; a row's own heir who does not fit is replaced by nobody.
    type: str
  heirs_by_division:
    description: Email of the heir by name of the division.
    type: dict
    default: {}
  heirs_by_department:
    description: Email of the heir by department.
    type: dict
    default: {}
  heirs_by_group:
    description: Email of the heir by name of the group.
    type: dict
    default: {}
  heir_manager:
    description: Whether the manager is an heir. Costs a request for each person whose row names no heir.
    type: bool
    default: true
  allow_data_loss:
    description: Remove people for whom no heir is named, with all content.
    type: bool
    default: false
  exceptions:
    description: Who stays as they are although they are to leave; each run names them.
    type: list
    elements: dict
    default: []
    suboptions:
      address:
        description: Email or id.
        type: str
        required: true
      reason:
        description: Why.
        type: str
      until:
        description: The last day that the exception holds; without end where not given.
        type: str
      legal_hold:
        description: Holds whatever O(exceptions[].until) says.
        type: bool
        default: false
  ledger:
    description:
      - File that keeps what was done with whom and when, one line for each deed, added at the end, readable by its
        owner only. Not written in check mode.
    type: path
    required: true
  max_removals:
    description: The most people whom one run may deactivate or remove.
    type: int
    default: 10
  max_removals_percent:
    description: As O(max_removals), in percent of the active users of the account. One is always allowed.
    type: float
    default: 5.0
  protect:
    description: Emails or ids of people who stay as they are. Who is not in the account is an error.
    type: list
    elements: str
    default: []
  protect_groups:
    description: Groups (names, ids or patterns) whose members stay as they are. What matches none is an error.
    type: list
    elements: str
    default: []
  verify:
    description: Read back what was written, and fail where Zoom accepted a value and shows another one.
    type: bool
    default: true
seealso:
  - module: openadmin.zoom.zoom_users
"""

EXAMPLES = r"""
- name: Jill leaves, and Jack takes over
  openadmin.zoom.zoom_offboarding:
    leavers:
      - email: jill@example.com
        leave_date: "2026-01-31"
        heir: jack@example.com
    transfer:
      - meetings
    action: delete
    ledger: /tmp/openadmin_zoom_offboarding.ledger
"""

RETURN = r"""
people:
  description: Who leaves, or would but for an exception; the first 1,000.
  returned: success, or failure after the plan was made
  type: list
  elements: dict
  contains:
    person:
      description: The email.
      type: str
    stage:
      description:
        - V(scheduled) (the date is to come), V(deactivate) or V(remove) (done in this run, or planned), V(wait)
          (deactivated), V(held), V(blocked) (cannot be removed yet), V(returned) (is active again) or V(gone).
      type: str
    due:
      description: The day of the next stage.
      type: str
    heir:
      description: Who receives the content.
      type: str
    reason:
      description: Why, for stages that are not plain.
      type: str
    note:
      description: What will hinder the removal.
      type: str
    licence:
      description: The licence before.
      type: str
summary:
  description: How many by stage, and how many C(failed).
  returned: success, or failure after the plan was made
  type: dict
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
from ..module_utils._lifecycle.offboard_task import OffboardTask
from ..module_utils._users.options import TRANSFERS

_NAMES: dict[str, Any] = {"type": "list", "elements": "str", "default": []}
_TEXT: dict[str, Any] = {"type": "str"}
_HEIRS: dict[str, Any] = {"type": "dict", "default": {}, "no_log": False}
_LEAVER = dict.fromkeys(("email", "id", "employee_unique_id", "leave_date", "heir"), _TEXT)
_EXCEPTION: dict[str, Any] = {
    "address": {"type": "str", "required": True},
    "reason": _TEXT,
    "until": _TEXT,
    "legal_hold": {"type": "bool", "default": False},
}
SPECIFICATION: dict[str, Any] = {
    "src": {"type": "path"},
    "leavers": {"type": "list", "elements": "dict", "options": _LEAVER},
    "scope": {"type": "dict", "options": dict.fromkeys(("group", "division", "domain"), _TEXT)},
    "min_rows": {"type": "int"},
    "action": {"type": "str", "choices": ["disassociate", "delete"], "default": "disassociate"},
    "grace_days": {"type": "int", "default": 30},
    "transfer": {"type": "list", "elements": "str", "choices": list(TRANSFERS)},
    "heir": _TEXT,
    "heirs_by_division": _HEIRS,
    "heirs_by_department": _HEIRS,
    "heirs_by_group": _HEIRS,
    "heir_manager": {"type": "bool", "default": True},
    "allow_data_loss": {"type": "bool", "default": False},
    "exceptions": {"type": "list", "elements": "dict", "options": _EXCEPTION, "default": []},
    "ledger": {"type": "path", "required": True},
    "max_removals": {"type": "int", "default": 10},
    "max_removals_percent": {"type": "float", "default": 5.0},
    "protect": _NAMES,
    "protect_groups": _NAMES,
    "verify": {"type": "bool", "default": True},
}


def main() -> None:
    """Entry point of the module."""
    ZoomModule(SPECIFICATION, writing=True).run(OffboardTask)


if __name__ == "__main__":
    main()
