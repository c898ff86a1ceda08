# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP itself: keep-alive, pipelining, resets, truncated answers; PyPI's zoomus as a client."""

from __future__ import annotations

import base64
import socket

import pytest
import requests

AUTH = ("sim-client", "sim-secret")
FORM = {"grant_type": "account_credentials", "account_id": "sim-account"}


@pytest.fixture
def service(listening):
    url, api = listening("--no-rate-limits")
    session = requests.Session()
    token = session.post(f"{url}/oauth/token", auth=AUTH, data=FORM, timeout=60).json()["access_token"]
    session.headers["Authorization"] = f"Bearer {token}"
    return url, api, session


def test_keep_alive_and_control(service):
    url, _api, session = service
    assert session.get(f"{url}/v2/users/owner%40example.com", timeout=60).json()["role_name"] == "Owner"
    response = session.delete(f"{url}/v2/users/{'sim.user0004@example.com'}?action=delete", timeout=60)
    assert (response.status_code, response.content) == (204, b"")
    entries = session.get(f"{url}/_simulator/requests", timeout=60).json()
    assert [entry["path"] for entry in entries][1:3] == ["/oauth/token", "/v2/users/owner%40example.com"]
    assert session.get(f"{url}/_simulator/nothing", timeout=60).status_code == 404


def test_reset_and_truncated_answers(service):
    url, _api, session = service
    faults = [{"path": "/users/me$", "reset": True}, {"path": "/users/me$", "truncate": True}]
    session.post(f"{url}/_simulator/faults", json=faults, timeout=60)
    with pytest.raises(requests.exceptions.ConnectionError):
        session.get(f"{url}/v2/users/me", timeout=60)
    with pytest.raises((requests.exceptions.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        session.get(f"{url}/v2/users/me", timeout=60)
    assert session.get(f"{url}/v2/users/me", timeout=60).status_code == 200


def test_pipelined_requests_are_answered_in_order(service):
    url, _api, session = service
    session.post(f"{url}/_simulator/faults", json={"path": "/users/me$", "delay_ms": 50}, timeout=60)
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=60) as sock:
        for path in ("/v2/users/me", "/v2/zzz"):
            sock.sendall(f"GET {path} HTTP/1.1\r\nAuthorization: {session.headers['Authorization']}\r\n\r\n".encode())
        data = b""
        while b"2300" not in data:
            data += sock.recv(65536)
        assert data.startswith(b"HTTP/1.1 200")
        sock.sendall(b"nonsense\r\n\r\n")
        assert sock.recv(65536).startswith(b"HTTP/1.1 400")


def test_expect_continue_and_chunked_bodies(service):
    url, api, session = service
    host, port = url.removeprefix("http://").split(":")
    head = (
        "POST /v2/groups HTTP/1.1\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n"
        f"Content-Type: application/json\r\nAuthorization: {session.headers['Authorization']}\r\n\r\n"
    )
    with socket.create_connection((host, int(port)), timeout=60) as sock:
        sock.sendall(head.encode())
        assert sock.recv(100).startswith(b"HTTP/1.1 100")
        sock.sendall(b'7\r\n{"name"\r\n4\r\n:"C"\r\n1\r\n}\r\n0\r\n\r\n')
        assert sock.recv(4096).startswith(b"HTTP/1.1 201")
    assert "C" in [group.name for group in api.simulator.account.groups.values()]


def test_zoomus_manages_users_and_groups(service):
    zoomus = pytest.importorskip("zoomus")
    url = service[0]
    client = zoomus.ZoomClient(
        "sim-client", "sim-secret", "sim-account", base_uri=f"{url}/v2", oauth_uri=f"{url}/oauth/token"
    )
    listed = client.user.list(page_size=5).json()
    assert (listed["total_records"], len(listed["users"])) == (30, 5)
    info = {"email": "zoomus@example.com", "type": 1, "first_name": "Zoom", "last_name": "Us"}
    made = client.user.create(action="custCreate", user_info=info)
    assert made.status_code == 201
    assert client.user.get(id="zoomus@example.com").json()["id"] == made.json()["id"]
    assert client.user.update(id=made.json()["id"], dept="Sales").status_code == 204
    assert client.user.get(id=made.json()["id"]).json()["dept"] == "Sales"
    group = client.group.create(name="From zoomus").json()
    added = client.group.add_members(groupid=group["id"], members=[{"email": "zoomus@example.com"}])
    assert added.json()["ids"] == made.json()["id"]
    assert client.group.list_members(groupid=group["id"]).json()["total_records"] == 1
    assert client.user.delete(id=made.json()["id"], action="delete").status_code == 204


def test_basic_header_of_other_clients(service):
    url = service[0]
    header = {"Authorization": "basic " + base64.b64encode(b"sim-client:sim-secret").decode()}
    assert requests.post(f"{url}/oauth/token", params=FORM, headers=header, timeout=60).status_code == 200
