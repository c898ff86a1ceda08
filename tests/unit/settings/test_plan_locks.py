# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Locks in the plan, and secrets out of it."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._settings.declare import declare
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.locks_above import lock_over
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.plan import plan_locks
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.secret_names import sounds_secret
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.taken import is_shown
from ansible_collections.openadmin.zoom.plugins.module_utils._settings.target import ACCOUNT, Target

from .values import job_of, reading_of, steps_of

GROUP = Target("group", "g1", "Sales", 12)
USER = Target("user", "u1", "u1@example.com")


def lock_steps(want: dict[str, Any], locks: dict[str, Any], have: dict[str, Any], have_locks: dict[str, Any]) -> Any:
    reading = reading_of("group", have, have_locks)
    declaration = declare("group", want, locks=locks)
    steps = steps_of(GROUP, declaration, reading)
    return [(step.verb, step.query.get("option", ""), step.body) for step in steps]


@pytest.mark.parametrize(
    ("want", "locks", "have", "have_locks", "expected"),
    [
        ({}, {"in_meeting": {"chat": True}}, {}, {"default": {"in_meeting": {"chat": True}}}, []),
        ({}, {"in_meeting": {"chat": False}}, {}, {}, []),
        (
            {"in_meeting": {"chat": False}},
            {"in_meeting": {"chat": True, "annotation": False}, "meeting_security": {"waiting_room": True}},
            {"default": {"in_meeting": {"chat": True}}},
            {"default": {"in_meeting": {"annotation": True, "chat": False}}},
            [
                ("unlock", "", {"in_meeting": {"annotation": False}}),
                ("set", "", {"in_meeting": {"chat": False}}),
                ("lock", "", {"in_meeting": {"chat": True}}),
                ("lock", "meeting_security", {"meeting_security": {"waiting_room": True}}),
            ],
        ),
        # A lock that stays on is opened while the setting under it changes.
        (
            {"in_meeting": {"webinar_chat": {"enable": False}}},
            {"in_meeting": {"webinar_chat": True}},
            {"default": {"in_meeting": {"webinar_chat": {"enable": True}}}},
            {"default": {"in_meeting": {"webinar_chat": True}}},
            [
                ("unlock", "", {"in_meeting": {"webinar_chat": False}}),
                ("set", "", {"in_meeting": {"webinar_chat": {"enable": False}}}),
                ("lock", "", {"in_meeting": {"webinar_chat": True}}),
            ],
        ),
        # Texts and booleans say the same where the levels differ in kind.
        (
            {},
            {"meeting_security": {"encryption_type": "e2ee"}, "in_meeting": {"entry_exit_chime": True}},
            {},
            {"meeting_security": {"meeting_security": {"encryption_type": True}}},
            [("lock", "", {"in_meeting": {"entry_exit_chime": True}})],
        ),
    ],
)
def test_locks(want: Any, locks: Any, have: Any, have_locks: Any, expected: Any) -> None:
    assert lock_steps(want, locks, have, have_locks) == expected


def test_a_lock_that_another_level_knows() -> None:
    reading = reading_of("group", {}, {"default": {"chat": {"share_files": True}}})
    assert reading.extra_locks() == {("chat", "share_files"): True}
    same = plan_locks(declare("group", extra_locks={"chat": {"share_files": True}}), reading)
    other = plan_locks(declare("group", extra_locks={"chat": {"share_files": False}}), reading)
    assert not same.opened and not same.closed
    assert [change.name for change in other.opened] == ["chat.share_files"]
    assert not is_shown(job_of(GROUP, declare("group"), reading), other.opened[0])


def test_the_account_tells_the_view_of_its_locks_by_the_body() -> None:
    declaration = declare("account", locks={"meeting_security": {"waiting_room": True}})
    (step,) = steps_of(ACCOUNT, declaration, reading_of("account", {}))
    assert (step.method, step.address(), dict(step.query)) == ("PATCH", "/accounts/me/lock_settings", {})


@pytest.mark.parametrize(
    ("path", "lock"),
    [
        ("chat.share_files.restrictions.file_size_restrictions", "chat.share_files"),
        ("meeting_authentication", "schedule_meeting.meeting_authentication"),
        ("in_meeting.manual_captioning.full_transcript", "in_meeting.full_transcript"),
        (
            "meeting_security.waiting_room_settings.participants_to_place_in_waiting_room",
            "meeting_security.waiting_room",
        ),
        ("in_meeting.chat", "in_meeting.chat"),
    ],
)
def test_the_lock_over_a_setting(path: str, lock: str) -> None:
    assert lock in lock_over(path)


# -- secrets -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "value", "secret"),
    [
        (("new", "passcode"), "x", True),
        (("new", "api_token"), "x", True),
        (("vault", "credentials", "user"), "x", True),
        (("new", "passcode"), True, False),
        (("new", "require_passcode_for"), "all", False),
        (("meeting_security", "meeting_password_requirement", "new_rule"), 8, False),
        (("new", "tokens"), ["x"], True),
        (("new", "list"), [{"token": "x"}], True),
        (("new", "list"), [{"name": "x"}], False),
        (("new", "keyboard"), "x", False),
    ],
)
def test_names_that_sound_secret(path: tuple[str, ...], value: Any, secret: bool) -> None:
    assert sounds_secret(path, value) is secret


def test_steps_never_hold_secrets() -> None:
    reading = reading_of("user", {"default": {"schedule_meeting": {"pmi_password": "old-secret"}}})
    settings = {"schedule_meeting": {"pmi_password": "new-secret"}, "in_meeting": {"chat": True}}
    extras = {"new": {"tokens": ["third-secret"], "plain": 1}}
    declaration = declare("user", settings, extras)
    (step,) = steps_of(USER, declaration, reading)
    assert "secret" not in str(step.report())
    assert step.body["schedule_meeting"]["pmi_password"] == "new-secret"
    assert step.report()["body"]["in_meeting"] == {"chat": True}
    assert step.report()["body"]["new"]["plain"] == 1
