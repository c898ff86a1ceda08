# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records the options of the modules of awx.awx that playbooks/awx_setup.yml calls, for tests/harness/awx.py.

The collection is large and comes within PyPI's package ansible, so tests compare with the record:

    pip download --no-deps ansible==12.3.0
    unzip ansible-12.3.0-py3-none-any.whl 'ansible_collections/awx/*' -d FOLDER
    .cache/venv/bin/python tools/dev/record_awx_modules.py FOLDER
"""

from __future__ import annotations

import importlib
import json
import re
import sys
from pathlib import Path
from typing import Any

import ansible_collections

ROOT = Path(__file__).resolve().parents[2]
RECORD = ROOT / "tests" / "harness" / "awx_modules.json"


class Recorded(Exception):
    """Ends a module once its options are known."""


def options_of(name: str) -> dict[str, Any]:
    module = importlib.import_module(f"ansible_collections.awx.awx.plugins.modules.{name}")
    found: dict[str, Any] = {}

    def record(argument_spec: dict[str, Any], **_more: Any) -> None:
        found.update(argument_spec)
        raise Recorded

    vars(module)["ControllerAPIModule"] = record
    try:
        module.main()
    except Recorded:
        return found
    raise RuntimeError(f"{name} names no options")


def main() -> int:
    folder = Path(sys.argv[1]) / "ansible_collections"
    ansible_collections.__path__.append(str(folder))
    about = json.loads((folder / "awx" / "awx" / "MANIFEST.json").read_text(encoding="utf-8"))
    called = re.findall(r"awx\.awx\.(\w+):", (ROOT / "playbooks" / "awx_setup.yml").read_text(encoding="utf-8"))
    modules = {name: options_of(name) for name in sorted(set(called))}
    record = {"version": about["collection_info"]["version"], "modules": modules}
    RECORD.write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
