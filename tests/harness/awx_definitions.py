# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The definitions of extensions/awx, as playbooks/awx_setup.yml reads them."""

from __future__ import annotations

from typing import Any

import yaml

from ansible_collections.openadmin.zoom.tests.harness.simulator import ROOT

PROJECT = ROOT / "extensions" / "awx"


class _Loader(yaml.SafeLoader):
    """Reads !unsafe, with which Ansible marks what it must not fill in."""


_Loader.add_constructor("!unsafe", lambda _loader, node: str(node.value))


def definitions() -> dict[str, Any]:
    """All definitions by the names of their variables, with the surveys in place."""
    found: dict[str, Any] = {}
    for path in sorted((PROJECT / "definitions").glob("*.yml")):
        found.update(yaml.load(path.read_text(encoding="utf-8"), _Loader))
    for holder in (*found["awx_job_templates"], found["awx_workflow"]):
        if isinstance(holder.get("survey"), str):
            holder["survey"] = found[holder["survey"].strip("{} ")]
    return found


DEFINED = definitions()
TYPES = {each["name"]: each for each in DEFINED["awx_credential_types"]}
TEMPLATES = {each["key"]: each for each in DEFINED["awx_job_templates"]}
