#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_api
short_description: Call any path of Zoom's API
version_added: 0.2.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Sends one request to Zoom's API, with the credentials, rate limits, retries and masking of the other modules.
  - It is the road to what has no module. Where there is one, use that. This module knows no state, so that a request
    that changes something is sent in each run.
  - Reads (O(method=GET)) are sent in check mode too. All other methods are steps, and are not.
  - A request that changes something is never sent twice. Where its answer is lost, the task fails and says so.
extends_documentation_fragment:
  - openadmin.zoom.zoom
attributes:
  check_mode:
    description: Can run in C(check_mode) and return the changes that it would make, without making them.
    support: full
    details: Reads are sent. Of a request that changes something, the step is returned.
  diff_mode:
    description: Returns what is changed, or would be, when in diff mode.
    support: none
    details: What a request changes is not known here.
options:
  method:
    description: HTTP method.
    type: str
    choices: [GET, POST, PUT, PATCH, DELETE]
    default: GET
  path:
    description:
      - Path of the operation as Zoom documents it, such as V(/users/jill@example.com/settings), without host, without
        V(/v2) and without a query.
      - Each part is encoded for you. One that is encoded already stays as it is.
    type: str
    required: true
  query:
    description:
      - Parameters of the query. A list is sent as one text, joined by commas.
    type: dict
  body:
    description:
      - Body of the request, sent as JSON. Beside O(files), its values are the other fields of the form.
      - Values under names that sound secret, such as V(password), are masked in all that is shown.
    type: dict
  files:
    description:
      - Files to send, the field of the form and the path of each. The request is a form then.
    type: dict
  items:
    description:
      - Name of the list in the answer. All its pages are read and returned together as RV(items).
      - Without it, a list is returned one page at a time.
      - A page size can be named in O(query). By default it is as large as Zoom grants where the operation is known, and
        100 where it is not.
    type: str
  rate_label:
    description:
      - Rate limit that Zoom documents for the operation.
      - Leave it out where this collection knows the operation. An operation that it does not know counts as V(heavy) by
        default.
    type: str
    choices: [light, medium, heavy, resource-intensive]
  unchanged_codes:
    description:
      - Codes of Zoom that mean that it is so already, such as V(1005) for somebody who exists. A refusal with one of
        them is no failure and no change.
      - With O(method=GET), codes that stand for nothing being there.
    type: list
    elements: int
  changed:
    description:
      - Whether a request that Zoom accepts counts as a change. By default all but reads do.
    type: bool
  return_secrets:
    description:
      - Whether RV(body) and RV(items) hold tokens, passwords and other secrets as Zoom gives them. They are masked
        otherwise.
      - The task must have C(no_log) set to V(true).
    type: bool
    default: false
  steps_file:
    description:
      - File to which the planned step is written as JSON, secrets masked, readable by its owner only.
      - Written in check mode too.
    type: path
seealso:
  - module: openadmin.zoom.zoom_account_info
  - module: ansible.builtin.uri
"""

EXAMPLES = r"""
- name: What the administrators did this week
  openadmin.zoom.zoom_api:
    path: /report/operationlogs
    query:
      from: "{{ '%Y-%m-%d' | ansible.builtin.strftime(now().timestamp() - 7 * 86400) }}"
      to: "{{ '%Y-%m-%d' | ansible.builtin.strftime }}"
      category_type: user
    items: operation_logs

- name: Somebody does not want to be disturbed for an hour
  openadmin.zoom.zoom_api:
    method: PUT
    path: /users/jill@example.com/presence_status
    body:
      status: Do_Not_Disturb
      duration: 60

- name: Sign somebody out everywhere
  openadmin.zoom.zoom_api:
    method: DELETE
    path: /users/jill@example.com/token

- name: Get a token that starts meetings
  openadmin.zoom.zoom_api:
    path: /users/jill@example.com/token
    query:
      type: zak
    return_secrets: true
  no_log: true
  register: zak
"""

RETURN = r"""
changed:
  description: Whether Zoom accepted a request that counts as a change, or would be sent one.
  type: bool
  returned: always
status:
  description: HTTP status of the answer; of a list, that of its last page.
  type: int
  returned: when Zoom was asked
  sample: 200
body:
  description:
    - The answer; V({}) where it has none, or nothing was sent. With O(items), the last page without the list.
    - Of a refusal with one of O(unchanged_codes), its C(code), C(message) and C(errors).
  type: raw
  returned: when the input is right
  sample:
    status: Available
items:
  description: The entries of all pages.
  type: list
  elements: dict
  returned: with O(items)
  sample:
    - time: '2026-03-01T08:15:00Z'
      operator: owner@example.com
      category_type: user
      action: Add
      operation_detail: 'users: email="new@example.com"'
diff:
  description: Empty, since what a request changes is not known here.
  type: dict
  returned: when the input is right
steps:
  description: The request that changes something, as it was sent or would be; none for a read.
  type: list
  elements: dict
  returned: when the input is right
  sample:
    - verb: send
      object: DELETE /users/jill@example.com/token
      method: DELETE
      path: /users/jill@example.com/token
      rate_label: light
step_counts:
  description: Number of steps of each kind, and their total.
  type: dict
  returned: when the input is right
  sample:
    send DELETE: 1
    total: 1
requests:
  description: Requests that were sent to Zoom, by HTTP method, token requests aside.
  type: dict
  returned: always
  sample:
    GET: 3
failures:
  description: The step that Zoom refused, with its error.
  type: list
  elements: dict
  returned: when it was refused
"""

from typing import Any

from ..module_utils._core.start import begin

begin()

from ..module_utils._account.api import ApiTask
from ..module_utils._core.module import ZoomModule

ARGUMENTS: dict[str, Any] = {
    "method": {"type": "str", "choices": ["GET", "POST", "PUT", "PATCH", "DELETE"], "default": "GET"},
    "path": {"type": "str", "required": True},
    "query": {"type": "dict"},
    "body": {"type": "dict"},
    "files": {"type": "dict"},
    "items": {"type": "str"},
    "rate_label": {"type": "str", "choices": ["light", "medium", "heavy", "resource-intensive"]},
    "unchanged_codes": {"type": "list", "elements": "int"},
    "changed": {"type": "bool"},
    "return_secrets": {"type": "bool", "default": False, "no_log": False},
    "steps_file": {"type": "path"},
}


def main() -> None:
    """Run the module."""
    ZoomModule(ARGUMENTS).run(ApiTask)


if __name__ == "__main__":
    main()
