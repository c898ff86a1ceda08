# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report as one HTML file that needs nothing else.

The summary and the list of controls are plain HTML. Findings travel as compact JSON (one character per cell of the
grid, repeated texts once) and are drawn when they are looked at, so that 40,000 of them open at once.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any, Mapping, Sequence

from .conditions import shown
from .evaluate import FAILING
from .report_sections import (
    LISTED,
    LONGEST_VALUE,
    LOOKS,
    notes,
    plan,
    trend,
)
from .report_template import PAGE, SCRIPT, STYLE

LOCK_WORDS = {" ": "", "y": "locked", "a": "locked by the account", "n": "not locked", "?": "not known"}


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
    places = {item["id"]: index for index, item in enumerate(report["objects"])}
    data = _data(report, places)
    summary = report["summary"]
    account = str(report["account"]["id"])
    parts = {
        "TITLE": escape(f"Zoom policy report, account {account}"),
        "ACCOUNT": escape(account),
        "META": _meta(report),
        "BANNERS": _banners(report),
        "SCORE": _score(report),
        "TILES": _tiles(summary),
        "TREND": trend(report),
        "PLAN": plan(report),
        "NOTES": notes(report),
        "CONTROLS": "".join(_control(control) for control in report["controls"]),
        "EVIDENCE": _evidence(report),
        "FOOTER": _footer(report),
        "DATA": script_safe(data),
        "STYLE": STYLE,
        "SCRIPT": SCRIPT,
    }
    # One pass: a text that holds @SCRIPT@ is text.
    return re.sub(r"@([A-Z]+)@", lambda found: parts.get(found.group(1), found.group(0)), PAGE)


def script_safe(data: Any) -> str:
    """JSON that cannot end the script element it stands in."""
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
        "statuses": [
            {"key": key, "code": code, "glyph": glyph, "label": label, "failing": key in FAILING}
            for key, (code, glyph, label) in LOOKS.items()
        ],
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
        statuses[place] = LOOKS[finding["status"]][0]
        text = _reason(finding)
        if text:
            reasons[place] = pool.number(text)
        for check in finding["checks"]:
            column = checks[check["path"]]
            value = "(not known)" if check["actual"] is None else shown(check["actual"])
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
            f" Without the waiver: {LOOKS[finding['would_be']][2]}."
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


# -- what stands in the page as HTML -----------------------------------------------------------------------------------


def _meta(report: Mapping[str, Any]) -> str:
    run = report["run"]
    names = ", ".join(f"{item['name']} {item['version']}" for item in report["baselines"])
    mode = {"audit": "Audit", "enforce": "Enforced"}.get(run["mode"], run["mode"])
    if run["mode"] == "enforce" and run["check_mode"]:
        mode = "Planned in check mode"
    by = f", by {run['launched_by']}" if run["launched_by"] else ""
    return escape(f"{mode} {run['finished']}{by}. Baselines: {names}. {len(report['objects'])} objects.")


def _banners(report: Mapping[str, Any]) -> str:
    summary = report["summary"]
    found = ""
    if summary["expired_waivers"]:
        items = "".join(
            f"<li>{escape(item['control'])}: expired on {escape(item['expires'])}, owner {escape(item['owner'])}</li>"
            for item in summary["expired_waivers"][:LISTED]
        )
        found += (
            '<div class="card banner" role="alert"><strong>Waivers have expired. Renew or remove them.</strong>'
            f"<ul>{items}</ul></div>"
        )
    if summary["account_locks_unread"]:
        scopes = ", ".join(summary["missing_scopes"]) or "a scope that the app lacks"
        found += (
            f'<div class="card banner warn"><strong>{summary["account_locks_unread"]} findings wait for the locks of'
            f" the account.</strong> Zoom lets only some accounts read them ({escape(scopes)}). They are not part of"
            " the score.</div>"
        )
    elif summary["missing_scopes"]:
        scopes = ", ".join(summary["missing_scopes"])
        found += f'<div class="card banner warn"><strong>The app lacks scopes:</strong> {escape(scopes)}</div>'
    return found


def _score(report: Mapping[str, Any]) -> str:
    score = report["summary"]["score"]
    part = 0.0 if score is None else score / 100
    around = 314.16
    kind = "low" if part < 0.6 else "mid" if part < 0.9 else "high"
    number = "–" if score is None else f"{score:g}%"
    before = (report.get("before") or {}).get("score")
    if before is None and report.get("trend"):
        before = report["trend"]["previous"]["score"]
    change = ""
    if before is not None and score is not None:
        difference = round(score - before, 1)
        direction = "up" if difference > 0 else "down" if difference < 0 else "muted"
        change = f'<span class="{direction}">{difference:+g} points</span> since {before:g}%'
    counts = report["summary"]["counts"]
    decided = counts["pass"] + counts["attested"] + report["summary"]["failing"]
    return (
        f'<svg class="ring {kind}" viewBox="0 0 120 120" role="img" aria-label="Score {escape(number)}">'
        '<circle class="back" cx="60" cy="60" r="50"/>'
        f'<circle class="front" cx="60" cy="60" r="50" stroke-dasharray="{part * around:.1f} {around}"/>'
        f'<text x="60" y="69">{escape(number)}</text></svg>'
        f"<div><strong>Score</strong><span>{decided:,} of {report['summary']['findings']:,} findings decided</span>"
        f"<br>{change}</div>"
    )


def _tiles(summary: Mapping[str, Any]) -> str:
    tiles = []
    for key, (code, _glyph, label) in LOOKS.items():
        number = summary["counts"][key]
        zero = " zero" if not number else ""
        tiles.append(
            f'<button type="button" class="tile s-{key}{zero}" data-status="{code}" aria-pressed="false">'
            f"<b>{number:,}</b><span>{label}</span></button>"
        )
    return "".join(tiles)


def _control(control: Mapping[str, Any]) -> str:
    """A control, closed; its findings are drawn when it is opened."""
    status = control["status"]
    _code, glyph, label = LOOKS.get(status, ("", "–", "No target"))
    counts = control["counts"]
    good = counts.get("pass", 0) + counts.get("attested", 0)
    total = control["of"]
    count = f"{good} of {total} pass" if total else "concerns no target"
    decided = f"Decided at {control['checked']} of {total} objects." if total else "None of the targets is concerned."
    rows = "".join(
        f"<tr><td><code>{escape(check['path'])}</code></td><td><code>{escape(check['expected'])}</code></td>"
        f"<td>{escape(_lock_text(check))}</td></tr>"
        for check in control["checks"]
    )
    checks = (
        '<h3>What is checked</h3><div class="scroll"><table><thead><tr><th scope="col">Setting</th>'
        f'<th scope="col">Expected</th><th scope="col">Lock</th></tr></thead><tbody>{rows}</tbody></table></div>'
        if rows
        else ""
    )
    references = "".join(f"<li>{escape(item)}</li>" for item in control["references"])
    references = f'<h3>References</h3><ul class="refs">{references}</ul>' if references else ""
    return (
        f'<details class="control"><summary><span class="badge s-{status or "waived"}"><span class="dot"'
        f' aria-hidden="true">{glyph}</span>{label}</span><span class="name">{escape(control["title"])}'
        f'<span class="mono">{escape(control["id"])} · {escape(control["baseline"])} · level'
        f' {control["profile_level"]}</span></span><span class="count">{count}{_bar(counts, total)}</span></summary>'
        f'<div class="body"><p>{escape(control["rationale"])}</p><p class="muted">{decided}</p>{checks}<h3>Remedy</h3>'
        f"<p>{escape(control['remedy'])}</p>{references}</div></details>\n"
    )


def _bar(counts: Mapping[str, int], total: int) -> str:
    if not total:
        return ""
    shapes, left = [], 0.0
    for key in reversed(list(LOOKS)):
        if counts.get(key):
            width = 100 * counts[key] / total
            shapes.append(f'<rect class="s-{key}" x="{left:.2f}" width="{width:.2f}" height="6"/>')
            left += width
    return f'<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">{"".join(shapes)}</svg>'


def _lock_text(check: Mapping[str, Any]) -> str:
    return "" if check["lock"] == "none" else f"{check['lock']}: {check['lock_path']}"


def _evidence(report: Mapping[str, Any]) -> str:
    records = report["evidence"]
    kept = any(record.get("file") for record in records)
    where = (
        "Each answer was kept, secrets masked, in the file named with it; its SHA-256 proves that it was not changed."
        if kept
        else "The answers were not kept, for want of policy_evidence_dir; the SHA-256 is that of their masked form."
    )
    return f"{len(records):,} answers of the API were read. {where} Times are UTC."


def _footer(report: Mapping[str, Any]) -> str:
    run = report["run"]
    baselines = " · ".join(
        f"{escape(item['name'])} {escape(item['version'])} <code>{item['sha256'][:16]}</code>"
        for item in report["baselines"]
    )
    return (
        f"<p>Run <code>{escape(run['id'])}</code> · {escape(run['tool'])} · started {escape(run['started'])} ·"
        f" finished {escape(run['finished'])}</p><p>{baselines} · agreements"
        f" <code>{escape(report['agreements_sha256'][:16])}</code></p>"
        "<p>Score: pass and attested among all findings that were or should have been decided. Waived and manual"
        " findings, and those that only wait for the account's locks, do not count.</p>"
    )
