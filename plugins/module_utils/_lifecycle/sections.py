# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of an account that export and drift know, in the order in which they are applied; a new one is an entry.

Each part is a list of documents, which are arguments of the module that it names (rows of zoom_users for people).
Pure; section_reads.py reads them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, NamedTuple

# What a document of settings holds besides its place.
TREES_OF_SETTINGS = ("settings", "extra_settings", "locks", "extra_locks")
PEOPLE, SETTINGS = "people", "settings"


@dataclass(frozen=True)
class Section:
    """``file``: its file in the folder of an export, or its folder where each document has a file of its own
    (``split``). ``key``: the names in a document that say which object it is about. ``sets``: lists without order.
    ``module`` takes the documents; ``how`` tells a person how.
    ``by_need``: an object for which there is nothing to say has no document.
    """

    name: str
    file: str
    module: str
    key: tuple[str, ...]
    how: str
    sets: tuple[str, ...] = ()
    split: bool = False
    by_need: bool = False

    @property
    def words(self) -> str:
        """The name in a sentence."""
        return self.name.replace("_", " ")


class NotRead(NamedTuple):
    """What could not be read: a whole section, one object of it, or a ``part`` of one or of all (a path, '' for all).

    Nothing is said about it: it is not compared, and what an earlier export has of it stays.
    """

    section: str
    object: str
    part: str
    reason: str = ""

    def text(self) -> str:
        """``contact groups``, ``locks of group Sales``."""
        whole = self.object or self.section.replace("_", " ")
        return f"{self.part} of {whole}" if self.part else whole

    def covers(self, section: str, name: str, path: str) -> bool:
        """Whether it is about this path of an object; names in lower case."""
        same = section == self.section and self.object.casefold() in ("", name)
        return same and (not self.part or path == self.part or path.startswith(f"{self.part}."))


SECTIONS = (
    Section(
        "divisions",
        "divisions.json",
        "zoom_division",
        ("name",),
        "each entry holds arguments of zoom_division",
    ),
    Section("groups", "groups.json", "zoom_group", ("name",), "each entry holds arguments of zoom_group"),
    Section(
        "roles",
        "roles.json",
        "zoom_role",
        ("name",),
        "each entry holds arguments of zoom_role; built-in roles are left out",
        sets=("privileges",),
    ),
    Section(
        PEOPLE,
        "people.json",
        "zoom_users",
        ("email",),
        "is src of zoom_users, and people_src of the playbook onboard; people.csv holds the same as a table",
        sets=("groups", "custom_attributes", "license_info_list"),
    ),
    Section(
        "group_members",
        "group_members.json",
        "zoom_group_member",
        ("group",),
        "each entry holds arguments of zoom_group_member; add state exact to take others out",
        sets=("members",),
    ),
    Section(
        "group_admins",
        "group_admins.json",
        "zoom_group_admin",
        ("group",),
        "each entry holds arguments of zoom_group_admin; add state exact to take others out",
        sets=("admins",),
        by_need=True,
    ),
    Section(
        "role_members",
        "role_members.json",
        "zoom_role_member",
        ("role",),
        "each entry holds arguments of zoom_role_member; the owner is left out",
        sets=("members",),
        by_need=True,
    ),
    Section(
        "contact_groups",
        "contact_groups.json",
        "zoom_contact_group",
        ("name",),
        "each entry holds arguments of zoom_contact_group",
    ),
    Section(
        "contact_group_members",
        "contact_group_members.json",
        "zoom_contact_group_member",
        ("contact_group",),
        "each entry holds arguments of zoom_contact_group_member",
        sets=("members", "member_groups"),
    ),
    Section(
        SETTINGS,
        "settings",
        "zoom_settings",
        ("scope", "group"),
        "each file holds arguments of zoom_settings: settings and locks of the account, or of one group",
        split=True,
    ),
)
SECTIONS_BY_NAME = {section.name: section for section in SECTIONS}


def key_of(section: Section, document: Mapping[str, Any]) -> str:
    """Which object a document is about, as text."""
    return " ".join(str(document[name]) for name in section.key if document.get(name))
