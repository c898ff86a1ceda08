# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The record of what Zoom answered: endpoint, view, status, time, and the SHA-256 of the masked answer."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any, Callable

from .._core.secret_keys import MASK, masked
from .._settings.leaf import leaves
from .._settings.secret_names import sounds_secret
from .._settings.tree import flatten, path_text, plant


def utc_now() -> str:
    """``2026-11-21T22:40:00Z``."""
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def file_part(text: str) -> str:
    """A text as part of a file name."""
    return re.sub(r"[^A-Za-z0-9._-]+", "_", text).strip("._") or "unnamed"


def stem(account_id: str, run_id: str) -> str:
    """How the names of all files of a run begin."""
    return f"zoom-policy-{file_part(account_id)}-{file_part(run_id)}"


class Evidence:
    """Numbers the answers of one run. Thread-safe. ``answers`` holds them, masked, where they are to be kept."""

    def __init__(self, keep_answers: bool = False, now: Callable[[], str] = utc_now) -> None:
        self.records: list[dict[str, Any]] = []
        self.answers: list[str] = []
        self._keep_answers = keep_answers
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
        content = json.dumps(masked_answer(body), sort_keys=True, indent=1, ensure_ascii=False) + "\n"
        record: dict[str, Any] = {
            "object": subject,
            "kind": kind,
            "view": view,
            "operation": operation,
            "endpoint": f"GET {address}" + (f"?option={query['option']}" if "option" in query else ""),
            "status": status,
            "time": self._now(),
            "sha256": hashlib.sha256(content.encode("utf-8", "replace")).hexdigest(),
        }
        with self._lock:
            number = len(self.records)
            record["number"] = number
            self.records.append(record)
            if self._keep_answers:
                self.answers.append(content)
        return number


def masked_answer(body: Any) -> Any:
    """A copy of a settings answer with every secret replaced by asterisks."""
    if not isinstance(body, Mapping):
        return masked(body)
    copy: dict[str, Any] = {}
    for path, value in flatten(body).items():
        leaf = leaves().get(path_text(path))
        secret = leaf.secret if leaf is not None else sounds_secret(path, value)
        plant(copy, path, MASK if secret and value not in ("", None) else value)
    return masked(copy)
