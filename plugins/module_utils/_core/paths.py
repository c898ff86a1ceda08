# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values in a request's path: percent-encoded, so that an email with a plus sign or an id with a slash stays whole."""

from __future__ import annotations

import re
from typing import Mapping
from urllib.parse import quote

from .errors import Finding, InputError

# Halves of characters count too: no address and no header can hold them.
CONTROL_CHARACTER = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def fill(template: str, values: Mapping[str, str]) -> str:
    """``/users/{userId}`` with its places filled, each percent-encoded whole (only ``@`` stays as it is).

    ``a+b@example.com`` becomes ``a%2Bb@example.com``: a bare plus sign would be read as a blank.
    Raises InputError for a value that addresses nothing, another operation, or that no address can hold.
    """
    path = template
    for name, value in values.items():
        path = path.replace("{" + name + "}", encoded(name, str(value)))
    return path


def encoded(name: str, value: str) -> str:
    """One value of a path, percent-encoded. Raises InputError; ``name`` is the place in the path."""
    if not value.strip() or not value.strip("."):
        raise InputError([Finding(name, f"{value!r} addresses nothing.", "Give an id or an email.")])
    if CONTROL_CHARACTER.search(value):
        raise InputError([Finding(name, f"{value!r} holds a control character.", "Give an id or an email.")])
    return quote(value, safe="@")
