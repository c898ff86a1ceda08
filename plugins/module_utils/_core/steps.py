# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Steps: what a plan is made of. Check mode, the run, the diff and the report all come from the same list."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any, Iterable, Mapping, Sequence

from .calls import operation_facts
from .paths import fill
from .uploads import Upload

MASK = "********"
REPORTED_STEPS = 1000
# The token of a page opens nothing; an address to start a meeting holds the token of its host.
SECRET_NAMES = re.compile(
    r"(?i)password$|passcode$|secret|(?<!page_)token$|api_?key|host_key|pmi_password|credential|^zak$|^start_url$"
)


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
        template = operation_facts(self.operation).template
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
            shown["query"] = dict(self.query)
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


@dataclass(frozen=True)
class Stage:
    """Chains that may run side by side; a stage begins when the one before it has ended.

    A chain of a stage that ``follows`` begins as soon as the stages before it, back to the last that does not follow,
    have done with the entries that the chain serves: people join their group while others are still being created.
    """

    name: str
    chains: tuple[tuple[Step, ...], ...]
    follows: bool = False


class Plan:
    """The stages of a task, in order."""

    def __init__(self, stages: Iterable[Stage] = ()) -> None:
        self.stages: list[Stage] = []
        after_barrier = False
        for stage in stages:
            if stage.chains:
                self.stages.append(replace(stage, follows=stage.follows and not after_barrier))
            # Without this, what follows an empty stage would not wait for the one before that.
            after_barrier = not stage.chains and (after_barrier or not stage.follows)

    def steps(self) -> list[Step]:
        """All steps in the order in which they are reported."""
        return [step for stage in self.stages for chain in stage.chains for step in chain]

    def __bool__(self) -> bool:
        return bool(self.stages)

    def report(self) -> list[dict[str, Any]]:
        """Every step as users see it."""
        return [step.report() for step in self.steps()]

    def counts(self) -> dict[str, int]:
        """Steps by ``verb kind-of-object``, such as ``create user``, and their ``total``."""
        return step_counts(self.steps())


def step_counts(steps: Sequence[Step]) -> dict[str, int]:
    """Steps by ``verb kind-of-object``, such as ``create user``, and their ``total``."""
    counts = Counter(f"{step.verb} {step.object.split(' ', 1)[0]}" for step in steps)
    return dict(sorted(counts.items()), total=len(steps))


@dataclass
class Planned:
    """What a planner decided: the steps, the managed fields before and after, and the input that takes them back.

    ``undo_left_out`` names, in words, what that input does not give back.
    """

    plan: Plan = field(default_factory=Plan)
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    undo: Any = None
    undo_left_out: Sequence[str] = ()


def masked(value: Any, secrets: Sequence[str] = ()) -> Any:
    """A copy of JSON data with the values of secret keys (named, or secret-sounding) replaced by asterisks.

    Of files that are sent along, name and size are shown.
    """
    if isinstance(value, Mapping):
        return {
            str(key): MASK
            if (key in secrets or SECRET_NAMES.search(str(key)))
            and not isinstance(item, (bool, Mapping, list, type(None)))
            else masked(item, secrets)
            for key, item in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [masked(item, secrets) for item in value]
    return value.shown() if isinstance(value, Upload) else value


def secret_texts(value: Any) -> set[str]:
    """The texts under secret-sounding names, anywhere in arguments as they were given."""
    found: set[str] = set()
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, Mapping):
            for key, inner in item.items():
                if isinstance(inner, (Mapping, list, tuple)):
                    pending.append(inner)
                elif SECRET_NAMES.search(str(key)) and not isinstance(inner, bool):
                    found.add(str(inner))
        elif isinstance(item, (list, tuple)):
            pending += item
    return {text for text in found if len(text) > 3}


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


def batches(members: Sequence[tuple[str, Any]], size: int) -> list[Sequence[tuple[str, Any]]]:
    """Members in the batch size of the API."""
    return [members[start : start + size] for start in range(0, len(members), size)]
