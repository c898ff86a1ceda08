# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One request to any path of the API: zoom_api. Reads are sent in check mode too; a write is a step like all others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Callable, Sequence

from .._core.calls import UnlistedOperation, operation_facts
from .._core.errors import ApiError, Finding, InputError
from .._core.pages import PAGE_SIZE
from .._core.plan import Plan, Planned, Stage
from .._core.secret_keys import masked
from .._core.steps import Step
from .._core.task import Task
from .._core.uploads import Upload
from .._core.validation import nearest
from .api_path import ApiCall, call_of, check_path

if TYPE_CHECKING:
    from .._core.module import ZoomModule

READING_METHOD = "GET"
# A list of which nothing is known: Zoom's lists grant this many entries a page, and some no more.
UNKNOWN_PAGE_SIZE = 100


class ApiTask(Task[Planned]):
    """Sends one request, or follows the pages of a list."""

    def __init__(self, module: ZoomModule) -> None:
        super().__init__(module)
        self.reads = self.params["method"] == READING_METHOD
        self.items: str = self.params["items"] or ""
        self.codes: Sequence[int] = self.params["unchanged_codes"] or ()
        self.query: dict[str, Any] = {
            name: ",".join(map(str, value)) if isinstance(value, list) else value
            for name, value in (self.params["query"] or {}).items()
        }
        self.uploads: dict[str, Upload] = {}
        self.target = ApiCall("", {})
        self.found: list[dict[str, Any]] = []
        self.status: int | None = None
        self.body: Any = {}
        self.was_so = False

    # -- before anything is sent ---------------------------------------------------------------------------------------

    def validate(self) -> list[Finding]:
        findings = [*check_path(self.params["path"]), *self._check_options(), *self._check_files()]
        if not findings:
            self.target = call_of(self.params["method"], self.params["path"], self.params["rate_label"] or "")
            label = operation_facts(self.target.operation).label
            if self.params["rate_label"] not in (None, label):
                findings.append(Finding("rate_label", f"is {label} for this path.", "Leave it out."))
        return findings

    def _check_options(self) -> list[Finding]:
        findings = []
        for name in ("body", "files") if self.reads else ("items",):
            if self.params[name]:
                problem = f"does not go with method {self.params['method']}."
                findings.append(Finding(name, problem, "Leave it out, or change the method."))
        if self.params["return_secrets"] and not self.module.no_log:
            problem = "would show secrets in every log."
            findings.append(Finding("return_secrets", problem, "Give the task no_log: true."))
        findings += [
            Finding(f"query.{name}", "is a mapping.", "Give a text, a number, true or false, or a list of them.")
            for name, value in self.query.items()
            if isinstance(value, Mapping)
        ]
        return findings

    def _check_files(self) -> list[Finding]:
        """Files that cannot be sent. Beside them, the body is the other fields of the form."""
        if not self.params["files"]:
            return []
        import os  # each import is compiled anew in every task that needs it

        from .._core.files import MOST_BYTES, FileError, read_beginning

        findings = [
            Finding(f"body.{name}", "cannot be a field of a form.", "Beside files, give texts and numbers.")
            for name, value in (self.params["body"] or {}).items()
            if isinstance(value, (Mapping, list))
        ]
        for name, path in self.params["files"].items():
            try:
                size = read_beginning(str(path), 0).size
                if size > MOST_BYTES:
                    raise FileError(str(path), f"has more than {MOST_BYTES // 1024 // 1024} MB.", "Send a smaller one.")
                self.uploads[name] = Upload(str(path), os.path.basename(str(path)), size)
            except FileError as error:  # noqa: PERF203 - each file has its own finding
                findings.append(error.finding(f"files.{name}"))
        return findings

    # -- the request ---------------------------------------------------------------------------------------------------

    def rounds(self) -> Sequence[Callable[[], None]]:
        return (self._listen, self._read) if self.reads else (self._listen,)

    def _listen(self) -> None:
        self.client.on_answer = self._hear

    def _hear(self, _operation: str, _address: str, _query: Mapping[str, Any], status: int, body: Any) -> None:
        self.status, self.body = status, body

    def _read(self) -> None:
        try:
            if self.items:
                self._read_pages()
            else:
                self.client.call(self.target.operation, self.target.path, self.query)
        except ApiError as error:
            self.was_so = error.code in self.codes
            if not self.was_so:
                raise

    def _read_pages(self) -> None:
        query = {"page_size": _page_size(self.target.operation), **self.query}
        progress = self.module.progress
        progress.begin(f"reading {self.items}")
        self.found = self.client.collect(self.target.operation, self.items, self.target.path, query, progress.at)
        lists = [name for name, value in self.body.items() if isinstance(value, list)]
        if self.items not in self.body and lists:
            problem = f"the answer has no list {self.items!r}."
            raise InputError([Finding("items", problem, nearest(self.items, lists))], asked=True)
        self.body = {name: value for name, value in self.body.items() if name != self.items}

    def plan(self) -> Planned:
        if self.reads:
            return Planned()
        body = {**(self.params["body"] or {}), **self.uploads}
        step = Step(
            verb="send",
            object=f"{self.params['method']} {self.params['path']}",
            operation=self.target.operation,
            path=self.target.path,
            query={name: value for name, value in self.query.items() if value is not None},
            body=body if body or self.params["body"] is not None else None,
        )
        return Planned(Plan([Stage("sending the request", ((step,),))]))

    def accept(self, _planned: Planned) -> None:
        """A refusal with one of the codes says that nothing was to be done."""
        kept = [
            failure
            for failure in self.outcome.failures
            if not (isinstance(failure.error, ApiError) and failure.error.code in self.codes)
        ]
        self.was_so = len(kept) < len(self.outcome.failures)
        self.outcome.failures = kept

    def report(self, _planned: Planned) -> dict[str, Any]:
        shown: Callable[[Any], Any] = (lambda value: value) if self.params["return_secrets"] else masked
        result: dict[str, Any] = {"body": shown(self.body)}
        if self.status is not None:
            result["status"] = self.status
        if self.items:
            result["items"] = shown(self.found)
        answered = bool(self.outcome.done) or self.module.planning_only or self.reads
        if self.params["changed"] is not None and answered and not self.was_so:
            result["changed"] = self.params["changed"]
        return result


def _page_size(operation: str) -> int | None:
    """The entries of a page to ask for; None for a list that comes whole, and may take no page size."""
    if isinstance(operation, UnlistedOperation):
        return UNKNOWN_PAGE_SIZE
    shape = operation_facts(operation).answer_shape
    return PAGE_SIZE if isinstance(shape, dict) and "next_page_token" in shape else None
