# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding out what an app can do in an account: zoom_account_info."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Sequence

from .._core.task import InfoTask
from .._directory.included_reader import IncludedReader
from .included import read_included_of_account
from .probe import look
from .report import report

if TYPE_CHECKING:
    from .._core.module import ZoomModule
    from .._core.plan import Planned


class AccountTask(InfoTask):
    """Asks for everything that tells, and reports it; a refusal is an answer too."""

    def __init__(self, module: ZoomModule) -> None:
        super().__init__(module)
        self.facts: dict[str, Any] = {}
        self.included: dict[str, Any] = {}

    def rounds(self) -> Sequence[Callable[[], None]]:
        return (self._look,)

    def _look(self) -> None:
        looked = look(self.client)
        self.facts = looked.facts
        reader = IncludedReader(self.client, self.module.progress)
        self.included = read_included_of_account(reader, dict.fromkeys(self.params["include"] or ()), looked)
        self.included["not_readable"] = reader.not_readable()

    def report(self, _planned: Planned) -> dict[str, Any]:
        return dict(self.facts, report=report(self.facts), **self.included)
