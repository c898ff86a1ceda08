# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The licences that Zoom sells by code: readable names and their codes, in both directions.

Codes exceed 2**53; they stay integers everywhere.
"""

from __future__ import annotations

USER_TYPES = {"basic": 1, "licensed": 2, "unassigned": 4}

_EDUCATION = {
    "School and Campus": 18014398509481984,
    "Enterprise Essentials": 72057594037927936,
    "Enterprise Student": 576460752303423488,
    "Enterprise Plus": 144115188075855872,
    "School and Campus Plus US/CA Unlimited": 137438953472,
    "School and Campus Plus AU/NZ Unlimited": 1099511627776,
    "School and Campus Plus UK/IR Unlimited": 549755813888,
    "School and Campus Plus Japan Unlimited": 274877906944,
    "School and Campus Plus Global Select": 2199023255552,
    "Enterprise Premier US/CA Unlimited": 4294967296,
    "Enterprise Premier AU/NZ Unlimited": 34359738368,
    "Enterprise Premier UK/IR Unlimited": 17179869184,
    "Enterprise Premier Japan Unlimited": 8589934592,
    "Enterprise Premier Global Select": 68719476736,
}
ZOOM_ONE_TYPES = dict(
    {
        "none": 0,
        "Workplace Enterprise": 4,
        "Workplace Enterprise Plus": 8,
        "Workplace Business Plus US/CA Unlimited": 16,
        "Workplace Business Plus UK/IR Unlimited": 32,
        "Workplace Business Plus AU/NZ Unlimited": 64,
        "Workplace Business Plus Japan Unlimited": 128,
        "Workplace Business Plus Global Select": 33554432,
        "Workplace Enterprise Premier US/CA Unlimited": 134217728,
        "Workplace Enterprise Premier AU/NZ Unlimited": 1073741824,
        "Workplace Enterprise Premier UK/IR Unlimited": 536870912,
        "Workplace Enterprise Premier Japan Unlimited": 268435456,
        "Workplace Pro Plus US/CA Unlimited": 4398046511104,
    },
    **{f"Workplace for Education {name}": code for name, code in _EDUCATION.items()},
)
LICENSE_OPTIONS = dict({"Licensed": 2}, **{name: code for name, code in ZOOM_ONE_TYPES.items() if code})
# Zoom's own pages name the education licences by the product's older name as well.
_OLDER_NAMES = {f"One for Education {name}": code for name, code in _EDUCATION.items()}

_REGIONS = ("US/CA Unlimited", "UK/IR Unlimited", "AU/NZ Unlimited", "Global Select", "Zoom Phone Pro")
PLAN_UNITED_TYPES = dict(
    {"none": "none"},
    **{
        f"United {size}-United {region}": str(1 << (5 * tier + place))
        for tier, size in enumerate(("Pro", "Biz", "Ent"))
        for place, region in enumerate(_REGIONS)
    },
    **{f"United {size}-United JP Unlimited": str(1 << (15 + tier)) for tier, size in enumerate(("Pro", "Biz", "Ent"))},
)


def zoom_one_code(value: object) -> int:
    """The code of a name (case aside) or of a code as number or text. Raises ValueError."""
    return _code(value, dict(ZOOM_ONE_TYPES, **_OLDER_NAMES))


def license_option_code(value: object) -> int:
    """As zoom_one_code, for the entries of license_info_list."""
    return _code(value, dict(LICENSE_OPTIONS, **_OLDER_NAMES))


def _code(value: object, names: dict[str, int]) -> int:
    text = " ".join(str(value).split())
    if text.isdigit() and int(text) in names.values():
        return int(text)
    for name, code in names.items():
        if name.casefold() == text.casefold():
            return code
    raise ValueError(text)


def plan_united_code(value: object) -> str:
    """The code, as text, of a plan's name (case aside) or code. Raises ValueError."""
    text = " ".join(str(value).split())
    for name, code in PLAN_UNITED_TYPES.items():
        if text in (code, name) or name.casefold() == text.casefold():
            return code
    raise ValueError(text)


def user_type_code(value: object) -> int:
    """1, 2 or 4 from basic, licensed, unassigned (case aside) or the number. Raises ValueError."""
    text = str(value).strip().casefold()
    for name, code in USER_TYPES.items():
        if text in (name, str(code)):
            return code
    raise ValueError(str(value))


def name_of(code: object, names: dict[str, int] | dict[str, str]) -> object:
    """The readable name of a code; a code that has none is given back as it is."""
    for name, known in names.items():
        if str(known) == str(code):
            return name
    return code
