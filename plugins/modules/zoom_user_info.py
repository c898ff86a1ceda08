#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_user_info
short_description: Read users
version_added: 0.1.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Reads users of a Zoom account, in the words of M(openadmin.zoom.zoom_user), so that what is read is valid input.
  - All filters that are named must hold. Users who do not exist are left out.
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing.info
options:
  emails:
    description: Emails of the users to read. Case does not count.
    type: list
    elements: str
  ids:
    description: Ids of the users to read, beside those of O(emails).
    type: list
    elements: str
  status:
    description: Only users of these statuses. All of them where it is not given.
    type: list
    elements: str
    choices:
      - active
      - inactive
      - pending
  group:
    description: Only members of this group, by name or id.
    type: str
  division:
    description: Only users of this division, by name or id.
    type: str
  role:
    description: Only users with this role, by name or id.
    type: str
  last_login_before:
    description:
      - Only users who did not log in since this date, such as V(2026-01-31). Users who never logged in count from when
        they came. Zoom is up to three days late in showing logins.
    type: str
  detail:
    description:
      - Read each user alone as well, for the fields that lists do not show (company, cost_center, job_title, language,
        location, manager, phone_numbers, pronouns, use_pmi, zoom_one_type and others).
    type: bool
    default: false
  include:
    description:
      - What else to read. Requests go side by side.
      - What Zoom refuses is named in RV(not_readable); the rest is returned.
      - V(custom_attributes) and V(groups) cost nothing. Groups are shown anyway; named here, a missing scope is told,
        and ids stand where names cannot be read.
      - V(assistants), V(collaboration_devices), V(meeting_summary_templates), V(permissions), V(presence),
        V(schedulers) and V(zoom_phone) cost a request for each user.
      - V(settings) costs four requests for each user, V(meeting_templates) one for each template of each user, and one
        more in all.
      - Pending users are not asked, and V(presence) is that of active users only. Zoom tells it of nobody else.
    type: list
    elements: str
    choices:
      - assistants
      - collaboration_devices
      - custom_attributes
      - groups
      - meeting_summary_templates
      - meeting_templates
      - permissions
      - presence
      - schedulers
      - settings
      - zoom_phone
  checks:
    version_added: 0.2.0
    description:
      - Tells whether emails and vanity names are free. Where nothing else is asked for, no users are returned.
    type: dict
    suboptions:
      emails:
        description:
          - Emails to look for, first in this account, then in all of Zoom. At most two requests for each, and the list
            of pending users.
          - Zoom does not show users of other accounts who sign in by single sign-on; such an address looks free.
        type: list
        elements: str
      vanity_names:
        description: Names of personal links to look for. One request for each.
        type: list
        elements: str
seealso:
  - module: openadmin.zoom.zoom_user
  - module: openadmin.zoom.zoom_users
  - module: openadmin.zoom.zoom_settings_info
"""

EXAMPLES = r"""
- name: One user with everything that Zoom shows
  openadmin.zoom.zoom_user_info:
    emails:
      - jill@example.com
    detail: true

- name: Licensed users who did not log in this year
  openadmin.zoom.zoom_user_info:
    status:
      - active
    last_login_before: "2026-01-01"
  register: sleepers

- name: The members of a group
  openadmin.zoom.zoom_user_info:
    group: Sales

- name: Who schedules for the active members of a group, and where they are now
  openadmin.zoom.zoom_user_info:
    group: Sales
    status:
      - active
    include:
      - assistants
      - presence
  register: sales

- name: Whether an address and a personal link are free
  openadmin.zoom.zoom_user_info:
    checks:
      emails:
        - new.colleague@example.com
      vanity_names:
        - jill.chill
  register: availability
"""

RETURN = r"""
users:
  description:
    - The users, by email. Fields have the names and values of M(openadmin.zoom.zoom_user); C(groups), C(division) and
      C(role) are names, the first of C(groups) being the primary group.
    - What O(include) names stands beside them under the same name. C(schedulers) are emails, C(settings) and
      C(extra_settings) trees that M(openadmin.zoom.zoom_settings) takes; the other names hold what Zoom answers. What
      could not be read is left out.
    - Leave out of O(include) what is no option of M(openadmin.zoom.zoom_users) where whole users are handed to it.
  returned: success
  type: list
  elements: dict
  sample:
    - email: jill@example.com
      id: KDcuGIm1QgePTO8WbOqwIQ
      status: active
      type: licensed
      first_name: Jill
      groups:
        - Sales
      division: Europe
      role: Member
      assistants:
        - email: ann@example.com
          id: z8yCxTTTTSiw02QgCAp8uQ
          can_manage_host_private_event: false
      presence:
        status: Available
      schedulers:
        - ceo@example.com
facts:
  description: By email what else Zoom shows of the users, under its own names.
  returned: success
  type: dict
  sample:
    jill@example.com:
      created_at: "2024-03-01T09:00:00Z"
      last_login_time: "2026-02-11T08:14:00Z"
masked:
  description: Names of the secrets that Zoom's answers held and that are left out here.
  returned: success
  type: list
  elements: str
  sample:
    - pmi_password
not_readable:
  description:
    - What could not be read, each reason once. RV(ignore:scopes) would do, where one is missing. RV(ignore:objects) are
      the first 100 of the RV(ignore:count) users whom the reason is about; none where it is about all of them.
  returned: success
  type: list
  elements: dict
  sample:
    - include: presence
      reason: 'Zoom refused getUserPresenceStatus: HTTP 400, code 4711: Invalid access token, does not contain scopes.'
      scopes:
        - user:read:presence_status:admin
      objects: []
      count: 0
checks:
  description:
    - By C(emails) and C(vanity_names) whether each is free, and why not. C(free) is null where Zoom did not tell.
  returned: when O(checks) is given
  type: dict
  sample:
    emails:
      jill@example.com:
        free: false
        reason: active in this account
      new.colleague@example.com:
        free: true
        reason: ''
    vanity_names:
      jill.chill:
        free: true
        reason: ''
requests:
  description: How many requests were sent, by HTTP method, those for a token aside.
  returned: always
  type: dict
"""

from typing import Any

from ..module_utils._core.start import begin

begin()

from ..module_utils._core.module import ZoomModule
from ..module_utils._settings.of_people import read_settings_of_people
from ..module_utils._users.included import INCLUDE
from ..module_utils._users.info import LISTED_STATUSES, UserInfoTask

TEXTS: dict[str, Any] = {"type": "list", "elements": "str"}
SPECIFICATION: dict[str, Any] = {
    "emails": TEXTS,
    "ids": TEXTS,
    "status": dict(TEXTS, choices=list(LISTED_STATUSES)),
    "group": {"type": "str"},
    "division": {"type": "str"},
    "role": {"type": "str"},
    "last_login_before": {"type": "str"},
    "detail": {"type": "bool", "default": False},
    "include": dict(TEXTS, choices=list(INCLUDE)),
    "checks": {"type": "dict", "options": {"emails": TEXTS, "vanity_names": TEXTS}},
}


def main() -> None:
    """Entry point of the module."""
    ZoomModule(SPECIFICATION).run(lambda module: UserInfoTask(module, read_settings_of_people))


if __name__ == "__main__":
    main()
