# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values that must not be shown, told by the names that they stand under."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Sequence

MASK = "********"
# The token of a page opens nothing; an address to start a meeting holds the token of its host.
SECRET_NAMES = re.compile(
    r"(?i)password$|passcode$|secret|(?<!page_)token$|api_?key|host_key|pmi_password|credential|^zak$|^start_url$"
)


def masked(value: Any, secrets: Sequence[str] = ()) -> Any:
    """A copy of JSON data with the values of secret keys (named, or secret-sounding) replaced by asterisks.

    Of files that are sent along, name and size are shown.
    """
    if isinstance(value, Mapping):
        return {
            str(key): MASK
            if (key in secrets or SECRET_NAMES.search(str(key)))
            and not isinstance(item, (bool, Mapping, list, type(None)))
            else masked(item, secrets)
            for key, item in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [masked(item, secrets) for item in value]
    if value is None or isinstance(value, (str, int, float)):
        return value
    from .uploads import Upload  # each import is compiled anew in every task that needs it

    return value.shown() if isinstance(value, Upload) else value


def secret_texts(value: Any) -> set[str]:
    """The texts under secret-sounding names, anywhere in arguments as they were given."""
    found: set[str] = set()
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, Mapping):
            for key, inner in item.items():
                if isinstance(inner, (Mapping, list, tuple)):
                    pending.append(inner)
                elif SECRET_NAMES.search(str(key)) and not isinstance(inner, bool):
                    found.add(str(inner))
        elif isinstance(item, (list, tuple)):
            pending += item
    return {text for text in found if len(text) > 3}
