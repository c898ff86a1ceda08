# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every control of every baseline in states of an account: what passes, what fails, what enforcing makes of it."""

from __future__ import annotations

from fnmatch import fnmatch
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._policy.conditions import MISSING, Condition
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.controls import Composition, Control
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.desired import Planner
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.evaluate import Observed
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.score import summarise
from ansible_collections.openadmin.zoom.plugins.module_utils._policy.statuses import FAILING
from ansible_collections.openadmin.zoom.tests.unit.policy.accounts import (
    ACCOUNT,
    FACTS,
    NAMES,
    applied,
    group,
    judge,
    named,
    observed,
)

COMPOSITIONS = {name: named(name) for name in NAMES}
AUTOMATIC = [
    pytest.param(name, control, id=f"{name}-{control.id}")
    for name in NAMES
    for control in COMPOSITIONS[name].controls
    if control.checks
]
SALES = group("Sales")
TWO = "security.sign_in_with_two_factor_auth"
ARCHIVE = "chat.send_data_to_third_party_archiving_service"
PRIVATE_ON, PRIVATE_OFF = {"in_meeting.private_chat": True}, {"in_meeting.private_chat": False}
CHAT = "chat.allow_users_to_chat_with_others"


def right(control: Control, subject: Any) -> Observed:
    """An object at which the control holds."""
    settings = {
        check.path: check.condition.preferred
        for check in control.checks
        if check.condition and FACTS.readable(check.path, subject.level)
    }
    locks = {check.lock_path: True for check in control.checks if FACTS.lock_readable(check.lock_path, subject.level)}
    return observed(subject, settings, locks)


def wrong_value(conditions: list[Condition], choices: Any) -> Any:
    """A value that satisfies none of the conditions, MISSING where there is none."""
    candidates = [*choices, "", 0, 1, 99999, [], ["US"], [{"code": "US"}], "192.0.2.0/24", "9y", True, False]
    fitting = (value for value in candidates if all(one.accepts(value) is False for one in conditions))
    return next(fitting, MISSING)


def wrong(control: Control, subject: Any) -> Observed | None:
    """An object at which every condition of the control fails, and none of its other states holds."""
    item = right(control, subject)
    for check in control.checks:
        if check.path in item.settings and check.condition:
            ways = [one for state in (*check.not_needed, *control.any_of) for one in state if one.path == check.path]
            value = wrong_value([check.condition, *ways], FACTS.choices(check.path))
            assert value is not MISSING, check.path
            item.settings[check.path] = value  # type: ignore[index]
    for check in control.checks:
        for state in (*check.not_needed, *control.any_of):
            for condition in state:
                value = wrong_value([condition], FACTS.choices(condition.path))
                item.settings.setdefault(condition.path, value)  # type: ignore[attr-defined]
    return item


def only(control: Control) -> Composition:
    return Composition([control])


@pytest.mark.parametrize(("name", "control"), AUTOMATIC)
def test_each_control_passes_fails_and_passes_once_it_is_enforced(name: str, control: Control) -> None:
    level = "account" if "account" in control.scope else "group"
    subject = ACCOUNT if level == "account" else SALES
    (passing,) = judge(only(control), right(control, subject)).findings()
    assert passing["status"] == "pass", passing
    before = wrong(control, subject)
    assert before is not None
    judged = judge(only(control), before)
    (failing,) = judged.findings()
    assert failing["status"] == "fail", failing
    plan = Planner(judged).plan()
    after = applied([before], plan.changes)
    (finding,) = judge(only(control), *after).findings()
    writable = all(FACTS.writable(check.path, level) for check in control.checks if FACTS.readable(check.path, level))
    if control.automation == "enforce" and writable:
        assert finding["status"] == "pass", finding
    else:
        assert plan.changes == [] or plan.beyond


SEVERAL = [
    pytest.param(name, control, id=f"{name}-{control.id}")
    for name in NAMES
    for control in COMPOSITIONS[name].controls
    if len(control.checks) > 1 and not control.any_of
]


@pytest.mark.parametrize(("name", "control"), SEVERAL)
def test_each_leaf_of_a_control_alone_makes_it_fail(name: str, control: Control) -> None:
    subject = ACCOUNT if "account" in control.scope else SALES
    everything_wrong = wrong(control, subject)
    assert everything_wrong is not None
    for check in control.checks:
        item = right(control, subject)
        item.settings[check.path] = everything_wrong.settings[check.path]  # type: ignore[index]
        (finding,) = judge(only(control), item).findings()
        assert finding["status"] == "fail", (check.path, finding)


@pytest.mark.parametrize(("name", "control"), AUTOMATIC)
def test_each_control_that_needs_a_lock_fails_without_and_passes_once_it_is_enforced(
    name: str, control: Control
) -> None:
    levels = [level for level in ("account", "group") if level in control.scope]
    locks = {check.lock_path for check in control.checks if check.lock == "required"}
    lockable = next((level for level in levels if any(FACTS.lockable(lock, level) for lock in locks)), "")
    if not lockable:
        assert not locks, "a lock that no level has"
        return
    item = right(control, ACCOUNT if lockable == "account" else SALES)
    item.locks.update({lock: False for lock in locks if FACTS.lockable(lock, lockable)})  # type: ignore[attr-defined]
    judged = judge(only(control), item)
    (open_to_all,) = judged.findings()
    assert open_to_all["status"] == "fail_unlocked", open_to_all
    if control.automation == "enforce":
        plan = Planner(judged).plan()
        assert {change.kind for change in plan.changes} == {"lock"}
        (finding,) = judge(only(control), *applied([item], plan.changes)).findings()
        assert finding["status"] == "pass", finding


@pytest.mark.parametrize(("name", "control"), AUTOMATIC)
def test_each_other_state_counts_and_is_left_alone(name: str, control: Control) -> None:
    """A feature that is off is stricter than any rule about it: nothing is set, and nothing is turned on."""
    subject = ACCOUNT if "account" in control.scope else SALES
    for check in control.checks:
        for state in (*check.not_needed, *control.any_of):
            item = wrong(control, subject)
            assert item is not None
            item.settings.update({one.path: _value(one) for one in state})  # type: ignore[attr-defined]
            locks = {lock: True for one in state for lock in FACTS.locks_over(one.path)}
            item.locks.update(locks)  # type: ignore[attr-defined]
            judged = judge(only(control), item)
            results = [result for result in judged.findings()[0]["checks"] if result["path"] == check.path]
            assert [result["status"] for result in results] == ["pass"], results
            itself = check.path in {one.path for one in state}
            assert itself or "Not needed" in results[0]["reason"] or "another way" in results[0]["reason"]
            assert check.path not in {change.path for change in Planner(judged).plan().changes}


def _value(condition: Condition) -> Any:
    if condition.operator == "in":
        return condition.expected[0]
    return ["g1"] if condition.operator == "!=" and condition.expected == [] else condition.preferred


# True-or-false leaves that restrict, guard, warn or inform when they are true, and so may be set. All others let people
# do something.
PROTECTIONS = (
    "audio_conferencing.participant_phone_masking.enable",
    "chat.set_retention_period_in_cloud.enable",
    "email_notification.*",
    "in_meeting.alert_guest_join",
    "in_meeting.custom_data_center_regions",
    "in_meeting.disable_screen_sharing_for_host_meetings",
    "in_meeting.e2e_encryption",
    "in_meeting.p2p_ports",  # which ports may be used, where any are
    "in_meeting.record_play_own_voice",  # who joins by telephone says so
    "in_meeting.request_permission_to_unmute_participants",
    "in_meeting.sending_default_email_invites",
    "in_meeting.show_meeting_control_toolbar",
    "in_meeting.watermark",
    "meeting_authentication",
    "meeting_security.*",
    "other_options.blur_snapshot",
    "other_options.display_meetings_scheduled_for_others",  # a host sees what runs in their name
    "recording.account_user_access_recording",
    "recording.allow_recovery_deleted_cloud_recordings",
    "recording.auto_delete_cmr",
    "recording.cloud_recording_download_host",
    "recording.ip_address_access_control.enable",
    "recording.prevent_host_access_recording",
    "recording.recording_disclaimer",
    "recording.recording_notification_for_zoom_client.ask_host_to_confirm",
    "recording.recording_password_requirement.*",
    "recording.required_password_for_shared_cloud_recordings",
    "recording.show_timestamp",
    "recording_authentication",
    "schedule_meeting.always_display_zoom_meeting_as_topic.enable",
    "schedule_meeting.meeting_password_requirement.*",
    "schedule_meeting.mute_upon_entry",
    "schedule_meeting.not_store_meeting_topic",
    "schedule_meeting.require_password_for_*",
    "schedule_meeting.upcoming_meeting_reminder",
    "security.hide_billing_info",
    "security.password_requirement.*",
)


def is_protection(path: str) -> bool:
    return any(fnmatch(path, pattern) for pattern in PROTECTIONS)


@pytest.mark.parametrize(("name", "control"), AUTOMATIC)
def test_enforcing_turns_no_feature_on(name: str, control: Control) -> None:
    if control.automation != "enforce":
        return
    for check in control.checks:
        if check.condition and check.condition.preferred is True:
            assert is_protection(check.path), "what is set to true has to restrict, guard, warn or inform"
        assert check.path != "recording.auto_recording" or (check.condition and check.condition.preferred == "none")


@pytest.mark.parametrize(
    ("settings", "status", "changes"),
    [
        pytest.param({TWO: "none"}, "fail", {TWO: "role", f"{TWO}_roles": ["0", "1"]}, id="off"),
        pytest.param({TWO: "role"}, "fail", {f"{TWO}_roles": ["0", "1"]}, id="of no role"),
        pytest.param({TWO: "role", f"{TWO}_roles": ["7"]}, "fail", {f"{TWO}_roles": ["7", "0", "1"]}, id="of another"),
        pytest.param({TWO: "role", f"{TWO}_roles": ["1", "0", "7"]}, "pass", {}, id="of administrators and more"),
        pytest.param({TWO: "group", f"{TWO}_groups": ["g"]}, "pass", {}, id="a roll-out to a group stays"),
        pytest.param({TWO: "group"}, "fail", {TWO: "role", f"{TWO}_roles": ["0", "1"]}, id="of no group"),
        pytest.param({TWO: "all"}, "pass", {}, id="of everybody"),
    ],
)
def test_two_factor_sign_in(settings: dict[str, Any], status: str, changes: dict[str, Any]) -> None:
    composition = only(COMPOSITIONS["core"].by_id()["two-factor-sign-in"])
    account = observed(ACCOUNT, {f"{TWO}_roles": [], f"{TWO}_groups": [], **settings})
    judged = judge(composition, account)
    assert [item["status"] for item in judged.findings()] == [status]
    assert {change.path: change.after for change in Planner(judged).plan().changes} == changes


NOTICE = "recording.recording_notification_for_zoom_client.disclaimer_to_participants"
OLDER = "recording.recording_disclaimer"


@pytest.mark.parametrize(
    ("name", "control", "settings", "status", "changes"),
    [
        pytest.param(*item, id=f"{item[0]}-{number}")
        for number, item in enumerate(
            [
                ("core", "recording-disclaimer", {NOTICE: "All participants", OLDER: False}, "pass", {}),
                ("core", "recording-disclaimer", {NOTICE: "Guest only", OLDER: True}, "pass", {}),
                ("core", "recording-disclaimer", {OLDER: True}, "pass", {}),
                ("core", "recording-disclaimer", {OLDER: False}, "fail", {OLDER: True}),
                ("core", "recording-disclaimer", {NOTICE: "Guest only"}, "fail", {NOTICE: "All participants"}),
                ("core", "recording-disclaimer", {}, "unknown", {}),
                ("cis_v100_l1", "CIS-1.2.7.1", {NOTICE: "Guest only", OLDER: False}, "pass", {}),
                ("cis_v100_l1", "CIS-1.2.7.1", {OLDER: False}, "fail", {OLDER: True}),
                ("cis_v100_l1", "CIS-1.2.7.1", {NOTICE: "No one"}, "fail", {NOTICE: "All participants"}),
                ("cis_v100_l2", "CIS-1.1.7.3", {"other_options.use_cdn": "none"}, "pass", {}),
                ("cis_v100_l2", "CIS-2.1.4.4", {f"{ARCHIVE}.enable": True}, "fail", {}),
                (
                    "hipaa_phi",
                    "private-chat",
                    {"in_meeting.chat": False, **PRIVATE_ON},
                    "fail",
                    PRIVATE_OFF,
                ),
            ]
        )
    ],
)
def test_controls_that_look_at_more_than_one_leaf(
    name: str, control: str, settings: dict[str, Any], status: str, changes: dict[str, Any]
) -> None:
    composition = only(COMPOSITIONS[name].by_id()[control])
    judged = judge(composition, observed(ACCOUNT, settings))
    assert [item["status"] for item in judged.findings()] == [status]
    made = [change for change in Planner(judged).plan().changes if change.kind == "set"]
    assert {change.path: change.after for change in made} == changes


@pytest.mark.parametrize(
    ("enable", "option", "locked", "status"),
    [
        (False, 1, True, "pass"),
        (False, 1, False, "fail_unlocked"),
        (True, 1, True, "fail"),
        (True, 3, True, "pass"),
    ],
)
def test_chat_that_is_off_is_stricter_than_chat_that_is_restricted(
    enable: bool, option: int, locked: bool, status: str
) -> None:
    composition = only(COMPOSITIONS["gov_high"].by_id()["external-chat"])
    settings = {f"{CHAT}.enable": enable, f"{CHAT}.selected_option": option}
    judged = judge(composition, observed(ACCOUNT, settings, {CHAT: locked}))
    assert [item["status"] for item in judged.findings()] == [status]
    set_paths = {change.path for change in Planner(judged).plan().changes if change.kind == "set"}
    assert set_paths == ({f"{CHAT}.selected_option"} if status == "fail" else set())


def test_a_feature_that_anybody_may_turn_on_again_is_no_reason() -> None:
    composition = only(COMPOSITIONS["core_strict"].by_id()["file-transfer"])
    settings = {"in_meeting.file_transfer": True, "in_meeting.chat": False, "in_meeting.private_chat": False}
    locks = {"in_meeting.file_transfer": False, "in_meeting.chat": False, "in_meeting.private_chat": True}
    for chat_locked, status in ((False, "fail"), (True, "pass")):
        judged = judge(composition, observed(ACCOUNT, settings, {**locks, "in_meeting.chat": chat_locked}))
        assert [item["status"] for item in judged.findings()] == [status]


def test_a_setting_with_two_names_is_judged_by_those_that_are_shown() -> None:
    composition = only(COMPOSITIONS["hipaa_phi"].by_id()["caption-saving"])
    older, newer = "in_meeting.closed_captioning.save_caption", "in_meeting.manual_captioning.save_captions"
    locks = {"in_meeting.save_caption": True, "in_meeting.save_captions": True}
    for settings, status in (({older: False}, "pass"), ({newer: True}, "fail"), ({older: False, newer: True}, "fail")):
        judged = judge(composition, observed(ACCOUNT, settings, locks))
        assert [item["status"] for item in judged.findings()] == [status]
    assert [item["status"] for item in judge(composition, observed(ACCOUNT, {}, locks)).findings()] == ["unknown"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("subjects", [(ACCOUNT,), (SALES,), (ACCOUNT, SALES)])
def test_no_control_vanishes(name: str, subjects: Any) -> None:
    findings = judge(COMPOSITIONS[name], *(observed(subject, {}) for subject in subjects)).findings()
    assert {item["control"] for item in findings} == set(COMPOSITIONS[name].by_id())
    assert all(item["reason"] for item in findings if item["status"] in ("unknown", "not_applicable", "not_bought"))


def test_what_zoom_sells_and_does_not_show_is_not_bought_and_outside_the_score() -> None:
    composition = only(COMPOSITIONS["ai_governance"].by_id()["ai-chat-summary"])
    findings = judge(composition, observed(ACCOUNT, {}, {})).findings()
    assert [item["status"] for item in findings] == ["not_bought"]
    assert "sells chat.ai_summary.enable separately" in findings[0]["reason"]
    assert summarise(findings, {})["score"] is None


# -- the score ---------------------------------------------------------------------------------------------------------


def account_failing(name: str, failing: str, groups: int = 3) -> list[dict[str, Any]]:
    """The findings of an account that is right but for one control."""
    subjects = [ACCOUNT, *(group(f"G{number:02d}") for number in range(groups))]
    return [
        {"control": control.id, "object": subject.id, "reason": "", "checks": []}
        | {"status": "fail" if control.id == failing else "pass"}
        for control in COMPOSITIONS[name].controls
        for subject in subjects
        if subject.level in control.scope
    ]


CRITICAL = [
    (name, control.id) for name in NAMES for control in COMPOSITIONS[name].controls if control.severity == "critical"
]


@pytest.mark.parametrize(("name", "control"), CRITICAL)
def test_a_grave_failure_cannot_hide(name: str, control: str) -> None:
    severities = {item.id: item.severity for item in COMPOSITIONS[name].controls}
    summary = summarise(account_failing(name, control), severities)
    assert summary["score"] < 90
    assert summary["controls"]["failing_by_severity"]["critical"] == 1


def test_one_cause_at_many_objects_is_one_cause() -> None:
    severities = {item.id: item.severity for item in COMPOSITIONS["core"].controls}
    few, many = (summarise(account_failing("core", "guests-marked", groups), severities) for groups in (1, 40))
    assert few["score"] == many["score"] < 100
    assert many["failing"] == 41


def test_nothing_that_is_not_whole_is_rounded_up_to_it() -> None:
    findings = [{"control": str(number), "object": "account", "status": "pass", "checks": []} for number in range(9999)]
    findings.append({"control": "x", "object": "account", "status": "fail", "checks": []})
    assert summarise(findings, {})["score"] == 99.9


def test_failing_states_are_failing() -> None:
    assert set(FAILING) == {"fail", "fail_unlocked", "fail_group_override"}
