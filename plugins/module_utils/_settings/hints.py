# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of findings about declared trees: what was meant, what may be chosen. Pure."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, Sequence

from .._core.validation import nearest
from .leaf import SPECIAL_ACCESS, Leaf, leaves, sections
from .schema import LOCKS

if TYPE_CHECKING:
    from .reading import Unread

NEWER = "A setting newer than this collection goes into the extra tree."
# Settings of other products than meetings and webinars: never what somebody meant who names another section.
OTHER_PRODUCTS = ("in_session.", "session_security.", "zoom_rooms.")


def known_names() -> list[str]:
    """Every path that a tree of settings may hold."""
    return [path for path in (*leaves(), *sections()) if path not in SPECIAL_ACCESS]


def nearest_path(name: str, known: Sequence[str]) -> str:
    """``Did you mean X?``: the same last name in another section, or the most similar path."""
    product = name.split(".", 1)[0] + "."
    likely = [path for path in known if path.startswith(product) or not path.startswith(OTHER_PRODUCTS)]
    last = name.rsplit(".", 1)[-1]
    elsewhere = [path for path in likely if path.rsplit(".", 1)[-1] == last]
    if elsewhere:
        return f"Did you mean {' or '.join(elsewhere[:3])}?"
    close = difflib.get_close_matches(name, likely, n=1, cutoff=0.6)
    if not close:
        lasts = {path.rsplit(".", 1)[-1]: path for path in likely}
        close = [lasts[item] for item in difflib.get_close_matches(last, list(lasts), n=1, cutoff=0.6)]
    if close:
        return f"Did you mean {close[0]}?"
    return nearest(name, known) or NEWER


def nearest_setting(name: str) -> str:
    """The setting that was most likely meant; that there is a lock of this name, where there is no such setting."""
    if name in LOCKS and name not in leaves():
        return f"There is a lock of this name, for locks. {NEWER}"
    return nearest_path(name, known_names())


def choices_sentence(leaf: Leaf, value: Any = None) -> str:
    """What may be chosen, the most similar first; for true or false in place of text, how to write the text."""
    sentence = f"Choices: {', '.join(str(choice) for choice in leaf.choices)}." if leaf.choices else ""
    if isinstance(value, bool) and leaf.kind == "str":
        words = "no and off" if value is False else "yes and on"
        return f"YAML reads {words} without quotes as {str(value).lower()}: quote it. {sentence}".rstrip()
    close = difflib.get_close_matches(str(value), [str(choice) for choice in leaf.choices], n=1, cutoff=0.6)
    return f"Did you mean {close[0]}? {sentence}" if close and value is not None else sentence


def unread_sentence(what: str, unread: Unread) -> str:
    """The warning that something, such as ``the locks of the account``, could not be read and is gone without."""
    why = f" (missing scope: {' or '.join(unread.scopes)})" if unread.scopes else ""
    reason = "" if unread.scopes else f" {unread.reason}"
    return f"{what[:1].upper()}{what[1:]} cannot be read{why}; done without knowing them.{reason}"
