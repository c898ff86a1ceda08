# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The checks that make up ./dev test, one function each.

A check gets a Run, through which it starts commands, and returns nothing: the Run keeps what passed, what failed and
what was skipped, with its reason.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from tree import CACHE, ROOT, copy_tree, project_files

BIN = Path(sys.executable).parent
LOGS = CACHE / "test"
COVERAGE = CACHE / "coverage"
COVERAGE_CONFIG = COVERAGE / "config.ini"
COVERED_PERCENT = 95
# Many tests wait for a simulated account, so more of them run than there are cores.
WORKERS = ("-n", "3")
EVERY_TIME = ("-m", "not nightly")
SHELL = re.compile(rb"^#!.*\b(ba|da|)sh\b")


@dataclass
class Run:
    """One check at work. `passed` and `failed` count tests where the tool names them, else commands."""

    name: str
    passed: int = 0
    failed: int = 0
    skipped: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    seconds: float = 0

    @property
    def log(self) -> Path:
        return LOGS / f"{self.name}.log"

    def command(
        self,
        *command: str | Path,
        refuse: str = "",
        environment: dict[str, str] | None = None,
        cwd: Path = ROOT,
        count: bool = True,
        codes: Sequence[int] = (0,),
    ) -> str:
        """Runs a command of the virtual environment; it fails by its exit code or by a line that matches `refuse`."""
        words = [str(word) for word in command]
        with self.log.open("a", encoding="utf-8") as log:
            log.write(f"$ {' '.join(words)}\n")
            log.flush()
            done = subprocess.run(
                words,
                cwd=cwd,
                env={**base_environment(), **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                check=False,
            )
            log.write(done.stdout + "\n")
        unwanted = [line for line in done.stdout.splitlines() if refuse and re.search(refuse, line)]
        broken = done.returncode not in codes
        if broken or unwanted:
            self.fail(done.stdout if broken else "\n".join(unwanted), count=count)
        elif count:
            self.passed += 1
        return done.stdout

    def fail(self, finding: str, count: bool = True) -> None:
        self.failed += int(count)
        self.findings.append(finding)

    def skip(self, reason: str) -> None:
        self.skipped.append(reason)

    def pytest(self, *arguments: str | Path, environment: dict[str, str] | None = None) -> None:
        """Runs pytest, adds its counts, and names every skipped test with its reason."""
        report = LOGS / f"{self.name}.xml"
        report.unlink(missing_ok=True)
        command = [BIN / "python", "-m", "pytest", "-q", f"--junit-xml={report}", *arguments]
        # Code 5: there was nothing to run.
        self.command(*command, environment=environment, count=False, codes=(0, 5))
        if not report.exists():
            self.fail("pytest ended without a report", count=not self.failed)
            return
        suites = ElementTree.parse(report).getroot()
        for case in suites.iter("testcase"):
            kinds = {child.tag for child in case}
            if kinds & {"failure", "error"}:
                self.failed += 1
            elif "skipped" in kinds:
                place = f"{case.get('classname')}.{case.get('name')}"
                self.skip(f"{place}: {case.find('skipped').get('message')}")  # type: ignore[union-attr]
            else:
                self.passed += 1
        if self.findings and not self.failed:
            self.failed += 1
        if not self.passed + self.failed + len(self.skipped):
            self.skip("there are no such tests")


# Where pip's configuration may lie: commands that install something keep it.
OWN_HOME = {"HOME": os.environ.get("HOME", str(Path.home()))}


def base_environment() -> dict[str, str]:
    """The caller's environment without what would change a result: Zoom credentials and Ansible settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZOOM_", "ANSIBLE_"))}
    kept["PATH"] = f"{BIN}{os.pathsep}{kept.get('PATH', '')}"
    kept["LC_ALL"] = "C.UTF-8"
    # Ansible's tools write into the home folder; the user's own is left alone.
    kept["HOME"] = str(CACHE / "home")
    kept["ANSIBLE_HOME"] = str(CACHE / "home" / ".ansible")
    kept["ANSIBLE_LOCALHOST_WARNING"] = "false"
    kept["ANSIBLE_INVENTORY_UNPARSED_WARNING"] = "false"
    return kept


_tree_lock = threading.Lock()
_trees: dict[str, Path] = {}


def tree(name: str) -> Path:
    """A copy of the project, made once per run."""
    with _tree_lock:
        if name not in _trees:
            _trees[name] = copy_tree(name)
        return _trees[name]


def generated(run: Run) -> None:
    run.command(sys.executable, "tools/dev/generate.py", "--check")


def style(run: Run) -> None:
    run.command(BIN / "ruff", "check", "--no-cache", ".")
    run.command(BIN / "ruff", "format", "--no-cache", "--check", ".")


def types(run: Run) -> None:
    run.command(sys.executable, "tools/dev/check_types.py")


def shell(run: Run) -> None:
    scripts = [file for file in project_files() if file.suffix == ".sh" or SHELL.match(_first_line(file))]
    run.command(BIN / "shellcheck", "--external-sources", *scripts)


def _first_line(file: Path) -> bytes:
    with (ROOT / file).open("rb") as stream:
        return stream.readline(200)


def lint(run: Run) -> None:
    # A templated value where the rule expects a number stops the rule for the whole file, and says only this.
    run.command(BIN / "ansible-lint", "--offline", "--nocolor", refuse="Ignored exception from ArgsRule")


def sanity(run: Run) -> None:
    run.command(sys.executable, "tools/dev/upstream_tests.py", "sanity", environment=OWN_HOME)


# antsibull-docs puts the name of its temporary folder into reStructuredText, where a name that ends with "_", as one
# in 37 does, is a link that leads nowhere.
ANTSIBULL_DOCS = """
import sys, tempfile
tempfile._RandomNameSequence.characters = "abcdefghijklmnopqrstuvwxyz"
from antsibull_docs.cli.antsibull_docs import main
sys.exit(main())
"""


def documentation(run: Run) -> None:
    command = (sys.executable, "-c", ANTSIBULL_DOCS, "lint-collection-docs", "--plugin-docs")
    run.command(*command, "--validate-collection-refs", "all", ".")


def site(run: Run) -> None:
    """The documentation site, whose links lead somewhere."""
    found = run.command(ROOT / "dev", "docs", environment=OWN_HOME)
    run.skipped += [line.removeprefix("dev: ") for line in found.splitlines() if "no picture" in line]


def project(run: Run) -> None:
    """Workflows and issue forms against GitHub's schemas, and what they name against what there is."""
    folder = ROOT / ".github"
    check = (BIN / "check-jsonschema", "--builtin-schema")
    run.command(*check, "vendor.github-workflows", *sorted(folder.glob("workflows/*.yml")))
    forms = [form for form in sorted(folder.glob("ISSUE_TEMPLATE/*.yml")) if form.name != "config.yml"]
    run.command(*check, "vendor.github-issue-forms", *forms)
    run.command(*check, "vendor.github-issue-config", folder / "ISSUE_TEMPLATE" / "config.yml")
    run.pytest("tests/unit/test_project.py")


def changelog(run: Run) -> None:
    run.command(BIN / "antsibull-changelog", "lint")


def execution_environment(run: Run) -> None:
    """What ansible-builder would install for the collection, and whether it takes the environment for AWX."""
    top = tree("collection").parents[2]
    found = run.command(BIN / "ansible-builder", "introspect", top)
    if "requests" not in found:
        run.fail("ansible-builder sees no requests in meta/execution-environment.yml")
    definition, context = ROOT / "extensions" / "awx" / "execution-environment.yml", CACHE / "execution-environment"
    run.command(BIN / "ansible-builder", "create", "--file", definition, "--context", context, cwd=definition.parent)
    if not (context / "_build" / "requirements.yml").exists():
        run.fail("ansible-builder leaves the collection out of extensions/awx/execution-environment.yml")


def artifact(run: Run) -> None:
    """Builds the collection, imports it as Galaxy would, and runs its playbooks as a user who has nothing else."""
    from artifact import build, import_it, try_it, untested_playbooks

    run.findings += [f"no line of artifact.py runs playbooks/{name}.yml" for name in sorted(untested_playbooks())]
    built = build(run, tree("collection"), CACHE / "artifact")
    if built:
        import_it(run, built)
        try_it(run, built)


# Every Python process of the virtual environment measures itself when it finds this variable.
MEASURED = {"COVERAGE_PROCESS_START": str(COVERAGE_CONFIG)}


def unit(run: Run) -> None:
    run.pytest("tests/unit", *WORKERS, *EVERY_TIME, environment=MEASURED)


def demo(run: Run) -> None:
    """The demo checks itself."""
    run.command(sys.executable, "tools/dev/demo.py")


def simulator(run: Run) -> None:
    run.pytest("tests/simulator")


def integration(run: Run) -> None:
    # The modules are measured, ansible-playbook is not: that would cost a third more time and tell nothing.
    run.pytest("tests/integration", *WORKERS, *EVERY_TIME)


def nightly(run: Run) -> None:
    run.pytest("tests", *WORKERS, "-m", "nightly")


def faults(run: Run) -> None:
    """Some seeds of every scenario of `./dev chaos`, and some of the cases of `./dev fuzz`."""
    for program in (("tests/chaos/run.py", "--runs", "44"), ("tests/fuzz/run.py", "--cases", "1000")):
        found = run.command(BIN / "python", *program, count=False)
        passed = re.search(r"^(\d+) passed, (\d+) failed$", found, re.MULTILINE)
        if passed is None:
            run.fail(f"{program[0]} did not come to its end")
            continue
        run.passed += int(passed[1])
        run.failed += int(passed[2])


def upstream_unit(run: Run) -> None:
    """ansible-test's own way of running unit tests proves that every import works without the checkout's layout."""
    found = run.command(sys.executable, "tools/dev/upstream_tests.py", "units", environment=OWN_HOME, count=False)
    passed = sum(int(number) for number in re.findall(r"(\d+) passed", found))
    failed = sum(int(number) for number in re.findall(r"(\d+) (?:failed|error)", found))
    run.passed, run.failed = passed, failed or int(bool(run.findings))


def matrix(run: Run) -> None:
    """Other versions of ansible-core and Python, where the Pythons are at hand."""
    from matrix import run_matrix

    run_matrix(run)


def matrix_between(run: Run) -> None:
    """The versions of ansible-core between the oldest and the newest."""
    from matrix import run_versions_between

    run_versions_between(run)


def prepare_coverage() -> None:
    """A configuration with absolute paths, and no data.

    The unit tests alone are measured: they reach nearly all, and measuring each module of a playbook takes minutes. The
    whole folder counts, a file which nothing imports too.
    """
    COVERAGE.mkdir(parents=True, exist_ok=True)
    for stale in COVERAGE.glob("data*"):
        stale.unlink()
    plugins = ROOT / "plugins"
    packed = "*/ansible_collections/openadmin/zoom/plugins"
    settings = (
        "omit =\n    */plugins/doc_fragments/*\n    */__init__.py\nbranch = true\nparallel = true\n"
        f"data_file = {COVERAGE / 'data'}\n"
        "disable_warnings = no-data-collected,module-not-measured,module-not-imported\n"
        f"[paths]\nplugins =\n    {plugins}\n    {packed}\n"
        "[report]\nshow_missing = true\nskip_covered = true\nskip_empty = true\ninclude_namespace_packages = true\n"
        "exclude_also =\n    if TYPE_CHECKING:\n    raise NotImplementedError\n    @overload\n"
    )
    COVERAGE_CONFIG.write_text(f"[run]\nsource = {plugins}\n{settings}", encoding="utf-8")


def coverage(run: Run) -> None:
    """Lines and branches of plugins/ that the unit tests reach."""
    rc = f"--rcfile={COVERAGE_CONFIG}"
    if not list(COVERAGE.glob("data.*")):
        run.skip("nothing was measured")
        return
    for file in COVERAGE.glob("data.*"):
        # A process that was ended while it began leaves a file without content, which combine does not take.
        if b"coverage_schema" not in file.read_bytes():
            file.unlink()
    run.command(BIN / "coverage", "combine", rc, "--keep", "-q", count=False)
    run.command(BIN / "coverage", "json", rc, "-q", "-o", COVERAGE / "coverage.json", count=False)
    run.command(BIN / "coverage", "report", rc, f"--fail-under={COVERED_PERCENT}", "--precision=1")


@dataclass(frozen=True)
class Stage:
    name: str
    description: str
    check: Callable[[Run], None]
    after: Sequence[str] = ()
    every_time: bool = True  # else only where it is named


# Long ones first: two run side by side, and what is long must not begin last.
STAGES = (
    Stage("unit", "unit tests, with coverage", unit),
    Stage("integration", "playbooks against the simulator", integration),
    Stage("demo", "the demo, as a newcomer runs it", demo),
    Stage("faults", "a part of ./dev chaos and ./dev fuzz", faults),
    Stage("sanity", "ansible-test sanity, without exceptions", sanity),
    Stage("simulator", "tests of the simulator", simulator),
    Stage("matrix", "the oldest and the newest ansible-core, and old Python", matrix),
    Stage("lint", "ansible-lint, profile production with args", lint),
    Stage("types", "mypy", types),
    Stage("artifact", "build, import as Galaxy does, install and run on its own", artifact),
    Stage("documentation", "antsibull-docs", documentation),
    Stage("site", "./dev docs: the pages, modules and roles, and every link within", site),
    Stage("execution-environment", "ansible-builder", execution_environment),
    Stage("generated", "generated files are those that the generators write", generated),
    Stage("style", "ruff check and format", style),
    Stage("shell", "shellcheck", shell),
    Stage("project", "workflows, issue forms, hooks and links of documents", project),
    Stage("changelog", "antsibull-changelog", changelog),
    Stage("coverage", f"at least {COVERED_PERCENT} % of lines and branches", coverage, after=("unit",)),
    Stage("matrix-between", "the versions of ansible-core between them, in short", matrix_between, every_time=False),
    Stage("nightly", "tests too long for every change: large accounts, many runs", nightly, every_time=False),
    # What it shows beyond the stage unit, that every import works elsewhere, sanity and artifact show too.
    Stage("upstream-unit", "the unit tests as ansible-test runs them", upstream_unit, every_time=False),
)


def execute(stage: Stage) -> Run:
    """Runs a stage to its end; an exception of the check itself is a failure like any other."""
    run = Run(stage.name)
    run.log.unlink(missing_ok=True)
    began = time.monotonic()
    try:
        stage.check(run)
        if run.findings and not run.failed:
            run.failed = 1
    except Exception as error:  # noqa: BLE001 - the other stages still have something to say
        run.fail(f"{type(error).__name__}: {error}")
    run.seconds = time.monotonic() - began
    return run
