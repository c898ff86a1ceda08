# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What Zoom asks of passwords."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any

from ..core.errors import Refusal, refused

if TYPE_CHECKING:
    from ..settings.store import SettingsStore

COMMON = re.compile("password|passw0rd|qwerty|welcome|letmein")
FORMER_PASSWORDS = 5
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


def password_requirement(settings: SettingsStore) -> dict[str, Any]:
    """Return the rules of the account for passwords, under the names of its settings."""
    values = settings.account_values("security")
    return {path[-1]: value for path, value in values.items() if path[:-1] == ("security", "password_requirement")}


def consecutive(password: str, length: int) -> bool:
    """Tell whether a password holds a run of neighbours such as ``abcd`` or ``1234``."""
    run = 1
    for former, letter in itertools.pairwise(password.lower()):
        run = run + 1 if ord(letter) == ord(former) + 1 else 1
        if run >= length:
            return True
    return False


def check_new_password(password: str, requirement: dict[str, Any]) -> None:
    """Refuse a new password that breaks the rules of Zoom or of the account."""
    if len(password) >= 32:
        raise refused("Invalid parameter: password")
    least = max(8, requirement.get("minimum_password_length") or 0)
    if len(password) < least:
        raise Refusal(400, 1124, f"Minimum of {least} characters.")
    if not LETTER.search(password):
        raise Refusal(400, 1125, "Have at least 1 letter (a, b, c…)")
    if not DIGIT.search(password):
        raise Refusal(400, 1126, "Have at least 1 number (1, 2, 3…)")
    if requirement.get("have_special_character") and password.isalnum():
        raise Refusal(400, 1127, "Have at least 1 special character (!, @, #…)")
    if password.lower() == password or password.upper() == password:
        raise Refusal(400, 1128, "Include both Upper case and Lower case characters")
    if len(set(password)) == 1:
        raise Refusal(400, 1130, "Password can't use the same character.")
    run = requirement.get("consecutive_characters_length") or 0
    if run and consecutive(password, run):
        raise Refusal(400, 1131, "Password can't use continuation character.Such as 'abcdef','123456'.")
    if requirement.get("weak_enhance_detection") and COMMON.search(password.lower()):
        raise Refusal(400, 1136, "Your password is too easy to guess. Try another one.")
