# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest


class People:
    """Emails of the simulated account, by what they are good for in a test."""

    def __init__(self, simulator):
        users = simulator.state()["users"]
        for user in users[40:42]:
            user.update(status="pending", group_ids=[])
        simulator.put_state({"users": users})
        self.users = {user["email"]: user for user in users}
        self.active = [user["email"] for user in users if user["status"] == "active"]
        self.free = [user["email"] for user in users if user["status"] == "active" and not user["group_ids"]]
        self.inactive = [user["email"] for user in users if user["status"] == "inactive"]
        self.pending = [user["email"] for user in users if user["status"] == "pending"]

    def id(self, email):
        return self.users[email]["id"]


@pytest.fixture
def people(simulator):
    return People(simulator)


@pytest.fixture
def converge(simulator, succeed):
    """Check mode, the run, and the run again: prediction equals deed, check mode wrote nothing, nothing is left."""

    def run(name, args):
        simulator.clear_requests()
        predicted = succeed(name, args, check_mode=True, diff=True)
        assert simulator.writes() == []
        done = succeed(name, args, diff=True)
        compared = ("changed", "steps", "step_counts", "diff", "added", "removed", "moved", "made_primary", "deferred")
        assert {key: predicted.get(key) for key in compared} == {key: done.get(key) for key in compared}
        assert len(simulator.writes()) == done["step_counts"]["total"]
        simulator.clear_requests()
        again = succeed(name, args, diff=True)
        assert (again["changed"], again["steps"], again["diff"]) == (False, [], {"before": {}, "after": {}})
        assert simulator.writes() == []
        return done

    return run


@pytest.fixture
def members_of(simulator):
    """Emails of the members of a group, by its name, as the simulator holds them."""

    def read(name):
        state = simulator.state()
        ids = {user["id"]: user["email"] for user in state["users"]}
        group = next(group for group in state["groups"] if group["name"] == name)
        return sorted(ids[member] for member in group["members"])

    return read


@pytest.fixture
def put_into(simulator, succeed):
    """Put people into a group, which is made for it, and forget the requests of doing so."""

    def put(group, emails):
        succeed("zoom_group", {"name": group})
        succeed("zoom_group_member", {"group": group, "members": list(emails)})
        simulator.clear_requests()

    return put
