# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWX does with extensions/awx, without AWX: it fills in credentials, takes answers, and starts ansible-runner.

How it does that is told by AWX 24.6: awx/main/models/credential.py (injectors), mixins.py (surveys), workflow.py
(artifacts) and inventory.py (slices).
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ansible_runner
import jinja2.sandbox

from ansible_collections.openadmin.zoom.tests.harness.awx_definitions import DEFINED, PROJECT, TEMPLATES, TYPES
from ansible_collections.openadmin.zoom.tests.harness.simulator import ROOT, Simulator

RECORD = Path(__file__).with_name("awx_modules.json")


@dataclass
class Injected:
    """What a credential gives to a job."""

    environment: dict[str, str]
    variables: dict[str, Any]


def inject(kind: str, inputs: Mapping[str, str], folder: Path) -> Injected:
    """The injectors of a credential type, filled in. A field that is empty or not given is an empty text in them."""
    injectors = TYPES[kind]["injectors"]
    known: dict[str, Any] = {name: value for name, value in inputs.items() if value}
    templates = jinja2.sandbox.ImmutableSandboxedEnvironment()

    def fill(value: Any) -> Any:
        if isinstance(value, dict):
            return {fill(key): fill(each) for key, each in value.items()}
        return templates.from_string(value).render(**known)

    files = {}
    for label, text in injectors.get("file", {}).items():
        path = folder / label
        path.write_text(fill(text), encoding="utf-8")
        files[label.partition(".")[2]] = str(path)
    known["tower"] = {"filename": files}
    return Injected(fill(injectors.get("env", {})), fill(injectors.get("extra_vars", {})))


def account_inputs(simulator: Simulator, **more: str) -> dict[str, str]:
    """Inputs of a credential of type Zoom account, its other fields empty, as a form leaves them."""
    fields = [each["id"] for each in TYPES["Zoom account"]["inputs"]["fields"]]
    return {**dict.fromkeys(fields, ""), **simulator.connection, **more}


def answers_as_text(key: str) -> dict[str, str]:
    """Every answer to the survey of a template as text: the default where there is one, else nothing."""
    return {each["variable"]: str(each.get("default", "")) for each in TEMPLATES[key].get("survey", [])}


def slice_of(hosts: list[str], number: int, count: int) -> list[str]:
    return sorted(hosts)[number - 1 :: count]


@dataclass
class Job:
    """What AWX keeps of a job."""

    status: str
    output: str
    artifacts: dict[str, Any]


@dataclass
class Launch:
    """One job to be: which template, for whom, and what it is told."""

    key: str
    account: Mapping[str, str]  # inputs of the credential
    store: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    artifacts: Mapping[str, Any] = field(default_factory=dict)  # of the nodes before
    hosts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # accounts, with their variables
    job_type: str = "check"

    def inventory(self) -> dict[str, Any]:
        if not self.hosts:
            return {"all": {"hosts": {"localhost": {"ansible_connection": "local"}}}}
        shared = DEFINED["awx_account_variables"]
        return {"zoom_accounts": {"hosts": {name: dict(each) for name, each in self.hosts.items()}, "vars": shared}}

    def run(self, folder: Path, number: int = 1) -> Job:
        """Runs it in `folder`, as job `number`."""
        private = folder / f"job-{number}"
        for name in ("env", "inventory", "tmp"):
            (private / name).mkdir(parents=True)
        shutil.copytree(PROJECT, private / "project")
        credentials = inject("Zoom account", self.account, private / "env")
        stored = inject("Zoom report store", self.store, private / "env").variables if self.store else {}
        template = TEMPLATES[self.key]
        about = {"awx_job_id": number, "awx_user_name": "jill", "tower_job_id": number}
        # Later ones win, as in AWX.
        variables = {**about, **template.get("extra_vars", {}), **self.answers, **self.artifacts, **stored}
        (private / "inventory" / "hosts.json").write_text(json.dumps(self.inventory()), encoding="utf-8")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZOOM_", "ANSIBLE_"))}
        environment = {
            **kept,
            **credentials.environment,
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
            "ANSIBLE_HOME": os.environ.get("ANSIBLE_HOME", str(ROOT / ".cache" / "home" / ".ansible")),
            "TMPDIR": str(private / "tmp"),
        }
        runner = ansible_runner.run(
            private_data_dir=str(private),
            playbook=template["playbook"],
            extravars=json.loads(json.dumps(variables).replace("/tmp/", f"{private}/tmp/")),
            envvars=environment,
            cmdline="--check" if self.job_type == "check" else None,
            quiet=True,
        )
        found = [
            event["event_data"].get("artifact_data", {}) for event in runner.events if "artifact_data" in str(event)
        ]
        return Job(runner.status, Path(runner.stdout.name).read_text(encoding="utf-8"), found[-1] if found else {})


STUB = """\
import json
import os

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.plugins.action import ActionBase


class ActionModule(ActionBase):
    def run(self, tmp=None, task_vars=None):
        super().run(tmp, task_vars)
        with open(os.environ["AWX_MODULES"]) as record:
            known = json.load(record)["modules"]
        name = self._task.action.rpartition(".")[2]
        given = json.loads(json.dumps(self._task.args))
        wrong = ArgumentSpecValidator(known[name]).validate(given).error_messages
        if wrong:
            return {"failed": True, "msg": "; ".join(wrong)}
        with open(os.environ["AWX_CALLS"], "a") as calls:
            calls.write(json.dumps([name, given]) + "\\n")
        return {"changed": True}
"""


def stand_in(folder: Path) -> dict[str, str]:
    """Make a collection awx.awx that checks arguments as the real one does, and notes them. Returns its environment."""
    collection = folder / "collections" / "ansible_collections" / "awx" / "awx"
    for kind in ("action", "modules"):
        (collection / "plugins" / kind).mkdir(parents=True)
    for name in json.loads(RECORD.read_text(encoding="utf-8"))["modules"]:
        (collection / "plugins" / "action" / f"{name}.py").write_text(STUB, encoding="utf-8")
        (collection / "plugins" / "modules" / f"{name}.py").write_text("", encoding="utf-8")
    return {
        "ANSIBLE_COLLECTIONS_PATH": str(folder / "collections"),
        "AWX_MODULES": str(RECORD),
        "AWX_CALLS": str(folder / "calls"),
    }
