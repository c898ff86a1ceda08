# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev bench [SCENARIO…] [--repeat N] [--output FOLDER]

Runs the playbook onboard against simulated accounts, counts requests and measures time and memory; `small` measures
what one more task costs. Prints a table and writes results.json and results.svg. Ends with 1 if a bound does not hold.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import ansible.release

from ansible_collections.openadmin.zoom.tests.benchmark.chart import draw
from ansible_collections.openadmin.zoom.tests.benchmark.measure import Measured, run_playbook
from ansible_collections.openadmin.zoom.tests.benchmark.scenarios import SCENARIOS, Scenario
from ansible_collections.openadmin.zoom.tests.benchmark.small import ROUNDS, TASKS, TaskFailed, costs_beyond_a_ping
from ansible_collections.openadmin.zoom.tests.harness.simulator import ROOT, Simulator

PLAYBOOK = "openadmin.zoom.onboard"
OUTPUT = ROOT / ".cache" / "bench"


SMALL = "small"
TITLES = {SMALL: "CPU of one more task beyond a ping", **{scenario.name: scenario.title for scenario in SCENARIOS}}
NAMES = list(TITLES)


class BenchmarkFailed(Exception):
    """A run did not do what it was to be measured at."""


def main() -> int:
    arguments = parse(sys.argv[1:])
    results = []
    for name in arguments.scenario or NAMES:
        say(f"bench: {name}: {TITLES[name]} …")
        try:
            results.append(measured(name, arguments.repeat))
        except (BenchmarkFailed, TaskFailed) as failure:
            say(f"bench: {name} FAILED: {failure}")
            return 1
    write(arguments.output, results)
    say(table(results))
    say(f"bench: {arguments.output / 'results.json'} and {arguments.output / 'results.svg'}")
    return 0 if all(bound["holds"] is not False for result in results for bound in result["bounds"]) else 1


def measured(name: str, repeat: int) -> dict[str, Any]:
    """The result of a scenario, or of the small tasks."""
    if name == SMALL:
        return result_of_tasks(costs_beyond_a_ping(ROUNDS * repeat))
    scenario = next(scenario for scenario in SCENARIOS if scenario.name == name)
    return result_of(scenario, measure(scenario, repeat))


def parse(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev bench", description="Measure the collection against its bounds.")
    parser.add_argument("scenario", nargs="*", help=f"which of: {', '.join(NAMES)} (default: all)")
    parser.add_argument("--repeat", type=int, default=1, metavar="N", help="runs of each; the median in time counts")
    parser.add_argument("--output", type=Path, default=OUTPUT, metavar="FOLDER", help="where the results are written")
    arguments = parser.parse_args(words)
    unknown = sorted(set(arguments.scenario) - set(NAMES))
    if unknown:
        parser.error(f"there is no scenario {unknown[0]!r}; there are {', '.join(NAMES)}")
    return arguments


def measure(scenario: Scenario, repeat: int) -> Measured:
    """The run with the median time. Each begins with the account as it was."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.csv"
        simulator = Simulator(*scenario.simulator)
        try:
            scenario.write_file(path, simulator)
            runs = []
            for number in range(max(1, repeat)):
                if number:
                    simulator.reset()
                scenario.prepare(simulator)
                variables = {"people_src": str(path), **scenario.variables}
                run = run_playbook(PLAYBOOK, simulator, variables, scenario.environment, Path(folder))
                check(scenario, run)
                runs.append(run)
        finally:
            simulator.stop()
    return sorted(runs, key=lambda run: run.seconds)[len(runs) // 2]


def check(scenario: Scenario, run: Measured) -> None:
    if run.code:
        raise BenchmarkFailed(f"ansible-playbook ended with {run.code}:\n{run.output[-4000:]}")
    if bool(run.changed) != scenario.changed:
        raise BenchmarkFailed(f"{run.changed} tasks changed something:\n{run.output[-4000:]}")


def result_of(scenario: Scenario, run: Measured) -> dict[str, Any]:
    return {
        "name": scenario.name,
        "title": scenario.title,
        "seconds": round(run.seconds, 2),
        "floor_seconds": scenario.floor,
        "requests": run.requests,
        "requests_by_label": dict(run.by_label),
        "memory_mb": None if run.memory_mb is None else round(run.memory_mb),
        "bounds": [judged(bound.name, bound.unit, bound.limit, bound.value(run)) for bound in scenario.bounds],
    }


def result_of_tasks(costs: dict[str, float]) -> dict[str, Any]:
    """The result of the small tasks: their costs, in pings."""
    bounds = [judged(task.name, "pings", task.limit, costs[task.name]) for task in TASKS]
    return {"name": SMALL, "title": TITLES[SMALL], "floor_seconds": None, "bounds": bounds}


def judged(name: str, unit: str, limit: float, value: float | None) -> dict[str, Any]:
    return {
        "name": name,
        "unit": unit,
        "value": None if value is None else round(value, 2),
        "limit": limit,
        "holds": None if value is None else value <= limit,
    }


def table(results: list[dict[str, Any]]) -> str:
    """What was measured, a line for each bound."""
    rows = [("scenario", "measure", "value", "bound", "holds")]
    for result in results:
        title = result["title"]
        if result["floor_seconds"]:
            rows.append((title, "floor", f"{result['floor_seconds']:.1f} s", "", ""))
            rows.append(("", "time", f"{result['seconds']:.1f} s", "", ""))
            title = ""
        for bound in result["bounds"]:
            unit = f" {bound['unit']}" if bound["unit"] else ""
            value = "not measured" if bound["value"] is None else f"{bound['value']:g}{unit}"
            holds = {True: "yes", False: "NO", None: ""}[bound["holds"]]
            rows.append((title, bound["name"], value, f"{bound['limit']:g}{unit}", holds))
            title = ""
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join(["", lines[0], "-" * len(lines[0]), *lines[1:], ""])


def write(folder: Path, results: list[dict[str, Any]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    document = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "ansible_core": ansible.release.__version__,
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors",
        "load_average": os.getloadavg()[0],
        "results": results,
    }
    (folder / "results.json").write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    bars = [
        (f"{result['title'].partition(',  ')[0][:44]}: {bound['name']}", bound["value"] / bound["limit"], text(bound))
        for result in results
        for bound in result["bounds"]
        if bound["value"] is not None
    ]
    (folder / "results.svg").write_text(draw(bars), encoding="utf-8")


def text(bound: dict[str, Any]) -> str:
    return f"{bound['value']:g} of {bound['limit']:g} {bound['unit']}".rstrip()


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
