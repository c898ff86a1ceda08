#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_account_drift
short_description: Compare the account with an export
version_added: 0.2.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Reads the account as M(openadmin.zoom.zoom_account_export) does, and compares it with the files of an export, of
    this account or of another one. Each difference has what was before and what is now, and, where the operation log
    can be read, who changed it and when.
  - Only the parts that the export has are read and compared.
  - Nothing is sent to Zoom but reads.
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing.info
options:
  against:
    description:
      - Folder of an export, as an absolute path.
      - Files that other programs wrote serve as well, if they have the names and the form of an export
        (C(people.json), C(people.csv), C(groups.json), C(settings/account.yml) and so on, JSON or YAML). Without
        C(exported.json) what these files do not name does not count.
    type: path
    required: true
  sections:
    description: What to compare; all that the export has where not given.
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
  ignore:
    description:
      - Patterns of what does not count, such as V(settings.in_meeting.chat), V(people.*), V(group Sales.*) or the email
        of a person, which leaves them out of lists of members too.
    type: list
    elements: str
    default: []
  who:
    description: Read the operation log of the last month, which needs a paid plan and its own scope.
    type: bool
    default: true
  report_dir:
    description: Folder for the reports, on the controller.
    type: path
  report_formats:
    description: Formats of the reports.
    type: list
    elements: str
    choices:
      - json
      - csv
      - junit
      - html
    default:
      - json
      - html
  fail_on:
    description:
      - Parts whose differences fail the task, V(any) for all of them, V(never) for none. Such a part that cannot be
        read fails it as well, unless the export could not read it either.
    type: list
    elements: str
    choices:
      - any
      - never
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
    default:
      - never
  prepared:
    description: What the action plugin has read for the module. It is set by the plugin; tasks leave it out.
    type: dict
seealso:
  - module: openadmin.zoom.zoom_account_export
"""

EXAMPLES = r"""
- name: The account as it is now
  openadmin.zoom.zoom_account_export:
    dest: /tmp/openadmin_zoom_drift_example

- name: What differs from that
  openadmin.zoom.zoom_account_drift:
    against: /tmp/openadmin_zoom_drift_example
    fail_on:
      - any
"""

RETURN = r"""
account:
  description: The account.
  returned: success
  type: str
against:
  description: The folder, and the account that the export is of.
  returned: success
  type: dict
compared:
  description: The parts that were compared.
  returned: success
  type: list
  elements: str
differences:
  description: The first 1,000 differences.
  returned: success, or failure for what differs
  type: list
  elements: dict
  contains:
    section:
      description: The part.
      type: str
    object:
      description: The person, group or other object.
      type: str
    path:
      description: The field or setting, or the list that has or lacks an entry. Empty where the object is new or gone.
      type: str
    kind:
      description: V(added), V(removed) or V(changed).
      type: str
    before:
      description: What the export says.
      type: raw
    now:
      description: What the account has.
      type: raw
    who:
      description: Who changed it, if that is known.
      type: str
    when:
      description: When, if that is known.
      type: str
total:
  description: How many differences there are.
  returned: success, or failure for what differs
  type: int
counts:
  description: Number of differences by part.
  returned: success, or failure for what differs
  type: dict
lines:
  description: The first 50 differences as sentences.
  returned: success, or failure for what differs
  type: list
  elements: str
unreadable:
  description: What could not be read, though the export could, and why.
  returned: success, or failure for what differs
  type: dict
unreadable_sections:
  description: The parts to which that belongs.
  returned: success, or failure for what differs
  type: list
  elements: str
report_files:
  description: Path of each report by its format.
  returned: success, or failure for what differs
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
from ..module_utils._lifecycle.drift_task import DriftTask
from ..module_utils._lifecycle.sections import SECTIONS

_NAMES: dict[str, Any] = {"type": "list", "elements": "str"}
_SECTIONS = [section.name for section in SECTIONS]
SPECIFICATION: dict[str, Any] = {
    "against": {"type": "path", "required": True},
    "sections": dict(_NAMES, choices=_SECTIONS),
    "ignore": dict(_NAMES, default=[]),
    "who": {"type": "bool", "default": True},
    "report_dir": {"type": "path"},
    "report_formats": dict(_NAMES, choices=["json", "csv", "junit", "html"], default=["json", "html"]),
    "fail_on": dict(_NAMES, choices=["any", "never", *_SECTIONS], default=["never"]),
    "prepared": {"type": "dict"},
}


def main() -> None:
    """Entry point of the module."""
    ZoomModule(SPECIFICATION).run(DriftTask)


if __name__ == "__main__":
    main()
