# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev test [STAGE…]: runs the stages two at a time, shows every finding, and ends with a table and the counts."""

from __future__ import annotations

import sys
import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

import stages
from stages import LOGS, STAGES, Run, Stage

SIDE_BY_SIDE = 2
LINES_SHOWN = 150


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
    chosen = [stage for stage in STAGES if not names or stage.name in names]
    LOGS.mkdir(parents=True, exist_ok=True)
    if not names or {"unit", "integration"} & set(names):
        stages.prepare_coverage()
    began = time.monotonic()
    runs = run_all(chosen)
    return conclude(runs, time.monotonic() - began)


def run_all(chosen: list[Stage]) -> list[Run]:
    """Side by side where stages allow it; those marked `alone` come last, one by one."""
    runs: dict[str, Run] = {}
    waiting = [stage for stage in chosen if not stage.alone]
    at_work: dict[Future[Run], Stage] = {}
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        while waiting or at_work:
            busy = {stage.name for stage in [*waiting, *at_work.values()]}
            for stage in [stage for stage in waiting if not busy & set(stage.after)]:
                if len(at_work) < SIDE_BY_SIDE:
                    at_work[pool.submit(stages.execute, stage)] = stage
                    waiting.remove(stage)
            for future in wait(at_work, return_when=FIRST_COMPLETED).done:
                stage = at_work.pop(future)
                runs[stage.name] = future.result()
                show(runs[stage.name])
    for stage in chosen:
        if stage.alone:
            runs[stage.name] = stages.execute(stage)
            show(runs[stage.name])
    return [runs[stage.name] for stage in chosen]


def show(run: Run) -> None:
    """One line when a stage ends; its findings at once, if it has any."""
    sys.stdout.write(f"{'FAILED' if run.failed else 'ok':6} {run.name} ({run.seconds:.0f} s)\n")
    for finding in run.findings:
        lines = finding.rstrip().splitlines()
        if len(lines) > LINES_SHOWN:
            lines = [f"… the last {LINES_SHOWN} of {len(lines)} lines; all are in {run.log}", *lines[-LINES_SHOWN:]]
        sys.stdout.writelines(f"    {line}\n" for line in lines)
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
