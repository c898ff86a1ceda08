# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What Zoom asks of passwords."""

from __future__ import annotations

import re

from ..core.errors import Refusal, refused

LETTER, DIGIT = re.compile("[A-Za-z]"), re.compile(r"\d")


def check_creation_password(password: str | None) -> None:
    """Refuse a password for autoCreate: 8 to 31 characters, a digit, small and capital letters."""
    if (
        not password
        or not 8 <= len(password) <= 32
        or not DIGIT.search(password)
        or password.lower() == password
        or password.upper() == password
    ):
        raise refused("Invalid parameter: password")


def check_new_password(password: str) -> None:
    """Refuse a new password that breaks the rules of the account."""
    if len(password) >= 32:
        raise refused("Invalid parameter: password")
    if len(password) < 8:
        raise Refusal(400, 1124, "Have at least 8 characters")
    if not LETTER.search(password):
        raise Refusal(400, 1125, "Have at least 1 letter (a, b, c…)")
    if not DIGIT.search(password):
        raise Refusal(400, 1126, "Have at least 1 number (1, 2, 3…)")
    if password.lower() == password or password.upper() == password:
        raise Refusal(400, 1128, "Include both Upper case and Lower case characters")
    if len(set(password)) == 1:
        raise Refusal(400, 1130, "Password can't use the same character.")
