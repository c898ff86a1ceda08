# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report as one HTML file that needs nothing else.

The summary and the list of controls are plain HTML, from the templates in extensions/policy_report. Findings travel as
compact JSON (one character per cell of the grid, repeated texts once) and are drawn when they are looked at, so that
40,000 of them open at once.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from functools import lru_cache
from typing import Any, Mapping, NamedTuple, Sequence

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ...module_utils._policy.conditions import readable
from ...module_utils._policy.controls import AUDIENCES
from ...module_utils._policy.statuses import FAILING
from .._core.collection import ROOT
from .report import by_impact, changes_by_outcome, gravest_first

FOLDER = os.path.join(ROOT, "extensions", "policy_report")
LISTED = 500
FIRST = 5
LONGEST_VALUE = 200
AROUND = 314.16  # of the ring
LOCK_WORDS = {" ": "", "y": "locked", "a": "locked by the account", "n": "not locked", "?": "not known"}
# What a reader has to look at first.
OUTCOMES = {
    "not_made": "Changes that were not made",
    "made": "Changes that were made",
    "planned": "Changes that enforcing would make",
    "may_follow": "Further changes, only at groups that do not follow the account, which shows once it is written",
    "followed": "Values of groups that followed the account and were not written",
    "later": "Changes for everybody, after the pilot",
}
DIRECTIONS = (("better", "Better", "up"), ("worse", "Worse", "down"), ("new", "New", ""), ("gone", "Gone", "muted"))


class Look(NamedTuple):
    """How a status looks: its code in the grid, its glyph, its label."""

    code: str
    glyph: str
    label: str


# Worst first.
LOOKS = {
    "fail": Look("f", "✕", "Fail"),
    "fail_group_override": Look("o", "≠", "Group departs"),
    "fail_unlocked": Look("u", "U", "Not locked"),
    "unknown": Look("?", "?", "Unknown"),
    "manual": Look("m", "M", "Manual"),
    "waived": Look("w", "W", "Waived"),
    "attested": Look("a", "A", "Attested"),
    "not_bought": Look("b", "–", "Not bought"),
    "not_applicable": Look("n", "·", "Not applicable"),
    "pass": Look("p", "✓", "Pass"),
}


class _Pool:
    """Texts, each kept once; the page refers to them by number."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        if text not in self._numbers:
            self._numbers[text] = len(self.texts)
            self.texts.append(text)
        return self._numbers[text]


def to_html(report: Mapping[str, Any]) -> str:
    """The whole page. Everything that comes from the account or the user is escaped."""
    by_id = {control["id"]: control for control in report["controls"]}
    report = dict(report, controls=[by_id[identifier] for identifier in gravest_first(report)])
    style, script = source_text("report.css"), source_text("report.js")
    places = {item["id"]: index for index, item in enumerate(report["objects"])}
    return (
        page_templates()
        .get_template("report.html")
        .render(
            report=report,
            summary=report["summary"],
            looks=LOOKS,
            listed=LISTED,
            directions=DIRECTIONS,
            meta=_meta(report),
            score=_score(report),
            **_first(report),
            **_plan(report),
            people=report.get("people"),
            line=_line(report),
            carried_out=bool(report["outcomes"]),
            names={item["id"]: item["name"] for item in report["objects"]},
            conflicts=sum(note["kind"] == "conflict" for note in report["notes"]),
            evidence_kept=any(record.get("file") for record in report["evidence"]),
            style_hash=digest(style),
            script_hash=digest(script),
            # The only texts that are not escaped: two files of the collection, and JSON that cannot end its element.
            style=Markup(style),  # noqa: S704
            script=Markup(script),  # noqa: S704
            data=Markup(script_safe(_data(report, places))),  # noqa: S704
        )
    )


@lru_cache(maxsize=None)
def page_templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(grouped="{:,}".format, shown_value=_value, shares=_shares, breakable=_breakable)
    return environment


@lru_cache(maxsize=None)
def source_text(name: str) -> str:
    with open(os.path.join(FOLDER, name), encoding="utf-8") as stream:
        return stream.read()


def digest(text: str) -> str:
    """What a Content-Security-Policy calls an inline text."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def script_safe(data: Any) -> str:
    """JSON that cannot end the script element around it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


# -- what the page draws by itself -------------------------------------------------------------------------------------


def _data(report: Mapping[str, Any], places: Mapping[str, int]) -> dict[str, Any]:
    pool = _Pool()
    by_control: dict[str, list[Mapping[str, Any]]] = {}
    for finding in report["findings"]:
        by_control.setdefault(finding["control"], []).append(finding)
    keys = {record["number"]: f"{record['kind']}:{record['view']}" for record in report["evidence"]}
    return {
        "statuses": [{"key": key, **look._asdict(), "failing": key in FAILING} for key, look in LOOKS.items()],
        "locks": LOCK_WORDS,
        "objects": [[item["id"], item["level"], item["name"]] for item in report["objects"]],
        "controls": [
            _cells(control, by_control.get(control["id"], ()), places, pool, keys) for control in report["controls"]
        ],
        "evidence": [
            [
                places.get(record["object"], -1),
                record["kind"],
                record["view"],
                record["endpoint"],
                record["status"],
                record["time"],
                record["sha256"],
                record.get("file", ""),
            ]
            for record in report["evidence"]
        ],
        "pool": pool.texts,
    }


def _cells(
    control: Mapping[str, Any],
    findings: Sequence[Mapping[str, Any]],
    places: Mapping[str, int],
    pool: _Pool,
    keys: Mapping[int, str],
) -> dict[str, Any]:
    """One control: a character per object, the number of each reason, and per checked leaf values and locks."""
    width = len(places)
    statuses, reasons = [" "] * width, [-1] * width
    checks: dict[str, dict[str, Any]] = {
        check["path"]: {"p": check["path"], "a": [-1] * width, "o": [" "] * width, "v": set()}
        for check in control["checks"]
    }
    for finding in findings:
        place = places.get(finding["object"], -1)
        if place < 0:
            continue
        statuses[place] = LOOKS[finding["status"]].code
        text = _reason(finding)
        if text:
            reasons[place] = pool.number(text)
        for check in finding["checks"]:
            column = checks[check["path"]]
            value = "(not known)" if check["actual"] is None else readable(check["actual"])
            if len(value) > LONGEST_VALUE:
                value = value[:LONGEST_VALUE] + "…"
            column["a"][place] = pool.number(value)
            column["o"][place] = _lock(check.get("lock"))
            column["v"].update(keys[number] for number in check["evidence"] if number in keys)
    return {
        "i": control["id"],
        "t": control["title"],
        "b": pool.number(control["baseline"]),
        "l": control["profile_level"],
        "g": control["severity"],
        "w": control["impact"]["who"],
        "s": "".join(statuses),
        "r": reasons,
        "k": [dict(check, o="".join(check["o"]), v=sorted(check["v"], reverse=True)) for check in checks.values()],
    }


def _reason(finding: Mapping[str, Any]) -> str:
    parts = [finding["reason"]]
    if finding.get("waiver"):
        waiver = finding["waiver"]
        parts.append(
            f"Waived by {waiver['owner']} until {waiver['expires']}: {waiver['reason']}."
            f" Without the waiver: {LOOKS[finding['would_be']].label}."
        )
    parts += [f"Agreed: {check['override']}." for check in finding["checks"] if check.get("override")]
    attestation = finding.get("attestation") or {}
    if attestation.get("evidence"):
        parts.append(f"Evidence: {attestation['evidence']}.")
    return " ".join(part for part in parts if part)


def _lock(lock: Mapping[str, Any] | None) -> str:
    if not lock:
        return " "
    if lock.get("by") == "account":
        return "a"
    return {True: "y", False: "n"}.get(lock.get("actual"), "?")  # type: ignore[arg-type]


# -- what the templates show -------------------------------------------------------------------------------------------


def _value(value: Any) -> str:
    text = "not known" if value is None else readable(value)
    return text[:LONGEST_VALUE]


def _breakable(path: str) -> Markup:
    """A path that may be broken where its words end; escaped."""
    return Markup("<wbr>").join(re.split(r"(?<=[._])", path))


def _meta(report: Mapping[str, Any]) -> str:
    run = report["run"]
    names = ", ".join(f"{item['name']} {item['version']}" for item in report["baselines"])
    mode = {"audit": "Audit", "enforce": "Enforced"}.get(run["mode"], run["mode"])
    if run["mode"] == "enforce" and (run["check_mode"] or (report["plan"] and not report["outcomes"])):
        mode = "Planned"
    by = f", by {run['launched_by']}" if run["launched_by"] else ""
    return f"{mode} {run['finished']}{by}. Baselines: {names}. {len(report['objects'])} objects."


def _first(report: Mapping[str, Any]) -> dict[str, Any]:
    """The gravest of the controls that fail, which are the first of all, and how many more there are."""
    failing = [
        dict(control, failing=sum(control["counts"].get(status, 0) for status in FAILING))
        for control in report["controls"]
        if control["status"] in FAILING
    ]
    return {"gravest": failing[:FIRST], "failing_more": max(0, len(failing) - FIRST)}


def _plan(report: Mapping[str, Any]) -> dict[str, Any]:
    """The plan by what became of its changes, and each part by who notices, nobody first."""
    parts = changes_by_outcome(report)
    return {
        "parts": [
            {
                "outcome": outcome,
                "words": words,
                "noticed": by_impact(parts[outcome]),
                "entries": sorted(parts[outcome], key=lambda entry: -AUDIENCES.index(entry["impact"])),
            }
            for outcome, words in OUTCOMES.items()
            if outcome in parts
        ]
    }


def _score(report: Mapping[str, Any]) -> dict[str, Any]:
    """The ring: its text, colour and arc, and what changed since an earlier state, where one is known."""
    summary = report["summary"]
    score = summary["score"]
    part = 0.0 if score is None else score / 100
    before = (report.get("before") or {}).get("score")
    if before is None and report.get("trend"):
        before = report["trend"]["previous"]["score"]
    found: dict[str, Any] = {
        "text": "–" if score is None else f"{score:g}%",
        "kind": "low" if part < 0.6 else "mid" if part < 0.9 else "high",
        "dash": f"{part * AROUND:.1f} {AROUND}",
        "change": "",
    }
    if before is not None and score is not None:
        difference = round(score - before, 1)
        direction = "up" if difference > 0 else "down" if difference < 0 else "muted"
        found.update(change=f"{difference:+g}", direction=direction, before=f"{before:g}%")
    return found


def _line(report: Mapping[str, Any]) -> dict[str, str] | None:
    """The scores over time as a line, where there are several."""
    scores = [point["score"] for point in report["history"] if point.get("score") is not None]
    if len(scores) < 2:
        return None
    step = 200 / (len(scores) - 1)
    points = " ".join(f"{index * step:.1f},{46 - score * 0.44:.1f}" for index, score in enumerate(scores))
    return {"points": points, "words": ", ".join(f"{score:g}%" for score in scores)}


def _shares(control: Mapping[str, Any]) -> list[dict[str, str]]:
    """The parts of a control's bar, best first."""
    parts, left = [], 0.0
    for status in reversed(list(LOOKS)):
        if control["counts"].get(status):
            width = 100 * control["counts"][status] / control["of"]
            parts.append({"status": status, "left": f"{left:.2f}", "width": f"{width:.2f}"})
            left += width
    return parts
