# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Carrying out a plan: stages in order, chains side by side behind the client's limiter, nothing lost on the way."""

from __future__ import annotations

import threading
import time
from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Any, Callable, Mapping, Sequence

from . import errors, waits
from .client import WORKERS, Client
from .confirm import Proof, confirm
from .outcome import Failure, Outcome
from .progress import Progress
from .steps import Step, resolved

if TYPE_CHECKING:
    from .plan import Plan, Stage

RESENDS = 3


class _Order:
    """Which chain may begin next: numbers of chains over several stages, in the order of the plan."""

    def __init__(self, stages: Sequence[Stage]) -> None:
        self._waits_for: dict[int, int] = {}
        self._followers: dict[int, list[int]] = {}
        self._ready: deque[int] = deque()
        last_of: dict[str, set[int]] = {}
        number = 0
        for stage in stages:
            mine: dict[str, set[int]] = {}
            for chain in stage.chains:
                # An id that another chain gets is waited for like an entry that both serve.
                made = {str(step.defines) for step in chain if step.defines is not None}
                entries = {entry for step in chain for entry in step.entries} | made
                needed = entries.union(*(step.after for step in chain)) if stage.follows else ()
                earlier = set().union(*(last_of.get(entry, ()) for entry in needed))
                for other in earlier:
                    self._followers.setdefault(other, []).append(number)
                if earlier:
                    self._waits_for[number] = len(earlier)
                for entry in entries:
                    mine.setdefault(entry, set()).add(number)
                number += 1
            last_of.update(mine)
        held = frozenset(self._waits_for)
        self._rest = (one for one in range(number) if one not in held)

    def next(self) -> int | None:
        """The next chain that may begin; those that waited go first, so that batches do not pile up at the end."""
        return self._ready.popleft() if self._ready else next(self._rest, None)

    def ended(self, number: int) -> None:
        """A chain has ended, whatever came of it."""
        for follower in self._followers.pop(number, ()):
            self._waits_for[follower] -= 1
            if not self._waits_for[follower]:
                self._ready.append(follower)


def _runs(stages: Sequence[Stage]) -> list[list[Stage]]:
    """Stages with those that follow them."""
    runs: list[list[Stage]] = []
    for stage in stages:
        if stage.follows and runs:
            runs[-1].append(stage)
        else:
            runs.append([stage])
    return runs


class Execution:
    """One plan being carried out. ``proofs`` say by operation how a lost answer is settled."""

    def __init__(
        self,
        client: Client,
        progress: Progress | None = None,
        sleep: Callable[[float], None] = time.sleep,
        outcome: Outcome | None = None,
        proofs: Mapping[str, Proof] | None = None,
    ) -> None:
        self.client = client
        self.progress = progress or Progress()
        self.outcome = Outcome() if outcome is None else outcome
        self._sleep = sleep
        self._proofs = proofs or {}
        self._lock = threading.Lock()
        self._blocked: dict[tuple[str, str], errors.ZoomError] = {}
        self._fresh: set[str] = set()
        self._barred: dict[str, errors.ZoomError] = {}
        self._limits: list[errors.ZoomError] = []  # daily limits met

    def run(self, plan: Plan) -> Outcome:
        """Carry out the plan. Never raises a ZoomError: what went wrong is in the outcome."""
        for stages in _runs(plan.stages):
            chains = [chain for stage in stages for chain in stage.chains]
            self.progress.begin(stages[0].name, sum(len(chain) for chain in chains))
            self._run(chains, _Order(stages))
        return self.outcome

    def _run(self, chains: Sequence[tuple[Step, ...]], order: _Order) -> None:
        """Run chains side by side, each when those that it waits for have ended."""
        with ThreadPoolExecutor(max_workers=min(WORKERS, len(chains))) as pool:
            # Futures are made as places fall free: a plan of 100,000 chains does not become 100,000 objects.
            under_way: dict[Future[None], int] = {}
            while True:
                while len(under_way) < WORKERS * 2:
                    number = order.next()
                    if number is None:
                        break
                    under_way[pool.submit(self._chain, chains[number])] = number
                if not under_way:
                    return
                for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                    future.result()
                    order.ended(under_way.pop(future))

    def _chain(self, chain: tuple[Step, ...]) -> None:
        cause: errors.ZoomError | None = None
        for step in chain:
            if cause is None:
                failed = self._step(step)
                cause = failed if step.required else None
            else:
                self._fail(step, cause, skipped=True)
            self.progress.advance()

    def _fail(self, step: Step, error: errors.ZoomError, skipped: bool = False) -> None:
        with self._lock:
            self.outcome.failures.append(Failure(step, error, skipped))
            if step.required:
                self._barred.update(dict.fromkeys(step.entries, error))

    def _step(self, step: Step) -> errors.ZoomError | None:
        """Do one step; its error is recorded and returned."""
        step = self._without_lost_members(step)
        if step.batched and not step.members:
            return None
        hindrance = self._hindrance(step)
        if hindrance is not None:
            if step.fallback and not step.fallback_codes and isinstance(hindrance, errors.SeatError):
                return self._fall_back(step.fallback)
            self._fail(step, hindrance, skipped=True)
            return hindrance
        path, body = resolved(step.path, self.outcome.symbols), resolved(step.body, self.outcome.symbols)
        try:
            answer = self._send(step, path, body)
        except errors.ZoomError as error:
            return self._refused(step, error)
        with self._lock:
            self.outcome.done.append(step)
            if step.items and not _proven(body.get(step.items) or (), answer):
                self.outcome.unproven.append(step)
            if step.defines is not None:
                given = str(answer.get(step.identifier) or "")
                # An empty id (seen on pending users) leaves the email as the way to address the person.
                self.outcome.symbols[step.defines] = given or _name_of(step)
                self._fresh.add(self.outcome.symbols[step.defines])
        return None

    def _hindrance(self, step: Step) -> errors.ZoomError | None:
        """Why a step is not begun: an earlier refusal concerns it too, or what it needs was not created."""
        blocked = self.outcome.stopped or self._blocked.get((step.operation, step.kind))
        if blocked is not None:
            return blocked
        try:
            resolved((step.path, step.body), self.outcome.symbols)
        except KeyError as error:
            return errors.ZoomError(
                f"{step.object}: {error.args[0]} was not created, so this was not begun. Run again."
            )
        if step.batched:
            return None
        return next((self._barred[entry] for entry in step.entries if entry in self._barred), None)

    def _refused(self, step: Step, error: errors.ZoomError) -> errors.ZoomError | None:
        if isinstance(error, errors.SeatError) and step.fallback is not None:
            with self._lock:
                self._blocked[(step.operation, step.kind)] = error
            return self._fall_back(step.fallback)
        if isinstance(error, errors.InterruptedTaskError):
            with self._lock:
                self.outcome.stopped = self.outcome.stopped or error
            self._fail(step, error, skipped=True)
            return error
        if isinstance(error, errors.DailyLimitError):
            # The client sends nothing more of what the limit is about, and raises the same error instead.
            with self._lock:
                met_before = error in self._limits
                self._limits.append(error)
            self._fail(step, error, skipped=met_before)
            return error
        if isinstance(error, (errors.AuthenticationError, errors.WriteBlockedError)):
            with self._lock:
                self.outcome.stopped = self.outcome.stopped or error
        elif isinstance(error, errors.AccountWideError):
            with self._lock:
                self._blocked[(step.operation, step.kind)] = error
        elif self._may_be_one_member(step, error):
            # One bad member makes Zoom refuse the whole batch: halve it until the bad one stands alone.
            middle = len(step.members) // 2
            parts = (step.members[:middle], step.members[middle:])
            refused = [self._step(step.with_members(part)) for part in parts]
            return next((part for part in refused if part is not None), None)
        elif isinstance(error, errors.ApiError) and step.fallback is not None and error.code in step.fallback_codes:
            return self._step(step.fallback)
        self._fail(step, error)
        return error

    @staticmethod
    def _may_be_one_member(step: Step, error: errors.ZoomError) -> bool:
        """Whether a refusal may be about some of the members, and not about the request as a whole."""
        refused = isinstance(error, errors.ApiError) and not isinstance(error, errors.TokenRefusedError)
        return refused and len(step.members) > 1 and getattr(error, "code", None) not in step.whole_codes

    def _fall_back(self, step: Step) -> errors.ZoomError | None:
        with self._lock:
            self.outcome.fallbacks.append(step)
        return self._step(step)

    def _without_lost_members(self, step: Step) -> Step:
        """Without the members that were to be created or activated and were not: they have their error already."""
        if not step.batched:
            return step
        known = [pair for pair in step.members if pair[0] not in self._barred and not self._lost(pair[1])]
        return step if len(known) == len(step.members) else step.with_members(known)

    def _lost(self, item: Any) -> bool:
        try:
            resolved(item, self.outcome.symbols)
        except KeyError:
            return True
        return False

    def _send(self, step: Step, path: dict[str, str], body: Any) -> Any:
        """Send until it is certain: a lost answer is settled by reading, a lagging service by waiting."""
        uncertain: errors.AnswerLostError | None = None
        lags = iter(waits.FRESH)
        for _attempt in range(RESENDS + 1 + len(waits.FRESH)):
            try:
                return self.client.call(step.operation, path, dict(step.query), body)
            except errors.AnswerLostError as error:
                uncertain = error
            except errors.NotFoundError as error:
                if uncertain is not None and step.method == "DELETE":
                    return {}  # the delete whose answer was lost had been carried out
                pause = next(lags, None)
                if pause is None or not self._fresh.intersection(path.values()):
                    raise error
                self._sleep(pause)
                continue
            except errors.AlreadyExistsError:
                if uncertain is None:
                    raise
            except errors.ApiError as error:
                pause = next(lags, None) if error.code in step.lag_codes else None
                if pause is None:
                    raise
                self._sleep(pause)
                continue
            settled = self._settled(step, path, body, uncertain)
            if settled is not None:
                return settled
        raise errors.AnswerLostError(
            f"{uncertain.message if uncertain else step.object} Reading shows no sign of it. Look at {step.object} in"
            " Zoom, then run again."
        )

    def _settled(self, step: Step, path: dict[str, str], body: Any, lost: errors.AnswerLostError | None) -> Any:
        """See _settle. That the write may have been carried out is told where reading fails, or the task is stopped."""
        try:
            return self._settle(step, path, body)
        except errors.AnswerLostError:
            raise
        except errors.ZoomError as error:
            before = lost.message if lost is not None else f"{step.object} exists already."
            raise errors.AnswerLostError(f"{before} Whether it was could not be read: {error.message}") from error

    def _settle(self, step: Step, path: dict[str, str], body: Any) -> Any:
        """The answer that a lost write must have had, if reading proves that it was carried out; else None."""
        for pause in waits.FRESH[:3]:
            proof = confirm(self.client, self._proofs, step.operation, path, body, step.query)
            if proof is not None:
                return proof
            self._sleep(pause)
        return confirm(self.client, self._proofs, step.operation, path, body, step.query)


def _name_of(step: Step) -> str:
    return step.object.split(" ", 1)[1]


def _proven(items: Sequence[Mapping[str, Any]], answer: Any) -> bool:
    """Whether a batch's answer names everybody that was sent: ``ids`` is one string, and sometimes empty."""
    given = {part.strip() for part in str((answer or {}).get("ids") or "").split(",") if part.strip()}
    ids = {str(item.get("id") or item.get("user_id") or "") for item in items}
    return ids <= given if "" not in ids else len(given) >= len(items)
