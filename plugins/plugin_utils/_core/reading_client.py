# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client for plugins that read on the controller, from their options and the environment as modules take them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Mapping

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ...module_utils._core import client as client_module
from ...module_utils._core.client import Client
from ...module_utils._core.connection import CONNECTION_SPEC, CREDENTIALS, Connection, missing_credentials, resolve
from ...module_utils._core.errors import Finding, InputError, ZoomError
from ...module_utils._core.text_options import read_text_options
from ...module_utils._core.validation import find_problems

if TYPE_CHECKING:
    from ansible.plugins import AnsiblePlugin

# Options of modules that a plugin which only reads does not have.
NOT_OF_PLUGINS = ("read_only", "progress_file")
ACCOUNTS_GROUP = "zoom_accounts"


def connection_of(
    plugin: AnsiblePlugin, template: Callable[[Any], Any], variables: Mapping[str, Any] | None = None
) -> Connection:
    """The connection that the plugin's options, and else the environment, describe. Raises InputError.

    A host that is an account of its own never falls back to the environment's credentials.
    """
    given: dict[str, Any] = {}
    for name in CONNECTION_SPEC:
        if name in NOT_OF_PLUGINS:
            continue
        value = plugin.get_option(name)
        if value is not None:
            given[name] = template(value) if isinstance(value, str) else value
    if ACCOUNTS_GROUP in ((variables or {}).get("group_names") or ()):
        given.update({name: "" for name in CREDENTIALS if name not in given and "access_token" not in given})
    named = read_text_options(CONNECTION_SPEC, given)
    problems = find_problems(CONNECTION_SPEC, named)
    checked = ArgumentSpecValidator(CONNECTION_SPEC).validate(named)
    problems += [Finding("", message) for message in checked.error_messages] if not problems else []
    if problems:
        raise InputError([*problems, *missing_credentials(named)])
    return resolve(checked.validated_parameters)


def reading_client(connection: Connection) -> Client:
    """A client that refuses every write. Raises ZoomError where the library that it needs is missing."""
    if client_module.requests is None:
        raise ZoomError("The Python library requests is missing where ansible-playbook runs: pip install requests.")
    return Client(connection, read_only=True)
