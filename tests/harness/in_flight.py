# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many requests of this process are on their way at once.

Whether reads go side by side is seen by counting them, on a busy machine too; their seconds would tell of its load.
"""

from __future__ import annotations

import threading
from typing import Any

import pytest
import requests


class InFlight:
    """Counts requests of this process from when they are sent until they are answered; ``most`` were so at once."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.most = 0
        self._now = 0
        self._lock = threading.Lock()
        send = requests.Session.request

        def counted(session: requests.Session, *arguments: Any, **options: Any) -> requests.Response:
            with self._lock:
                self._now += 1
                self.most = max(self.most, self._now)
            try:
                return send(session, *arguments, **options)
            finally:
                with self._lock:
                    self._now -= 1

        monkeypatch.setattr(requests.Session, "request", counted)
