# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWX accepts the definitions of extensions/awx: schemas of its API, and what fits together."""

from __future__ import annotations

import re
from typing import Any

import jinja2
import pytest
import yaml
from jsonschema import Draft202012Validator

from ansible_collections.openadmin.zoom.tests.harness.awx_definitions import DEFINED, PROJECT, TEMPLATES, TYPES
from ansible_collections.openadmin.zoom.tests.harness.awx_schemas import INJECTORS, INPUTS, SURVEY
from ansible_collections.openadmin.zoom.tests.harness.simulator import ROOT

CREDENTIALS = DEFINED["awx_credentials_of_templates"]
WORKFLOW = DEFINED["awx_workflow"]
SURVEYS = {
    **{key: each["survey"] for key, each in TEMPLATES.items() if "survey" in each},
    "the workflow": WORKFLOW["survey"],
}


def problems(schema: dict[str, Any], value: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(schema).iter_errors(value)]


@pytest.mark.parametrize(
    ("schema", "wrong"),
    [
        (INPUTS, {"fields": [{"id": "a b", "label": "A"}]}),
        (INPUTS, {"fields": [{"id": "a", "label": "A", "type": "boolean", "secret": True}]}),
        (INPUTS, {"fields": [{"id": "a", "label": "A", "type": "string", "default": True}]}),
        (INPUTS, {"fields": [{"id": "tower", "label": "A"}]}),
        (INJECTORS, {"env": {"ANSIBLE_CONFIG": "x"}}),
        (INJECTORS, {"env": {"PATH": "x"}}),
        (INJECTORS, {"env": {"A": "ü"}}),
        (INJECTORS, {"file": {"apps": "x"}}),
        (INJECTORS, {"extra_vars": {"a": {"{{ b }}": "x"}}}),
        (SURVEY, {"name": "", "description": "", "spec": []}),
        (SURVEY, {"name": "", "description": "", "spec": [{"type": "text", "question_name": "A", "variable": "a"}]}),
    ],
)
def test_the_schemas_refuse_what_awx_refuses(schema: dict[str, Any], wrong: Any) -> None:
    assert problems(schema, wrong)


@pytest.mark.parametrize("name", TYPES)
def test_credential_type(name: str) -> None:
    kind = TYPES[name]
    assert kind["kind"] == "cloud"
    assert problems(INPUTS, kind["inputs"]) == []
    assert problems(INJECTORS, kind["injectors"]) == []
    fields = [field["id"] for field in kind["inputs"]["fields"]]
    assert len(set(fields)) == len(fields)
    assert set(kind["inputs"]["required"]) <= set(fields)
    files = {label.partition(".")[2]: "path" for label in kind["injectors"].get("file", {})}
    known = {**dict.fromkeys(fields, "value"), "tower": {"filename": files}}
    strict = jinja2.Environment(undefined=jinja2.StrictUndefined)
    for text in yaml.safe_dump(kind["injectors"], width=10000).splitlines():
        strict.from_string(text).render(known)


@pytest.mark.parametrize("key", SURVEYS)
def test_survey(key: str) -> None:
    spec = SURVEYS[key]
    assert problems(SURVEY, {"name": "", "description": "", "spec": spec}) == []
    variables = [question["variable"] for question in spec]
    assert len(set(variables)) == len(variables)
    for question in spec:
        if question["type"] == "multiplechoice":
            assert question["default"] in question["choices"]
        if question["type"] == "integer":
            assert question["min"] <= question["default"] <= question["max"]


def variables_of(playbook: str) -> set[str]:
    """Variables that a playbook takes: those that it looks up, and those of its role."""
    text = (ROOT / "playbooks" / playbook).read_text(encoding="utf-8")
    found = set(re.findall(r"\^(\w+)\$", text))
    for play in yaml.safe_load(text):
        for role in play.get("roles", []):
            name = role["role"].rpartition(".")[2]
            specs = (ROOT / "roles" / name / "meta" / "argument_specs.yml").read_text(encoding="utf-8")
            found |= set(yaml.safe_load(specs)["argument_specs"]["main"]["options"])
    return found


@pytest.mark.parametrize("key", TEMPLATES)
def test_job_template(key: str) -> None:
    template = TEMPLATES[key]
    assert CREDENTIALS[key]["name"] != ""
    (wrapper,) = yaml.safe_load((PROJECT / template["playbook"]).read_text(encoding="utf-8"))
    playbook = wrapper["ansible.builtin.import_playbook"].rpartition(".")[2] + ".yml"
    asked = {question["variable"] for question in template.get("survey", [])}
    assert asked | set(template.get("extra_vars", {})) <= variables_of(playbook)
    # What AWX asks for wins over what the wrapper sets.
    assert not asked & set(wrapper.get("vars", {}))


def test_every_wrapper_has_a_template_and_a_credential() -> None:
    wrappers = {path.name for path in PROJECT.glob("*.yml")} - {"execution-environment.yml"}
    assert wrappers == {template["playbook"] for template in TEMPLATES.values()}
    assert set(CREDENTIALS) == set(TEMPLATES)


def test_the_workflow_waits_for_an_approver() -> None:
    nodes = {node["identifier"]: node for node in WORKFLOW["nodes"]}
    assert nodes["audit"]["then"] == "approval"
    assert nodes["approval"]["then"] == "enforce"
    assert "approval" in nodes["approval"]
    assert [node["template"] for node in nodes.values() if node.get("job_type") == "run"] == ["enforce"]


def test_schedules_that_write_are_told_to() -> None:
    for schedule in DEFINED["awx_schedules"]:
        template = TEMPLATES[schedule["template"]]
        assert template["writes"] or "job_type" not in schedule, schedule["name"]
        required = [each for each in template.get("survey", []) if each["required"] and "default" not in each]
        assert bool(schedule.get("needs_answers")) == bool(required), schedule["name"]


def test_nobody_starts_and_approves() -> None:
    duties = DEFINED["awx_duties"]
    assert set(DEFINED["awx_teams_of_duties"]) == set(duties)
    for duty, rights in duties.items():
        assert set(rights.get("execute", [])) | set(rights.get("read", [])) <= set(TEMPLATES), duty
        assert "enforce" not in rights.get("execute", []), duty
        assert not (rights.get("workflow") == "approval" and rights.get("execute")), duty
