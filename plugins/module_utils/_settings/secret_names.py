# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which settings are secrets: by the schema where they are known, by their names where they are not. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._core.secret_keys import is_secret_name
from .leaf import leaves, sections
from .tree import Path, flatten, path_text


def sounds_secret(path: Path, value: Any) -> bool:
    """Whether an unknown leaf is to be masked for its name, or that of an unknown section around it."""
    if isinstance(value, bool) or value in ("", [], None):
        return False
    if isinstance(value, list):
        inner = [item for item in value if isinstance(item, Mapping)]
        if any(sounds_secret((*path, *rest), leaf) for item in inner for rest, leaf in flatten(item, ("",)).items()):
            return True
    for index in range(len(path)):
        if path_text(path[: index + 1]) in sections():
            continue
        if is_secret_name(path[index]):
            return True
    return False


def secret_paths(settings: Mapping[str, Any], extras: Mapping[Path, Any]) -> list[str]:
    """The paths of what was read and must not be shown."""
    known = [path for path, value in settings.items() if leaves()[path].secret and value not in ("", None)]
    return sorted([*known, *(path_text(path) for path, value in extras.items() if sounds_secret(path, value))])
