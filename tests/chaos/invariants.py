# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What must be true of an account and of a result, half-way and at the end."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SECRETS = ("sim-secret", "c2ltLWNsaWVudDpzaW0tc2VjcmV0")
# Of a person, what the service sets by itself, or differently at each run.
VOLATILE = ("id", "created_at", "last_login_time", "pmi", "pmi_password", "verified", "email_changes", "received")
NEXT_STEP = re.compile(
    r"(?i)did you mean|known are:|\b(add|check|choose|copy|correct|create|free|give|keep|leave|look|lower|name|quote"
    r"|raise|read|remove|run|set|shorten|split|take|use|wait|write)\b"
)
UNCERTAIN = re.compile(r"may or may not|could not be read|sign of it")
Named = dict[str, dict[str, Any]]


class Violation(AssertionError):
    """An invariant that did not hold."""


@dataclass
class Meddled:
    """What another administrator did meanwhile.

    ``theirs`` are objects that are no longer ours to judge, ``groups`` names of groups likewise. ``kept`` are their
    values ((object, field) → value), which nobody asked to change. ``may_fail``: the task cannot be carried out now.
    """

    theirs: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    kept: dict[tuple[str, str], Any] = field(default_factory=dict)
    may_fail: bool = False


def named(state: Mapping[str, Any], meddled: Meddled | None = None) -> Named:
    """The state by names, so that ids that the service drew do not count: object → field → value."""
    meddled = meddled or Meddled()
    groups = {group["id"]: group["name"] for group in state["groups"]}
    divisions = {division["id"]: division["name"] for division in state["divisions"]}
    found: Named = {}
    for user in state["users"]:
        fields = {key: value for key, value in user.items() if key not in VOLATILE}
        fields["group_ids"] = sorted({groups.get(group, group) for group in fields["group_ids"]} - meddled.groups)
        fields["division_id"] = divisions.get(fields["division_id"], fields["division_id"])
        key = f"user {user['email'].lower()}"
        if key in found:
            raise Violation(f"{key} is there twice")
        found[key] = fields
    for kind, items in (("group", state["groups"]), ("division", state["divisions"])):
        for item in items:
            key = f"{kind} {item['name']}"
            if key in found:
                raise Violation(f"{key} is there twice")
            found[key] = {name: value for name, value in item.items() if name not in ("id", "members", "admins")}
    for part in ("settings", "locks"):
        found.update({f"{part} account": {}, f"{part} groups": {}})
        for path, value in leaves(state[part], groups):
            if not meddled.groups.intersection(path[1:2]):
                found.setdefault(f"{part} {path[0]}", {})[".".join(path[1:])] = value
    theirs = meddled.theirs | {f"group {name}" for name in meddled.groups}
    return {key: fields for key, fields in found.items() if key not in theirs}


def leaves(tree: Any, groups: Mapping[str, str], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from leaves(value, groups, (*path, groups.get(key, str(key))))
    elif len(path) > 1 and path[-1] != "recorded":  # the simulator's own note
        yield path, tree


@dataclass
class Undisturbed:
    """An account before a scenario, and as it is after a run without faults."""

    module: str
    options: dict[str, Any]
    state_before: dict[str, Any]
    state_after: dict[str, Any]
    unknown: int = 0  # findings of a policy that are unknown without any fault

    def before(self, meddled: Meddled) -> Named:
        return with_theirs(named(self.state_before, meddled), meddled)

    def after(self, meddled: Meddled) -> Named:
        return with_theirs(named(self.state_after, meddled), meddled)


def with_theirs(account: Named, meddled: Meddled) -> Named:
    """The account with the values that the other administrator wrote."""
    for (key, name), value in meddled.kept.items():
        if key in account or key.startswith("settings "):
            account.setdefault(key, {})[name] = value
    return account


def nothing_unasked(before: Named, after: Named, half: Named, kept: Mapping[tuple[str, str], Any]) -> None:
    """Each field of each object is as it was or as it is to be; an object is there before or after."""
    for key in {*before, *after, *half}:
        versions = [version[key] for version in (before, after) if key in version]
        if not versions:
            raise Violation(f"{key} was made, and nobody asked for it")
        if key not in half:
            if key in before and key in after:
                raise Violation(f"{key} is gone, and nobody asked for it")
            continue
        if key not in before:  # a renamed object has the fields of the old name until they follow
            kind = key.partition(" ")[0]
            versions += [before[one] for one in before if one not in after and one.startswith(f"{kind} ")]
        for name, value in half[key].items():
            if (key, name) in kept and value != kept[key, name]:
                raise Violation(f"{key}: {name} was written by somebody else, and is {value!r} now")
            if key.endswith(" groups") and after[key.replace("groups", "account")].get(name.partition(".")[2]) == value:
                continue  # what the account is to have may be given to groups, where the account cannot be read
            if not any(_between(name, value, version.get(name), versions) for version in versions):
                raise Violation(f"{key}: {name} is {value!r}; it was or is to be {[v.get(name) for v in versions]!r}")


def _between(name: str, value: Any, version: Any, versions: list[Any]) -> bool:
    if name == "group_ids":  # joined one by one
        everything = {group for one in versions for group in one.get("group_ids", [])}
        return set(value) <= everything
    if value == version:
        return True
    # A person is created with some fields, the others follow; licences go before the person does.
    return value in (None, "", [], 0, False) or name in ("type", "display_name", "division_id", "status", "role_id")


def told(result: Mapping[str, Any], before: Named, after: Named, half: Named, unknown: int = 0) -> None:
    """The result says what happened. A policy counts what could not be read as unknown, and leaves it alone."""
    no_secret(json.dumps(result, default=str), "the result")
    foreseen(result)
    if not result.get("failed"):
        if unknown_findings(result) > unknown:
            return
        same(after, half, "the run reports success and has not converged")
        return
    message = str(result.get("msg", ""))
    says_what_to_do(message)
    if half != before and not result.get("changed") and not UNCERTAIN.search(message):
        raise Violation(f"something was written and the result says that nothing was: {message}")


def unknown_findings(result: Mapping[str, Any]) -> int:
    summary = result.get("summary")
    return int(summary.get("unknown", 0)) if isinstance(summary, dict) else 0


def foreseen(result: Mapping[str, Any]) -> None:
    text = json.dumps(result, default=str)
    if "This was not foreseen" in text or "Traceback" in text:
        raise Violation(f"unforeseen: {result.get('exception') or result.get('msg')}")


def says_what_to_do(message: str) -> None:
    if not NEXT_STEP.search(message):
        raise Violation(f"the error does not say what to do next: {message}")


def no_secret(text: str, where: str) -> None:
    for secret in SECRETS:
        if secret in text:
            raise Violation(f"a secret is in {where}")


def no_secret_in(folder: Path) -> None:
    """Whatever a run left behind."""
    for path in folder.rglob("*"):
        if path.is_file():
            no_secret(path.read_text(encoding="utf-8", errors="replace"), path.name)


def reduced(account: Named) -> Named:
    """Without what groups have of their own and would have from the account: it depends on which of them was first."""
    found = dict(account)
    for part in ("settings", "locks"):
        above = account.get(f"{part} account", {})
        found[f"{part} groups"] = {
            name: value
            for name, value in account.get(f"{part} groups", {}).items()
            if (part, above.get(name.partition(".")[2])) not in ((part, value), ("locks", True))
        }
    return found


def same(wanted: Named, found: Named, words: str) -> None:
    wanted, found = reduced(wanted), reduced(found)
    wrong = []
    for key in sorted({*wanted, *found}):
        left, right = wanted.get(key), found.get(key)
        if left is None or right is None:
            if left != right:
                wrong.append(f"{key}: {'missing' if right is None else 'not wanted'}")
        elif left != right:
            names = sorted(name for name in {*left, *right} if left.get(name) != right.get(name))
            first = {name: (left.get(name), right.get(name)) for name in names[:3]}
            wrong.append(f"{key}: {first}")
    if wrong:
        raise Violation(f"{words}: {'; '.join(wrong[:4])}")
