# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report of zoom_account_info: what was found out about an account, for people, with a verdict and a next step."""

from __future__ import annotations

from typing import Any, Mapping, Sequence

from .probe import MISSING_SCOPE, READABLE

NOTICEABLE_SKEW = 30.0
COUNT_NAMES = {"total": "in all", "on_prem": "on premises", "join_only": "join only", "room": "rooms"}


def report(facts: Mapping[str, Any]) -> list[str]:
    """Lines of text, the verdict and the next step last."""
    return [
        _token_line(facts["token"]),
        _counts_line(facts["counts"]),
        _limits_line(facts["limits"], facts["plan"]),
        _clock_line(facts["clock_skew"]),
        *_scope_lines(facts),
        *_access_lines(facts["access"]),
        *verdict(facts),
    ]


def _token_line(token: Mapping[str, Any]) -> str:
    if not token["renewable"]:
        return "Token: accepted. It was given by hand: it cannot be renewed, and Zoom does not tell its scopes."
    minutes = round((token["lifetime"] or 0) / 60)
    line = f"Token: taken from the app of account {token['account_id']}, lasts {minutes} min, {token['level']}-level."
    named = token["named_api_url"].rstrip("/")
    if named and not token["api_url"].startswith((named, "http://127.", "http://localhost")):
        line += f" Zoom names {named} as its address, and api_url is {token['api_url']}."
    return line


def _counts_line(counts: Mapping[str, Any]) -> str:
    users = counts["users"]
    order = ("licensed", "basic", "pending")
    names = [name for name in order if name in users]
    names += [name for name in users if name not in (*order, "total") and users[name]]
    people = ", ".join(f"{users[name]:,} {COUNT_NAMES.get(name, name)}" for name in names)
    text = f"{users['total']:,} people" if "total" in users else "number of people not readable"
    containers = [
        f"{counts[name]:,} {name}" if counts[name] is not None else f"{name} not readable"
        for name in ("groups", "divisions")
    ]
    return f"Account: {text}{f' (seats used: {people})' if people else ''}, {', '.join(containers)}."


def _limits_line(limits: Mapping[str, Mapping[str, Any]], plan: str) -> str:
    units = {1: "s", 60: "min"}
    named = any(limit["named_by_zoom"] for limit in limits.values())
    parts = [f"{label} {limit['in_force']}/{units.get(limit['window'], 's')}" for label, limit in limits.items()]
    share = next((limit["taken"] / limit["in_force"] for limit in limits.values() if limit["in_force"]), 0)
    source = f"those of a {plan} plan, by what Zoom says" if plan and named else "assumed, Zoom named none"
    return f"Rate limits: {', '.join(parts)} ({source}); a task takes {share:.0%} of them."


def _clock_line(skew: float | None) -> str:
    if skew is None:
        return "Clock: Zoom's answers name no time."
    if abs(skew) < 2:
        return "Clock: right."
    text = f"Clock: this machine is {abs(skew):.0f} s {'ahead' if skew > 0 else 'behind'}."
    return text + (" Set it right: times in logs and reports will mislead." if abs(skew) >= NOTICEABLE_SKEW else "")


def _scope_lines(facts: Mapping[str, Any]) -> list[str]:
    if facts["scopes"] is None:
        return ["Scopes: not known; the list below shows what can be read."]
    lines = [f"Scopes: the app has {len(facts['scopes'])}."]
    lacking = {name: text for name, text in map(_lacks, facts["missing_scopes"].items()) if text}
    whole = [name for name in facts["missing_scopes"] if name not in lacking]
    if whole:
        lines.append(f"Modules with every scope they use: {', '.join(whole) if lacking else 'all of them'}.")
    if lacking:
        lines.append("Scopes to add, for those who need them:")
    lines.extend(f"  {', '.join(names)}: {text}" for text, names in _turned(lacking).items())
    return lines + [f"Role {name}: {_role(facts, modules)}." for name, modules in facts["role_modules"].items()]


def _lacks(entry: tuple[str, Mapping[str, Any]]) -> tuple[str, str]:
    """``(module, "writing: scope, scope; option: scope")``; every scope is named once, where it is needed most."""
    name, missing = entry
    named: set[str] = set()
    parts = []
    for what, scopes in {"reading": missing["read"], "writing": missing["write"], **missing["optional"]}.items():
        fresh = [
            scope + (" (Zoom gives it to master accounts)" if scope.endswith(":master") else "")
            for scope in scopes
            if scope not in named
        ]
        named.update(scopes)
        if fresh:
            parts.append(f"{what}: {', '.join(fresh)}")
    return name, "; ".join(parts)


def _role(facts: Mapping[str, Any], modules: Sequence[str]) -> str:
    """How far a role can go with the scopes that its modules have."""
    if not _able(facts, modules, "read"):
        return "cannot work"
    return "ready" if _able(facts, modules, "write") else "can look, cannot change"


def _turned(texts: Mapping[str, str]) -> dict[str, list[str]]:
    """Text → the names that share it."""
    found: dict[str, list[str]] = {}
    for name, text in texts.items():
        found.setdefault(text, []).append(name)
    return found


def _able(facts: Mapping[str, Any], modules: Sequence[str], kind: str) -> bool:
    return not any(facts["missing_scopes"][name][kind] for name in modules)


def _access_lines(access: Sequence[Mapping[str, Any]]) -> list[str]:
    readable = [item["name"] for item in access if item["result"] == READABLE]
    lines = [f"Readable: {', '.join(readable) if readable else 'nothing'}."]
    refused: dict[str, list[str]] = {}
    for item in access:
        if item["result"] == MISSING_SCOPE:
            master = item["level"] == "master"
            scope = next((name for name in item["scopes"] if name.endswith(":admin")), "its scope")
            reason = "a scope that Zoom gives to master accounts is missing" if master else f"{scope} is missing"
        elif item["result"] != READABLE:
            reason = item["result"] + (f": {item['message'].rstrip('.')}" if item["message"] else "")
        else:
            continue
        refused.setdefault(reason, []).append(item["name"])
    return lines + [f"Not readable: {', '.join(names)} ({reason})." for reason, names in refused.items()]


def verdict(facts: Mapping[str, Any]) -> list[str]:
    """What this app is good for, and what to do next."""
    readable = {item["name"] for item in facts["access"] if item["result"] == READABLE}
    scopes = "add the scopes named above to the app in the Zoom App Marketplace, wait some minutes, run doctor again."
    dry_run = "Next: a dry run: ansible-playbook openadmin.zoom.onboard -e people_src=people.csv --check --diff"
    if not readable:
        return ["Verdict: the token is good, and nothing can be read with it.", f"Next: {scopes}"]
    if "users" not in readable:
        return ["Verdict: the people of the account cannot be read, so nothing can be done yet.", f"Next: {scopes}"]
    if facts["scopes"] is None:
        return ["Verdict: the account can be read. Whether it can be changed shows when it is tried.", dry_run]
    roles = {name: _role(facts, modules) for name, modules in facts["role_modules"].items()}
    if roles["onboarding"] != "ready":
        return [
            "Verdict: the account can be looked at, not changed.",
            f"Next: look as you are, with --check --diff. To make changes, {scopes}",
        ]
    without = [f"the role {name}" for name, able in roles.items() if able != "ready"]
    without += [name for name in ("groups", "divisions") if name not in readable]
    return [f"Verdict: ready, but for {', '.join(without)} (see above)." if without else "Verdict: ready.", dry_run]
