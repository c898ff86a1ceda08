# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What contradicts itself within one person, and between the persons of a list or file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Iterator, Mapping, Sequence

from .._core.errors import Finding

if TYPE_CHECKING:
    from .rows import Row

IDENTIFIERS = ("email", "id", "employee_unique_id")


def within(values: Mapping[str, Any], match_by: str) -> Iterator[tuple[str, str, str]]:
    """``(column, problem, remedy)`` for each contradiction among one person's typed values."""
    if match_by != "email" and not values.get(match_by):
        yield match_by, f"is needed with match_by {match_by}.", "Fill it in, or match by email."
    elif not any(values.get(name) for name in IDENTIFIERS):
        yield "email", "is missing.", "Each person needs an email (or an id)."
    if values.get("state") == "absent":
        yield from _removal(values)
    else:
        for name in ("absent_action", "transfer_to", "transfer"):
            if values.get(name) and values.get("state") == "present":
                yield name, "is for state absent only.", "Remove it, or set state to absent."
    yield from _present(values)


def _present(values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    if values.get("new_email", "").casefold() == values.get("email", "-").casefold():
        yield "new_email", "is the same as email.", "Leave it out."
    if values.get("role") == "":
        yield "role", "is empty.", "Write member to take an administrative role away."
    if values.get("division") == "":
        yield "division", "is empty.", "A user is always in a division; name another one."
    if values.get("status") == "inactive":
        for name in ("type", "zoom_one_type", "plan_united_type"):
            if values.get(name) not in (None, 1, 0, 4, "none"):
                yield (
                    name,
                    "cannot be held by an inactive user: deactivating strips licences.",
                    "Leave one of the two out.",
                )


def _removal(values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    action = values.get("absent_action")
    if action is None:
        yield (
            "absent_action",
            "is needed with state absent.",
            "Choose deactivate (keeps the user, frees the licences), disassociate or delete.",
        )
    if values.get("status") is not None:
        yield "status", "contradicts state absent.", "Leave one of the two out."
    target = values.get("transfer_to")
    if target and action == "deactivate":
        yield "transfer_to", "moves nothing when a user is deactivated.", "Leave it out, or disassociate or delete."
    if target and target.casefold() == values.get("email", "").casefold():
        yield "transfer_to", "is the user who goes.", "Name another user."
    if values.get("transfer") and not target:
        yield "transfer", "needs transfer_to.", "Name who receives the content."
    if action == "delete" and not target and not values.get("allow_data_loss"):
        yield (
            "transfer_to",
            "is not given, so delete would destroy the user's content.",
            "Name who receives it, or set allow_data_loss to true.",
        )


def between(people: Sequence[Row]) -> list[Finding]:
    """Findings about persons who get in each other's way: one person twice, content sent to one who goes too."""
    findings = _twice(people, "email", lambda entry: entry.email.casefold())
    findings += _twice(people, "id", lambda entry: entry.user_id)
    findings += _twice(people, "employee_unique_id", lambda entry: entry.unique_id)
    findings += _twice(people, "new_email", lambda entry: str(entry.options.get("new_email") or "").casefold())
    emails = {entry.email.casefold(): entry for entry in people if entry.email}
    for entry in people:
        new_email = str(entry.options.get("new_email") or "").casefold()
        if new_email in emails and emails[new_email] is not entry:
            findings.append(
                Finding(
                    f"{entry.place}, new_email",
                    f"{new_email} is already the email of a person at {emails[new_email].place}.",
                    "Keep one of the two.",
                )
            )
        target = emails.get(str(entry.options.get("transfer_to") or "").casefold())
        if target is not None and target is not entry and target.state == "absent":
            findings.append(
                Finding(
                    f"{entry.place}, transfer_to",
                    f"{target.email} is to be removed at {target.place} itself.",
                    "Name someone who stays.",
                )
            )
    return findings


def _twice(people: Sequence[Row], name: str, value_of: Callable[[Row], str]) -> list[Finding]:
    first: dict[str, Row] = {}
    findings = []
    for entry in people:
        value = value_of(entry)
        if not value:
            continue
        if value in first:
            findings.append(
                Finding(
                    f"{entry.place}, {name}",
                    f"{value} is already at {first[value].place}.",
                    "Keep one; which of the two should win cannot be known.",
                )
            )
        else:
            first[value] = entry
    return findings
