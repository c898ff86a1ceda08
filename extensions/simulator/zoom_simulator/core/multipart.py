# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Files in multipart/form-data bodies."""

from __future__ import annotations

from email.parser import BytesParser
from email.policy import HTTP

from .errors import refused


def parts_of(content_type: str, body: bytes) -> dict[str, tuple[str, bytes]]:
    """Return the parts of a form by name: file name and content."""
    if not content_type.lower().startswith("multipart/form-data"):
        raise refused("Unsupported Content Type")
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    parts: dict[str, tuple[str, bytes]] = {}
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(content, bytes):
            parts[name] = (part.get_filename() or "", content)
    return parts
