# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""zoom_policy: baselines are read and reports are written on the controller, by this; all else is the module's."""

from __future__ import annotations

import traceback
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ..module_utils._core.module import WRITING_SPEC
from ..module_utils._core.text_options import read_text_options
from ..module_utils._core.validation import find_problems
from ..module_utils._policy.options import SPECIFICATION
from ..plugin_utils._core.action import ZoomAction
from ..plugin_utils._policy.completion import Completion, name_previous_values
from ..plugin_utils._policy.preparation import Preparation

OPTIONS = dict(SPECIFICATION, **WRITING_SPEC)


class ActionModule(ZoomAction):
    """Prepares the arguments of the module, and completes its result."""

    completes = True
    _prepared: Preparation | None = None

    def arguments(self, given: dict[str, Any]) -> dict[str, Any]:
        """With what was read on the controller. Arguments that are no valid input are left to the module to refuse."""
        named = read_text_options(OPTIONS, {key: given[key] for key in OPTIONS if key in given})
        if find_problems(OPTIONS, named):
            return given
        checked = ArgumentSpecValidator(OPTIONS).validate(named)
        if checked.error_messages:
            return given
        self._prepared = Preparation(checked.validated_parameters, self.find_file, self.local)
        given.pop("approved_plan", None)
        return {**given, **self._prepared.arguments()}

    def finish(self, result: dict[str, Any]) -> dict[str, Any]:
        """With reports."""
        if self._prepared is None:
            return result
        if "audit" not in result:
            if result.get("changed"):
                name_previous_values(self._prepared, result)
            return result
        completion = Completion(self._prepared, result)
        try:
            return completion.complete()
        except Exception as error:  # noqa: BLE001 - whatever goes wrong here, what was done at the account is told
            completion.not_written("The report", error)
            result.update(failed=True, msg="\n".join(completion.problems), exception=traceback.format_exc())
            return result
