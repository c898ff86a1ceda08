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
      - What else to read. V(custom_attributes) costs nothing; V(zoom_phone) costs a request for each user.
    type: list
    elements: str
    choices:
      - custom_attributes
      - zoom_phone
seealso:
  - module: openadmin.zoom.zoom_user
  - module: openadmin.zoom.zoom_users
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
"""

RETURN = r"""
users:
  description:
    - The users, by email. Fields have the names and values of M(openadmin.zoom.zoom_user); C(groups), C(division) and
      C(role) are names, the first of C(groups) being the primary group.
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
requests:
  description: How many requests were sent, by HTTP method, those for a token aside.
  returned: always
  type: dict
"""

from typing import Any

from ..module_utils._core.module import ZoomModule
from ..module_utils._users.info import LISTED_STATUSES, UserInfoTask

SPECIFICATION: dict[str, Any] = {
    "emails": {"type": "list", "elements": "str"},
    "ids": {"type": "list", "elements": "str"},
    "status": {"type": "list", "elements": "str", "choices": list(LISTED_STATUSES)},
    "group": {"type": "str"},
    "division": {"type": "str"},
    "role": {"type": "str"},
    "last_login_before": {"type": "str"},
    "detail": {"type": "bool", "default": False},
    "include": {"type": "list", "elements": "str", "choices": ["custom_attributes", "zoom_phone"]},
}


def main() -> None:
    """Entry point of the module."""
    ZoomModule(SPECIFICATION).run(UserInfoTask)


if __name__ == "__main__":
    main()
