# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files in bodies: how they are sent, sent again, shown and refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core import errors, transport
from ansible_collections.openadmin.zoom.plugins.module_utils._core.calls import UnlistedOperation, operation_facts
from ansible_collections.openadmin.zoom.plugins.module_utils._core.steps import Step
from ansible_collections.openadmin.zoom.plugins.module_utils._core.uploads import Upload
from ansible_collections.openadmin.zoom.tests.harness.scripted import Answer

PATH = {"userId": "u1"}
BUSY = Answer(429, {"code": 429, "message": "You have reached the maximum per-second rate limit for this API."})
EXPIRED = Answer(400, {"code": 124, "message": "Access token is expired."})


@pytest.fixture
def upload(tmp_path: Path) -> Upload:
    path = tmp_path / "ada.png"
    path.write_text("a picture", encoding="utf-8")
    return Upload(str(path), "ada.png", 9, "image/png")


@pytest.mark.parametrize("before", [[], [BUSY], [EXPIRED]], ids=["at once", "after a limit", "after an old token"])
def test_a_body_with_a_file_is_sent_as_a_form(start: Any, upload: Upload, before: list[Answer]) -> None:
    client, service, _waits = start(*before, Answer(201, {}))
    assert client.call("uploadUserPicture", PATH, body={"pic_file": upload, "note": "new"}) == {}
    assert len(service.asked) == len(before) + 1
    for asked in service.asked:
        assert (asked.method, asked.path) == ("POST", "/v2/users/u1/picture")
        fields = asked.body.replace("\r\n", "\n")
        assert 'name="note"\n\nnew\n' in fields
        assert 'name="pic_file"; filename="ada.png"\nContent-Type: image/png\n\na picture\n' in fields


def test_an_upload_has_time_by_its_size(start: Any, upload: Upload, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "SLOWEST_UPLOAD", 3)
    client, _service, _waits = start(Answer(201, {"a": 1}, drip=0.1), timeout=0.3)
    assert client.call("uploadUserPicture", PATH, body={"pic_file": upload}) == {"a": 1}


def test_an_upload_whose_answer_is_lost_is_not_sent_again(start: Any, upload: Upload) -> None:
    client, service, _waits = start(Answer(reset=True))
    with pytest.raises(errors.AnswerLostError):
        client.call("uploadUserPicture", PATH, body={"pic_file": upload})
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    ("content", "words"), [(None, "there is no such file"), ("another", "was changed while the task ran")]
)
def test_a_file_that_is_another_by_now_is_not_sent(start: Any, upload: Upload, content: str | None, words: str) -> None:
    path = Path(upload.path)
    path.unlink() if content is None else path.write_text(content, encoding="utf-8")
    client, service, _waits = start(Answer(201, {}))
    with pytest.raises(errors.InputError, match=words):
        client.call("uploadUserPicture", PATH, body={"pic_file": upload})
    assert service.asked == []


def test_a_step_shows_name_and_size(upload: Upload) -> None:
    step = Step("upload", "picture", "uploadUserPicture", PATH, body={"pic_file": upload})
    assert step.report()["body"] == {"pic_file": "ada.png (9 bytes)"}


def test_a_path_without_operation_id_is_called_like_others(start: Any) -> None:
    operation = UnlistedOperation("GET", "/phone/users/{id}", "light")
    assert operation_facts(operation)[:3] == ("GET", "/phone/users/{id}", "light")
    client, service, _waits = start(Answer(body={"id": "p1"}), Answer(404, {"code": 300, "message": "No."}))
    assert client.call(operation, {"id": "p/1"}) == {"id": "p1"}
    assert service.asked[0].path == "/v2/phone/users/p%2F1"
    with pytest.raises(errors.NotFoundError, match=r"refused GET /phone/users/\{id\} \(GET /phone/users/p1\)"):
        client.call(operation, {"id": "p1"})
