# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._account.scopes import (
    MODULES,
    ROLES,
    missing_of_module,
    missing_scopes,
    scope_to_add,
    serves,
)
from ansible_collections.openadmin.zoom.plugins.module_utils._core.operations import OPERATIONS

ROOT = Path(__file__).resolve().parents[3]


def operations_of(name):
    needs = MODULES[name]
    return [*needs.read, *needs.write, *(item for items in needs.optional.values() for item in items)]


def test_every_module_is_in_the_table():
    assert {path.stem for path in (ROOT / "plugins" / "modules").glob("zoom_*.py")} <= set(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_every_operation_is_known_and_reading_reads(name):
    assert set(operations_of(name)) <= set(OPERATIONS)
    assert {OPERATIONS[operation][0] for operation in MODULES[name].read} <= {"GET"}
    assert "GET" not in {OPERATIONS[operation][0] for operation in MODULES[name].write}


def test_roles_call_known_modules():
    assert {name for modules in ROLES.values() for name in modules} <= set(MODULES)


@pytest.mark.parametrize(
    ("operation", "scope", "does"),
    [
        ("listUsers", "user:read:list_users:admin", True),
        ("listUsers", "user:read:admin", True),
        ("listUsers", "user:write:admin", True),
        ("listUsers", "group:read:admin", False),
        ("createDivision", "division:wirte:admin", True),
        ("createDivision", "division:write:admin", True),
        ("createDivision", "division:write:division:admin", True),
        ("getAccountLockSettings", "account:read:lock_settings:master", True),
        ("getAccountLockSettings", "account:read:lock_settings:admin", False),
    ],
)
def test_one_scope_is_enough(operation, scope, does):
    assert serves(operation, [scope, "other:scope"]) is does


@pytest.mark.parametrize(
    ("operation", "classic", "scope"),
    [
        ("listUsers", False, "user:read:list_users:admin"),
        ("listUsers", True, "user:read:admin"),
        ("createUser", True, "user:write:admin"),
        ("createDivision", True, "division:write:admin"),
        ("getAccountLockSettings", False, "account:read:lock_settings:master"),
        ("listContactGroups", False, "contact_group:read:admin"),
    ],
)
def test_the_scope_to_add(operation, classic, scope):
    assert scope_to_add(operation, classic) == scope


def test_an_app_of_classic_scopes_is_told_classic_ones():
    assert missing_scopes(["createGroup", "listGroups"], ["group:read:admin"]) == ["group:write:admin"]
    assert missing_scopes(["createGroup"], ["group:read:list_groups:admin"]) == ["group:write:group:admin"]
    assert missing_scopes(["createGroup"], []) == ["group:write:group:admin"]


def test_what_a_module_lacks():
    had = ["group:read:list_groups:admin", "group:read:group:admin"]
    assert missing_of_module("zoom_group_info", had) == {
        "read": [],
        "write": [],
        "optional": {"members": ["group:read:list_members:admin"]},
    }


FAMILIES = {
    ("_users/*.py", "_directory/*.py"): ("zoom_user", "zoom_users", "zoom_user_info"),
}


@pytest.mark.parametrize("patterns", FAMILIES)
def test_every_operation_that_the_code_names_is_in_the_table(patterns):
    """Operation ids stand in the code as plain text; whichever a family of files names, one of its modules needs."""
    folder = ROOT / "plugins" / "module_utils"
    # The table of kinds declares more than today's modules use.
    files = [path for pattern in patterns for path in folder.glob(pattern) if path.name != "kinds.py"]
    words = {
        node.value
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    # "roles" is a word that code uses for other things as well; without the summary, people are read one by one.
    named = words & set(OPERATIONS) - {"roles", "getUserSummary"}
    assert named
    assert named - {operation for name in FAMILIES[patterns] for operation in operations_of(name)} == set()
