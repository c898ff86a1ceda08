# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The profile picture of a person: zoom_profile_picture.

Zoom shows whether a person has a picture, and its address, and nothing by which it could be compared with a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Mapping, Sequence

from .._core import waits
from .._core.errors import Finding, InputError, NotFoundError
from .._core.media import JPG, MEGABYTE, PNG, MediaFiles, media_files
from .._core.plan import Plan, Planned, Stage
from .._core.read_back import IF_NOT_SHOWN, read_back
from .._core.steps import Step
from .._core.task import Task
from .._directory.kinds import USER
from .._directory.objects import Person, parse_person

if TYPE_CHECKING:
    from .._core.client import Client
    from .._core.module import ZoomModule

LARGEST_PICTURE = 2 * MEGABYTE
ALWAYS, ABSENT = "always", "absent"


class PictureTask(Task[Planned]):
    """Gives a person a picture, or takes it away."""

    def __init__(self, module: ZoomModule) -> None:
        super().__init__(module)
        self.wanted = self.params["state"] != ABSENT
        self.files = MediaFiles([], [])
        self.path = {USER.place: self.params["user"].strip()}
        self.person = Person("", "")
        self.address = ""  # of the picture; '' where there is none
        self.shown_after = ""
        self.unapplied: list[dict[str, Any]] = []
        # Whether a write took whose answer was lost shows in the address, which a new picture changes.
        self.proofs = {USER.upload_picture: self._is_new, USER.delete_picture: self._is_gone}

    def validate(self) -> list[Finding]:
        source = self.params["src"]
        findings = [] if self.path[USER.place] else [Finding("user", "is empty.", "Give an email or an id.")]
        if self.wanted and not source:
            return [*findings, Finding("src", "is required with state present.", "Name a JPG or PNG file.")]
        if source and not self.wanted:
            return [*findings, Finding("src", "means nothing with state absent.", "Leave it out.")]
        if source:
            self.files = media_files([source], "src", (JPG, PNG), LARGEST_PICTURE)
        return findings + self.files.findings

    def rounds(self) -> Sequence[Callable[[], None]]:
        return (self._read,)

    def _read(self) -> None:
        try:
            item = self.client.call(USER.read, self.path)
        except NotFoundError as error:
            problem = f"there is no user {self.path[USER.place]!r} in the account."
            raise InputError([Finding("user", problem, "Check the email or id.")], asked=True) from error
        self.person, self.address = parse_person(item), _address(item)

    def plan(self) -> Planned:
        if self._deferred() or not self._differs():
            return Planned()
        step = Step(
            verb="upload" if self.wanted else "delete",
            object=f"picture of {self.person.key}",
            operation=USER.upload_picture if self.wanted else USER.delete_picture,
            path=self.path,
            body={"pic_file": self.files.uploads[0]} if self.wanted else None,
        )
        left_out = [f"the former picture of {self.person.key} (Zoom does not hand it out)"] if self.address else []
        if left_out and self.params.get("undo_file"):
            self.module.warn(f"undo_file cannot give this back: {left_out[0]}.")
        return Planned(
            Plan([Stage("changing the profile picture", ((step,),))]),
            before={"picture": self.address},
            after={"picture": self.files.uploads[0].shown() if self.wanted else ""},
            undo={"user": self.params["user"], "state": ABSENT} if not self.address else None,
            undo_left_out=left_out,
        )

    def _differs(self) -> bool:
        return self.params["update"] == ALWAYS or not self.address if self.wanted else bool(self.address)

    def _deferred(self) -> str:
        """Zoom changes nothing of people who are pending or inactive; '' for others."""
        return "" if self.person.status == "active" or not self._differs() else self.person.status

    def verify(self, _planned: Planned) -> None:
        if not self.params["verify"]:
            return

        def not_shown(waiting: list[str]) -> list[str]:
            self.shown_after = _address(self.client.call(USER.read, self.path))
            return [] if self._has_changed(self.shown_after) else waiting

        if read_back([self.path[USER.place]], not_shown, waits.SETTINGS, self.sleep) and (
            bool(self.shown_after) is not self.wanted
        ):
            there = ["absent", "present"]
            wanted, actual = there[self.wanted], there[bool(self.shown_after)]
            self.unapplied.append({"name": "picture", "wanted": wanted, "actual": actual})

    def _has_changed(self, shown: str) -> bool:
        return bool(shown) and shown != self.address if self.wanted else not shown

    def _is_new(self, client: Client, path: Mapping[str, str], _body: Any, _query: Mapping[str, Any]) -> Any:
        found = _address(client.call(USER.read, path))
        return {} if found and found != self.address else None

    def _is_gone(self, client: Client, path: Mapping[str, str], _body: Any, _query: Mapping[str, Any]) -> Any:
        return None if _address(client.call(USER.read, path)) else {}

    def report(self, _planned: Planned) -> dict[str, Any]:
        replaced = bool(self.shown_after and self.wanted and self.shown_after == self.address)
        same = "picture: Zoom shows the same address as before, so that nothing tells the pictures apart"
        return {
            "user": {"id": self.person.id, "email": self.person.email},
            "deferred": self._deferred(),
            "unapplied": self.unapplied,
            "unverified": [same] if replaced else [],
        }

    def problems(self, _planned: Planned) -> list[str]:
        return [
            f"Zoom accepted the request, but the picture of {self.person.key} is {item['actual']}. {IF_NOT_SHOWN}"
            for item in self.unapplied
        ]


def _address(item: Mapping[str, Any]) -> str:
    """The address of a person's picture in an answer of getUser; '' without one."""
    return str(item.get("pic_url") or "")
