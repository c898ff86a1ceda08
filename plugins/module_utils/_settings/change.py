# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tasks of zoom_settings and zoom_lock_settings: their rounds of reading, and what they return."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Sequence

from .._core import errors
from .find_targets import check_scope, find_targets
from .gather import unread_for
from .locks_above import lock_over
from .plan import Job, Wish, lock_views_needed, plan_settings, views_needed
from .report import describe, unapplied_message
from .target import SETTINGS_OPERATIONS, Read, Target
from .task import SettingsTask
from .tree import path_text
from .views import extra_place, lock_view, views_of

if TYPE_CHECKING:
    from .._core.plan import Planned
    from .module import SettingsModule
    from .reading import Reading, Unread


class SettingsChange(SettingsTask):
    """One declaration for the objects that the task names."""

    module: SettingsModule

    def __init__(self, module: SettingsModule) -> None:
        super().__init__(module)
        self.reads_back = self.params["verify"]
        self.declaration = module.declared()
        self.targets: list[Target] = []
        self._groups: dict[str, list[Target]] = {}
        self._groups_refusal: errors.ScopeError | None = None
        self._differing: set[str] = set()

    # -- before any request ------------------------------------------------------------------------------------------

    def validate(self) -> list[errors.Finding]:
        """What is wrong with the objects named and with the declared trees."""
        for warning in self.declaration.warnings:
            self.module.warn(warning)
        return [*check_scope(self.params, self.module.levels), *self.declaration.findings]

    # -- rounds ------------------------------------------------------------------------------------------------------

    def rounds(self) -> Sequence[Callable[[], None]]:
        """The objects; what is declared of them; then, if something differs, what may hold it from above."""
        return (
            self._find_targets,
            self._read_declared_views,
            self._search_other_views,
            self._find_differing_settings,
            self._find_groups_of_people,
            self._read_locks_above,
        )

    def _find_targets(self) -> None:
        self.targets = find_targets(self.client, self.params)

    def _read_declared_views(self) -> None:
        views = [Read(target, False, view) for target in self.targets for view in views_needed(self.declaration)]
        locks = [Read(target, True, view) for target in self.targets for view in lock_views_needed(self.declaration)]
        self.gatherer.read([*views, *locks])

    def _search_other_views(self) -> None:
        """A setting under an unknown section may sit in any view: look into the others before calling it absent."""
        reads = []
        for target in self.targets:
            reading = self.gatherer.reading(target)
            for path in self.declaration.extras:
                if not extra_place(target.level, path).certain and reading.unknown_setting(path).value is None:
                    reads += [Read(target, False, view) for view in views_of(target.level)]
        self.gatherer.read(reads)

    def _find_differing_settings(self) -> None:
        """The locks above are read only if something under them is to be written."""
        for target in self.targets if self.params["scope"] != "account" else ():
            changes = plan_settings(self.declaration, self.gatherer.reading(target)).changes
            self._differing.update(path_text(change.path) for change in changes)

    def _locks_over_differing(self) -> list[str]:
        return sorted({lock for path in self._differing for lock in lock_over(path)})

    def _find_groups_of_people(self) -> None:
        for target in self.targets:
            if target.level == "user" and self._locks_over_differing():
                from .find_groups import groups_of  # each import is compiled anew in every task that needs it

                try:
                    self._groups[target.id] = groups_of(self.client, target)
                except errors.ScopeError as error:
                    self._groups_refusal = error

    def _read_locks_above(self) -> None:
        views = sorted({lock_view(tuple(lock.split("."))) for lock in self._locks_over_differing()})
        holders = dict.fromkeys(holder for target in self.targets for holder in self.holders(target))
        self.gatherer.read([Read(holder, True, view) for holder in holders for view in views], "reading locks")

    # -- plan --------------------------------------------------------------------------------------------------------

    def wishes(self) -> Sequence[Wish]:
        """The same for each object."""
        return [Wish(target, self.declaration) for target in self.targets]

    def groups_of(self, person: Target) -> Sequence[Target]:
        """The groups that a person is in; none where they were not asked for."""
        return self._groups.get(person.id, ())

    def may_go_on(self) -> bool:
        """Leaves that cannot take are known before anything is written: nothing is, unless that is asked for."""
        for job in self.jobs:
            if self.declaration.names_locks:
                self._require_locks(job.target, job.reading)
            if job.settings.changes or job.settings.blocked:
                self._require_locks_above(job)
        return self.params["on_unapplied"] != "fail" or not any(job.settings.blocked for job in self.jobs)

    def _require_locks_above(self, job: Job) -> None:
        if self._groups_refusal is not None:
            unread = unread_for(self._groups_refusal)
            self._go_on_without(f"the groups of {job.target.title}", unread, self._groups_refusal)
        for holder in job.holders:
            self._require_locks(holder.target, holder.reading)

    def _require_locks(self, target: Target, reading: Reading) -> None:
        unread = reading.locks_unread()
        if unread is not None:
            self._go_on_without(f"the locks of {target.called}", unread, self.gatherer.lock_refusal())

    def _go_on_without(self, what: str, unread: Unread, error: errors.AccountWideError | None) -> None:
        """Refuse, or warn where unverified writes are allowed, if what the task wants to know cannot be read."""
        if self.params["allow_unverified"]:
            from .hints import unread_sentence  # as above

            self.module.warn(unread_sentence(what, unread))
            return
        instead = "set allow_unverified: true to go on without knowing them."
        if error is None or not unread.scopes:
            raise errors.ZoomError(f"{unread.reason} So {what} cannot be read. Nothing was changed; {instead}")
        master = error.operation == SETTINGS_OPERATIONS["account"].read_locks
        why = " (Zoom documents the scope that reads account locks for master accounts only)" if master else ""
        raise errors.ScopeError(
            error.operation,
            error.method,
            error.path,
            error.status,
            error.code,
            error.zoom_message,
            remedy=f"So {what} cannot be read. Add {' or '.join(unread.scopes)} to the app{why}, or {instead}",
            scopes=unread.scopes,
        )

    # -- the result --------------------------------------------------------------------------------------------------

    def report(self, planned: Planned) -> dict[str, Any]:
        """What changed, what did not take and what no read shows, for the task and for each object."""
        report = super().report(planned)
        report.update(describe(self.verdicts, [lock.text() for lock in self.open_locks]))
        if report["unverified"]:
            self.module.warn(f"No read shows whether these took: {', '.join(report['unverified'])}.")
        if self.params["on_unapplied"] == "warn" and report["unapplied"]:
            self.module.warn(unapplied_message(self.verdicts))
        return report

    def problems(self, planned: Planned) -> list[str]:
        """Besides those of every task that writes settings: leaves that are not as declared."""
        found = super().problems(planned)
        text = unapplied_message(self.verdicts)
        if text and self.params["on_unapplied"] == "fail":
            nothing = "" if not self.refused else "\nNothing was written. Set on_unapplied to warn to write the rest."
            found.append(f"{text}{nothing}")
        return found


class LockSettingsChange(SettingsChange):
    """The same for locks alone."""

    def report(self, planned: Planned) -> dict[str, Any]:
        """As for settings, without what only settings have."""
        report = super().report(planned)
        for item in (report, *report["objects"]):
            item.pop("changed_settings", None)
            item.pop("masked", None)
        return report
