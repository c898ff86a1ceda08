# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what an audit needs: of each object the views that hold a checked leaf or lock, and no others."""

from __future__ import annotations

import threading
from typing import Any, Container, NamedTuple, Sequence

from .._core import errors
from .._core.client import Client
from .._core.progress import Progress
from .._settings.leaf import leaves
from .._settings.reading import Reading
from .._settings.target import OPERATIONS, OWN_ACCOUNT, Target, view_query
from .._settings.tree import path_text
from .agreements import ACCOUNT, Subject
from .compose import Composition
from .evaluate import Observed, Unread
from .evidence import Evidence
from .facts import Facts

SETTINGS, LOCKS = "settings", "locks"


class Request(NamedTuple):
    """One GET: a view of an object's settings or locks."""

    subject: Subject
    kind: str
    view: str


class Gathered(NamedTuple):
    """An object as the evaluation sees it, and as the settings engine sees it."""

    observed: Observed
    reading: Reading


def target_of(subject: Subject) -> Target:
    """The subject as the settings engine addresses it."""
    if subject.level == ACCOUNT:
        return Target(ACCOUNT, OWN_ACCOUNT, ACCOUNT)
    return Target(subject.level, subject.id, subject.name)


def requests_needed(
    composition: Composition, facts: Facts, subjects: Sequence[Subject], overridden: Container[str] = ()
) -> list[Request]:
    """The reads that answer every control for these subjects, the account's first.

    Locks are read where one is required or recommended, by the baseline or by an override (``overridden`` are the ids
    of the controls that have one). The account's locks are read for groups too: they decide.
    """
    levels = {subject.level for subject in subjects}
    needed: dict[str, list[tuple[str, str]]] = {
        level: _views(composition, facts, level, overridden) for level in ("account", "group")
    }
    found = [
        Request(subject, kind, view)
        for subject in sorted(subjects, key=lambda item: item.level != ACCOUNT)
        for kind, view in needed[subject.level]
    ]
    if ACCOUNT not in levels:
        locks = {view for kind, view in needed["group"] if kind == LOCKS}
        account = Subject(ACCOUNT, ACCOUNT, ACCOUNT)
        found[:0] = [Request(account, LOCKS, view) for view in sorted(locks)]
    return found


def _views(composition: Composition, facts: Facts, level: str, overridden: Container[str]) -> list[tuple[str, str]]:
    found = set()
    for control in composition.controls:
        if level not in control.scope:
            continue
        for check in control.checks:
            if not facts.readable(check.path, level):
                continue
            found.add((SETTINGS, facts.view(check.path)))
            looked_at = check.lock != "none" or control.id in overridden
            if check.lock_path and looked_at and facts.lock_readable(check.lock_path, level):
                found.add((LOCKS, facts.lock_view(check.lock_path)))
    return sorted(found)


class Gatherer:
    """Carries out reads, side by side, and sorts the answers by object. Records each as evidence."""

    def __init__(self, client: Client, evidence: Evidence, progress: Progress | None = None) -> None:
        self.client = client
        self.evidence = evidence
        self.progress = progress or Progress()
        client.on_answer = evidence.hear
        self._refused: dict[tuple[str, str, str], Unread] = {}
        self._lock = threading.Lock()

    def gather(
        self, requests: Sequence[Request], phase: str, found: dict[str, Gathered] | None = None
    ) -> dict[str, Gathered]:
        """Objects by id. A view that Zoom does not give is unread; raises where the account cannot be reached.

        ``found`` is what was read before: the views asked for now take the place of the older ones.
        """
        found = {} if found is None else found
        for request in requests:
            subject = request.subject
            if subject.id not in found:
                found[subject.id] = Gathered(Observed(subject), Reading(subject.level))
        self.progress.begin(phase, len(requests))
        first = [request for request in requests if request.subject.level == ACCOUNT]
        rest = [request for request in requests if request.subject.level != ACCOUNT]
        for part in (first, rest):
            for request, (body, unread, number) in zip(part, self.client.map(self._read, part)):
                _take(found[request.subject.id], request, body, unread, number)
        for item in found.values():
            _spread(item)
        return found

    def _read(self, request: Request) -> tuple[Any, Unread | None, int]:
        key = (request.subject.level, request.kind, request.view)
        with self._lock:
            refused = self._refused.get(key)
        if refused is not None:
            self.progress.advance()
            return None, refused, -1
        target = target_of(request.subject)
        operations = OPERATIONS[target.level]
        operation = operations.read if request.kind == SETTINGS else operations.read_locks
        self.evidence.forget()
        unread = None
        body = None
        try:
            body = self.client.call(operation, target.path, view_query(request.view))
        except (errors.DailyLimitError, errors.AuthenticationError):
            raise
        except errors.AccountWideError as error:
            unread = Unread(error.message, tuple(getattr(error, "scopes", ())))
            with self._lock:
                self._refused[key] = unread
        except (errors.ApiError, errors.ConnectionFailedError) as error:
            if isinstance(error, errors.ConnectionFailedError) and target.level == ACCOUNT:
                raise
            unread = Unread(error.message)
        number = self.evidence.keep(request.subject.id, request.kind, request.view)
        self.progress.advance()
        return body, unread, number


def _take(item: Gathered, request: Request, body: Any, unread: Unread | None, number: int) -> None:
    item.observed.unread.pop((request.kind, request.view), None)
    if unread is not None:
        item.observed.unread[request.kind, request.view] = unread
    elif request.kind == SETTINGS:
        item.reading.add_view(request.view, body)
    else:
        item.reading.add_locks(request.view, body)
    if number >= 0:
        item.observed.evidence[request.kind, request.view] = number


def _spread(item: Gathered) -> None:
    """Settings and locks by path, values outside what is documented among them: a policy judges those too."""
    odd = {path_text(path): value for path, value in item.reading.extras().items() if path_text(path) in leaves()}
    item.observed.settings = {**odd, **item.reading.settings()}
    item.observed.locks = item.reading.locks()
