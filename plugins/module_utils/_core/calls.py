# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known of an operation by its id, those included that have none: a path of the API that a task names. Pure."""

from __future__ import annotations

from typing import NamedTuple, Tuple

from .operations import OPERATIONS


class OperationFacts(NamedTuple):
    """How an operation is called: its HTTP method, the template of its path, its rate label and the scopes it needs."""

    method: str
    template: str
    label: str
    classic: Tuple[str, ...]
    granular: Tuple[str, ...]


class UnlistedOperation(str):
    """An operation that the table does not hold; as a text it is ``GET /phone/users``, and stands where an id does."""

    facts: OperationFacts

    def __new__(cls, method: str, template: str, label: str) -> UnlistedOperation:
        made = super().__new__(cls, f"{method} {template}")
        made.facts = OperationFacts(method, template, label, (), ())
        return made


def operation_facts(operation: str) -> OperationFacts:
    """What is known of an operation. Raises KeyError for an id that is none."""
    if isinstance(operation, UnlistedOperation):
        return operation.facts
    return OperationFacts(*OPERATIONS[operation])
