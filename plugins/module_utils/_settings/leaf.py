# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known of each setting: a view on the generated table. Pure."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Dict, Mapping, NamedTuple, Tuple

from .schema import ENTRY_KEYS, LEAVES

LEVELS = ("account", "group", "user")
DEFAULT_VIEW = "default"
MEETING_PROFILES = "authentication_options.meeting_authentication.authentication_options"
RECORDING_PROFILES = "authentication_options.recording_authentication.authentication_options"
PROFILE_LISTS = {"meeting_authentication": MEETING_PROFILES, "recording_authentication": RECORDING_PROFILES}
BYPASS_USERS = "security.signin_with_sso.sso_bypass_users"
POLICY_LISTS = ("chat.chat_etiquette_tool.policies", "meeting_security.chat_etiquette_tool.policies")
# Lists that a PATCH writes in another shape than a GET shows: their access is that of what stands behind them.
SPECIAL_ACCESS = {
    MEETING_PROFILES: ("rw", "rw", "rw"),
    RECORDING_PROFILES: ("rw", "rw", "rw"),
    BYPASS_USERS: ("rw", "", ""),
}
# Other ways of writing what one of these lists says; they are understood on input and never planned by themselves.
COMMAND_LEAVES = (
    "authentication_option.",
    "chat.chat_etiquette_tool.operate",
    "meeting_security.chat_etiquette_tool.operate",
    "security.signin_with_sso.operation",
    "security.signin_with_sso.sso_bypass_user_ids",
)


class Leaf(NamedTuple):
    """One setting, or one list as a whole.

    ``kind`` is bool, int, str or list; ``elements`` the kind of a list's entries, dict among them, with ``fields`` by
    their dotted path inside an entry. ``access`` holds r, w, rw or '' for account, group and user.
    """

    path: str
    kind: str
    elements: str
    view: str
    access: Tuple[str, ...]
    choices: Tuple[Any, ...]
    minimum: Any
    maximum: Any
    compare: str
    secret: bool
    licensed: bool
    deprecated: Tuple[str, ...]
    key: Tuple[str, ...]
    fields: Mapping[str, Leaf]

    def readable(self, level: str) -> bool:
        """Whether a GET of this level shows it."""
        return "r" in self.access[LEVELS.index(level)]

    def writable(self, level: str) -> bool:
        """Whether a PATCH of this level takes it."""
        return "w" in self.access[LEVELS.index(level)]

    def known(self, level: str) -> bool:
        """Whether this level has it at all."""
        return bool(self.access[LEVELS.index(level)])


SchemaTable = Dict[str, Tuple[str, Tuple[str, str, str, Dict[str, Any]]]]


def _scalar(path: str, row: tuple[str, str, str, dict[str, Any]]) -> Leaf:
    kind, view, access, facts = row
    kind, _slash, elements = kind.partition("/")
    return Leaf(
        path=path,
        kind=kind,
        elements=elements,
        view=view,
        access=tuple(item.strip("-") for item in access.split()),
        choices=tuple(facts.get("choices", ())),
        minimum=facts.get("minimum"),
        maximum=facts.get("maximum"),
        compare=facts.get("compare", ""),
        secret=facts.get("secret", False),
        licensed=facts.get("licensed", False),
        deprecated=tuple(facts.get("deprecated", "").split()),
        key=(),
        fields={},
    )


def _build(table: SchemaTable, prefix: str) -> dict[str, Leaf]:
    """Leaves by path; ``table`` maps a path to its full path in the schema and its row."""
    found: dict[str, Leaf] = {}
    lists: dict[str, SchemaTable] = {}
    for path, (full, row) in table.items():
        head, mark, rest = path.partition("[]")
        if not mark:
            found[path] = _scalar(prefix + path, row)
        elif not rest:
            found[head] = _scalar(prefix + head, row)
        else:
            lists.setdefault(head, {})[rest[1:]] = (full, row)
    for head, inner in lists.items():
        first_full, first = next(iter(inner.values()))
        fields = _build(inner, "")
        position = first_full.index(head + "[]") + len(head)
        access = tuple(
            "".join(letter for letter in "rw" if any(letter in field.access[index] for field in fields.values()))
            for index in range(len(LEVELS))
        )
        found[head] = _scalar(prefix + head, ("list/dict", first[1], "", {}))._replace(
            access=SPECIAL_ACCESS.get(prefix + head, access),
            compare="keyed",
            licensed=any(field.licensed for field in fields.values()),
            key=ENTRY_KEYS.get(first_full[:position] + "[]", ()),
            fields=fields,
        )
    return found


@lru_cache(maxsize=None)
def leaves() -> dict[str, Leaf]:
    """Every setting by its dotted path; a list of objects is one leaf."""
    return _build({path: (path, row) for path, row in LEAVES.items()}, "")


@lru_cache(maxsize=None)
def sections() -> frozenset[str]:
    """The dotted paths of all mappings that hold settings."""
    found: set[str] = set()
    for path in leaves():
        parts = path.split(".")
        found.update(".".join(parts[:index]) for index in range(1, len(parts)))
    return frozenset(found)


@lru_cache(maxsize=None)
def same_as() -> dict[str, str]:
    """Spelling → the one name under which all levels know the setting."""
    return {path: row[3]["same_as"] for path, row in LEAVES.items() if "same_as" in row[3]}


@lru_cache(maxsize=None)
def canonical(path: str) -> str:
    """The one name of a setting."""
    return same_as().get(path, path)


@lru_cache(maxsize=None)
def spelled(path: str, level: str) -> str:
    """The path under which the API of a level knows the setting called ``path``."""
    name = canonical(path)
    names = [name, *(other for other, meant in same_as().items() if meant == name)]
    return next((item for item in names if leaves()[item].known(level) and not is_nested_profile(item)), name)


def is_nested_profile(path: str) -> bool:
    """Paths of the mapping that user settings show beside the authentication views; the views say the same."""
    return path.startswith("authentication_options.") and path not in (MEETING_PROFILES, RECORDING_PROFILES)


def is_command(path: str) -> bool:
    """Whether a leaf is an instruction to the API and not a state."""
    return path.startswith(COMMAND_LEAVES)
