# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The credentials of AWX name the scopes that their modules need: all of them, and no others."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._account.scopes import MODULES, missing_scopes
from ansible_collections.openadmin.zoom.tests.harness.awx_definitions import DEFINED, TEMPLATES

CREDENTIALS: dict[str, dict[str, Any]] = DEFINED["awx_credentials_of_templates"]


@pytest.mark.parametrize("key", CREDENTIALS)
def test_the_scopes_are_those_of_the_module(key: str) -> None:
    needs = MODULES[CREDENTIALS[key]["module"]]
    operations = [*needs.read, *(each for group in needs.optional.values() for each in group)]
    if TEMPLATES[key]["writes"]:
        operations += needs.write
    assert CREDENTIALS[key]["scopes"] == missing_scopes(operations, [])


def test_what_changes_nothing_has_no_scope_to_write() -> None:
    scopes = [scope for key in CREDENTIALS if not TEMPLATES[key]["writes"] for scope in CREDENTIALS[key]["scopes"]]
    assert scopes
    assert not [scope for scope in scopes if ":read:" not in scope]
