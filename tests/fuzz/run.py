# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev fuzz [--cases N] [--seed N] [--only KIND] [NAME…]: hostile answers and options for every module.

Prints each kind of violation once, with its seed; "./dev fuzz --cases 1 --seed SEED --only KIND NAME" shows it again.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from typing import Any

from ansible_collections.openadmin.zoom.tests.chaos.invariants import Violation
from ansible_collections.openadmin.zoom.tests.fuzz.cases import (
    Subject,
    answer_of_the_facts,
    odd_answer,
    odd_file,
    odd_options,
    operation_alone,
    subjects,
)
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

OPTIONS = ("--users", "30", "--groups", "4", "--no-rate-limits")
LARGEST_MEMORY = 6 * 2**30
SECONDS_A_CASE = 30
# What differs between two cases of one violation.
VALUES = re.compile(r"'[^']*'|\"[^\"]*\"|\d+")
KINDS: dict[str, Callable[[Subject, int], None]] = {
    "answers": odd_answer,
    "options": odd_options,
    "facts": answer_of_the_facts,
    "operations": operation_alone,
    "files": odd_file,
}


def too_long(_number: int, _frame: Any) -> None:
    raise Violation(f"a case took longer than {SECONDS_A_CASE} s")


def case(kind: str, subject: Subject, seed: int) -> str:
    """What is wrong with one case; '' if nothing is."""
    signal.alarm(SECONDS_A_CASE)
    try:
        KINDS[kind](subject, seed)
    except Violation as violation:
        return str(violation)
    except Exception:  # noqa: BLE001 - a traceback of any kind is what is looked for
        return traceback.format_exc()
    finally:
        signal.alarm(0)
    return ""


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev fuzz", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="scenarios or modules; all of them by default")
    parser.add_argument("--cases", type=int, default=100_000, help="cases in all (default 100,000)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first case (default 1)")
    parser.add_argument("--only", choices=sorted(KINDS), help="one kind of cases alone")
    arguments = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))
    signal.signal(signal.SIGALRM, too_long)
    # Options that name files are hostile, too: what they write stays here.
    folder = tempfile.TemporaryDirectory()
    os.chdir(folder.name)
    simulator = Simulator(*OPTIONS)
    began = time.monotonic()
    seen: Counter[str] = Counter()
    done = 0
    try:
        chosen = [subject for subject in subjects(simulator) if not arguments.names or subject.name in arguments.names]
        kinds = [arguments.only] if arguments.only else list(KINDS)
        turns = [(kind, subject) for subject in chosen for kind in kinds]
        for number in range(arguments.cases):
            kind, subject = turns[number % len(turns)]
            wrong = case(kind, subject, arguments.seed + number)
            done += 1
            if wrong:
                brief = f"{kind}, {subject.module}: {VALUES.sub('…', wrong.strip().splitlines()[-1])[:150]}"
                seen[brief] += 1
                if seen[brief] == 1:
                    sys.stdout.write(f"{subject.name}, {kind}, seed {arguments.seed + number}:\n{wrong}\n")
                    sys.stdout.flush()
    finally:
        simulator.stop()
        os.chdir("/")
        folder.cleanup()
    for brief, number in seen.most_common():
        sys.stdout.write(f"{number} x {brief}\n")
    violations = sum(seen.values())
    sys.stdout.write(f"{done} cases, seeds from {arguments.seed}, {time.monotonic() - began:.0f} s\n")
    sys.stdout.write(f"{done - violations} passed, {violations} failed\n")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
