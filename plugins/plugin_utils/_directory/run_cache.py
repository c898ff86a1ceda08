# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lookups of one run have read, in a file that only this run sees: each task is a process of its own."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
from typing import TYPE_CHECKING, Any, Iterator

from ansible import constants

from ...module_utils._core import files

if TYPE_CHECKING:
    from ...module_utils._core.connection import Connection


class RunCache:
    """One account as far as it was read. Ansible removes the folder of the file when the run ends."""

    def __init__(self, connection: Connection, folder: str = "") -> None:
        who = [connection.api_url, connection.account_id, connection.client_id, connection.access_token]
        name = hashlib.sha256(json.dumps(who).encode()).hexdigest()
        self.path = os.path.join(folder or constants.DEFAULT_LOCAL_TMP, f"zoom-lookup-{name}.json")

    @contextlib.contextmanager
    def opened(self) -> Iterator[dict[str, Any]]:
        """What is known, to be added to. Whoever else wants it waits meanwhile, so that nothing is read twice."""
        with open(f"{self.path}.lock", "w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            known = self._read()
            before = json.dumps(known)
            try:
                yield known
            finally:
                if json.dumps(known) != before:
                    files.write_json(self.path, known)

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(files.read_text(self.path))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}
