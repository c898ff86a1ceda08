# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every operation of the API is in the table of docs/operations.md, and is called by a module that runs here.

What recipes call is proved by tests/integration/test_recipes.py, which runs each of them and compares the requests with
what its recipe names. NOT_REACHED lists the operations that no module and no recipe reaches; one that is reached must
leave the list.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._account.scopes import MODULES
from ansible_collections.openadmin.zoom.plugins.module_utils._core.operations import OPERATIONS
from ansible_collections.openadmin.zoom.plugins.module_utils._users.included import INCLUDE
from ansible_collections.openadmin.zoom.tests.chaos.play import run_task
from ansible_collections.openadmin.zoom.tests.chaos.scenarios import SCENARIOS
from ansible_collections.openadmin.zoom.tests.harness.media import media_file
from ansible_collections.openadmin.zoom.tools import generate_operations_table as table

TABLE = Path(__file__).resolve().parents[2] / "docs" / "operations.md"
ROW = re.compile(
    r"^\| `(?P<method>[A-Z]+) (?P<path>[^`]+)`<br>(?P<operation>\w+) \| (?P<by>[^|]+) (\|[^|]+){3}\|$", re.MULTILINE
)
Account = dict[str, Any]

NOT_REACHED: set[str] = set()
NOT_CALLED: set[str] = set()


def rows() -> dict[str, re.Match[str]]:
    return {row["operation"]: row for row in ROW.finditer(TABLE.read_text(encoding="utf-8"))}


def test_every_operation_is_in_the_table_once():
    text = TABLE.read_text(encoding="utf-8").partition("## Beyond these")[0]
    found = [row["operation"] for row in ROW.finditer(text)]
    assert set(found) == table.documented() and len(found) == 90
    everything = rows()
    assert set(OPERATIONS) <= set(everything)
    assert all((everything[name]["method"], everything[name]["path"]) == OPERATIONS[name][:2] for name in OPERATIONS)


def test_what_no_module_and_no_recipe_reaches_is_known():
    assert {name for name, row in rows().items() if row["by"] == table.NOTHING_YET} == NOT_REACHED


RECIPES: dict[str, tuple[str, list[tuple[str, tuple[str, ...]]]]] = {
    "a recipe with its operations": (
        "# Recipes\n\n## Sign somebody out\n\n<!-- operations: revokeUserSsoToken, getUserToken -->\n\ntext\n",
        [("Sign somebody out", ("revokeUserSsoToken", "getUserToken"))],
    ),
    "a recipe of other paths": ("## Read calls\n\ntext\n", []),
    "several": (
        "## One\n<!-- operations: getMyZak -->\n## Two\n### Part\n<!--operations: getUser-->",
        [("One", ("getMyZak",)), ("Two", ("getUser",))],
    ),
}


@pytest.mark.parametrize("case", RECIPES)
def test_recipes_name_their_operations(case):
    text, expected = RECIPES[case]
    assert table.recipes_in(text) == [table.Recipe(*entry) for entry in expected]


def test_a_recipe_of_an_unknown_operation_is_refused():
    with pytest.raises(SystemExit, match="Tokens: no such operation: getUserTokens"):
        table.recipes_in("## Tokens\n<!-- operations: getUserTokens -->")


def test_the_link_of_a_recipe_leads_to_its_heading():
    assert table.Recipe("Tokens and ZAK (secret)", ()).link.endswith("(recipes.md#tokens-and-zak-secret)")


# -- every operation is called -----------------------------------------------------------------------------------


def member(account: Account, number: int) -> str:
    """The email of somebody who is active and has the role member."""
    people = [user for user in account["users"] if user["status"] == "active" and user["role_id"] == "2"]
    return str(people[number]["email"])


def group(account: Account) -> str:
    return str(account["groups"][0]["name"])


TEMPLATE = {"id": "t1", "name": "Class", "enable": True}
# Beyond the scenarios of the chaos tests: what calls the other operations.
CALLS: dict[str, Callable[[Account], tuple[str, dict[str, Any]]]] = {
    "the account": lambda _account: ("zoom_account_info", {"include": ["roles"]}),
    "everything of a person": lambda account: (
        "zoom_user_info",
        {"emails": [member(account, 0)], "include": list(INCLUDE), "role": "Member"},
    ),
    "free names": lambda _account: (
        "zoom_user_info",
        {"checks": {"emails": ["free@example.com"], "vanity_names": ["free.name"]}},
    ),
    "everything of a group": lambda account: (
        "zoom_group_info",
        {"id": account["groups"][0]["id"], "members": True, "include": ["admins", "channels", "registration"]},
    ),
    "a role is given": lambda account: ("zoom_user", {"email": member(account, 1), "role": "Admin"}),
    "a role is taken": lambda account: ("zoom_user", {"email": assistant_admin(account), "role": "Member"}),
    "a password is set": lambda account: (
        "zoom_user",
        {"email": member(account, 2), "password": "Sesame-Open-7", "update_password": "always"},
    ),
    "a primary group": lambda account: (
        "zoom_group_member",
        {"group": group(account), "members": [member(account, 3)], "primary": True},
    ),
    "a member leaves": lambda account: (
        "zoom_group_member",
        {"group": group(account), "members": [], "allow_empty": True, "state": "exact", "max_removals": 99},
    ),
    "a new division": lambda _account: ("zoom_division", {"name": "Antarctica"}),
    "a division": lambda account: ("zoom_division", {"name": division(account), "description": "Another"}),
    "no division": lambda account: ("zoom_division", {"name": "Empty", "state": "absent"}),
    "settings of a person": lambda account: (
        "zoom_settings",
        {
            "scope": "user",
            "user": member(account, 4),
            "settings": {"schedule_meeting": {"host_video": True, "participants_video": True}},
        },
    ),
    "registration of the account": lambda _account: (
        "zoom_webinar_registration",
        {"scope": "account", "settings": {"approve_type": 1}},
    ),
    "registration of a group": lambda account: (
        "zoom_webinar_registration",
        {"scope": "group", "group": group(account), "settings": {"approve_type": 1}},
    ),
    "backgrounds of the account": lambda account: backgrounds(account, scope="account"),
    "backgrounds of a group": lambda account: backgrounds(account, scope="group", group=group(account)),
    "backgrounds of a person": lambda account: backgrounds(account, scope="user", user=member(account, 5)),
    "licences of those who host nothing": lambda _account: (
        "zoom_license_reclaim",
        {"by": "hosted", "days": 60, "max_percent": 100},
    ),
    "a person leaves": lambda account: (
        "zoom_offboarding",
        {
            "leavers": [{"email": member(account, 7)}],
            "heir": member(account, 8),
            "ledger": account["folder"] + "/ledger",
        },
    ),
    "a contact group": lambda _account: ("zoom_contact_group", {"name": "Board", "description": "All of it"}),
    "a contact group of another name": lambda _account: ("zoom_contact_group", {"name": "Old", "new_name": "Older"}),
    "no contact group": lambda _account: ("zoom_contact_group", {"name": "Old", "state": "absent", "force": True}),
    "what is in contact groups": lambda _account: ("zoom_contact_group_info", {"members": True}),
    "one contact group": lambda _account: ("zoom_contact_group_info", {"id": "old"}),
    "in a contact group": lambda account: (
        "zoom_contact_group_member",
        {"contact_group": "Old", "members": [member(account, 1)], "member_groups": [group(account)]},
    ),
    "in a contact group no longer": lambda account: (
        "zoom_contact_group_member",
        {"contact_group": "Old", "members": [member(account, 0)], "state": "absent"},
    ),
    "a new role": lambda _account: ("zoom_role", {"name": "Auditors", "privileges": ["User:Read"]}),
    "another role": lambda _account: ("zoom_role", {"name": "Helpdesk", "description": "Helps"}),
    "no role": lambda _account: ("zoom_role", {"name": "Helpdesk", "state": "absent", "force": True}),
    "who has which role": lambda _account: ("zoom_role_info", {"members": True}),
    "an admin of a group": lambda account: (
        "zoom_group_admin",
        {"group": group(account), "admins": [member(account, 1)]},
    ),
    "no admins of a group": lambda account: (
        "zoom_group_admin",
        {"group": group(account), "admins": [member(account, 0)], "state": "absent"},
    ),
    "an assistant": lambda account: (
        "zoom_user_assistant",
        {"user": member(account, 4), "assistants": [member(account, 2)]},
    ),
    "an assistant leaves": lambda account: (
        "zoom_user_assistant",
        {"user": member(account, 0), "assistants": [member(account, 2)], "state": "absent"},
    ),
    "no assistants": lambda account: (
        "zoom_user_assistant",
        {"user": member(account, 0), "assistants": [], "state": "exact", "allow_empty": True},
    ),
    "for somebody no longer": lambda account: (
        "zoom_user_assistant",
        {"user": member(account, 2), "schedulers": [member(account, 0)], "state": "absent"},
    ),
    "for nobody": lambda account: (
        "zoom_user_assistant",
        {"user": member(account, 2), "schedulers": [], "state": "exact", "allow_empty": True},
    ),
    "a picture": lambda account: (
        "zoom_profile_picture",
        {"user": member(account, 6), "src": account["folder"] + "/new.png", "update": "always"},
    ),
    "no picture": lambda account: ("zoom_profile_picture", {"user": pictured(account), "state": "absent"}),
    "locks of a group": lambda account: (
        "zoom_lock_settings",
        {"scope": "group", "group": group(account), "locks": {"in_meeting": {"chat": True}}},
    ),
    "what differs, and who did it": lambda account: ("zoom_account_drift", {"against": repository(account)}),
}


def repository(account: Account) -> str:
    """A folder with a division that the account does not have."""
    folder = Path(account["folder"]) / "repository"
    folder.mkdir(exist_ok=True)
    (folder / "divisions.json").write_text('[{"name": "Not made yet"}]', encoding="utf-8")
    return str(folder)


def backgrounds(account: Account, **whose: str) -> tuple[str, dict[str, Any]]:
    """Another background in the place of the one that is there."""
    return "zoom_virtual_background", {**whose, "files": [account["folder"] + "/new.png"], "state": "exact"}


def pictured(account: Account) -> str:
    """The email of the one who has a picture."""
    return str(next(user["email"] for user in account["users"] if user.get("pic_url")))


def assistant_admin(account: Account) -> str:
    """The email of the one who has the role of the help desk."""
    return str(next(user["email"] for user in account["users"] if user["role_id"] == "helpdesk"))


def division(account: Account) -> str:
    return str(next(one["name"] for one in account["divisions"] if not one.get("main")))


@pytest.mark.simulator("--users", "60", "--groups", "5", "--no-rate-limits", "--master", "1")
def test_every_operation_that_modules_need_is_called_by_one(simulator, tmp_path):
    for name in ("old.png", "new.png"):
        media_file(tmp_path, name, size=len(name) * 10)
    called: set[str] = set()
    for prepare in (*SCENARIOS.values(), *CALLS.values()):
        account = simulator.state()
        change(account)
        simulator.put_state({name: account[name] for name in CHANGED})
        module, options = prepare({**account, "folder": str(tmp_path)})
        if module == "zoom_virtual_background":
            run_task(module, {**simulator.connection, **options, "files": [str(tmp_path / "old.png")]})
        result = run_task(module, {**simulator.connection, **options}, check_mode=module == "zoom_license_reclaim")
        assert not result.get("failed"), result["msg"]
        called.update(entry["operation"] for entry in simulator.api_requests() if 200 <= entry["status"] < 300)
        simulator.reset()
    by_modules = {
        operation
        for needs in MODULES.values()
        for operation in (*needs.read, *needs.write, *(each for group in needs.optional.values() for each in group))
    }
    assert by_modules - called == NOT_CALLED


CHANGED = ("users", "groups", "roles", "divisions", "contact_groups", "settings")


def change(account: Account) -> None:
    """What the calls find: somebody with a role and a picture, that role, an assistant, and the like."""
    account["users"][-1].update(status="active", role_id="helpdesk", pic_url="https://example.com/picture")
    account["roles"].append({"id": "helpdesk", "name": "Helpdesk", "privileges": ["User:Read"]})
    account["divisions"].append({"id": "empty", "name": "Empty"})
    ids = {user["email"]: user["id"] for user in account["users"]}
    for user in account["users"]:
        user["type"] = 2  # assistants and those they schedule for are licensed
    first, third = ids[member(account, 0)], ids[member(account, 2)]
    for user in account["users"]:
        if user["id"] in (first, ids[member(account, 1)]):
            user["assistants"] = {third: False, ids[member(account, 3)]: False}
    account["groups"][0]["admins"] = [first]
    people = {first: 1, third: 1}
    account["contact_groups"].append({"id": "old", "name": "Old", "privacy": 1, "description": "", "members": people})
    account["settings"] = {"account": {"schedule_meeting": {"meeting_template": {"templates": [TEMPLATE]}}}}


def test_what_is_reached_is_called_here_or_by_the_test_of_recipes():
    recipes = table.recipes_in(table.RECIPES.read_text(encoding="utf-8"))
    by_recipes = {operation for recipe in recipes for operation in recipe.operations}
    by_modules = {row["operation"] for row in rows().values() if "`zoom_" in row["by"]}
    assert table.documented() - by_recipes - by_modules == NOT_REACHED
