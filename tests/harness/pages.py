# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the commands of a page of the documentation, in order, in one shell and one folder, against a simulated account.

Comments in front of a block, which no reader sees, say what it is:

    <!-- simulator: --users 200 -->   at the top: options of the account; `none` if the page starts its own
    <!-- file: people.csv -->         the block is the content of this file
    <!-- ends with 2 -->              the code with which the last command ends
    <!-- not run: reason -->          commands that only a reader can run
    <!-- output: WHAT -->             the block is what the commands above it printed, up to <!-- end of output -->

WHAT is a list, parted by semicolons: `all`, `error`, `recap`, `files`, or the beginnings of names of tasks.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from ansible_collections.openadmin.zoom.tests.harness.simulator import ROOT

DEFAULT_ACCOUNT = ("--users", "200", "--groups", "8", "--seed", "1", "--plan", "business")
SECONDS = 600
MARK = "@@ block"
BLOCK = re.compile(
    r"(?P<comments>(?:^<!-- [^\n]* -->\n+)*)^```(?P<language>[\w-]*)[^\n]*\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
OUTPUT = re.compile(r"(^<!-- output: (?P<what>[^\n]*) -->\n).*?(^<!-- end of output -->$)", re.MULTILINE | re.DOTALL)
ACCOUNT = re.compile(r"^<!-- simulator: (.*) -->$", re.MULTILINE)
# What differs from one run to the next, in the order in which it is looked for.
VARYING = (
    (re.compile(r"\b20\d\d-?\d\d-?\d\d(?:T\d\d:?\d\d:?\d\d(?:\.\d+)?Z?|T\d{6}Z)?\b"), "DATE"),
    (re.compile(r"\b(?=[a-f]*\d)[0-9a-f]{8}(?:-[0-9a-f-]+|[0-9a-f]{24,})?\b"), "ID"),
    (re.compile(r"127\.0\.0\.1:\d+"), "127.0.0.1:PORT"),
    (re.compile(r"\b\d+(?:\.\d+)? (?:ms|s|seconds|days?|minutes)\b"), "TIME"),
    (re.compile(r"process \d+"), "process N"),
    (re.compile(r"^\[WARNING\]: (?:Platform|Host).*$", re.MULTILINE), ""),
)


@dataclass
class Block:
    """A block of a page with what the comments in front of it say."""

    language: str
    text: str
    says: dict[str, str] = field(default_factory=dict)

    @property
    def is_command(self) -> bool:
        return self.language == "bash" and "file" not in self.says


@dataclass(frozen=True)
class Ran:
    """What a block of commands printed, and its code."""

    block: Block
    code: int
    output: str


def blocks(text: str) -> list[Block]:
    """The blocks of a page, recorded outputs left out."""
    found = []
    for match in BLOCK.finditer(OUTPUT.sub("", text)):
        says = {}
        for comment in re.findall(r"<!-- (.*?) -->", match["comments"]):
            word, colon, rest = comment.partition(": ")
            says[word if colon else "ends"] = rest if colon else comment.removeprefix("ends with ")
        found.append(Block(match["language"], match["text"], says))
    return found


def account_of(text: str) -> tuple[str, ...] | None:
    """The options of the page's simulated account; None if it needs none from outside."""
    found = ACCOUNT.search(text)
    if found is None:
        return DEFAULT_ACCOUNT
    return None if found[1] == "none" else tuple(found[1].split())


def commands(text: str) -> list[Block]:
    return [block for block in blocks(text) if block.is_command and "not run" not in block.says]


def run_page(text: str, folder: Path, connection: dict[str, str]) -> list[Ran]:
    """Runs a page. Files are written when their turn comes. Raises AssertionError where a command ends otherwise."""
    script = ["exec 2>&1"]
    for number, block in enumerate(blocks(text)):
        if "file" in block.says:
            script += [f"mkdir -p \"$(dirname '{block.says['file']}')\"", f"cat > '{block.says['file']}' <<'@@ end'"]
            script += [block.text + "@@ end"]
        elif block.is_command and "not run" not in block.says:
            script += [f"printf '\\n%s\\n' '{MARK} {number} begins'", block.text.rstrip()]
            script += [f"printf '\\n%s %s\\n' '{MARK} {number} ends' \"$?\""]
    done = subprocess.run(
        ["bash", "-c", "\n".join(script)],
        cwd=folder,
        env=environment(folder, connection),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    return list(results(blocks(text), done.stdout, folder))


def results(found: list[Block], printed: str, folder: Path) -> list[Ran]:
    """Each block with its part of what the page printed."""
    ran = []
    pattern = re.compile(rf"^{MARK} (\d+) begins\n(.*?)\n?^{MARK} \1 ends (\d+)$", re.MULTILINE | re.DOTALL)
    for number, output, code in pattern.findall(printed):
        block = found[int(number)]
        expected = int(block.says.get("ends", 0))
        shown = re.sub(rf"{re.escape(str(folder))}/?|{re.escape(str(ROOT))}/", "", output)
        assert int(code) == expected, f"code {code} instead of {expected} from\n{block.text}\n{shown[-6000:]}"
        ran.append(Ran(block, int(code), shown))
    assert len(ran) == sum(block.is_command and "not run" not in block.says for block in found), printed[-4000:]
    return ran


def environment(folder: Path, connection: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZOOM_", "ANSIBLE_"))}
    return {
        **kept,
        **connection,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{kept.get('PATH', '')}",
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "120",
        "ANSIBLE_HOME": os.environ.get("ANSIBLE_HOME", str(ROOT / ".cache" / "home" / ".ansible")),
        "ANSIBLE_LOCALHOST_WARNING": "false",
        "ANSIBLE_INVENTORY_UNPARSED_WARNING": "false",
        "ZOOM_SIMULATOR_PYTHON": sys.executable,
        "PYTHONPATH": kept.get("PYTHONPATH", ""),
    }


def chosen(output: str, what: str) -> str:
    """The part of an output that a page shows."""
    parts = []
    for one in (word.strip() for word in what.split(";")):
        if one == "all":
            parts.append(output.strip())
        elif one == "error":
            found = re.search(r"^\[ERROR\].*?(?=^Origin:|^fatal:|\Z)", output, flags=re.MULTILINE | re.DOTALL)
            parts.append(found.group(0).strip() if found else output.strip())
        elif one == "recap":
            parts.append(output.rpartition("PLAY RECAP")[2].partition("\n")[2].partition("\n\n")[0].strip())
        else:
            pieces = re.split(r"^(?=TASK |PLAY |RUNNING HANDLER |NO MORE)", output, flags=re.MULTILINE)
            parts += [piece.strip() for piece in pieces if re.match(rf"TASK \[(\S+ : )?{re.escape(one)}", piece)]
    text = re.sub(r" \*{3,}", "", "\n".join(parts))
    return "\n".join(line.rstrip() for line in text.splitlines())


def recorded(text: str, ran: list[Ran]) -> str:
    """The page with the outputs of this run. An output belongs to the last command before it.

    One that differs only in what each run has of its own stays as it was.
    """
    starts = [match.start() for match in BLOCK.finditer(text) if is_run(match)]

    def fresh(match: re.Match[str]) -> str:
        number = sum(start < match.start() for start in starts) - 1
        shown = chosen(ran[number].output, match["what"])
        assert shown, f"the commands before it print nothing that fits `output: {match['what']}`\n{ran[number].output}"
        new = f"{match[1]}\n```text\n{shown}\n```\n\n{match[3]}"
        return match[0] if lasting(match[0]) == lasting(new) else new

    return OUTPUT.sub(fresh, text)


def is_run(match: re.Match[str]) -> bool:
    return match["language"] == "bash" and not re.search(r"<!-- (not run|file):", match["comments"])


def lasting(text: str) -> str:
    """A text without what differs from one run to the next."""
    for pattern, word in VARYING:
        text = pattern.sub(word, text)
    return text
