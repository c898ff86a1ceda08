# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: user
short_description: Ids of people by their email
version_added: 0.2.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Gives the id of each user named, in the same order.
  - What was read is kept until the run of Ansible ends, for all tasks and hosts of the same account.
  - People are read one by one or from lists, whichever costs less.
  - A name that means nothing is an error, which tells the name that comes nearest.
  - On a host of the group C(zoom_accounts), credentials come from the options and the variables of the host alone, not
    from the environment.
extends_documentation_fragment:
  - openadmin.zoom.reading
options:
  _terms:
    description: Emails of people, or ids, which are given back where somebody has them.
    required: true
  cache:
    description: Whether to use what the run has read already. Without it, Zoom is asked.
    type: bool
    default: true
"""

EXAMPLES = r"""
- name: Call an operation that knows people by their id alone
  openadmin.zoom.zoom_api:
    path: /users/{{ lookup('openadmin.zoom.user', 'jill@example.com') }}/settings

- name: Show the ids of several people
  ansible.builtin.debug:
    msg: "{{ query('openadmin.zoom.user', 'jill@example.com', 'jack@example.com') }}"
"""

RETURN = r"""
_list:
  description: The ids.
  type: list
  elements: str
"""

from ..plugin_utils._directory.id_lookup import IdLookup
from ..plugin_utils._directory.ids import user_ids


class LookupModule(IdLookup):
    """The ids of users."""

    word = "user"
    reader = staticmethod(user_ids)
