# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The base of the lookups: names in, ids out."""

from __future__ import annotations

from typing import Any

from ansible.errors import AnsibleLookupError
from ansible.plugins.lookup import LookupBase

from ...module_utils._core.errors import Finding, InputError, ZoomError
from .._core.reading_client import connection_of
from .ids import Reader, look_up


class IdLookup(LookupBase):
    """Looks up each term. Subclasses say what a term names (``word``) and how it is read (``reader``)."""

    word = ""
    reader: Reader

    def run(self, terms: Any, variables: Any = None, **options: Any) -> list[str]:
        """The ids in the order of the terms. Raises AnsibleLookupError."""
        self.set_options(var_options=variables, direct=options)
        names = [term.strip() if isinstance(term, str) else term for term in self._flatten(terms)]
        template = self._templar.template if self._templar is not None else lambda value: value
        try:
            self._check(names)
            connection = connection_of(self, template, variables)
            return look_up(names, connection, type(self).reader, self.get_option("cache"))
        except ZoomError as error:
            raise AnsibleLookupError(error.message) from error

    def _check(self, names: list[Any]) -> None:
        wrong = [number for number, name in enumerate(names, 1) if not isinstance(name, str) or not name]
        if wrong:
            findings = [Finding(f"term {number}", f"is no name of a {self.word}.", "Give a text.") for number in wrong]
            raise InputError(findings)
