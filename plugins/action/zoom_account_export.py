# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""zoom_account_export: baselines are read on the controller, by this; all else is the module's."""

from __future__ import annotations

from typing import Any

from ..module_utils._core.errors import Finding, InputError
from ..module_utils._core.texts import as_list
from ..module_utils._policy.controls import as_data
from ..module_utils._policy.facts import Facts
from ..plugin_utils._core.action import ZoomAction
from ..plugin_utils._policy.baselines import is_file, load_baselines
from ..plugin_utils._policy.compose import compose


class ActionModule(ZoomAction):
    """Reads the baselines of ``departing_from``."""

    def arguments(self, given: dict[str, Any]) -> dict[str, Any]:
        names = as_list(given.get("departing_from")) or []
        if not names:
            return given
        try:
            loaded, order = load_baselines([self.find_file(name) if is_file(name) else name for name in names])
            controls = compose(loaded, order, {}, Facts()).controls
        except InputError as error:
            findings = [Finding("departing_from", f"{one.place}: {one.problem}", one.remedy) for one in error.findings]
            return {**given, "prepared": {"findings": [one._asdict() for one in findings]}}
        return {**given, "prepared": {"controls": as_data(controls, lambda _control: False)}}
