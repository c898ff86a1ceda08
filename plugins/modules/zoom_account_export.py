#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_account_export
short_description: Write the account as files that the other modules take as they are
version_added: 0.2.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Reads people, groups, divisions, roles and contact groups with their members, and the settings and locks of account
    and groups, and writes them as files, in an order that stays. Applied to the same account they change nothing.
  - C(ansible-playbook openadmin.zoom.apply -e apply_dir=…) applies them. The README that is written says how each file
    is applied by itself, and what cannot be copied. Secrets are left out;
    C(masked.json) names them.
  - Files that would not change are left alone; files of an earlier export that are no longer needed are removed. Where
    something cannot be read, RV(unreadable) says so, and what an earlier export has of it stays.
  - Nothing is sent to Zoom but reads. In check mode no file is written.
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing.info
options:
  dest:
    description: Folder of its own for the files, as an absolute path. It is made if it is missing.
    type: path
    required: true
  sections:
    description: What to export; everything where not given.
    type: list
    elements: str
    choices:
      - divisions
      - groups
      - roles
      - people
      - group_members
      - group_admins
      - role_members
      - contact_groups
      - contact_group_members
      - settings
  only_departing:
    description: Of the settings and locks of groups only those that depart from the account.
    type: bool
    default: false
  departing_from:
    description:
      - Baselines, by name or path as M(openadmin.zoom.zoom_policy) takes them. Of the settings and locks of account and
        groups only those are exported that depart from them; a lock that is missing is exported as open.
    type: list
    elements: str
  details:
    description:
      - Read people one by one as well, for what lists do not show (job_title, company, manager and others). Without it,
        people.json holds what lists show.
    type: bool
    default: true
  prepared:
    description: What the action plugin has read for the module. It is set by the plugin; tasks leave it out.
    type: dict
seealso:
  - module: openadmin.zoom.zoom_account_drift
  - module: openadmin.zoom.zoom_users
  - module: openadmin.zoom.zoom_settings
"""

EXAMPLES = r"""
- name: The account as files
  openadmin.zoom.zoom_account_export:
    dest: /tmp/openadmin_zoom_export

- name: What departs from the baseline core
  openadmin.zoom.zoom_account_export:
    dest: /tmp/openadmin_zoom_departing
    sections:
      - settings
    departing_from:
      - core
"""

RETURN = r"""
dest:
  description: The folder.
  returned: success
  type: str
files:
  description: The files of the export, within the folder.
  returned: success
  type: list
  elements: str
written:
  description: Those that were new or differ, or would be in check mode.
  returned: success
  type: list
  elements: str
removed:
  description: Files of an earlier export that are not needed.
  returned: success
  type: list
  elements: str
counts:
  description: Number of entries by section.
  returned: success
  type: dict
unreadable:
  description: What could not be read, and why.
  returned: success
  type: dict
masked:
  description: Paths of the secrets that were left out, by object.
  returned: success
  type: dict
requests:
  description: How many requests were sent, by HTTP method, those for a token aside.
  returned: always
  type: dict
"""

from typing import Any

from ..module_utils._core.start import begin

begin()

from ..module_utils._core.module import ZoomModule
from ..module_utils._lifecycle.export_task import ExportTask
from ..module_utils._lifecycle.sections import SECTIONS

SPECIFICATION: dict[str, Any] = {
    "dest": {"type": "path", "required": True},
    "sections": {"type": "list", "elements": "str", "choices": [section.name for section in SECTIONS]},
    "only_departing": {"type": "bool", "default": False},
    "departing_from": {"type": "list", "elements": "str"},
    "details": {"type": "bool", "default": True},
    "prepared": {"type": "dict"},
}


def main() -> None:
    """Entry point of the module."""
    ZoomModule(SPECIFICATION).run(ExportTask)


if __name__ == "__main__":
    main()
