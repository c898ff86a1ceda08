# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Over random memberships and wishes, with the simulator as judge: what check mode says is what the run does, a second
run does nothing, and who is not named stays where they are."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

GROUPS = ("Alpha", "Beta", "Gamma")
PEOPLE = [f"p{number}@example.com" for number in range(6)]
STATUSES = ("active", "active", "active", "inactive", "pending")


@st.composite
def accounts(draw: st.DrawFn) -> dict[str, tuple[str, list[str]]]:
    """Email → status and groups in order; people who are pending are in none."""
    account = {}
    for email in PEOPLE:
        status = draw(st.sampled_from(STATUSES))
        groups = [] if status == "pending" else draw(st.permutations(GROUPS))[: draw(st.integers(0, 3))]
        account[email] = (status, groups)
    return account


@st.composite
def wishes(draw: st.DrawFn) -> dict[str, Any]:
    state = draw(st.sampled_from(("present", "absent", "exact")))
    wish: dict[str, Any] = {
        "group": draw(st.sampled_from(GROUPS)).swapcase(),
        "members": draw(st.lists(st.sampled_from(PEOPLE), unique=True)),
        "state": state,
        "allow_empty": True,
    }
    if state != "absent":
        wish["primary"] = draw(st.booleans())
        source = draw(st.sampled_from(("", *GROUPS)))
        if source and source != wish["group"].swapcase():
            wish["move_from"] = source
    return wish


def hold(simulator: Any, account: dict[str, tuple[str, list[str]]]) -> None:
    owner = next(user for user in simulator.state()["users"] if user["role_id"] == "0")
    owner["group_ids"] = []
    users = [
        {
            "id": f"id{number:020}",
            "email": email,
            "status": account[email][0],
            "group_ids": account[email][1],
            "type": 1,
        }
        for number, email in enumerate(PEOPLE)
    ]
    simulator.put_state({"groups": [{"id": name, "name": name} for name in GROUPS], "users": [owner, *users]})


def placed(simulator: Any) -> dict[str, list[str]]:
    return {user["email"]: user["group_ids"] for user in simulator.state()["users"] if user["email"] in PEOPLE}


def expected(account: dict[str, tuple[str, list[str]]], wish: dict[str, Any]) -> dict[str, list[str]]:
    """Who is in which groups afterwards, said without the planner."""
    group, source = wish["group"].swapcase(), wish.get("move_from")
    after = {email: list(groups) for email, (_status, groups) in account.items()}
    for email, (status, _groups) in account.items():
        groups = after[email]
        if wish["state"] == "absent" and email in wish["members"] and group in groups:
            groups.remove(group)
        if wish["state"] == "exact" and email not in wish["members"] and group in groups:
            groups.remove(group)
        if wish["state"] == "absent" or email not in wish["members"]:
            continue
        if status == "active" and group not in groups:
            groups.append(group)
        if source in groups and group in groups:
            groups.remove(source)
    return after


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(account=accounts(), wish=wishes())
def test_membership(simulator: Any, succeed: Any, account: Any, wish: Any) -> None:
    hold(simulator, account)
    simulator.clear_requests()
    predicted = succeed("zoom_group_member", wish, check_mode=True, diff=True)
    assert simulator.writes() == []
    done = succeed("zoom_group_member", wish, diff=True)
    same = ("changed", "diff", "steps", "step_counts", "added", "removed", "moved", "made_primary", "deferred")
    assert {key: predicted[key] for key in same} == {key: done[key] for key in same}
    wanted = expected(account, wish)
    found = placed(simulator)
    assert {email: sorted(groups) for email, groups in found.items()} == {
        email: sorted(groups) for email, groups in wanted.items()
    }
    group = wish["group"].swapcase()
    for email, (status, before) in account.items():
        named = email in wish["members"]
        if named and wish.get("primary") and status == "active":
            assert found[email][0] == group
        elif not named:
            assert found[email] == [entry for entry in before if entry in wanted[email]]
    again = succeed("zoom_group_member", wish, diff=True)
    assert not again["changed"] and again["steps"] == []


NAMES = ("Alpha", "alpha", " ALPHA ", "Beta", "{group:x}", "Zürich")


@st.composite
def container_wishes(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    module = draw(st.sampled_from(("zoom_group", "zoom_division")))
    wish: dict[str, Any] = {"name": draw(st.sampled_from(NAMES)), "state": draw(st.sampled_from(("present", "absent")))}
    if wish["state"] == "present":
        if draw(st.booleans()):
            wish["new_name"] = draw(st.sampled_from(NAMES))
        if module == "zoom_division" and draw(st.booleans()):
            wish["description"] = draw(st.sampled_from(("", "First", "Second")))
    return module, wish


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(there=st.sets(st.sampled_from(("Alpha", "Beta", "{group:x}", "Zürich", "Other"))), wished=container_wishes())
def test_groups_and_divisions(simulator: Any, run_module: Any, there: set[str], wished: Any) -> None:
    module, wish = wished
    part = "groups" if module == "zoom_group" else "divisions"
    main = [{"id": "main", "name": "Main", "main": True}] if part == "divisions" else []
    simulator.put_state({part: main + [{"id": f"id{name}", "name": name, "description": ""} for name in sorted(there)]})
    simulator.clear_requests()
    predicted = run_module(module, wish, check_mode=True, diff=True)
    assert simulator.writes() == []
    done = run_module(module, wish, diff=True)
    same = ("failed", "msg", "changed", "diff", "steps", "step_counts")
    assert {key: predicted.get(key) for key in same} == {key: done.get(key) for key in same}
    if done.get("failed"):
        assert "both exist" in done["msg"] and simulator.writes() == []
        return
    key = str.casefold
    wanted = {key(name) for name in there} - {key(wish["name"].strip())}
    if wish["state"] == "present":
        wanted.add(key((wish.get("new_name") or wish["name"]).strip()))
    names = {entry["name"]: entry for entry in simulator.state()[part] if entry["name"] != "Main"}
    assert {key(name) for name in names} == wanted
    if "new_name" in wish:
        assert wish["new_name"].strip() in names
    if "description" in wish:
        assert names[done["division"]["name"]]["description"] == wish["description"]
    again = run_module(module, wish, diff=True)
    assert not again["changed"] and again["steps"] == []
