# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Steps: what a plan is made of, and the ids that they wait for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Sequence, TypeVar

from .calls import operation_facts
from .paths import fill
from .secret_keys import masked

Element = TypeVar("Element")


class Symbol(str):
    """An id that the service will give when the object is made: ``{group:Sales}`` in plan and report alike."""

    def __new__(cls, kind: str, name: str) -> Symbol:
        return super().__new__(cls, "{" + kind + ":" + name + "}")


@dataclass(frozen=True)
class Step:
    """One request that changes something.

    ``operation`` is the operationId; ``path``, ``query`` and ``body`` may hold Symbols. ``defines`` is the Symbol whose
    id the answer gives under ``identifier``. ``entries`` are the keys of the inputs (emails, names) that the step
    serves; ``members`` pairs, for a step over many, each entry with its item in the body's list ``items``, so that the
    step can be split where Zoom refuses it; where the query holds them, joined by commas, ``items`` is empty and
    ``joined`` names the parameter. A refusal with one of the ``whole_codes`` is about the object itself: nothing is
    split then. ``secrets`` are names of body keys to mask.
    ``kind`` joins steps that one account-wide refusal (no seat, no scope) stops together.
    ``fallback`` is done instead if no seat is free, or if the refusal has one of the ``fallback_codes``.
    A refusal with one of the ``lag_codes`` may only mean that reads lag behind an earlier write: it is waited out.
    A failed ``required`` step ends its chain, and nothing later is begun for its entries.
    """

    verb: str
    object: str
    operation: str
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None
    entries: tuple[str, ...] = ()
    members: tuple[tuple[str, Any], ...] = ()
    items: str = ""
    joined: str = ""
    whole_codes: tuple[int, ...] = ()
    secrets: tuple[str, ...] = ()
    defines: Symbol | None = None
    identifier: str = "id"
    after: tuple[str, ...] = ()
    kind: str = ""
    required: bool = False
    fallback: Step | None = None
    fallback_codes: tuple[int, ...] = ()
    lag_codes: tuple[int, ...] = ()

    @property
    def method(self) -> str:
        """The HTTP method of the operation."""
        return operation_facts(self.operation).method

    @property
    def label(self) -> str:
        """The rate label of the operation."""
        return operation_facts(self.operation).label

    @property
    def batched(self) -> bool:
        """Whether the step is over many members, and can be split."""
        return bool(self.items or self.joined)

    def address(self) -> str:
        """The path, encoded, with Symbols as they are."""
        template = operation_facts(self.operation).path
        plain = {name: value for name, value in self.path.items() if not isinstance(value, Symbol)}
        filled = fill(template, plain)
        for name, value in self.path.items():
            if isinstance(value, Symbol):
                filled = filled.replace("{" + name + "}", value)
        return filled

    def report(self) -> dict[str, Any]:
        """The step as users see it: verb, object, method, path, query, body (secrets masked), rate_label, after."""
        shown: dict[str, Any] = {
            "verb": self.verb,
            "object": self.object,
            "method": self.method,
            "path": self.address(),
            "rate_label": self.label,
        }
        if self.query:
            shown["query"] = masked(self.query)
        if self.body is not None:
            shown["body"] = masked(self.body, self.secrets)
        if self.after:
            shown["after"] = list(self.after)
        return shown

    def with_members(self, members: Sequence[tuple[str, Any]]) -> Step:
        """The same step over fewer members."""
        given = [item for _entry, item in members]
        entries = tuple(entry for entry, _item in members)
        if self.joined:
            query = dict(self.query, **{self.joined: ",".join(given)})
            return replace(self, members=tuple(members), entries=entries, query=query)
        body = dict(self.body or {}, **{self.items: given})
        return replace(self, members=tuple(members), entries=entries, body=body)


def resolved(value: Any, symbols: Mapping[str, str]) -> Any:
    """A copy with every Symbol replaced by the id that was given. Raises KeyError with a Symbol not yet known."""
    if isinstance(value, Symbol):
        return symbols[value]
    if isinstance(value, Mapping):
        found = {}
        for key, item in value.items():
            given = resolved(item, symbols)
            # createUser may give an empty id; then the email takes its place, and bodies name it so.
            by_email = isinstance(item, Symbol) and "@" in given and key in ("id", "user_id")
            found[key[:-2] + "email" if by_email else key] = given
        return found
    if isinstance(value, (list, tuple)):
        return [resolved(item, symbols) for item in value]
    return value


def batches(members: Sequence[Element], size: int) -> list[Sequence[Element]]:
    """Members in the batch size of the API."""
    return [members[start : start + size] for start in range(0, len(members), size)]
