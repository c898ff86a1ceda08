# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lookups: ids by name, errors that help, and as few reads as can be."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest
import yaml
from ansible import constants
from ansible.errors import AnsibleLookupError

from ansible_collections.openadmin.zoom.plugins.doc_fragments import reading

PATHS = {"openadmin.zoom.user": ("email", "users"), "openadmin.zoom.group": ("name", "groups")}


@pytest.fixture(autouse=True)
def own_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test is a run of Ansible of its own, without credentials in its environment."""
    monkeypatch.setattr(constants, "DEFAULT_LOCAL_TMP", str(tmp_path))
    for name in ("ZOOM_ACCOUNT_ID", "ZOOM_CLIENT_ID", "ZOOM_CLIENT_SECRET", "ZOOM_ACCESS_TOKEN"):
        monkeypatch.delenv(name, raising=False)


def look(simulator: Any, name: str, *terms: Any, variables: dict[str, Any] | None = None, **options: Any) -> list[str]:
    given = {**simulator.connection, **options} if simulator is not None else options
    found: list[str] = plugin_of(name).run(list(terms), variables=variables or {}, **given)
    return found


def plugin_of(name: str) -> Any:
    """The lookup with its options, as Ansible's loader makes it where collections are installed."""
    module = importlib.import_module(f"ansible_collections.openadmin.zoom.plugins.lookup.{name.rpartition('.')[2]}")
    options = yaml.safe_load(module.DOCUMENTATION)["options"]
    shared = yaml.safe_load(reading.ModuleDocFragment.DOCUMENTATION)["options"]
    constants.config.initialize_plugin_configuration_definitions("lookup", name, {**shared, **options})
    plugin = module.LookupModule()
    plugin._load_name = name
    return plugin


def reads(simulator: Any) -> list[str]:
    return [entry["path"].removeprefix("/v2") for entry in simulator.api_requests()]


@pytest.mark.parametrize("name", PATHS)
def test_ids_in_the_order_of_the_names_from_one_read(simulator: Any, name: str) -> None:
    field, kind = PATHS[name]
    some = [one for one in simulator.state()[kind] if one.get("status", "active") == "active"][:3]
    names, ids = [one[field] for one in some], [one["id"] for one in some]
    simulator.clear_requests()
    assert look(simulator, name, *names) == ids
    asked = reads(simulator)
    assert look(simulator, name, names[2], f" {names[0]} ") == [ids[2], ids[0]]
    assert look(simulator, name, names[:2]) == ids[:2]
    assert look(simulator, name, ids[1], names[1]) == [ids[1], ids[1]]
    assert reads(simulator)[: len(asked)] == asked
    assert len(asked) == (3 if name.endswith("user") else 1)


@pytest.mark.parametrize("name", PATHS)
def test_without_the_cache_zoom_is_asked(simulator: Any, name: str) -> None:
    field, kind = PATHS[name]
    one = simulator.state()[kind][0]
    simulator.clear_requests()
    for _time in range(2):
        assert look(simulator, name, one[field], cache=False) == [one["id"]]
    assert len(reads(simulator)) == 2


def test_ids_that_differ_in_case_are_two_people(simulator: Any) -> None:
    one = next(user["id"] for user in simulator.state()["users"] if user["id"] != user["id"].swapcase())
    assert look(simulator, "openadmin.zoom.user", one) == [one]
    with pytest.raises(AnsibleLookupError, match="there is no user"):
        look(simulator, "openadmin.zoom.user", one.swapcase())


def test_a_group_that_is_new_is_found(simulator: Any, succeed: Any) -> None:
    look(simulator, "openadmin.zoom.group", "Sales")
    made = succeed("zoom_group", {"name": "Brand new"})["group"]["id"]
    assert look(simulator, "openadmin.zoom.group", "brand new") == [made]


@pytest.mark.simulator("--users", "400", "--groups", "1", "--seed", "1", "--no-rate-limits")
def test_many_people_are_read_from_lists(simulator: Any) -> None:
    active = [user for user in simulator.state()["users"] if user["status"] == "active"]
    simulator.clear_requests()
    assert look(simulator, "openadmin.zoom.user", *[user["email"].upper() for user in active]) == [
        user["id"] for user in active
    ]
    assert len(reads(simulator)) < 40


@pytest.mark.parametrize(
    ("name", "term", "told"),
    [
        ("openadmin.zoom.group", "Slaes", "there is no group 'Slaes'. Did you mean Sales?"),
        (
            "openadmin.zoom.user",
            "sim.user0001@exmple.com",
            "there is no user sim.user0001@exmple.com. Did you mean",
        ),
        ("openadmin.zoom.group", 7, "term 1: is no name of a group. Give a text."),
        ("openadmin.zoom.user", "", "term 1: is no name of a user. Give a text."),
    ],
)
def test_what_means_nothing_is_told_with_what_comes_near(simulator: Any, name: str, term: Any, told: str) -> None:
    with pytest.raises(AnsibleLookupError) as raised:
        look(simulator, name, term)
    assert told in str(raised.value)


def test_somebody_who_has_not_accepted_has_no_id(simulator: Any, succeed: Any) -> None:
    succeed("zoom_user", {"email": "invited@example.com", "create_action": "create"})
    try:
        found = look(simulator, "openadmin.zoom.user", "invited@example.com")
    except AnsibleLookupError as error:
        assert "has no id yet" in str(error)
    else:
        assert found[0]


def test_options_come_from_variables_and_secrets_stay_hidden(simulator: Any) -> None:
    variables = {f"zoom_{name}": value for name, value in simulator.connection.items()}
    group = simulator.state()["groups"][0]
    assert look(None, "openadmin.zoom.group", group["name"], variables=variables) == [group["id"]]
    with pytest.raises(AnsibleLookupError) as raised:
        look(None, "openadmin.zoom.group", "x", variables={**variables, "zoom_client_secret": "quite-a-secret"})
    assert "quite-a-secret" not in str(raised.value)


def test_an_account_of_the_inventory_takes_no_credentials_of_the_environment(
    simulator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in simulator.environment.items():
        monkeypatch.setenv(name, value)
    group = simulator.state()["groups"][0]
    assert look(None, "openadmin.zoom.group", group["name"]) == [group["id"]]
    with pytest.raises(AnsibleLookupError, match="missing: account_id"):
        look(None, "openadmin.zoom.group", group["name"], variables={"group_names": ["zoom_accounts"]})


def test_wrong_options_are_told_with_missing_credentials() -> None:
    with pytest.raises(AnsibleLookupError) as raised:
        look(None, "openadmin.zoom.group", "x", account_plan="huge", timeout="long")
    for told in ("account_plan: 'huge' is not one of", "timeout: 'long' is not a number", "missing: account_id"):
        assert told in str(raised.value)


def test_empty_and_textual_options_are_as_those_of_modules(simulator: Any) -> None:
    group = simulator.state()["groups"][0]
    given: dict[str, Any] = {
        "account_plan": "",
        "access_token": "",
        "timeout": "20",
        "retries": "",
        "validate_certs": "no",
    }
    assert look(simulator, "openadmin.zoom.group", group["name"], **given) == [group["id"]]
