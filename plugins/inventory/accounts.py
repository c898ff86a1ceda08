# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: accounts
short_description: The sub-accounts of a master account as hosts
version_added: 0.2.0
author: openadmin.zoom contributors (@openadmin)
description:
  - Lists the sub-accounts of a master account. Each is a host of the group C(zoom_accounts), in which the playbooks of
    this collection run.
  - Further groups are C(zoom_type_<type>), such as C(zoom_type_business), and C(zoom_state_active) or
    C(zoom_state_expired), by the end of the subscription.
  - The variable C(zoom_account_id) of a host is the id of the account, and C(zoom_sub_account) holds what Zoom lists of
    it, C(id), C(account_name), C(owner_email), C(account_type), C(seats), C(created_at), C(subscription_start_time) and
    C(subscription_end_time), besides C(state). No host has a credential from here; give each account those of its own
    app in C(zoom_client_id) and C(zoom_client_secret), for instance in encrypted C(host_vars).
  - The name of the configuration file ends in C(zoom_accounts.yml) or C(zoom_accounts.yaml).
  - The app needs a scope to list accounts that ends in C(:master).
extends_documentation_fragment:
  - constructed
  - inventory_cache
  - openadmin.zoom.reading
options:
  plugin:
    description: The name of this plugin.
    type: str
    required: true
    choices:
      - openadmin.zoom.accounts
  host_name:
    description:
      - What a host is called. V(name) is the name of the account, with V(-) for all that is no letter, digit, V(_) or
        V(.); where two names are the same, the id follows.
    type: str
    choices:
      - name
      - id
    default: name
"""

EXAMPLES = r"""
# all.zoom_accounts.yml; the credentials of the master account's app come from the environment
plugin: openadmin.zoom.accounts
cache: true
cache_plugin: ansible.builtin.jsonfile
cache_connection: /tmp/zoom_accounts
cache_timeout: 3600
keyed_groups:
  - key: zoom_sub_account.owner_email.split('@')[1]
    prefix: owned_by
groups:
  large: zoom_sub_account.seats >= 100
"""

from typing import Any

from ansible.errors import AnsibleParserError
from ansible.plugins.inventory import BaseInventoryPlugin, Cacheable, Constructable

from ..module_utils._core.errors import Finding, InputError, ZoomError
from ..module_utils._core.validation import nearest
from ..plugin_utils._core.reading_client import ACCOUNTS_GROUP, connection_of, reading_client
from ..plugin_utils._directory.sub_accounts import host_names, read_sub_accounts, state_of

ENDINGS = ("zoom_accounts.yml", "zoom_accounts.yaml")


class InventoryModule(BaseInventoryPlugin, Constructable, Cacheable):
    """Hosts from the list of sub-accounts."""

    NAME = "openadmin.zoom.accounts"

    def verify_file(self, path: str) -> bool:
        """Whether the file is a configuration of this plugin, by its name."""
        return bool(super().verify_file(path)) and path.endswith(ENDINGS)

    def parse(self, inventory: Any, loader: Any, path: str, cache: bool = True) -> None:
        """Read the configuration, then the accounts, and add them. Raises AnsibleParserError."""
        super().parse(inventory, loader, path, cache)
        config = self._read_config_data(path)
        try:
            self._check_names(config)
            accounts = self._cached(path, cache)
        except ZoomError as error:
            raise AnsibleParserError(f"{path}: {error.message}") from error
        for name, account in zip(host_names(accounts, self.get_option("host_name")), accounts):
            self._add(name, account)

    def _check_names(self, config: Any) -> None:
        known = self.get_options()
        unknown = [str(name) for name in config if name not in known]
        if unknown:
            raise InputError([Finding(name, "is not known here.", nearest(name, known)) for name in unknown])

    def _cached(self, path: str, cache: bool) -> list[dict[str, Any]]:
        """The accounts, from the cache where there is one and it may be used."""
        keeps = self.get_option("cache")
        key = self.get_cache_key(path)
        if keeps and cache and key in self._cache:
            found: list[dict[str, Any]] = self._cache[key]
            return found
        client = reading_client(connection_of(self, self.templar.template))
        try:
            accounts = read_sub_accounts(client)
        finally:
            client.close()
        if keeps:
            self._cache[key] = accounts
        return accounts

    def _add(self, name: str, account: dict[str, Any]) -> None:
        shown = {**account, "state": state_of(account)}
        kind = str(account.get("account_type") or "unknown").lower()
        self.inventory.add_host(name)
        for group in (ACCOUNTS_GROUP, f"zoom_type_{kind}", f"zoom_state_{shown['state']}"):
            self.inventory.add_host(name, group=self.inventory.add_group(self._sanitize_group_name(group)))
        variables = {"zoom_account_id": account["id"], "zoom_sub_account": shown}
        for variable, value in variables.items():
            self.inventory.set_variable(name, variable, value)
        strict = self.get_option("strict")
        self._set_composite_vars(self.get_option("compose"), variables, name, strict=strict)
        self._add_host_to_composed_groups(self.get_option("groups"), variables, name, strict=strict)
        self._add_host_to_keyed_groups(self.get_option("keyed_groups"), variables, name, strict=strict)
