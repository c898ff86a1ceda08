# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev test [STAGE…]: runs the stages two at a time and ends with a table and the counts.

A line tells when a stage begins and when it ends, with its findings; in between, a line a minute what is at work.
"""

from __future__ import annotations

import sys
import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

import stages
from stages import LOGS, STAGES, Run, Stage

SIDE_BY_SIDE = 2
# While nothing ends, a line a minute says what is at work.
REMINDER_SECONDS = 60
# Of the findings of one stage: the end of pytest's output, where the summary is. The log has everything.
LINES_SHOWN = 150
CHARACTERS_SHOWN = 400


def main() -> int:
    names = sys.argv[1:]
    known = [stage.name for stage in STAGES]
    if names == ["list"]:
        sys.stdout.writelines(f"  {stage.name:22} {stage.description}\n" for stage in STAGES)
        return 0
    unknown = [name for name in names if name not in known]
    if unknown:
        sys.stderr.write(f"./dev test: no such stage: {', '.join(unknown)}; there are {', '.join(known)}\n")
        return 2
    chosen = [stage for stage in STAGES if (stage.name in names if names else stage.every_time)]
    LOGS.mkdir(parents=True, exist_ok=True)
    if not names or "unit" in names:
        stages.prepare_coverage()
    began = time.monotonic()
    runs = run_all(chosen)
    code = conclude(runs, time.monotonic() - began)
    if not names:
        left = [f"{stage.name} ({stage.description})" for stage in STAGES if not stage.every_time]
        sys.stdout.write(
            f"not run every time: {'; '.join(left)}. `./dev test NAME` runs them, and so do the nightly jobs.\n"
        )
    return code


def run_all(chosen: list[Stage]) -> list[Run]:
    """Side by side, in the order of the table, but for those that come after others."""
    runs: dict[str, Run] = {}
    waiting = list(chosen)
    at_work: dict[Future[Run], Stage] = {}
    begun: dict[str, float] = {}
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        while waiting or at_work:
            while stage := next((each for each in waiting if may_begin(each, waiting, list(at_work.values()))), None):
                waiting.remove(stage)
                begun[stage.name] = time.monotonic()
                say(f"begins  {stage.name}")
                at_work[pool.submit(stages.execute, stage)] = stage
            ended = wait(at_work, REMINDER_SECONDS, return_when=FIRST_COMPLETED).done
            for future in ended:
                run = future.result()
                runs[at_work.pop(future).name] = run
                show(run)
            if not ended:
                names = [f"{each.name} ({time.monotonic() - begun[each.name]:.0f} s)" for each in at_work.values()]
                say(f"running {', '.join(names)}")
    return [runs[stage.name] for stage in chosen]


def may_begin(stage: Stage, waiting: list[Stage], at_work: list[Stage]) -> bool:
    """Whether there is room for a stage, and all that it must come after has ended."""
    unfinished = {other.name for other in [*waiting, *at_work]}
    return len(at_work) < SIDE_BY_SIDE and not unfinished & set(stage.after)


def show(run: Run) -> None:
    """One line when a stage ends; its findings at once, if it has any."""
    say(f"{'FAILED' if run.failed else 'ok':7} {run.name}: {counts(run)} in {run.seconds:.0f} s")
    lines = [line for finding in run.findings for line in finding.rstrip().splitlines()]
    if len(lines) > LINES_SHOWN:
        lines = [f"… the last {LINES_SHOWN} of {len(lines)} lines; all are in {run.log}", *lines[-LINES_SHOWN:]]
    sys.stdout.writelines(f"    {line[:CHARACTERS_SHOWN]}\n" for line in lines)
    sys.stdout.flush()


def counts(run: Run) -> str:
    return f"{run.passed} passed, {run.failed} failed, {len(run.skipped)} skipped"


def say(words: str) -> None:
    sys.stdout.write(f"{time.strftime('%H:%M:%S')} {words}\n")
    sys.stdout.flush()


def conclude(runs: list[Run], seconds: float) -> int:
    sys.stdout.write(f"\n{'stage':22} {'passed':>7} {'failed':>7} {'skipped':>8} {'seconds':>8}\n")
    for run in runs:
        sys.stdout.write(f"{run.name:22} {run.passed:7} {run.failed:7} {len(run.skipped):8} {run.seconds:8.1f}\n")
    sys.stdout.write(f"{'all':22} {'':7} {'':7} {'':8} {seconds:8.1f}\n\n")
    for run in runs:
        sys.stdout.writelines(f"skipped in {run.name}: {reason}\n" for reason in run.skipped)
    passed = sum(run.passed for run in runs)
    failed = sum(run.failed for run in runs)
    skipped = sum(len(run.skipped) for run in runs)
    broken = [run.name for run in runs if run.failed]
    if broken:
        sys.stdout.write(f"failed stages: {', '.join(broken)}; logs are in {LOGS}\n")
    sys.stdout.write(f"{passed} passed, {failed} failed, {skipped} skipped\n")
    return 1 if broken or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
