#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_webinar_registration
short_description: Manage the settings of webinar registration of a Zoom account and its groups
version_added: 0.2.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Sets what people are asked who register for a webinar, and how registration works.
  - What is not named stays as it is. A list that is named is the whole list.
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing
  - openadmin.zoom.writing.attributes
options:
  scope:
    description:
      - Whose settings to manage.
    type: str
    required: true
    choices: [account, group]
  group:
    description: Name or id of the group, with O(scope=group).
    type: str
  settings:
    description: Settings to have, as a tree under the names of the API.
    type: dict
    required: true
    suboptions:
      options:
        description: How registration works.
        type: dict
        suboptions:
          host_email_notification:
            description: Whether the host gets an email when somebody registers.
            type: bool
          close_registration:
            description: Whether registration ends with the date of the webinar.
            type: bool
          allow_participants_to_join_from_multiple_devices:
            description: Whether people who registered may join from several devices.
            type: bool
          show_social_share_buttons:
            description: Whether the page of registration has buttons to share it.
            type: bool
      questions:
        description:
          - Questions of Zoom that are asked, beside first name and email, which always are.
          - Those that are not named are not asked. V([]) asks none of them.
        type: list
        elements: dict
        suboptions:
          field_name:
            description: What is asked for.
            type: str
            required: true
            choices:
              - last_name
              - address
              - city
              - country
              - zip
              - state
              - phone
              - industry
              - org
              - job_title
              - purchasing_time_frame
              - role_in_purchase_process
              - no_of_employees
              - comments
          required:
            description: Whether it must be answered.
            type: bool
          selected:
            description: Whether it is asked. By default it is.
            type: bool
      approve_type:
        description: V(0) approves people by itself, V(1) leaves that to the host.
        type: int
        choices: [0, 1]
      custom_questions:
        description:
          - Questions of your own, told apart by their titles. Those that are not named are removed.
        type: list
        elements: dict
        suboptions:
          title:
            description: The question.
            type: str
            required: true
          type:
            description: How it is answered. A new question is V(short) by default.
            type: str
            choices: [short, single_dropdown, single_radio, multiple]
          required:
            description: Whether it must be answered.
            type: bool
          selected:
            description: Whether it is asked. By default it is.
            type: bool
          answers:
            description: Answers to choose from, in their order. Required unless the type is V(short).
            type: list
            elements: str
  verify:
    description:
      - Whether to read back what was written. It waits some seconds for a change to show.
    type: bool
    default: true
notes:
  - Zoom documents the granular scopes of the account's settings of registration for master accounts only.
seealso:
  - module: openadmin.zoom.zoom_settings
"""

EXAMPLES = r"""
- name: Webinars of the account ask for name and company, and the host approves
  openadmin.zoom.zoom_webinar_registration:
    scope: account
    settings:
      options:
        host_email_notification: true
        show_social_share_buttons: false
      approve_type: 1
      questions:
        - field_name: last_name
          required: true
        - field_name: org

- name: Webinars of Sales ask one question more
  openadmin.zoom.zoom_webinar_registration:
    scope: group
    group: Sales
    settings:
      custom_questions:
        - title: How did you hear of us?
          type: single_dropdown
          answers: [From a colleague, On the web]
"""

RETURN = r"""
changed:
  description: Whether anything was changed, or would be.
  type: bool
  returned: always
unapplied:
  description: What Zoom accepted and does not show.
  type: list
  elements: dict
  returned: when the input is right
  contains:
    path:
      description: Name of the setting or list, such as V(questions).
      type: str
    wanted:
      description: The declared value.
      type: raw
    actual:
      description: The value found.
      type: raw
  sample: []
unverified:
  description: Paths that were written and that no read shows. Zoom shows all of these settings, so there are none.
  type: list
  elements: str
  returned: when the input is right
  sample: []
diff:
  description: The settings that differ, before and after. Questions that are not asked are left out.
  type: dict
  returned: when the input is right
  contains:
    before:
      description: Settings before.
      type: dict
    after:
      description: Settings after.
      type: dict
  sample:
    before:
      approve_type: 0
    after:
      approve_type: 1
steps:
  description: The steps of the plan, as they were done or would be.
  type: list
  elements: dict
  returned: when the input is right
  sample:
    - verb: set
      object: registration of the account
      method: PATCH
      path: /accounts/me/settings/registration
      query:
        type: webinar
      rate_label: medium
      body:
        approve_type: 1
step_counts:
  description: Number of steps of each kind, and their total.
  type: dict
  returned: when the input is right
  sample:
    set registration: 1
    total: 1
requests:
  description: Requests that were sent to Zoom, by HTTP method, token requests aside.
  type: dict
  returned: always
  sample:
    GET: 2
    PATCH: 1
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
from ..module_utils._settings.registration import RegistrationTask
from ..module_utils._settings.registration_plan import REGISTRATION_SPEC

ARGUMENTS: dict[str, Any] = {
    "scope": {"type": "str", "required": True, "choices": ["account", "group"]},
    "group": {"type": "str"},
    "settings": REGISTRATION_SPEC,
    "verify": {"type": "bool", "default": True},
}


def main() -> None:
    """Run the module."""
    ZoomModule(ARGUMENTS, writing=True).run(RegistrationTask)


if __name__ == "__main__":
    main()
