# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The collection itself, where it is installed: its folder and its version."""

from __future__ import annotations

import json
import os
from functools import lru_cache

import yaml

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__)))))


@lru_cache(maxsize=None)
def version() -> str:
    """As an installed collection says it in MANIFEST.json, and a checkout in galaxy.yml; 'unknown' without both."""
    try:
        with open(os.path.join(ROOT, "MANIFEST.json"), encoding="utf-8") as stream:
            return str(json.load(stream)["collection_info"]["version"])
    except (OSError, ValueError, KeyError):
        pass
    try:
        with open(os.path.join(ROOT, "galaxy.yml"), encoding="utf-8") as stream:
            return str(yaml.safe_load(stream)["version"])
    except (OSError, yaml.YAMLError, KeyError):
        return "unknown"
