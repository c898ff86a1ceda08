#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_account_info
short_description: Find out what an app can do in a Zoom account
version_added: 0.1.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Tells which scopes the app has and which it lacks for each module of this collection, the rate limits that Zoom
    names, seats used, how far this machine's clock is off, and what can be read.
  - A read that Zoom refuses is a finding and not an error. The module fails only where no token can be had, or Zoom
    cannot be reached.
  - The token itself is never returned.
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing.info
options:
  include:
    version_added: 0.2.0
    description:
      - What else to return. Domains come from reads that are made anyway and cost nothing. V(roles) costs a request for
        each role, side by side, V(registration) and V(seats) one each.
      - What Zoom refuses is named in RV(not_readable); the rest is returned.
    type: list
    elements: str
    choices:
      - managed_domains
      - registration
      - roles
      - seats
      - trusted_domains
notes:
  - C(ansible-playbook openadmin.zoom.doctor) prints RV(report).
"""

EXAMPLES = r"""
- name: Find out what the app can do
  openadmin.zoom.zoom_account_info:
  register: account

- name: Show it
  ansible.builtin.debug:
    var: account.report

- name: Read the roles of the account with their privileges, and its domains
  openadmin.zoom.zoom_account_info:
    include:
      - managed_domains
      - roles
  register: directory
"""

RETURN = r"""
token:
  description: The token, without itself.
  type: dict
  returned: success
  contains:
    source:
      description: V(app credentials), or V(access_token) for one given by hand.
      type: str
      returned: always
    renewable:
      description: Whether a new token can be had when it ends.
      type: bool
      returned: always
    lifetime:
      description: Seconds for which a new token lasts; null for one given by hand.
      type: float
      returned: always
    level:
      description: V(master) if the app has a master-level scope, else V(admin); null where the scopes are not known.
      type: str
      returned: always
    account_id:
      description: Account id of the app.
      type: str
      returned: always
    api_url:
      description: Address that is asked.
      type: str
      returned: always
    named_api_url:
      description: Address that Zoom named with the token, if it did.
      type: str
      returned: always
  sample:
    source: app credentials
    renewable: true
    lifetime: 3600.0
    level: admin
    account_id: abcDEFghiJKLmnoPQRstuv
    api_url: https://api.zoom.us/v2
    named_api_url: https://api.zoom.us
scopes:
  description: Scopes that the app has; null where Zoom does not tell them, for a token given by hand.
  type: list
  elements: str
  returned: success
  sample:
    - user:read:list_users:admin
missing_scopes:
  description:
    - For each module, the scopes to add to the app. Of the scopes that would do for an operation, one is named.
    - Empty where the scopes of the app are not known.
  type: dict
  returned: success
  sample:
    zoom_group:
      read: []
      write:
        - group:delete:group:admin
      optional: {}
    zoom_user_info:
      read: []
      write: []
      optional:
        role:
          - role:read:list_roles:admin
role_modules:
  description: The modules that each role of this collection calls.
  type: dict
  returned: success
  sample:
    onboarding:
      - zoom_users
limits:
  description: Rate limits by label.
  type: dict
  returned: success
  sample:
    light:
      named_by_zoom: 80
      in_force: 80
      taken: 64.0
      window: 1
plan:
  description: The plan that these limits speak for, V(free), V(pro) or V(business); empty where nothing tells.
  type: str
  returned: success
  sample: business
clock_skew:
  description: Seconds by which this machine's clock is ahead of Zoom's, to about a second; null if unknown.
  type: float
  returned: success
  sample: 0.4
counts:
  description: People by kind of seat, groups and divisions; null for what cannot be read.
  type: dict
  returned: success
  sample:
    users:
      basic: 120
      licensed: 880
      pending: 3
      total: 1003
    groups: 20
    divisions: 5
access:
  description:
    - What was tried to be read. RV(ignore:result) is V(readable), V(missing scope), V(not offered) or V(no answer).
    - Where RV(ignore:level) is V(master), Zoom gives the scope to master accounts only.
  type: list
  elements: dict
  returned: success
  sample:
    - name: account locks
      operation: getAccountLockSettings
      level: master
      result: missing scope
      scopes:
        - account:read:lock_settings:master
      message: 'Invalid access token, does not contain scopes:[account:read:lock_settings:master].'
managed_domains:
  description: The domains that the account manages.
  type: list
  elements: dict
  returned: when O(include) names it
  sample:
    - domain: example.com
      status: approved
trusted_domains:
  description: The domains that the account trusts.
  type: list
  elements: str
  returned: when O(include) names it
  sample:
    - partner.example
roles:
  description: The roles of the account, by name, in the words of the module that writes them.
  type: list
  elements: dict
  returned: when O(include) names it
  sample:
    - id: RZjC0FcmuTF-jKZCm3W2VYQ
      name: Helpdesk
      description: Resets passwords
      privileges:
        - User:Read
      sub_account_privileges: {}
      total_members: 3
registration:
  description: The registration settings of webinars, as M(openadmin.zoom.zoom_webinar_registration) takes them.
  type: dict
  returned: when O(include) names it
  sample:
    approve_type: 0
    options:
      host_email_notification: true
seats:
  description:
    - By kind of seat how many are bought, used and free.
    - Zoom lets master accounts alone read what is bought (scope C(billing:master)). Elsewhere RV(ignore:bought) and
      RV(ignore:free) are null, and RV(not_readable) says so; Zoom then names the number only where it refuses one more.
  type: dict
  returned: when O(include) names it
  sample:
    licensed:
      bought: 1000
      used: 880
      free: 120
    basic:
      bought: null
      used: 120
      free: null
not_readable:
  description:
    - What of O(include) could not be read, and why. RV(ignore:scopes) would do, where one is missing.
  type: list
  elements: dict
  returned: success
  sample:
    - include: managed_domains
      reason: 'Zoom refused accountManagedDomain: HTTP 400, code 4711: Invalid access token, does not contain scopes.'
      scopes:
        - account:read:managed_domains:master
      objects: []
      count: 0
report:
  description: All of this as lines of text, with a verdict and a next step.
  type: list
  elements: str
  returned: success
  sample:
    - 'Verdict: ready.'
requests:
  description: Requests that were sent to Zoom, by HTTP method, token requests aside.
  type: dict
  returned: always
  sample:
    GET: 10
"""

from typing import Any

from ..module_utils._core.start import begin

begin()

from ..module_utils._account.included import INCLUDED_OF_ACCOUNT
from ..module_utils._account.task import AccountTask
from ..module_utils._core.module import ZoomModule

ARGUMENTS: dict[str, Any] = {
    "include": {"type": "list", "elements": "str", "choices": list(INCLUDED_OF_ACCOUNT)},
}


def main() -> None:
    """Run the module."""
    module = ZoomModule(ARGUMENTS)
    module.run(AccountTask)


if __name__ == "__main__":
    main()
