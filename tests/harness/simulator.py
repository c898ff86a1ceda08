# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A simulated Zoom account in a process of its own, and the control calls that tests make on it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import urllib.request
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LAUNCHER = ROOT / "extensions" / "simulator" / "zoom-simulator"
READY = re.compile(r"listening on (http://\S+)")


class Simulator:
    """One running simulator. `options` are its command line options, without the port."""

    def __init__(self, *options: str, start_seconds: float = 60) -> None:
        self.options = options
        self._lines: deque[str] = deque(maxlen=200)
        # Measuring the simulator would only make it slow.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
        environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment.get('PATH', '')}"
        self._process = subprocess.Popen(
            [str(LAUNCHER), "--port", "0", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment,
        )
        self._ready = threading.Event()
        self.url = ""
        # The output is read to its end: a simulator whose pipe is full would stand still.
        threading.Thread(target=self._read_output, daemon=True).start()
        if not self._ready.wait(start_seconds) or not self.url:
            self.stop()
            raise RuntimeError(f"the simulator did not start within {start_seconds} s:\n{self.output}")

    def _read_output(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.append(line)
            found = READY.search(line)
            if found and not self.url:
                self.url = found.group(1).rstrip("/")
                self._ready.set()
        self._ready.set()

    @property
    def output(self) -> str:
        """The last lines that the simulator printed."""
        return "".join(self._lines)

    @property
    def connection(self) -> dict[str, str]:
        """The connection options of every module, for this account."""
        return {
            "account_id": "sim-account",
            "client_id": "sim-client",
            "client_secret": "sim-secret",
            "api_url": f"{self.url}/v2",
            "oauth_url": f"{self.url}/oauth/token",
        }

    @property
    def environment(self) -> dict[str, str]:
        """The same as environment variables, for a playbook."""
        return {f"ZOOM_{name.upper()}": value for name, value in self.connection.items()}

    def control(self, method: str, path: str, body: Any = None) -> Any:
        """Calls `/_simulator/<path>` and returns its JSON, or {} for an empty answer."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"{self.url}/_simulator/{path}", data=data, method=method, headers={"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=120) as answer:
            text = answer.read().decode()
        return json.loads(text) if text.strip() else {}

    def reset(self) -> None:
        """Back to the account that the options describe; faults and recorded requests are gone too."""
        self.control("POST", "reset", {})

    def state(self) -> dict[str, Any]:
        """The whole account: users, groups, divisions, roles, settings, locks."""
        state: dict[str, Any] = self.control("GET", "state")
        return state

    def put_state(self, state: Mapping[str, Any]) -> None:
        """Replaces the named parts of the account."""
        self.control("PUT", "state", state)

    def requests(self) -> list[dict[str, Any]]:
        """What was asked so far: method, path, query, status, label, time, bytes."""
        recorded = self.control("GET", "requests")
        found: list[dict[str, Any]] = recorded["requests"] if isinstance(recorded, dict) else recorded
        return found

    def api_requests(self) -> list[dict[str, Any]]:
        """The recorded requests without those for a token."""
        return [entry for entry in self.requests() if "/oauth/" not in entry["path"]]

    def writes(self) -> list[dict[str, Any]]:
        """The recorded requests that could have changed the account."""
        return [entry for entry in self.api_requests() if entry["method"] != "GET"]

    def clear_requests(self) -> None:
        self.control("DELETE", "requests")

    def faults(self, faults: Sequence[Mapping[str, Any]]) -> None:
        """Schedules faults: method, path (regex), times, then status, reset, delay_ms, truncate, body or headers."""
        self.control("POST", "faults", list(faults))

    def clock(self, seconds: float) -> None:
        """Moves the simulator's clock forward: tokens expire, days begin, invitations are answered."""
        self.control("POST", "clock", {"seconds": seconds, "advance": seconds})

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)
