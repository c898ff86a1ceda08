# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The planner of virtual backgrounds: what an object has and what it is to have in, steps out. Pure.

A file is known again by its name and size: Zoom shows no more of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Sequence

from .._core.plan import Plan, Planned, Stage
from .._core.steps import Step, Symbol
from .target import SETTINGS_OPERATIONS, Target
from .tree import value_at

if TYPE_CHECKING:
    from .._core.uploads import Upload

MOST_BACKGROUNDS = 10
BACKGROUND_FILES = ("in_meeting", "virtual_background_settings", "files")
FIELD, REMOVED_IDS = "file", "file_ids"


class Background(NamedTuple):
    """A background that an object has of its own. ``size`` is None where Zoom shows none."""

    id: str
    name: str
    size: int | None


def own_backgrounds(settings: Any) -> list[Background]:
    """The backgrounds in an answer about settings. Zoom's own have no id, and nobody can change them."""
    files = value_at(settings, BACKGROUND_FILES)
    found = [item for item in files if isinstance(item, Mapping)] if isinstance(files, list) else []
    return [
        Background(str(item["id"]), str(item.get("name") or ""), _size_of(item.get("size")))
        for item in found
        if item.get("id")
    ]


def _size_of(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


@dataclass
class BackgroundsPlanned(Planned):
    """``uploads`` with the backgrounds of the same name that each takes the place of; ``removed`` ones besides.

    ``unchanged`` are names; ``uncertain`` those of them that Zoom shows without a size.
    """

    uploads: list[tuple[Upload, list[Background]]] = field(default_factory=list)
    removed: list[Background] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    uncertain: list[str] = field(default_factory=list)

    @property
    def leaving(self) -> list[Background]:
        """Everything that is deleted."""
        return [*self.removed, *(one for _upload, replaced in self.uploads for one in replaced)]


def plan_backgrounds(
    target: Target, have: Sequence[Background], uploads: Sequence[Upload], names: Sequence[str], state: str
) -> BackgroundsPlanned:
    """What is to be done so that the object has the files, or with ``state`` absent none of the names."""
    planned = BackgroundsPlanned()
    kept: set[str] = set()
    for upload in uploads:
        namesakes = [one for one in have if one.name == upload.name]
        match = next((one for one in namesakes if one.size == upload.size), None)
        unsized = next((one for one in namesakes if one.size is None), None)
        if match is None and unsized is None:
            planned.uploads.append((upload, namesakes))
            kept.update(one.id for one in namesakes)
            continue
        planned.unchanged.append(upload.name)
        planned.uncertain += [upload.name] if match is None else []
        kept.update(one.id for one in (match, unsized) if one is not None)
    if state == "exact":
        planned.removed = [one for one in have if one.id not in kept]
    elif state == "absent":
        planned.removed = [one for one in have if one.name in names]
        planned.unchanged = [name for name in names if all(name != one.name for one in have)]
    planned.plan = _plan(target, planned, room=MOST_BACKGROUNDS - len(have))
    planned.before, planned.after = _difference(have, planned)
    planned.undo = _undo(target, planned)
    planned.undo_left_out = [f"{one.name} of {target.called} (Zoom does not hand it out)" for one in planned.leaving]
    return planned


def _plan(target: Target, planned: BackgroundsPlanned, room: int) -> Plan:
    """One request after the other: they change one list. What is replaced goes last, where there is room for both."""
    uploads = [(_upload(target, upload), replaced) for upload, replaced in planned.uploads]
    if len(uploads) > room:
        chains = [_deletion(target, planned.leaving), *((step,) for step, _replaced in uploads)]
    else:
        chains = [(step, *_deletion(target, replaced)) for step, replaced in uploads]
        chains.append(_deletion(target, planned.removed))
    return Plan(Stage("changing virtual backgrounds", (chain,)) for chain in chains if chain)


def given_id(name: str) -> Symbol:
    """Stands for the id that Zoom gives to an uploaded file."""
    return Symbol("background", name)


def _upload(target: Target, upload: Upload) -> Step:
    return Step(
        verb="upload",
        object=f"background {upload.name} of {target.called}",
        operation=SETTINGS_OPERATIONS[target.level].upload_background,
        path=target.path,
        body={FIELD: upload},
        entries=(upload.name,),
        defines=given_id(upload.name),
        required=True,
    )


def _deletion(target: Target, leaving: Sequence[Background]) -> tuple[Step, ...]:
    step = Step(
        verb="delete",
        object=f"backgrounds of {target.called}",
        operation=SETTINGS_OPERATIONS[target.level].delete_backgrounds,
        path=target.path,
        joined=REMOVED_IDS,
    )
    return (step.with_members([(one.name, one.id) for one in leaving]),) if leaving else ()


class SizesByName(NamedTuple):
    """Name → size in bytes, before and after."""

    before: dict[str, Any]
    after: dict[str, Any]


def _difference(have: Sequence[Background], planned: BackgroundsPlanned) -> SizesByName:
    before = {one.name: one.size for one in planned.leaving}
    after = {upload.name: upload.size for upload, _replaced in planned.uploads}
    stay = {one.name for one in have if one not in planned.leaving}
    return SizesByName(before, {name: size for name, size in after.items() if name not in stay or name in before})


def _undo(target: Target, planned: BackgroundsPlanned) -> Any:
    """The input that takes the new files away. What was deleted is not to be had from Zoom."""
    new = [upload.name for upload, replaced in planned.uploads if not replaced]
    named = {} if target.level == "account" else {target.level: target.id}
    return {"scope": target.level, **named, "names": new, "state": "absent"} if new else None
