# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether an email or a vanity name is free: ``checks`` of zoom_user_info."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Mapping, Sequence

from .._core.errors import Finding
from .._directory.included import CHECK_EMAIL, CHECK_VANITY_NAME
from .._directory.people import read_people

if TYPE_CHECKING:
    from .._core.client import Client
    from .._directory.included_reader import IncludedReader
    from .._directory.objects import Person

EMAILS, VANITY_NAMES = "emails", "vanity_names"


def asked_of(checks: Mapping[str, Any] | None, name: str) -> list[str]:
    """What is asked for under a name, each once, without outer spaces."""
    return list(dict.fromkeys(text.strip() for text in (checks or {}).get(name) or () if text.strip()))


def wrong_emails(checks: Mapping[str, Any] | None) -> list[Finding]:
    """What cannot be an email."""
    return [
        Finding("checks.emails", f"{email!r} is not an email.", "Write it as jill@example.com.")
        for email in asked_of(checks, EMAILS)
        if not all(email.partition("@"))
    ]


def read_checks(reader: IncludedReader, checks: Mapping[str, Any]) -> dict[str, Any]:
    """``{"emails": {email: {"free", "reason"}}, "vanity_names": {name: …}}``; ``free`` is None where Zoom did not tell.

    checkUserEmail and checkUserPmRoom, both light, side by side.
    """
    return {
        EMAILS: _emails(reader, asked_of(checks, EMAILS)),
        VANITY_NAMES: _vanity_names(reader, asked_of(checks, VANITY_NAMES)),
    }


def _emails(reader: IncludedReader, emails: Sequence[str]) -> dict[str, Any]:
    """The account's own people come first: checkUserEmail knows neither the pending nor those who sign in by SSO."""
    if not emails:
        return {}
    client = reader.client
    own: dict[str, Person] | None = reader.one("checks.emails in this account", lambda: read_people(client, emails))
    others = {email: email for email in emails if email not in (own or {})}
    elsewhere = reader.each("checks.emails", others, lambda email: _exists(client, CHECK_EMAIL, "email", email))
    found: dict[str, Any] = {}
    for email in emails:
        if email in (own or {}):
            found[email] = _answer(False, f"{(own or {})[email].status} in this account")
        elif elsewhere.get(email):
            found[email] = _answer(False, "has a Zoom user")
        else:
            found[email] = _answer(True) if email in elsewhere and own is not None else _answer(None, "not readable")
    return found


def _vanity_names(reader: IncludedReader, names: Sequence[str]) -> dict[str, Any]:
    client = reader.client
    taken = reader.each(
        "checks.vanity_names",
        {name: name for name in names},
        lambda name: _exists(client, CHECK_VANITY_NAME, "vanity_name", name),
    )
    answers = {True: _answer(False, "taken"), False: _answer(True), None: _answer(None, "not readable")}
    return {name: answers[taken.get(name)] for name in names}


def _exists(client: Client, operation: str, parameter: str, value: str) -> bool:
    answer = client.call(operation, query={parameter: value})
    return bool(answer.get("existed_email") or answer.get("existed"))


def _answer(free: bool | None, reason: str = "") -> dict[str, Any]:
    return {"free": free, "reason": reason}
