# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWX 24.6 accepts as a credential type and as a survey, as JSON schemas.

The rules are those of its API: awx/main/fields.py for credential types, JobTemplateSurveySpec in awx/api/views for
surveys. What a schema cannot say (names that are unique, templates that name fields) is checked by the tests.
"""

from __future__ import annotations

from typing import Any

NAME = "^[a-zA-Z_]+[a-zA-Z0-9_]*$"
TEXT = {"type": "string"}
# What only texts may have.
OF_TEXTS = ("choices", "multiline", "format", "secret")

FIELD: dict[str, Any] = {
    "type": "object",
    "required": ["id", "label"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "pattern": NAME, "not": {"const": "tower"}},
        "label": TEXT,
        "help_text": TEXT,
        "type": {"enum": ["string", "boolean"]},
        "format": {"enum": ["ssh_private_key", "url"]},
        "choices": {"type": "array", "minItems": 1, "items": TEXT, "uniqueItems": True},
        "multiline": {"type": "boolean"},
        "secret": {"type": "boolean"},
        "ask_at_runtime": {"type": "boolean"},
        "default": {},
    },
    "if": {"required": ["type"], "properties": {"type": {"const": "boolean"}}},
    "then": {
        "not": {"anyOf": [{"required": [name]} for name in OF_TEXTS]},
        "properties": {"default": {"type": "boolean"}},
    },
    "else": {"properties": {"default": TEXT}},
}

INPUTS: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"required": {"type": "array", "items": TEXT}, "fields": {"type": "array", "items": FIELD}},
}

# AWX keeps its own and Ansible's settings to itself.
RESERVED = "^(ANSIBLE_|(VIRTUAL_ENV|PATH|PYTHONPATH|JOB_ID|INVENTORY_ID|REST_API_URL|REST_API_TOKEN|MAX_EVENT_RES)$)"

INJECTORS: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "file": {
            "type": "object",
            "additionalProperties": False,
            "patternProperties": {r"^template(\.[a-zA-Z_]+[a-zA-Z0-9_]*)?$": TEXT},
        },
        "env": {
            "type": "object",
            "additionalProperties": False,
            "propertyNames": {"not": {"pattern": RESERVED}},
            "patternProperties": {NAME: {"type": "string", "pattern": "^[\\x00-\\x7F]*$"}},
        },
        "extra_vars": {
            "type": "object",
            "additionalProperties": False,
            "patternProperties": {
                r"^[a-zA-Z_\{\}]+[a-zA-Z0-9_\{\}]*$": {
                    "anyOf": [TEXT, {"type": "array"}, {"$ref": "#/properties/extra_vars"}]
                }
            },
        },
    },
}


def _question(kinds: list[str], default: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"if": {"properties": {"type": {"enum": kinds}}}, "then": {"properties": {"default": default}, **more}}


QUESTION: dict[str, Any] = {
    "type": "object",
    "required": ["type", "question_name", "variable", "required"],
    "properties": {
        "type": {"enum": ["text", "textarea", "password", "multiplechoice", "multiselect", "integer", "float"]},
        "question_name": TEXT,
        "variable": {"type": "string", "pattern": NAME},
        "required": {"type": "boolean"},
        "min": {"type": ["integer", "null"]},
        "max": {"type": ["integer", "null"]},
        "choices": {"type": ["string", "array"], "items": {"type": "string", "pattern": r"\S"}},
    },
    "allOf": [
        _question(["text", "textarea", "password"], TEXT),
        _question(["integer"], {"anyOf": [{"type": "integer"}, {"const": ""}]}),
        _question(["float"], {"anyOf": [{"type": "number"}, {"const": ""}]}),
        _question(["multiplechoice"], {"type": "string", "pattern": r"^[^\n]*$"}, required=["choices"]),
        _question(["multiselect"], TEXT, required=["choices"]),
    ],
}

SURVEY: dict[str, Any] = {
    "type": "object",
    "required": ["name", "description", "spec"],
    "properties": {"name": TEXT, "description": TEXT, "spec": {"type": "array", "minItems": 1, "items": QUESTION}},
}
