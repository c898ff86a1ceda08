# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plot of the benchmark: each measured number as a part of its bound. Plain SVG, drawn by hand."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

WIDTH, LEFT, RIGHT, ROW, TOP, FOOT = 900, 360, 130, 34, 56, 34
LARGEST = 1.5
GOOD, BAD, INK, SOFT = "#2a7f62", "#b3382c", "#1f2328", "#6b7280"


def draw(bars: Sequence[tuple[str, float, str]]) -> str:
    """An SVG of bars ``(label, part of the bound, text)``; 1.0 is the bound, marked by a line."""
    height = TOP + ROW * len(bars) + FOOT
    span = WIDTH - LEFT - RIGHT

    def across(part: float) -> float:
        return LEFT + span * min(part, LARGEST) / LARGEST

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="system-ui, sans-serif"'
        ' role="img" aria-label="Benchmark: each number as a part of its bound">',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="20" y="30" font-size="17" font-weight="600" fill="{INK}">Measured, as a part of the bound</text>',
    ]
    for number, (label, part, text) in enumerate(bars):
        y = TOP + ROW * number
        colour = GOOD if part <= 1 else BAD
        parts += [
            f'<text x="{LEFT - 12}" y="{y + 20}" font-size="13" text-anchor="end" fill="{INK}">{escape(label)}</text>',
            f'<rect x="{LEFT}" y="{y + 6}" width="{across(part) - LEFT:.1f}" height="20" rx="3" fill="{colour}"/>',
            f'<text x="{across(part) + 8:.1f}" y="{y + 20}" font-size="12" fill="{INK}">{escape(text)}</text>',
        ]
    bottom = TOP + ROW * len(bars)
    parts += [
        f'<line x1="{across(1):.1f}" x2="{across(1):.1f}" y1="{TOP - 8}" y2="{bottom + 4}" stroke="{SOFT}"'
        ' stroke-dasharray="4 3"/>',
        f'<text x="{across(1):.1f}" y="{bottom + 20}" font-size="12" text-anchor="middle" fill="{SOFT}">bound</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"
