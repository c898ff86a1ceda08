# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers of the simulated account, recorded once and given again from memory, so that a case costs milliseconds."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

from requests.adapters import HTTPAdapter

from ansible_collections.openadmin.zoom.tests.chaos.faults import answer, error

Given = tuple[int, bytes]
Change = Callable[[str, bytes], bytes]


@dataclass
class Recording:
    """What was answered, by method and address, in order; the last answer is given again and again."""

    answers: dict[tuple[str, str], list[Given]] = field(default_factory=dict)
    sent: list[str] = field(default_factory=list)

    @contextlib.contextmanager
    def recorded(self) -> Iterator[None]:
        """Requests go out, and their answers are kept."""
        real = HTTPAdapter.send

        def send(adapter: HTTPAdapter, request: Any, **options: Any) -> Any:
            response = real(adapter, request, **options)
            given = (response.status_code, response.content)
            self.answers.setdefault((request.method, request.path_url), []).append(given)
            return answer(request, *given)

        with mock.patch.object(HTTPAdapter, "send", send):
            yield

    @contextlib.contextmanager
    def replayed(self, change: Change = lambda _address, body: body) -> Iterator[None]:
        """Requests are answered from memory, as ``change`` makes the bodies; ``sent`` notes each."""
        self.sent.clear()
        left = {key: list(given) for key, given in self.answers.items()}

        def send(_adapter: HTTPAdapter, request: Any, **_options: Any) -> Any:
            address = f"{request.method} {request.path_url}"
            if "/oauth/" not in address:
                self.sent.append(address)
            queue = left.get((request.method, request.path_url))
            if not queue:
                return (
                    error(request, 404, 1001, "It does not exist.")
                    if request.method == "GET"
                    else answer(request, 204, b"")
                )
            status, body = queue.pop(0) if len(queue) > 1 else queue[0]
            return answer(request, status, body if "/oauth/" in address else change(address, body))

        with mock.patch.object(HTTPAdapter, "send", send):
            yield


@contextlib.contextmanager
def replayed_by(respond: Callable[[str, str], Given]) -> Iterator[None]:
    """Requests are answered by ``respond``, which gets method and path behind ``/v2``; tokens are given freely."""

    def send(_adapter: HTTPAdapter, request: Any, **_options: Any) -> Any:
        path = request.path_url.partition("?")[0]
        if path.startswith("/oauth/"):
            return answer(request, 200, b'{"access_token": "fetched-token", "expires_in": 3600}')
        return answer(request, *respond(request.method, path.removeprefix("/v2")))

    with mock.patch.object(HTTPAdapter, "send", send):
        yield
