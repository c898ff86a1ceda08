# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev chaos [--runs N] [--seed N] [SCENARIO…]: seeded schedules of faults over every writing module.

Prints each violation with the seed that shows it again: ./dev chaos --runs 1 --seed SEED SCENARIO.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter

from ansible_collections.openadmin.zoom.tests.chaos.cost import measured
from ansible_collections.openadmin.zoom.tests.chaos.invariants import Violation
from ansible_collections.openadmin.zoom.tests.chaos.play import Play, prepare
from ansible_collections.openadmin.zoom.tests.chaos.scenarios import SCENARIOS
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

OPTIONS = ("--users", "50", "--groups", "5", "--no-rate-limits")


def cost(seed: int) -> int:
    try:
        sys.stdout.write(f"{measured(seed)}\n1 passed, 0 failed\n")
    except Violation as violation:
        sys.stdout.write(f"{violation}\n0 passed, 1 failed\n")
        return 1
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev chaos", description=__doc__)
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO", help=", ".join(SCENARIOS))
    parser.add_argument("--runs", type=int, default=1000, help="disturbed runs in all (default 1000)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first run (default 1)")
    parser.add_argument("--cost", action="store_true", help="measure instead what 5 %% faults cost a large file")
    arguments = parser.parse_args()
    if arguments.cost:
        return cost(arguments.seed)
    names = arguments.scenarios or list(SCENARIOS)
    unknown = [name for name in names if name not in SCENARIOS]
    if unknown:
        parser.error(f"no such scenario: {', '.join(unknown)}; there are {', '.join(SCENARIOS)}")
    simulator = Simulator(*OPTIONS)
    began = time.monotonic()
    met: Counter[str] = Counter()
    violations = done = 0
    try:
        for place, name in enumerate(names):
            known = prepare(simulator, name)
            for number in range(place, arguments.runs, len(names)):
                seed = arguments.seed + number
                done += 1
                play = Play(simulator, known, seed)
                try:
                    play.run()
                except Violation as violation:
                    violations += 1
                    sys.stdout.write(f"{name}, seed {seed}: {violation}\n")
                met.update(fault.split(" ")[0] for fault in play.met)
            sys.stdout.write(f"{name}: {time.monotonic() - began:.0f} s, {violations} violations so far\n")
            sys.stdout.flush()
    finally:
        simulator.stop()
    faults = ", ".join(f"{kind} {number}" for kind, number in met.most_common())
    sys.stdout.write(
        f"{done} runs, seeds from {arguments.seed}, {time.monotonic() - began:.0f} s; faults met: {faults}\n"
    )
    sys.stdout.write(f"{done - violations} passed, {violations} failed\n")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
