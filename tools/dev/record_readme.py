# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs what README.md shows against a simulated account and writes the real output into it.

An output stands between `<!-- output of NAME -->` and `<!-- end of output -->`; run this when the words of a
playbook change.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tree import CACHE, ROOT

from ansible_collections.openadmin.zoom.tests.harness.playbooks import run_playbook
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

TARGET = ROOT / "README.md"
PEOPLE = """\
email,first_name,last_name,type,dept,groups
ada@example.com,Ada,Lovelace,licensed,Engineering,Engineering
sim.user0010@example.com,,,licensed,Sales,Sales
"""
WRONG = """\
email,first_name,last_nam,type,groups
ada@example.com,Ada,Lovelace,licenced,Engineering
"""
ONBOARD = "openadmin.zoom.onboard"


def outputs() -> dict[str, str]:
    simulator = Simulator("--users", "1000", "--groups", "20", "--seed", "1", "--plan", "business")
    found = {}
    try:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
            (folder / "wrong.csv").write_text(WRONG, encoding="utf-8")

            def run(playbook: str, *arguments: str, **environment: str) -> str:
                done = run_playbook(playbook, simulator, *arguments, environment=environment, folder=folder)
                return done.output

            people = ("-e", "people_src=people.csv")
            found["doctor"] = tasks(run("openadmin.zoom.doctor"), "Report")
            found["look"] = tasks(run(ONBOARD, *people, ZOOM_READ_ONLY="1"), "Bring people", "Show")
            found["mistake"] = message(run(ONBOARD, "-e", "people_src=wrong.csv"))
            found["check"] = tasks(run(ONBOARD, *people, "--check", "--diff"), "Bring people", "Show")
            baseline = ("-e", "policy_baselines=core", "-e", "policy_report_dir=reports")
            found["audit"] = tasks(run("openadmin.zoom.audit", *baseline), "Show")
            found["run"] = tasks(run(ONBOARD, *people), "Show") + recap(run(ONBOARD, *people))
    finally:
        simulator.stop()
    demo = subprocess.run(
        [sys.executable, "tools/dev/demo.py"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout
    lines = [line for line in demo.splitlines() if line.startswith("demo: ")]
    # The commands that it announces are in its output a second time.
    found["demo"] = "\n".join(line for line in lines if ": ansible-playbook " not in line) + "\n"
    return found


def tasks(output: str, *names: str) -> str:
    """The output of the tasks whose names begin so, without the stars that Ansible draws."""
    parts = re.split(r"^(?=TASK |PLAY |NO MORE)", output, flags=re.MULTILINE)
    shown = [part for part in parts if any(re.match(rf"TASK \[(\S+ : )?{name}", part) for name in names)]
    return re.sub(r" \*{3,}", "", "\n".join(part.strip() for part in shown)) + "\n"


def message(output: str) -> str:
    """What stands between the name of an error and the place in a playbook where it came up."""
    found = re.search(r"^\[ERROR\].*?(?=^Origin:)", output, flags=re.MULTILINE | re.DOTALL)
    return found.group(0) if found else output


def recap(output: str) -> str:
    return "\nthe second time:\n" + output.partition("PLAY RECAP")[2].partition("\n")[2].rstrip() + "\n"


def main() -> int:
    text = TARGET.read_text(encoding="utf-8")
    for name, output in outputs().items():
        place = re.compile(rf"(<!-- output of {name} -->\n).*?(<!-- end of output -->)", re.DOTALL)
        if not place.search(text):
            sys.stderr.write(f"README.md has no place for the output of {name}\n")
            return 1
        # Where the checkout lies is nobody's business.
        shown = "\n".join(line.rstrip() for line in re.sub(rf"{ROOT}/|/tmp/tmp[^/]*/", "", output).splitlines())
        text = place.sub(lambda found, shown=shown: f"{found[1]}\n```\n{shown}\n```\n\n{found[2]}", text)  # type: ignore[misc]
    TARGET.write_text(text, encoding="utf-8")
    sys.stdout.write(f"README.md is written; caches are in {CACHE.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
