# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Zoom takes in a field of a user, checked before the first request.

A person whose title is too long would else be created first, and refused afterwards (createUser takes few fields,
updateUser the rest).
"""

from __future__ import annotations

import re

from .._core.texts import Wrong, shortened

LONGEST = {
    "first_name": 64,
    "last_name": 64,
    "display_name": 128,
    "dept": 128,
    "job_title": 128,
    "company": 255,
    "location": 256,
    "manager": 255,
    "cost_center": 128,
    "pronouns": 64,
    "cms_user_id": 255,
    "about_me": 1024,
    "groups": 127,  # updateAGroup: fewer than 128 characters
    "primary_group": 127,
    "division": 128,
}
SHAPES = {
    "host_key": (r"[0-9]{6,10}", "is not a host key.", "Write 6 to 10 digits."),
    "pmi": (r"[1-9][0-9]{9}", "is not a personal meeting id.", "Write its 10 digits."),
    "vanity_name": (
        r"[A-Za-z][A-Za-z0-9.]{4,39}",
        "is not a personal link name.",
        "Write 5 to 40 letters, digits and dots, a letter first.",
    ),
    "language": (
        r"[A-Za-z]{2,3}([-_][A-Za-z]{2,4})?",
        "is not the code of a language.",
        "Write a code such as en-US or de-DE.",
    ),
    "number": (
        r"\+?[ (]*[0-9][0-9 ().\-/\u00a0]{0,29}",
        "is not a phone number.",
        "Write digits, blanks and dashes.",
    ),
    "code": (r"\+?[0-9]{1,4}(-[0-9]{1,4})?", "is not a country code.", "Write one such as +1."),
    "country": (r"[A-Za-z]{2}", "is not the id of a country.", "Write its two letters, such as US."),
}
# Zoom counts these by themselves: fewer Chinese characters fit than Latin ones.
HAN = "[\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"


def check_length(name: str, text: str, most_han: int = 0) -> None:
    """Raises Wrong where a text is longer than Zoom takes in the field or option."""
    most = LONGEST.get(name)
    if most is not None and len(text) > most:
        raise Wrong(f"has {len(text)} characters; Zoom takes {most} at most.", "Shorten it.")
    if most_han and len(re.findall(HAN, text)) > most_han:
        raise Wrong(f"has more than {most_han} Chinese characters, which Zoom refuses.", "Shorten it.")


def check_shape(name: str, text: str, secret: bool = False) -> None:
    """Raises Wrong where Zoom does not take a text in the field; an empty text is always right."""
    shape = SHAPES.get(name)
    if shape is not None and text and not re.fullmatch(shape[0], text):
        raise Wrong(f"{'the value (hidden)' if secret else shortened(text)} {shape[1]}", shape[2])
