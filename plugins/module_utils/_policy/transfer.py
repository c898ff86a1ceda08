# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Large data on its way from the module to its action plugin: one text, packed, instead of 300,000 values.

Ansible looks at every value of a result several times; a text of a few hundred kilobytes costs it nothing.
"""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any


def packed(document: Any) -> str:
    """JSON data as text."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode("utf-8", "surrogatepass"), 6)).decode()


def unpacked(text: str) -> Any:
    """The data of ``packed``. Raises ValueError where the text is not as it was sent."""
    try:
        content = zlib.decompress(base64.b64decode(text, validate=True))
        return json.loads(content.decode("utf-8", "surrogatepass"))
    except zlib.error as error:
        raise ValueError(str(error)) from error
