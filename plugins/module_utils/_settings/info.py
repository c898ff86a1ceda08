# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The task of zoom_settings_info: every view of the objects named, and for a user what the levels above decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Sequence

from .._core import errors
from .._core.errors import Finding
from .._core.task import InfoTask
from .document import effective, object_document
from .find_groups import groups_of
from .find_targets import check_scope, find_targets
from .gather import Gatherer, unread_for
from .hints import unread_sentence
from .locks_above import Holder
from .module import TREES, SettingsModule
from .target import ACCOUNT, LOCK_VIEWS, Read, Target
from .views import views_of

if TYPE_CHECKING:
    from .._core.plan import Planned


class SettingsInfo(InfoTask):
    """Reads; locks that the token may not read are named, not raised."""

    module: SettingsModule

    def __init__(self, module: SettingsModule) -> None:
        super().__init__(module)
        self.gatherer = Gatherer(lambda: self.client, module.progress)
        self.targets: list[Target] = []
        self.holders: list[Target] = []
        self.groups_known = True

    def validate(self) -> list[Finding]:
        """What is wrong with the objects named."""
        findings = check_scope(self.params, self.module.levels, every="all_groups: true")
        if self.params["effective"] and self.params["scope"] != "user":
            findings.append(Finding("effective", "is about users.", "Set scope to user."))
        return findings

    def rounds(self) -> Sequence[Callable[[], None]]:
        """The objects and all their views; for ``effective`` those of the account and of the user's groups too."""
        above = (self._find_groups, self._read_above) if self.params["effective"] else ()
        return (self._find_targets, self._read_views, *above)

    def _find_targets(self) -> None:
        self.targets = find_targets(self.client, self.params)

    def _read_views(self) -> None:
        settings = [Read(target, False, view) for target in self.targets for view in views_of(target.level)]
        locks = [Read(target, True, view) for target in self.targets if target.level != "user" for view in LOCK_VIEWS]
        self.gatherer.read([*settings, *locks])

    def _find_groups(self) -> None:
        self.holders = [ACCOUNT]
        try:
            self.holders += groups_of(self.client, self.targets[0])
        except errors.ScopeError as error:
            self.groups_known = False
            self.module.warn(unread_sentence(f"the groups of {self.targets[0].title}", unread_for(error)))

    def _read_above(self) -> None:
        self.gatherer.read(
            [Read(holder, True, view) for holder in self.holders for view in LOCK_VIEWS], "reading locks"
        )
        self.gatherer.read([Read(holder, False, view) for holder in self.holders for view in views_of("user")])

    def report(self, _planned: Planned) -> dict[str, Any]:
        """The documents of the objects, valid input of zoom_settings."""
        objects = [object_document(target, self.gatherer.reading(target)) for target in self.targets]
        one = objects[0] if objects and not self.params["all_groups"] else {name: {} for name in TREES}
        result: dict[str, Any] = {name: one[name] for name in TREES}
        result["masked"] = sorted({path for item in objects for path in item["masked"]})
        result["objects"] = objects
        everybody = [*self.targets, *self.holders]
        result["unreadable"] = [item.title for item in everybody if self.gatherer.reading(item).locks_unread()]
        if self.params["effective"]:
            result["effective"] = self._effective()
        return result

    def _effective(self) -> dict[str, Any]:
        holders = [Holder(holder, self.gatherer.reading(holder)) for holder in self.holders]
        for holder in holders:
            unread = holder.reading.locks_unread()
            if unread is not None:
                self.module.warn(unread_sentence(f"the locks of {holder.target.called}", unread))
        return effective(self.gatherer.reading(self.targets[0]), holders, self.groups_known)
