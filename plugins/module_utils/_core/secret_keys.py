# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values that must not be shown, told by the names that they stand under."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Sequence

MASK = "********"
SECRET_WORDS = re.compile(
    r"(?i)pass(word|code|phrase)|secret|token|credential|(api|access|private|host)_?key|^zak$|^start_url$"
)
# Words that turn the name of a secret into a rule about secrets; and the token of a page, which opens nothing.
RULE_WORDS = re.compile(
    r"(?i)^(required?|enforce|allow|embed|enable|force|use|only|has|have|is)_|requirement|length|enabled$|page_token$"
)
SHORTEST_SECRET = 4  # what is shorter is part of ordinary words, too


def is_secret_name(name: Any) -> bool:
    """Whether what stands under this name is a secret. An address to start a meeting holds the token of its host."""
    text = str(name)
    return bool(SECRET_WORDS.search(text)) and not RULE_WORDS.search(text)


def masked(value: Any, secrets: Sequence[str] = (), secret: bool = False) -> Any:
    """A copy of JSON data with all that stands under names of secrets, or under ``secrets``, replaced by asterisks.

    Of files that are sent along, name and size are shown. ``secret``: the value itself stands under such a name.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Mapping):
        return {
            str(key): masked(item, secrets, secret or key in secrets or is_secret_name(key))
            for key, item in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [masked(item, secrets, secret) for item in value]
    if secret:
        return MASK
    if isinstance(value, (str, int, float)):
        return value
    from .uploads import Upload  # each import is compiled anew in every task that needs it

    return value.shown() if isinstance(value, Upload) else value


def secret_options(specification: Mapping[str, Any], options: Mapping[str, Any]) -> set[str]:
    """The secrets among a module's options, those that the argument spec does not name included.

    ``no_log: false`` says that an option is no secret, or that its keys are names of groups and the like.
    """
    found: set[str] = set()
    for name, value in options.items():
        if specification.get(name, {}).get("no_log") is not False:
            found |= secret_texts({name: value})
        elif isinstance(value, Mapping):
            found |= secret_texts(list(value.values()))
    return found


def secret_texts(value: Any) -> set[str]:
    """The texts under names of secrets, anywhere in arguments as they were given."""
    found: set[str] = set()
    pending = [(value, False)]
    while pending:
        item, secret = pending.pop()
        if isinstance(item, Mapping):
            pending += [(inner, secret or is_secret_name(key)) for key, inner in item.items()]
        elif isinstance(item, (list, tuple)):
            pending += [(inner, secret) for inner in item]
        elif secret and item is not None and not isinstance(item, bool):
            found.add(str(item))
    return {text for text in found if len(text) >= SHORTEST_SECRET}
