# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev demo: people from a file into a simulated account, then a security baseline, each checked by itself.

The account is a simulator on the loopback interface: no credentials, nothing leaves the machine.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tree import CACHE, ROOT

from ansible_collections.openadmin.zoom.tests.harness.playbooks import read_stats
from ansible_collections.openadmin.zoom.tests.harness.simulator import Simulator

DEMO = ROOT / "playbooks" / "demo"
REPORTS = CACHE / "demo"
ACCOUNT = ("--users", "1000", "--groups", "20", "--seed", "1", "--plan", "business")
BASELINE = "core"


class DemoFailed(Exception):
    """The demo found that something it shows does not hold."""


@dataclass(frozen=True)
class Play:
    title: str
    playbook: str
    stats: dict[str, int]
    seconds: float
    requests: int
    writes: int


def main() -> int:
    began = time.monotonic()
    say("starting a simulated Zoom account with 1,000 users and 20 groups")
    simulator = Simulator(*ACCOUNT)
    plays: list[Play] = []
    try:
        onboard(simulator, plays)
        report = policy(simulator, plays)
    except DemoFailed as failure:
        summary(plays, time.monotonic() - began)
        say(f"FAILED: {failure}")
        return 1
    finally:
        simulator.stop()
    summary(plays, time.monotonic() - began)
    if report:
        say(report)
    return 0


def onboard(simulator: Simulator, plays: list[Play]) -> None:
    """The same file twice: the first run must change the account, the second must not."""
    before = len(simulator.state()["users"])
    folder = DEMO.relative_to(ROOT)
    people = ("-e", f"@{folder / 'onboard.yml'}", "-e", f"people_src={folder / 'people.csv'}")
    first = play(simulator, "first run of onboard", "openadmin.zoom.onboard", *people)
    plays.append(first)
    if not first.stats["changed"]:
        raise DemoFailed("the first run changed nothing")
    second = play(simulator, "second run of onboard", "openadmin.zoom.onboard", *people)
    plays.append(second)
    if second.stats["changed"] or second.writes:
        raise DemoFailed(
            f"the second run ended with changed={second.stats['changed']} and {second.writes} writing requests"
        )
    after = len(simulator.state()["users"])
    say(f"the account had {before:,} users and has {after:,}; the second run changed nothing")


def policy(simulator: Simulator, plays: list[Play]) -> str:
    """Audit, enforce, audit again. Returns the closing sentence, which names the report."""
    if not all((ROOT / "playbooks" / name).exists() for name in ("audit.yml", "policy.yml")):
        return "policy baselines are not part of this version: the demo ends with onboarding"
    scores = []
    report = Path()
    shutil.rmtree(REPORTS, ignore_errors=True)
    for number, (title, playbook) in enumerate(
        (("audit", "audit"), ("enforce the baseline", "policy"), ("audit again", "audit")), start=1
    ):
        folder = REPORTS / f"{number}-{playbook}"
        arguments = ["-e", f"policy_baselines={BASELINE}", "-e", f"policy_report_dir={folder.relative_to(ROOT)}"]
        if playbook == "policy":
            arguments += ["-e", "policy_mode=enforce"]
        plays.append(play(simulator, title, f"openadmin.zoom.{playbook}", *arguments))
        if playbook == "audit":
            scores.append(score_of(folder))
            report = next(iter(sorted(folder.glob("*.html"))), report)
    if scores[1] <= scores[0]:
        raise DemoFailed(f"enforcing the baseline took the score from {scores[0]} to {scores[1]}")
    return f"score {scores[0]} before, {scores[1]} after; the report: {report}"


def score_of(folder: Path) -> float:
    reports = sorted(folder.glob("*.json"))
    if not reports:
        raise DemoFailed(f"no report was written to {folder}")
    content: dict[str, Any] = json.loads(reports[-1].read_text(encoding="utf-8"))
    return float(content["summary"]["score"])


def play(simulator: Simulator, title: str, playbook: str, *arguments: str) -> Play:
    """Runs a playbook under the reader's eyes. Raises DemoFailed where it fails."""
    command = ["ansible-playbook", playbook, *arguments]
    say(f"{title}: {' '.join(shown(word) for word in command)}")
    simulator.clear_requests()
    began = time.monotonic()
    process = subprocess.Popen(
        [str(Path(sys.executable).parent / command[0]), *command[1:]],
        cwd=ROOT,
        env=environment(simulator),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        sys.stdout.write(line)
        sys.stdout.flush()
        lines.append(line)
    code = process.wait()
    seconds = time.monotonic() - began
    requests = simulator.api_requests()
    done = Play(
        title,
        playbook,
        read_stats("".join(lines)),
        seconds,
        len(requests),
        sum(entry["method"] != "GET" for entry in requests),
    )
    if code:
        raise DemoFailed(f"{title}: ansible-playbook ended with code {code}")
    return done


def shown(word: str) -> str:
    """Paths below the checkout as a reader would type them."""
    return word.replace(f"{ROOT}{os.sep}", "")


def environment(simulator: Simulator) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZOOM_", "ANSIBLE_"))}
    return {
        **kept,
        **simulator.environment,
        "ZOOM_ACCOUNT_PLAN": "business",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{kept.get('PATH', '')}",
        "ANSIBLE_HOME": str(CACHE / "home" / ".ansible"),
        "ANSIBLE_LOCALHOST_WARNING": "false",
        "ANSIBLE_INVENTORY_UNPARSED_WARNING": "false",
        "ANSIBLE_FORCE_COLOR": "1" if sys.stdout.isatty() else "0",
    }


def summary(plays: list[Play], seconds: float) -> None:
    say(f"{'play':24} {'ok':>4} {'changed':>8} {'failed':>7} {'requests':>9} {'writing':>8} {'seconds':>8}")
    for done in plays:
        stats = done.stats
        say(
            f"{done.title:24} {stats['ok']:4} {stats['changed']:8} {stats['failed']:7} "
            f"{done.requests:9} {done.writes:8} {done.seconds:8.1f}"
        )
    say(f"all in {seconds:.0f} s")


def say(text: str) -> None:
    sys.stdout.write(f"demo: {text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
