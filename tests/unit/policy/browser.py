# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A headless Chromium, driven through the WebDriver protocol of chromedriver: no further package is needed."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

SETTLE_MS = 200
# Seconds; a busy machine needs longer to start a browser or to draw a large page.
PATIENCE = 300


def missing() -> str:
    """What this machine lacks for a browser test, '' if nothing."""
    lacking = [name for name in ("chromium", "chromedriver") if shutil.which(name) is None]
    return f"not installed: {', '.join(lacking)} (Debian: chromium, chromium-driver)" if lacking else ""


def pdf_of(page: Path, target: Path) -> bytes:
    """The page as it is printed. Chromium does it by itself: chromedriver waits 10 s for it and no longer."""
    options = ["--headless=new", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={target}"]
    # With the profile of a Chromium that runs already, it would hand the page over to that one and end.
    options.append(f"--user-data-dir={target.with_suffix('.profile')}")
    subprocess.run(["chromium", *options, page.as_uri()], capture_output=True, timeout=PATIENCE, check=True)
    return target.read_bytes()


class Browser:
    """One window. ``size`` is width and height in pixels."""

    def __init__(self, size: tuple[int, int] = (1400, 1000), dark: bool = False) -> None:
        self._driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, text=True)
        assert self._driver.stdout is not None
        port = ""
        for line in self._driver.stdout:
            found = re.search(r"on port (\d+)", line)
            if found and "successfully" in line:
                port = found.group(1)
                break
        self._url = f"http://127.0.0.1:{port}"
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        arguments.append(f"--window-size={size[0]},{size[1]}")
        capabilities = {
            "browserName": "chrome",
            "goog:chromeOptions": {"binary": shutil.which("chromium"), "args": arguments},
            "goog:loggingPrefs": {"browser": "ALL"},
        }
        session = self._send("POST", "/session", {"capabilities": {"alwaysMatch": capabilities}})
        self._session = f"/session/{session['sessionId']}"
        self.command(
            "Emulation.setEmulatedMedia",
            {"features": [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]},
        )
        if size[0] < 500:  # no window is narrower than that
            self.command(
                "Emulation.setDeviceMetricsOverride",
                {"width": size[0], "height": size[1], "deviceScaleFactor": 2, "mobile": True},
            )

    def _send(self, method: str, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._url + path, data=data, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            message = json.load(error)["value"]["message"]
            raise AssertionError(f"{method} {path}: {message}") from error

    def open(self, path: Path) -> None:
        self._send("POST", f"{self._session}/url", {"url": path.as_uri()})

    def run(self, script: str, *arguments: Any) -> Any:
        """The value that a script returns."""
        return self._send("POST", f"{self._session}/execute/sync", {"script": script, "args": list(arguments)})

    def settle(self) -> None:
        """Returns when the page has done what it put off for less than SETTLE_MS: timers end in their order."""
        script = "setTimeout(arguments[arguments.length - 1], arguments[0])"
        self._send("POST", f"{self._session}/execute/async", {"script": script, "args": [SETTLE_MS]})

    def command(self, name: str, parameters: dict[str, Any]) -> Any:
        """A command of the browser's own protocol."""
        return self._send("POST", f"{self._session}/goog/cdp/execute", {"cmd": name, "params": parameters})

    def console(self) -> list[str]:
        """What the page wrote to the console, errors of loading and of the content policy among it."""
        return [entry["message"] for entry in self._send("POST", f"{self._session}/se/log", {"type": "browser"})]

    def screenshot(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self._send("GET", f"{self._session}/screenshot")))

    def close(self) -> None:
        try:
            self._send("DELETE", self._session)
        finally:
            self._driver.terminate()
            self._driver.wait(10)


def loaded(browser: Browser, path: Path) -> float:
    """Milliseconds until the page is loaded, scripts included."""
    browser.open(path)
    found: float = 0
    while not found:  # the driver may come back while the last handlers of the event are at work
        browser.settle()
        found = browser.run("return performance.getEntriesByType('navigation')[0].loadEventEnd")
    return found
