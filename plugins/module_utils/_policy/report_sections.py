# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sections of the HTML report: trend, plan, how the baselines fit together; and how each status looks."""

from __future__ import annotations

from html import escape
from typing import Any, Mapping, Sequence

from .conditions import shown

# status: code in the grid, glyph, label; worst first.
LOOKS = {
    "fail": ("f", "✕", "Fail"),
    "fail_group_override": ("o", "≠", "Group departs"),
    "fail_unlocked": ("u", "U", "Not locked"),
    "unknown": ("?", "?", "Unknown"),
    "manual": ("m", "M", "Manual"),
    "waived": ("w", "W", "Waived"),
    "attested": ("a", "A", "Attested"),
    "pass": ("p", "✓", "Pass"),
}
LISTED = 500
LONGEST_VALUE = 200


def trend(report: Mapping[str, Any]) -> str:
    """Scores over time, and what got better and worse since the earlier report; '' without one."""
    since = report.get("trend")
    if not since:
        return ""
    scores = [point["score"] for point in report["history"] if point.get("score") is not None]
    line = ""
    if len(scores) > 1:
        step = 200 / (len(scores) - 1)
        points = " ".join(f"{index * step:.1f},{46 - score * 0.44:.1f}" for index, score in enumerate(scores))
        words = ", ".join(f"{score:g}%" for score in scores)
        line = (
            f'<svg viewBox="0 0 200 48" preserveAspectRatio="none" role="img" aria-label="Scores: {words}">'
            f'<polyline points="{points}"/></svg>'
        )
    words_of = (("better", "Better", "up"), ("worse", "Worse", "down"), ("new", "New", ""), ("gone", "Gone", "muted"))
    figures = "".join(
        f'<div><dt>{label}</dt><dd class="{style}">{len(since[key]):,}</dd></div>' for key, label, style in words_of
    )
    folds = "".join(_changed(label, since[key]) for key, label, _style in words_of if since[key])
    moment = escape(str(since["previous"]["finished"]))
    return f'<div class="card trend"><div><strong>Since {moment}</strong></div>{line}<dl>{figures}</dl>{folds}</div>'


def _changed(label: str, entries: Sequence[Mapping[str, Any]]) -> str:
    rows = "".join(
        f"<tr><td>{escape(entry['control'])}</td><td>{escape(str(entry['name']))}</td>"
        f"<td>{_label(entry['before'])}</td><td>{_label(entry['after'])}</td></tr>"
        for entry in entries[:LISTED]
    )
    return _fold(f"{label}: {len(entries):,}", ("Control", "Object", "Before", "Now"), rows, len(entries))


def _label(status: str) -> str:
    return f'<span class="s-{status}">{LOOKS[status][2]}</span>' if status in LOOKS else ""


def _fold(title: str, columns: Sequence[str], rows: str, total: int) -> str:
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    more = f'<p class="muted">The first {LISTED} of {total}; the JSON report has all.</p>' if total > LISTED else ""
    return (
        f'<details class="fold"><summary>{escape(title)}</summary><div><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table>{more}</div></details>"
    )


def plan(report: Mapping[str, Any]) -> str:
    """What enforcing changed or would change, and what it cannot mend."""
    changes, beyond = report["plan"], report["beyond"]
    if not changes and not beyond:
        return ""
    done = report["run"]["mode"] == "enforce" and not report["run"]["check_mode"]
    body = ""
    if changes:
        rows = "".join(
            f"<tr><td>{escape(str(entry['name']))}</td><td>{escape(entry['kind'])}</td>"
            f"<td><code>{escape(entry['path'])}</code></td><td><code>{_value(entry['before'])}</code></td>"
            f"<td><code>{_value(entry['after'])}</code></td><td>{escape(', '.join(entry['controls']))}</td></tr>"
            for entry in changes[:LISTED]
        )
        title = f"{len(changes):,} changes {'made' if done else 'that enforcing would make'}"
        body += _fold(title, ("Object", "Change", "Setting", "Before", "After", "Controls"), rows, len(changes))
    if beyond:
        names = {item["id"]: item["name"] for item in report["objects"]}
        rows = "".join(
            f"<tr><td>{escape(str(names.get(entry['object'], entry['object'])))}</td>"
            f"<td>{escape(entry['control'])}</td><td>{escape(entry['why'])}</td></tr>"
            for entry in beyond[:LISTED]
        )
        body += _fold(
            f"{len(beyond):,} findings that enforcing does not mend", ("Object", "Control", "Why"), rows, len(beyond)
        )
    heading = "What was changed" if done else "Plan"
    return f'<section aria-labelledby="h-plan"><h2 id="h-plan">{heading}</h2><div class="card">{body}</div></section>'


def _value(value: Any) -> str:
    text = "not known" if value is None else shown(value)
    return escape(text[:LONGEST_VALUE])


def notes(report: Mapping[str, Any]) -> str:
    """Conflicts between the baselines, and controls that replace others."""
    found = report["notes"]
    if not found:
        return ""
    items = "".join(f"<li>{escape(note['text'])}</li>" for note in found[:LISTED])
    conflicts = sum(note["kind"] == "conflict" for note in found)
    title = f"How the baselines fit together: {conflicts} conflicts, {len(found) - conflicts} replaced controls"
    return f'<details class="fold card"><summary>{title}</summary><div><ul>{items}</ul></div></details>'
