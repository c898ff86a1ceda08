#!/usr/bin/python
# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: zoom_policy
short_description: Audit an account and its groups against policy baselines, and enforce them
version_added: 0.1.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Reads settings and locks of the account and its groups, evaluates the controls of one or more baselines, and
    returns a finding for each control and object, with its evidence. Writes reports where asked.
  - With O(mode=enforce), sets what fails its condition, and nothing else; locks what has to be locked once its value
    has proved to be right; and audits again at once. Locks are never removed unless an override asks for it.
  - Each finding is one of V(pass), V(fail), V(fail_unlocked) (right value, but not locked where it must be),
    V(fail_group_override) (a group departs from the account), V(unknown) (the answer does not hold the setting, or it
    could not be read), V(manual), V(attested), V(waived), V(not_applicable) (the targets do not name what it is about)
    or V(not_bought) (Zoom sells the setting separately and does not show it). What is missing is never a pass.
  - A group that has the account's value may only inherit it. Such a group is looked at again once the account is
    written, and written only where it still departs. RV(plan) marks these changes with V(still_departs), since check
    mode cannot know them.
extends_documentation_fragment:
  - openadmin.zoom.zoom
  - openadmin.zoom.writing
  - openadmin.zoom.writing.attributes
attributes:
  action:
    description: Has an action plugin, which reads baselines and earlier reports and writes reports on the controller.
    support: full
  async:
    description: Can be run with C(async).
    support: partial
    details: The task is waited for, since its reports are written at its end. With C(poll) 0 it is refused.
options:
  mode:
    description: V(audit) only reads. V(enforce) brings the targets to the baselines.
    type: str
    choices:
      - audit
      - enforce
    default: audit
  baselines:
    description:
      - Baselines by name, or files of your own in the same form by path. A later one beats an earlier one where they
        exclude each other; RV(notes) says so.
      - The collection has V(core), V(core_strict), V(cis_v100_l1), V(cis_v100_l2), V(gov_high), V(hipaa_phi),
        V(edu_ferpa), V(eu_privacy) and V(ai_governance).
      - Files are read on the controller. A relative path is that of a file in the current folder, else beside the
        playbook.
    type: list
    elements: str
    default:
      - core
  targets:
    description:
      - What is audited. V(account) is the account, V(groups) every group; anything else is a group by name, id or
        pattern.
      - V(group:NAME) takes NAME for a group, whatever it is called.
    type: list
    elements: str
    default:
      - account
      - groups
  overrides:
    description: Values and locks that the organisation agreed on instead of those of a control. The last one counts.
    type: list
    elements: dict
    suboptions:
      control:
        description: Id of the control.
        type: str
        required: true
      path:
        description: The setting meant, where the control looks at more than one.
        type: str
      targets:
        description: Where it applies, as in O(targets). Everywhere if not given.
        type: list
        elements: str
      value:
        description:
          - The value that is right there.
          - Where the control gives a bound (C(>=), C(<=), C(subset) or C(contains)), this is the bound instead.
        type: raw
      lock:
        description:
          - Whether it has to be locked there. V(unlocked) removes a lock that is there.
          - Where a group departs from the account by agreement, the account is not locked, since its lock would beat
            the group; every other group is locked instead.
        type: str
        choices:
          - none
          - recommended
          - required
          - unlocked
      reason:
        description: Why; it stands in the report.
        type: str
        required: true
  waivers:
    description:
      - Controls that may fail for some time. A waived control is never enforced.
      - An expired waiver does not count; the task fails with it, and with O(mode=enforce) before anything is read.
    type: list
    elements: dict
    suboptions:
      control:
        description: Id of the control.
        type: str
        required: true
      targets:
        description: Where it applies, as in O(targets). Everywhere if not given.
        type: list
        elements: str
      reason:
        description: Why.
        type: str
        required: true
      owner:
        description: Who answers for it.
        type: str
        required: true
      expires:
        description: Its last day, such as V(2027-01-31).
        type: str
        required: true
  values:
    description:
      - Values that only the organisation knows, by the name that controls give in C(expected_from), such as
        V(data_center_regions). A control whose value is missing is V(unknown).
    type: dict
    default: {}
  attestations:
    description: What people found about manual controls.
    type: list
    elements: dict
    suboptions:
      control:
        description: Id of the control.
        type: str
        required: true
      result:
        description: What was found.
        type: str
        choices:
          - pass
          - fail
          - not_applicable
        required: true
      by:
        description: Who looked.
        type: str
        required: true
      date:
        description: When, such as V(2026-11-21).
        type: str
        required: true
      expires:
        description: The last day on which it counts.
        type: str
      evidence:
        description: Where the proof is.
        type: str
  only:
    version_added: 0.2.0
    description: Ids of the controls that are enforced, or patterns of them. The others are judged all the same.
    type: list
    elements: str
  except:
    version_added: 0.2.0
    description: Ids of controls that are not enforced, or patterns of them. They are judged all the same.
    type: list
    elements: str
  severity_min:
    version_added: 0.2.0
    description: The least severity that is enforced.
    type: str
    choices:
      - critical
      - high
      - medium
      - low
  impact_max:
    version_added: 0.2.0
    description:
      - Who may notice what is enforced. The choices go from nobody to everybody; each includes those before it. A
        control says in its impact who notices it.
    type: str
    choices:
      - nobody
      - administrators
      - helpdesk
      - hosts
      - participants
  pilot:
    version_added: 0.2.0
    description:
      - Groups that come first, as in O(targets). Only these are enforced; everything is judged, and RV(pilot) compares
        them with the rest. Run again without it for everybody.
      - RV(plan) holds both stages, so that an approved plan serves both runs.
    type: list
    elements: str
  people:
    version_added: 0.2.0
    description:
      - Whether people are looked at, who may depart from what is not locked. V(none), V(all), or V(group:NAME) for the
        members of a group.
      - Each person costs one request for each view of settings; the cost is told before it is spent.
    type: str
    default: none
  allow_unverified:
    description:
      - Also lock the account where the app may not read the account's locks. Zoom documents the scope that reads them
        for master accounts only.
      - Without it those findings stay V(unknown) and the account is not locked.
    type: bool
    default: false
  approved_plan:
    description:
      - The changes that were approved, by account id, as RV(plan) of an audit gave them. Enforcing is refused, before
        anything is written, if it would make any other change.
      - The path of an audit's JSON report serves too.
    type: raw
  fail_on:
    description:
      - Whether findings fail the task, once all reports are written. V(fail) means failing ones, V(unknown) those and
        unknown ones.
    type: str
    choices:
      - never
      - fail
      - unknown
    default: never
  report_dir:
    description: Folder for the reports on the controller; made if it does not exist. Written in check mode too.
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
      - oscal
      - sarif
    default:
      - json
      - html
  report_archive:
    version_added: 0.2.0
    description: Whether all files of the run are also written into one archive, for handing on.
    type: bool
    default: false
  signing_key:
    version_added: 0.2.0
    description:
      - Private key of C(ssh-keygen), without a passphrase, with which the manifest of the run is signed. The manifest
        holds the SHA-256 of reports, plan, answers, baselines and agreements, and versions. It is written with
        O(evidence_dir), O(report_archive) or this.
      - C(ssh-keygen -Y verify) checks the signature, with the namespace C(zoom-policy).
    type: path
  previous:
    description:
      - JSON report of an earlier run of the same account, to be compared with.
      - Of a folder, the account's newest report is taken; without one there, nothing is compared.
    type: path
  evidence_dir:
    description:
      - Folder in which each answer of the API is kept, secrets masked, readable by its owner only. The report names the
        file and the SHA-256 of each.
    type: path
  run_id:
    description: Id of this run, in the report and its file names. Made up where not given.
    type: str
  launched_by:
    description: Who started this run. The user of the operating system where not given.
    type: str
  prepared:
    version_added: 0.2.0
    description: What the action plugin has read for the module. It is set by the plugin; tasks leave it out.
    type: dict
  undo_file:
    description:
      - File to which the previous values are written as JSON before anything is changed, readable by its owner only.
      - It is a list of arguments of M(openadmin.zoom.zoom_settings), one mapping for each object.
      - Where it is not given, the file is written beside the reports, with the extension C(.undo); without
        O(report_dir), into the folder C(zoom-undo) of the Ansible home (C(~/.ansible)).
      - Not written in check mode, nor when nothing is to be changed.
    type: path
seealso:
  - module: openadmin.zoom.zoom_settings
"""

EXAMPLES = r"""
- name: Audit the account and all groups
  openadmin.zoom.zoom_policy:
    baselines:
      - core
      - ai_governance
    report_dir: reports
  register: audit

- name: Enforce what was approved, apart from a group that may use the chat
  openadmin.zoom.zoom_policy:
    mode: enforce
    baselines:
      - core_strict
    overrides:
      - control: file-transfer
        targets:
          - Support
        value: true
        lock: none
        reason: Customers send logs, agreed with the security board
    waivers:
      - control: two-factor-sign-in
        reason: Moved to single sign-on next quarter
        owner: identity team
        expires: "2099-03-31"
    undo_file: policy-undo.json

- name: Enforce what nobody notices, and the grave ones that administrators notice
  openadmin.zoom.zoom_policy:
    mode: enforce
    severity_min: high
    impact_max: administrators
    except:
      - phone-number-masking

- name: Try the whole of it with one group first, and look at the people of that group
  openadmin.zoom.zoom_policy:
    mode: enforce
    pilot:
      - Support
    people: group:Support
  check_mode: true

- name: Audit against European privacy with the organisation's own values
  openadmin.zoom.zoom_policy:
    baselines:
      - eu_privacy
    values:
      recording_storage_country: DE
    attestations:
      - control: impact-assessment
        result: pass
        by: data protection officer
        date: "2026-05-04"
        evidence: register entry 2026-17
    report_dir: reports
    report_formats:
      - json
      - html
      - oscal
      - sarif
    evidence_dir: evidence
    report_archive: true
"""

RETURN = r"""
account_id:
  description: The account.
  returned: success
  type: str
run_id:
  description: Id of the run.
  returned: success
  type: str
summary:
  description: The state at the end. In check mode, the state that was found.
  returned: success
  type: dict
  contains:
    score:
      description:
        - Share of the controls that hold everywhere, in percent, weighted by severity (10, 5, 2, 1). Manual, waived,
          not applicable and not bought ones do not count, nor those that only wait for the account's locks.
        - While a critical control fails it is at most 85, and 5 less with each further one.
      type: float
    controls:
      description: How many controls count, hold everywhere and fail, and how many of each severity fail.
      type: dict
    counts:
      description: Findings by status.
      type: dict
    findings:
      description: Number of findings.
      type: int
    failing:
      description: Number of failing ones.
      type: int
    unknown:
      description: Number of unknown ones.
      type: int
    account_locks_unread:
      description: Of the unknown ones, those that only wait for the account's locks.
      type: int
    missing_scopes:
      description: Scopes that would answer more.
      type: list
      elements: str
    expired_waivers:
      description: Waivers that have expired.
      type: list
      elements: dict
summary_before:
  description: The same before enforcing; null for an audit.
  returned: success
  type: dict
findings:
  description: Failing and unknown findings, the gravest first, the first 1,000; the JSON report has all.
  returned: success
  type: list
  elements: dict
  contains:
    control:
      description: Id of the control.
      type: str
    object:
      description: V(account), or the id of a group.
      type: str
    name:
      description: Name of the object.
      type: str
    status:
      description: Status of the finding.
      type: str
    severity:
      description: Severity of the control.
      type: str
    title:
      description: Title of the control.
      type: str
    reason:
      description: Why.
      type: str
failing_controls:
  description:
    - The controls that fail or are unknown, the gravest first, each once. By status they have the number of objects and
      the names of the first three.
  returned: success
  type: list
  elements: dict
  contains:
    control:
      description: Id of the control.
      type: str
    title:
      description: Its title.
      type: str
    severity:
      description: Its severity.
      type: str
    statuses:
      description: Number (C(count)) and first names (C(names)) of its objects, by status.
      type: dict
changes:
  description:
    - How many changes of RV(plan) each audience notices, by what became of them. In an audit and in check mode they are
      V(planned), or V(may_follow) at groups that may follow the account.
    - Once enforced they are V(made), V(not_made) (RV(unapplied) and the message say why), V(followed) (groups have the
      account's new value by themselves) or V(later) (they come after the pilot).
  returned: success
  type: dict
plan:
  description: Changes that enforcing makes, or would make; O(approved_plan) takes them by account id.
  returned: success
  type: list
  elements: dict
  contains:
    object:
      description: V(account), or the id of a group.
      type: str
    name:
      description: Name of the object.
      type: str
    kind:
      description: V(set), V(keep), V(lock) or V(unlock).
      type: str
    when:
      description: V(always), or V(still_departs) for a group that may follow the account by itself.
      type: str
    stage:
      description: V(pilot) or V(everybody), where O(pilot) is given.
      type: str
    impact:
      description: Who notices it most, of its controls.
      type: str
    severity:
      description: The gravest severity of its controls.
      type: str
    path:
      description: The setting or lock.
      type: str
    before:
      description: Value before; null where it could not be read.
      type: raw
    after:
      description: Value after.
      type: raw
    controls:
      description: Controls that ask for it.
      type: list
      elements: str
pilot:
  description: Scores of the pilot's groups and of the rest; empty without O(pilot).
  returned: success
  type: dict
people:
  description: What was found of people, or that they were not looked at.
  returned: success
  type: dict
beyond:
  description: Failing findings that no change of the plan mends, and why.
  returned: success
  type: list
  elements: dict
undo_file:
  description: Where the previous values were kept; null if nothing was changed.
  returned: success
  type: str
unapplied:
  description:
    - Changes that Zoom refused, or accepted and does not show, and locks that were held back since a value under them
      is not right. Each has the entries of RV(plan), and C(actual), C(reason) and C(detail). They fail the task.
  returned: success
  type: list
  elements: dict
notes:
  description: Conflicts between baselines and which one was kept; controls that replace others.
  returned: success
  type: list
  elements: str
trend:
  description: Since O(previous), numbers of findings that are better, worse, new and gone, and the change of the score.
  returned: success
  type: dict
report_files:
  description: Path of each report, by format.
  returned: success
  type: dict
diff:
  description: Settings and locks that change, before and after, by object.
  returned: always
  type: dict
steps:
  description: The requests that change something, in order; the first 1,000. None in an audit.
  returned: success
  type: list
  elements: dict
step_counts:
  description: Steps by verb and kind of object, and their total.
  returned: success
  type: dict
requests:
  description: Requests sent, by HTTP method; those for a token aside.
  returned: always
  type: dict
"""

from ..module_utils._core.start import begin

begin()

from ..module_utils._core.module import ZoomModule
from ..module_utils._policy.options import SPECIFICATION
from ..module_utils._policy.task import PolicyTask


def main() -> None:
    """Entry point of the module."""
    module = ZoomModule(argument_spec=SPECIFICATION, writing=True, completed=True)
    module.run(PolicyTask)


if __name__ == "__main__":
    main()
