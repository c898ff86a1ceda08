# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The record of what Zoom answered: endpoint, view, status, time, and the masked answer with its SHA-256."""

from __future__ import annotations

import hashlib
import json
import os
import re
import threading
from datetime import datetime, timezone
from typing import Any, Callable, Mapping

from .._core.steps import MASK, masked
from .._settings.leaf import leaves
from .._settings.secret_names import sounds_secret
from .._settings.tree import flatten, path_text, plant


def utc_now() -> str:
    """``2026-11-21T22:40:00Z``."""
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def file_part(text: str) -> str:
    """A text as part of a file name."""
    return re.sub(r"[^A-Za-z0-9._-]+", "_", text).strip("._") or "unnamed"


class Evidence:
    """Numbers and keeps the answers of one run. Thread-safe.

    ``folder`` is where the masked answers go, '' for nowhere; their SHA-256 is kept in any case.
    """

    def __init__(self, account_id: str, run_id: str, folder: str = "", now: Callable[[], str] = utc_now) -> None:
        self.records: list[dict[str, Any]] = []
        self._prefix = f"{file_part(account_id)}-{file_part(run_id)}"
        self._folder = folder
        self._now = now
        self._lock = threading.Lock()
        self._heard = threading.local()

    def hear(self, operation: str, address: str, query: Mapping[str, Any], status: int, body: Any) -> None:
        """Take in an answer: this is what a client's on_answer calls, in the thread that asked."""
        self._heard.answer = (operation, address, dict(query), status, body)

    def forget(self) -> None:
        """Forget the last answer heard in this thread, so that it is never taken for that of the next request."""
        self._heard.answer = None

    def keep(self, subject: str, kind: str, view: str) -> int:
        """Record the last answer heard in this thread; returns its number, -1 if there was none."""
        answer = getattr(self._heard, "answer", None)
        if answer is None:
            return -1
        operation, address, query, status, body = answer
        content = json.dumps(masked_answer(body), sort_keys=True, indent=1, ensure_ascii=False).encode() + b"\n"
        record: dict[str, Any] = {
            "object": subject,
            "kind": kind,
            "view": view,
            "operation": operation,
            "endpoint": f"GET {address}" + (f"?option={query['option']}" if "option" in query else ""),
            "status": status,
            "time": self._now(),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        with self._lock:
            number = len(self.records)
            record["number"] = number
            if self._folder:
                record["file"] = f"{self._prefix}-{number:05d}-{file_part(operation)}-{file_part(view)}.json"
            self.records.append(record)
        if self._folder:
            descriptor = os.open(
                os.path.join(self._folder, record["file"]), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600
            )
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
        return number


def masked_answer(body: Any) -> Any:
    """A copy of a settings answer with every secret replaced by asterisks."""
    if not isinstance(body, Mapping):
        return masked(body)
    copy: dict[str, Any] = {}
    for path, value in flatten(body).items():
        leaf = leaves().get(path_text(path))
        secret = leaf.secret if leaf is not None else sounds_secret(path, value)
        plant(copy, path, MASK if secret and value not in ("", None) else masked(value))
    return masked(copy)
