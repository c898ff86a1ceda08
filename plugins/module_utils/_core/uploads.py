# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files in the bodies of requests: a body that holds an Upload is sent as a form (multipart/form-data)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from .errors import Finding, InputError


@dataclass(frozen=True)
class Upload:
    """A file to be sent: where it lies, the name that Zoom is told, its size in bytes and its media type.

    Its content is read when it is sent, so that a plan with many files needs the memory of one.
    """

    path: str
    name: str
    size: int
    media_type: str = "application/octet-stream"

    def content(self) -> bytes:
        """The content. Raises InputError where the file cannot be read or is another one by now."""
        from .files import FileError, read_bytes  # each import is compiled anew in every task that needs it

        try:
            found = read_bytes(self.path)
        except FileError as error:
            raise InputError([error.finding(self.name)], asked=True) from error
        if len(found) != self.size:
            raise InputError([Finding(self.path, "was changed while the task ran.", "Run again.")], asked=True)
        return found

    def shown(self) -> str:
        """The file as steps show it."""
        return f"{self.name} ({self.size:,} bytes)"


class FormFile(NamedTuple):
    """A file of a form as it is sent."""

    name: str
    content: bytes
    media_type: str


class Form(NamedTuple):
    """A body as it is sent: the fields of a form, or bytes, and the files of a form by field."""

    fields: Mapping[str, str] | bytes | None
    files: Mapping[str, FormFile] | None

    @property
    def size(self) -> int:
        """The bytes of its files."""
        return sum(len(file.content) for file in (self.files or {}).values())


def form_of(body: Any) -> Form | None:
    """The form that a body with Uploads is sent as; None for a body that is sent as JSON. Raises InputError."""
    uploads = {key: item for key, item in body.items() if isinstance(item, Upload)} if isinstance(body, Mapping) else {}
    if not uploads:
        return None
    return Form(
        {key: str(item) for key, item in body.items() if key not in uploads},
        {key: FormFile(item.name, item.content(), item.media_type) for key, item in uploads.items()},
    )
