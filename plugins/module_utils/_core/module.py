# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The base of all modules: shared options, all input findings at once, one place where errors become results."""

from __future__ import annotations

import os
import traceback
from typing import TYPE_CHECKING, Any, Callable, Mapping, NoReturn, Sequence

from ansible.module_utils.basic import AnsibleModule, missing_required_lib
from ansible.module_utils.common.parameters import remove_values

from . import client as client_module
from .client import Client
from .connection import CONNECTION_SPEC, missing_credentials, resolve
from .errors import Finding, InputError, ZoomError
from .interrupt import Interrupt
from .progress import Progress
from .secret_keys import secret_options
from .task import Task
from .text_options import read_text_options, without_halves

if TYPE_CHECKING:
    from .confirm import Proof
    from .outcome import Outcome
    from .plan import Plan

# Options of every module that writes.
WRITING_SPEC: dict[str, Any] = {
    "steps_file": {"type": "path"},
    "undo_file": {"type": "path"},
    "findings_file": {"type": "path"},
}
WARNINGS_TOLD = 8
USUAL_TMP = "~/.ansible/tmp"
LONGEST_WARNING = 1_000
TOGETHER = (
    "MutuallyExclusiveError",
    "RequiredByError",
    "RequiredIfError",
    "RequiredOneOfError",
    "RequiredTogetherError",
)
UNFORESEEN = (
    "This was not foreseen. It is a fault of openadmin.zoom: please report it with this message, then run again."
)


class ZoomModule(AnsibleModule):
    """An AnsibleModule with the connection options, a client, and results of one form.

    ``writing`` adds ``steps_file``, ``undo_file`` and ``findings_file``. What leaves is short enough to be printed,
    unless an action plugin is to complete it first (``completed``), which then sees to that.
    """

    params: dict[str, Any]

    def __init__(
        self, argument_spec: Mapping[str, Any], writing: bool = False, completed: bool = False, **arguments: Any
    ) -> None:
        specification = dict(CONNECTION_SPEC, **(WRITING_SPEC if writing else {}))
        specification.update(argument_spec)
        self._in_initialisation = True
        self._client: Client | None = None
        self._task: Task[Any] | None = None
        self._halves: list[Finding] = []
        self._completed = completed
        self._warned: list[str] = []
        self.interrupt = Interrupt()
        try:
            super().__init__(argument_spec=specification, supports_check_mode=True, **arguments)
        except (TypeError, ValueError, ArithmeticError, RecursionError) as error:
            # Ansible's own validation trips over some shapes: a number where it looks into a mapping, infinity.
            self._fail_for_input([Finding("", f"The options cannot be read: {error}.", "Check what wrote them.")])
        if self._halves:
            self._fail_for_input([])
        self._in_initialisation = False
        self.progress = Progress(self.params["progress_file"] or "")

    def _load_params(self) -> None:
        super()._load_params()
        given = without_halves(self.params, "", self._halves)
        self.params = read_text_options(self.argument_spec, given)
        # Ansible logs the options before a module sees them, and knows only the secrets that the argument spec names.
        self.no_log_values.update(secret_options(self.argument_spec, self.params))

    def log(self, msg: str, log_args: Any = None) -> None:
        """As AnsibleModule's, which fails where the log of the system does not take a text: NUL ends one."""
        super().log(msg.replace("\0", "\\0"), log_args)

    def fail_json(self, msg: str, **arguments: Any) -> NoReturn:
        """As AnsibleModule's, but wrong input is reported whole where Ansible reports its first finding only."""
        result = getattr(self, "validation_result", None)
        if self._in_initialisation and result is not None and result.error_messages:
            # What concerns several options together only Ansible knows; the rest of its findings lack the place.
            together = [error for error in result.errors.errors if type(error).__name__ in TOGETHER]
            further = [Finding("", f"{error.msg}.", "") for error in together]
            self._fail_for_input([Finding("", message, "") for message in result.error_messages], further)
        self._fail_readably(msg, **arguments)

    def exit_json(self, **result: Any) -> NoReturn:  # type: ignore[misc]
        """As AnsibleModule's, with a diff that can be read."""
        self._warn_of_more()
        super().exit_json(**self._readable(result, failed=False))

    def _fail_readably(self, msg: str, **result: Any) -> NoReturn:  # type: ignore[misc]
        self._warn_of_more()
        shown = self._readable(dict(result, msg=msg), failed=not self._completed)
        super().fail_json(shown.pop("msg"), **shown)

    def _readable(self, result: dict[str, Any], failed: bool) -> dict[str, Any]:
        """The result as it may be printed; see whole_result."""
        diff = result.get("diff")
        if not failed and not (isinstance(diff, dict) and (diff.get("before") or diff.get("after"))):
            return result
        from .whole_result import printable_result  # as below

        return printable_result(remove_values(result, self.no_log_values), failed, **self._whole_file())

    def warn(self, warning: str) -> None:
        """As AnsibleModule's; of many warnings the first are told, and how many there are."""
        if warning in self._warned:
            return
        self._warned.append(warning)
        if len(self._warned) <= WARNINGS_TOLD:
            super().warn(warning if len(warning) <= LONGEST_WARNING else f"{warning[:LONGEST_WARNING]}…")

    def _warn_of_more(self) -> None:
        """Where warnings were not told, or not to their end: how many more there are, and where they are whole."""
        more = len(self._warned) - WARNINGS_TOLD
        if more > 0 or any(len(warning) > LONGEST_WARNING for warning in self._warned):
            from .whole_result import keep_whole  # as below

            kept = keep_whole({"warnings": remove_values(self._warned, self.no_log_values)}, **self._whole_file())
            super().warn(f"Warnings that are not shown here: {max(more, 0)}. {kept.text()}")

    def _whole_file(self) -> dict[str, str]:
        """Where a result is kept whole: see whole_result."""
        # Linters, which run a module for its findings about a task, name no temporary folder.
        folder = os.path.expanduser(os.path.expandvars(self._remote_tmp or USUAL_TMP))
        named = str(getattr(self, "params", {}).get("findings_file") or "")
        return {"named": named, "folder": folder, "called": str(self._name or "zoom").rpartition(".")[2]}

    def _fail_for_input(self, otherwise: list[Finding], further: Sequence[Finding] = ()) -> NoReturn:
        """End with all findings about the options and ``further`` ones; or, without any, with ``otherwise``."""
        found = [*self._halves, *self.input_findings(), *further] or otherwise
        error = _told_once([*found, *missing_credentials(self.params)])
        self._fail_readably(error.message, **error.result())

    def input_findings(self) -> list[Finding]:
        """Everything wrong with the parameters under the argument spec; modules may know more than the spec says."""
        from .validation import find_problems  # every task that imports it compiles it again

        return find_problems(self.argument_spec, self.params)

    @property
    def planning_only(self) -> bool:
        """Whether nothing may be written: check mode, or the option read_only."""
        return bool(self.check_mode or self.params["read_only"])

    def connection_findings(self) -> list[Finding]:
        """What is wrong with the connection options; no other finding is to wait for it."""
        try:
            resolve(self.params)
        except InputError as error:
            return error.findings
        return []

    @property
    def account_id(self) -> str:
        """The account that the options or the environment name; '' with a token, or without valid options."""
        try:
            return resolve(self.params).account_id
        except InputError:
            return ""

    @property
    def client(self) -> Client:
        """The client, made at first use; it refuses every write when planning only. Raises InputError."""
        if self._client is None:
            if client_module.requests is None:
                self.fail_json(missing_required_lib("requests"), exception=traceback.format_exc())
            connection = resolve(self.params)
            for warning in connection.warnings:
                self.warn(warning)
            self._client = Client(connection, read_only=self.planning_only, sleep=self.interrupt.sleep)
        return self._client

    def run(self, function: Callable[[Any], Task[Any] | dict[str, Any]]) -> None:
        """Run the task that ``function`` makes, and end with its result. Every error ends here, as a message."""
        try:
            with self.interrupt.watched():
                made = function(self)
                if isinstance(made, Task):
                    self._task = made
                result = made.run() if isinstance(made, Task) else made
        except ZoomError as raised:
            error = raised
            if isinstance(raised, InputError):
                error = _told_once(raised.findings, raised.asked or bool(self.counted()["requests"]))
            self._fail_after_deeds(error.message, **error.result())
        except Exception as error:  # noqa: BLE001 - the last net: no result is lost for a fault of ours
            # ansible-core shows tracebacks only where it is told to: the place alone is told always.
            place = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{os.path.basename(place.filename)}, line {place.lineno}"
            text = f"{UNFORESEEN} {type(error).__name__}: {error} ({where})"
            self._fail_after_deeds(text, exception=traceback.format_exc())
        finally:
            if self._client is not None:
                self._client.close()
        if result.get("failed"):
            self.fail_json(result.pop("msg"), **dict(self.counted(), **result))
        self.exit_json(**dict(self.counted(), **result))

    def _fail_after_deeds(self, message: str, **further: Any) -> NoReturn:
        """End with an error, and with what was done and what failed before it."""
        outcome, result = self._task.outcome if self._task is not None else None, self.counted()
        if outcome is not None and (outcome.done or outcome.failures):
            from .deeds import deeds, with_deeds  # as above

            message = with_deeds(message, outcome)
            result.update(deeds(outcome))
        self.fail_json(message, **dict(result, **further))

    def counted(self) -> dict[str, Any]:
        """``requests``: how many were sent, by method."""
        if self._client is not None:
            # Tokens that were fetched and secrets of the environment are unknown to Ansible's own censor.
            self.no_log_values.update(self._client.secrets())
        return {"requests": dict(self._client.requests) if self._client is not None else {}}

    def keep_files(self, plan: Plan, undo: Any = None, left_out: Sequence[str] = ()) -> None:
        """Write steps_file and undo_file where they are asked for.

        ``undo`` is what undo_file is to hold: valid input of this module that gives back the previous values.
        ``left_out`` says what it does not give back.
        """
        if self.params.get("steps_file"):
            self._write("steps_file", plan.report())
        if self.params.get("undo_file") and undo is not None and plan and not self.planning_only:
            self._keep_undo(undo, left_out)
        if plan and self.planning_only and not self.check_mode:
            self.warn(f"read_only is set: nothing was sent; planned steps: {len(plan.steps())}.")

    def _keep_undo(self, undo: Any, left_out: Sequence[str]) -> None:
        """The undo file, and beside it what it is about: the playbook undo has to know the module and the account."""
        from .undo_about import ENDING, about_now  # as above: tasks that change nothing do without

        self._write("undo_file", undo)
        about = about_now(str(self._name or ""), self.account_id, tuple(left_out))
        self._write("undo_file", about.as_data(), ENDING)

    def carry_out(self, plan: Plan, outcome: Outcome, proofs: Mapping[str, Proof]) -> None:
        """Carry the plan out into ``outcome``, or nothing of it when planning only; ``proofs`` settle lost answers."""
        if plan and not self.planning_only:
            from .apply import Execution  # as above: tasks that change nothing do without

            Execution(self.client, self.progress, self.interrupt.sleep, outcome, proofs).run(plan)

    def report(self, plan: Plan, outcome: Outcome, before: Any, after: Any) -> dict[str, Any]:
        """The results that all writing modules share: changed, diff, steps, step_counts, and failures if any."""
        from .deeds import shared_results  # as above

        changed = bool(plan) if self.planning_only else bool(outcome.done)
        return dict(shared_results(plan, outcome, before, after), changed=changed)

    def _write(self, option: str, content: Any, ending: str = "") -> None:
        from . import files  # as above

        if self._client is not None:
            content = self._client.masker.json(content)
        try:
            files.write_json(self.params[option] + ending, content)
        except files.FileError as error:
            raise InputError([error.finding(option)], asked=True) from error

    def check_writable(self, *options: str) -> list[Finding]:
        """Findings about files that could not be written, before anything is done.

        By default the files of every writing module.
        """
        named = [option for option in options or tuple(WRITING_SPEC) if self.params.get(option)]
        if not named:
            return []
        from . import files  # as above

        return [finding for option in named for finding in files.writing_findings(self.params[option], option)]


def _told_once(findings: Sequence[Finding], asked: bool = False) -> InputError:
    """No finding twice, and what is wrong in many rows as one finding with its count."""
    from .findings import grouped  # as above

    return InputError(grouped(dict.fromkeys(findings)), asked)
