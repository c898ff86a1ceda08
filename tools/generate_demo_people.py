# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes playbooks/demo/people.csv: 200 people for the simulated account; with --check compares it."""

from __future__ import annotations

import argparse
import csv
import io
import random
import sys
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "playbooks" / "demo" / "people.csv"
COLUMNS = (
    "email",
    "first_name",
    "last_name",
    "create_action",
    "type",
    "dept",
    "job_title",
    "location",
    "timezone",
    "division",
    "groups",
)
PEOPLE = 200
EXISTING = 12  # of them, people that the simulated account has already
CONTRACTORS = 8  # of them, people who are invited by mail and pending until they accept

FIRST = (
    "Amara Anna Aylin Björn Carla Chen Dario Dilek Elif Emil Farah Felix Freya Gita Hana Hugo Ines Ivan Jana Jonas "
    "Kaito Karin Lars Leila Liam Lucía Mateo Maja Mina Nadia Noah Nora Olga Omar Pablo Petra Quinn Rania Ravi Rosa "
    "Sami Sofia Tarek Thea Uma Vera Wanda Xenia Yusuf Zoë"
).split()
LAST = (
    "Abara Bauer Castillo Dogan Eriksen Fischer García Haddad Ibsen Jansen Kaya Lindqvist Meyer Novak Okafor Petrov "
    "Quiroga Rossi Schmidt Tanaka Ueda Varga Weber Xu Yılmaz Zhang"
).split()
# Department: (job titles, groups)
WORK = {
    "Sales": (("Account Executive", "Sales Engineer"), "Sales"),
    "Engineering": (("Software Engineer", "Site Reliability Engineer"), "Engineering"),
    "Support": (("Support Engineer", "Team Lead"), "Support"),
    "Finance": (("Accountant", "Controller"), "Finance|Operations"),
    "Marketing": (("Campaign Manager", "Designer"), "Marketing|Events"),
}
PLACES = (
    ("Berlin", "Europe/Berlin", "North"),
    ("Madrid", "Europe/Madrid", "South"),
    ("Tokyo", "Asia/Tokyo", "East"),
)


def rows() -> list[dict[str, str]]:
    """The same people on every machine."""
    pick = random.Random(20)
    found: dict[str, dict[str, str]] = {}
    while len(found) < PEOPLE - EXISTING:
        first, last = pick.choice(FIRST), pick.choice(LAST)
        email = f"{ascii_of(first)}.{ascii_of(last)}@example.com"
        contractor = len(found) >= PEOPLE - EXISTING - CONTRACTORS
        found.setdefault(
            email,
            {
                "email": email,
                "first_name": first,
                "last_name": last,
                "create_action": "create" if contractor else "ssoCreate",
                "type": "basic" if contractor else pick.choice(("licensed", "licensed", "basic")),
                **work(pick),
                **({"groups": "Contractors"} if contractor else {}),
            },
        )
    for number in range(EXISTING):
        email = f"sim.user{number * 3 + 10:04}@example.com"
        found[email] = {"email": email, **work(pick)}
    return sorted(found.values(), key=lambda row: row["email"])


def work(pick: random.Random) -> dict[str, str]:
    dept = pick.choice(sorted(WORK))
    titles, groups = WORK[dept]
    location, timezone, division = pick.choice(PLACES)
    return {
        "dept": dept,
        "job_title": pick.choice(titles),
        "location": location,
        "timezone": timezone,
        "division": division,
        "groups": groups,
    }


def ascii_of(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i"))
    return "".join(letter for letter in plain if letter.isascii()).lower()


def render() -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows())
    return text.getvalue()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 when the file is out of date")
    text = render()
    if parser.parse_args().check:
        if TARGET.exists() and TARGET.read_text(encoding="utf-8") == text:
            return 0
        sys.stderr.write(f"{TARGET.relative_to(ROOT)} is out of date\n")
        return 1
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
