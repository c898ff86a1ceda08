#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_users
short_description: Bring many users of an account to what a list or a file says
version_added: 0.1.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Creates, changes, places, deactivates and removes the users of a Zoom account, as a list or a CSV or JSON file says.
  - The whole list is one plan. Every finding about it comes before the first request; what gives a licence back is done
    before what takes one; a person whom Zoom refuses stops nobody else, and the task fails at its end with all of them.
  - What is not named is not touched. With O(prune), users whom no row names are taken out, within fuses.
  - Reads as little as answers. Fields that lists do not show (such as job_title, company or zoom_phone) cost a request
    for each user who is named with one.
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing
  - openadmin.zoom.writing.attributes
  - openadmin.zoom.user.rows
options:
  src:
    description:
      - File of users, CSV, JSON, YAML or JSON lines; also Zoom's template for many users, its export of users, and a
        saved answer of its API. The columns, or the names in a list, are those of O(users), or Zoom's own headers.
      - An empty cell is not named; O(clear_token) clears a field.
      - Give either this or O(users).
    type: path
  columns:
    description: Columns of the file that are called otherwise, as header of the file and name of the option.
    type: dict
    default: {}
  delimiter:
    description: What separates the cells of a CSV file.
    type: str
    default: ","
  encoding:
    description: Encoding of the file.
    type: str
    default: utf-8-sig
  list_separator:
    description: What separates the entries of a cell that holds a list, such as groups.
    type: str
    default: "|"
  unknown_columns:
    description: Whether a column that is not known is an error or left out.
    type: str
    choices:
      - error
      - ignore
    default: error
  clear_token:
    description: Text of a cell whose field is to be cleared.
    type: str
  match_by:
    description:
      - By what a row finds its user. An id in the row always wins.
      - A user whom V(employee_unique_id) does not find is also looked up by email.
    type: str
    choices:
      - email
      - id
      - employee_unique_id
    default: email
  create_missing:
    description: What is created where a row names one that does not exist. Without it, the row is in error.
    type: list
    elements: str
    choices:
      - groups
      - divisions
    default: []
  ensure_groups:
    description: Names of groups that are to exist, whether or not a row names them.
    type: list
    elements: str
    default: []
  ensure_divisions:
    description: Names of divisions that are to exist, whether or not a row names them.
    type: list
    elements: str
    default: []
  defaults:
    description:
      - Options of O(users) for users who are created, where their row does not say. Never applied to existing users.
    type: dict
    default: {}
  group_defaults:
    description: As O(defaults), by name of a group that the row names. They win over O(defaults).
    type: dict
    default: {}
  division_defaults:
    description: As O(defaults), by name of the division that the row names. They win over O(group_defaults).
    type: dict
    default: {}
  reactivate:
    description: Activate inactive users whose row does not name a status.
    type: bool
    default: false
  hold:
    description: Emails or ids of users whom O(reactivate) leaves inactive. Who is not in the account is an error.
    type: list
    elements: str
    default: []
  allow_roles:
    description: Roles that rows may give, besides member, spelt as in the rows. Whoever has a role already keeps it.
    type: list
    elements: str
    default: []
  license_shortage:
    description:
      - What becomes of users for whom no licence is free. With V(basic) they are created without one, and the licence
        is deferred to a later run; with V(fail) they are in error.
    type: str
    choices:
      - fail
      - basic
    default: fail
  prune:
    description:
      - Take out those users in O(prune_scope) whom no row names. Needs O(prune_scope) and O(min_rows).
      - The owner, everybody with a role other than member, and the user behind the credentials are never pruned.
      - A row in error, or a list that Zoom did not give in full, cancels every removal of the task.
    type: bool
    default: false
  prune_scope:
    description: Among whom O(prune) looks. Exactly one.
    type: dict
    suboptions:
      group:
        description: Members of this group, by name or id.
        type: str
      division:
        description: Users of this division, by name or id.
        type: str
      domain:
        description: Users whose email ends in this domain, such as V(example.com).
        type: str
      account:
        description: Everybody.
        type: bool
  prune_action:
    description:
      - What pruning means. V(deactivate) keeps the user and frees the licences; V(disassociate) makes a free account of
        its own of the user; V(delete) deletes the user with the content.
      - Invitations that were not accepted are withdrawn.
    type: str
    choices:
      - deactivate
      - disassociate
      - delete
    default: deactivate
  prune_transfer_to:
    description: Email of the user who receives all content of those who are pruned by disassociating or deleting.
    type: str
  allow_data_loss:
    version_added: 0.2.0
    description: Let O(prune_action=delete) delete users without O(prune_transfer_to), that is, with all content.
    type: bool
    default: false
  min_rows:
    description: The fewest rows that the list must have for O(prune) to do anything, against lists that were cut off.
    type: int
  max_removals:
    description:
      - The most people from whom the plan may take something away, by removal, deactivation, licence downgrade or loss
        of an administrative role, whether a row says so or O(prune). A plan that takes more stops before its first
        write.
    type: int
    default: 10
  max_removals_percent:
    description:
      - As O(max_removals), in percent of the people in O(prune_scope), or without O(prune) of the active users of the
        account. One is always allowed.
    type: float
    default: 5.0
  protect:
    description:
      - Emails or ids of people from whom nothing is taken away. They are never removed, pruned or deactivated, and keep
        licences and administrative role; a row that says otherwise is in error. Who is not in the account is an error.
    type: list
    elements: str
    default: []
  protect_groups:
    description:
      - Groups (names, ids or patterns) whose members are protected as those in O(protect). A name that is spelt exactly
        so wins over a pattern; what matches no group is an error.
    type: list
    elements: str
    default: []
  verify:
    description:
      - Read back what was written, and fail where Zoom accepted a value and shows another one; see RV(unapplied).
      - It is read from lists where that costs less. Fields that lists do not show are read back of some of the people
        where there are more than 100, and of all as soon as one of them lacks what was written.
    type: bool
    default: true
  report:
    description:
      - Which people RV(users) holds. V(changed) takes those in error and those deferred along.
    type: str
    choices:
      - changed
      - failed
      - all
      - none
    default: changed
seealso:
  - module: openadmin.zoom.zoom_user
  - module: openadmin.zoom.zoom_user_info
"""

EXAMPLES = r"""
- name: Two users, one of them licensed and in a group
  openadmin.zoom.zoom_users:
    users:
      - email: ada@example.com
        first_name: Ada
        last_name: Lovelace
        type: licensed
        groups:
          - Sales
      - email: grace@example.com
        first_name: Grace
        last_name: Hopper
    create_missing:
      - groups

- name: Everybody in the file, new people without an invitation mail
  openadmin.zoom.zoom_users:
    src: "{{ 'people.csv' | realpath }}"
    defaults:
      create_action: autoCreate
    create_missing:
      - groups
      - divisions

- name: Deactivate those members of Contractors who are not in the list any more
  openadmin.zoom.zoom_users:
    users:
      - email: jill@example.com
        groups:
          - Contractors
    create_missing:
      - groups
    prune: true
    prune_scope:
      group: Contractors
    min_rows: 1
"""

RETURN = r"""
users:
  description: The people that O(report) asks for.
  returned: success, or failure after the plan was made
  type: list
  elements: dict
  contains:
    email:
      description: The email, or the id where the row has no email.
      type: str
    row:
      description: The row of the file, or the place in the list from 1; 0 for those who are pruned.
      type: int
    action:
      description: V(created), V(updated), V(deactivated), V(removed), V(deferred), V(failed) or V(unchanged).
      type: str
    changed:
      description: Whether something was done for the person, or would be in check mode.
      type: bool
    error:
      description: What went wrong, or an empty text.
      type: str
    deferred:
      description:
        - Why something waits for a later run, or an empty text. V(pending) is that the invitation was not accepted yet,
          V(inactive) that the user is not active, V(license) that no licence was free.
      type: str
    deferred_fields:
      description: What waits.
      type: list
      elements: str
  sample:
    - email: ada@example.com
      row: 2
      action: created
      changed: true
      error: ""
      deferred: ""
      deferred_fields: []
summary:
  description:
    - Numbers of people by what became of them (C(created), C(updated), C(unchanged), C(deactivated), C(removed),
      C(errors)), of those C(pruned) and C(deferred) among them, of C(rows), of invitation mails (C(invited)), of
      licences of the Meetings plan (C(licenses_taken), C(licenses_freed)), and of steps that Zoom refused (C(failed))
      or that were not begun for their sake (C(skipped)).
  returned: success, or failure after the plan was made
  type: dict
  sample:
    created: 12
    updated: 3
    unchanged: 185
    deactivated: 0
    removed: 0
    errors: 0
unapplied:
  description:
    - Values that were written and that Zoom does not show, however long it was given. Each run would write them again.
  returned: success, or failure after something was written
  type: list
  elements: dict
  contains:
    email:
      description: The user.
      type: str
    row:
      description: The row of the file, or the place in the list from 1; 0 where neither is.
      type: int
    field:
      description: The field, under the name of the option.
      type: str
    wanted:
      description: What was written.
      type: raw
    actual:
      description: What Zoom shows.
      type: raw
    reason:
      description: What may be the cause.
      type: str
unverified:
  description: Names of fields that were written and that no read shows, or not in a form that can be compared.
  returned: success, or failure after something was written
  type: list
  elements: str
  sample:
    - about_me
diff:
  description: Person by person the managed fields that change, at most 200 people.
  returned: success
  type: dict
steps:
  description: The first 1,000 steps of the plan, in order, secrets masked.
  returned: success
  type: list
  elements: dict
step_counts:
  description: Number of steps of the plan by kind, and their C(total).
  returned: success
  type: dict
  sample:
    create user: 12
    total: 12
steps_done:
  description:
    - Number of steps that were carried out, by kind, and their C(total). Without a refusal they are those of
      RV(step_counts); a batch that Zoom refuses is sent in parts, each of which counts.
  returned: success, or failure after the plan was made
  type: dict
  sample:
    create user: 12
    total: 12
requests:
  description: How many requests were sent, by HTTP method, those for a token aside.
  returned: always
  type: dict
  sample:
    GET: 5
    POST: 12
failures:
  description: Steps that Zoom refused or that were not begun for their sake, with Zoom's own words.
  returned: when a step failed
  type: list
  elements: dict
read_only:
  description: Whether nothing was sent, because of check mode or O(read_only).
  returned: success
  type: bool
"""

from ..module_utils._core.start import begin

begin()

from ..module_utils._users.arguments import USERS_SPEC, UsersModule
from ..module_utils._users.task import UsersTask


def main() -> None:
    """Entry point of the module."""
    UsersModule(USERS_SPEC, writing=True).run(UsersTask)


if __name__ == "__main__":
    main()
