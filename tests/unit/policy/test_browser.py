# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The HTML report in a real browser: it opens at once, complains of nothing, filters, and serves the keyboard."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.plugin_utils._policy.page import to_html
from ansible_collections.openadmin.zoom.tests.unit.policy.browser import Browser, loaded, missing, pdf_of
from ansible_collections.openadmin.zoom.tests.unit.policy.reports import large, report

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(missing()), reason=missing() or "-")]

SHOWN = "return document.querySelectorAll('.control:not([hidden])').length"
# How much longer than a plain table of as many cells the report may take to open.
TIMES_PLAIN = 2
MOST_MS = 2000


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    document = large()
    path = tmp_path_factory.mktemp("report") / "large.html"
    path.write_text(to_html(document), encoding="utf-8")
    return path, document


@pytest.fixture(scope="module")
def browser(page: tuple[Path, dict[str, Any]]) -> Iterator[Browser]:
    window = Browser()
    window.open(page[0])
    yield window
    window.close()


def search(browser: Browser, words: str) -> int:
    browser.run(
        "const q = document.getElementById('q'); q.value = arguments[0]; q.dispatchEvent(new Event('input'))", words
    )
    browser.settle()
    found: int = browser.run(SHOWN)
    return found


def plain_table(path: Path, rows: int, columns: int) -> Path:
    row = "<tr>" + "<td>pass</td>" * columns + "</tr>"
    path.write_text(f"<!doctype html><title>plain</title><table>{row * rows}</table>", encoding="utf-8")
    return path


@pytest.mark.nightly
def test_size_and_speed(browser: Browser, page: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    path, document = page
    assert len(document["controls"]) == 300
    assert len(document["objects"]) == 501
    assert len(document["people"]["findings"]) == 2000
    size = path.stat().st_size
    assert size < 5_000_000
    plain = plain_table(tmp_path / "plain.html", len(document["controls"]), len(document["objects"]))
    # In turns, so that a busy machine slows both alike; the report comes last and stays open.
    times = [(loaded(browser, plain), loaded(browser, path)) for _turn in range(3)]
    of_plain, of_report = (min(column) for column in zip(*times, strict=True))
    print(f"\n{len(document['controls'])} controls x {len(document['objects'])} objects:", end=" ")
    print(f"{size / 1e6:.2f} MB, loaded in {of_report:.0f} ms, a plain table in {of_plain:.0f} ms")
    assert 0 < of_report < TIMES_PLAIN * of_plain
    assert of_report < MOST_MS
    assert browser.run("return document.documentElement.dataset.ready") == "1"
    assert browser.console() == []


def test_search_and_filter(browser: Browser, page: tuple[Path, dict[str, Any]]) -> None:
    controls = page[1]["controls"]
    assert search(browser, "") == len(controls)
    assert 0 < search(browser, "waiting_room") < 20
    assert search(browser, "no such thing anywhere") == 0
    search(browser, "")
    browser.run("const s = document.getElementById('f-status'); s.value = 'o'; s.dispatchEvent(new Event('change'))")
    departing = sum("fail_group_override" in control["counts"] for control in controls)
    assert browser.run(SHOWN) == departing
    assert browser.run("return document.querySelectorAll('#grid tbody tr').length") == departing
    assert browser.run("return document.getElementById('shown').textContent").startswith(f"{departing} of ")
    browser.run("document.querySelector('#filter button[type=reset]').click()")
    browser.settle()
    assert browser.run(SHOWN) == len(controls)
    browser.run("document.querySelector('.tile.s-manual').click()")
    assert browser.run(SHOWN) == sum("manual" in control["counts"] for control in controls)
    browser.run("document.querySelector('.tile.s-manual').click()")
    assert browser.console() == []


def test_the_grid_by_keyboard(browser: Browser) -> None:
    press = (
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: arguments[0], bubbles: true}));"
        "const cell = document.activeElement; return [cell.cellIndex, cell.parentElement.rowIndex]"
    )
    browser.run("document.querySelector('#grid td').focus()")
    assert browser.run(press, "ArrowRight") == [2, 1]
    assert browser.run(press, "ArrowDown") == [2, 2]
    assert browser.run(press, "End")[0] == 501
    assert browser.run(press, "Home")[0] == 1
    browser.run(press, "Enter")
    assert browser.run("return document.querySelectorAll('.control[open] .findings tr').length") > 1
    assert browser.run("return document.activeElement.tagName") == "SUMMARY"
    assert browser.console() == []


def test_the_gravest_comes_first_and_opens(browser: Browser, page: tuple[Path, dict[str, Any]]) -> None:
    words = "return Array.from(document.querySelectorAll(arguments[0])).map((node) => node.textContent)"
    order = ["critical", "high", "medium", "low"]
    grave = [control["severity"] for control in page[1]["controls"] if control["status"].startswith("fail")]
    assert browser.run(words, ".first .sev") == sorted(grave, key=order.index)[:5]
    assert "critical" in grave
    severities = browser.run(words, ".control .sev")
    failing = sum(control["status"].startswith("fail") for control in page[1]["controls"])
    assert severities[:failing] == sorted(severities[:failing], key=order.index)
    browser.run("document.querySelector('.first a').click()")
    assert browser.run("return document.querySelector('#c-0').open")
    choose = "const s = document.getElementById('f-severity'); s.value = 'critical';"
    browser.run(f"{choose} s.dispatchEvent(new Event('change'))")
    critical = sum(control["severity"] == "critical" for control in page[1]["controls"])
    assert browser.run(SHOWN) == critical
    browser.run("document.querySelector('#filter button[type=reset]').click()")
    browser.settle()


def test_people_who_depart_are_listed(browser: Browser) -> None:
    rows = browser.run("return document.querySelectorAll('#h-people + .card tbody tr').length")
    assert rows == 500, "the first; the CSV of people has all"


def test_a_hostile_name_is_text(browser: Browser) -> None:
    heading = browser.run("return document.querySelectorAll('#grid thead th')[3].textContent")
    assert heading == "<script>alert('group')</script>"
    assert browser.run("return document.scripts.length") == 2


def test_names_and_roles_for_a_screen_reader(browser: Browser) -> None:
    unnamed = browser.run(
        "return Array.from(document.querySelectorAll('button, input, select')).filter("
        "(node) => !(node.textContent.trim() || node.getAttribute('aria-label') || node.closest('label'))).length"
    )
    assert unnamed == 0
    assert browser.run("return document.querySelectorAll('h1').length") == 1
    assert browser.run("return document.querySelector('#grid td').getAttribute('aria-label')").startswith("account: ")
    tree = json.dumps(browser.command("Accessibility.getFullAXTree", {"depth": 6}))
    assert "Findings by status" in tree


@pytest.mark.parametrize("dark", [False, True])
def test_contrast_and_phone_width(tmp_path: Path, dark: bool) -> None:
    path = tmp_path / "small.html"
    path.write_text(to_html(report("core", "ai_governance")), encoding="utf-8")
    window = Browser((390, 844), dark=dark)
    try:
        window.open(path)
        window.run("document.querySelectorAll('details').forEach((node) => { node.open = true; })")
        window.settle()
        window.run("document.getElementById('c-0').scrollIntoView()")  # what is out of sight is not laid out
        window.settle()
        assert window.run("return document.querySelectorAll('#c-0 .findings tr').length") > 1
        # A phone zooms out of what is too wide, and innerWidth grows with it: the width of the layout does not.
        assert window.run("return document.documentElement.clientWidth") == 390
        assert window.run("return document.documentElement.scrollWidth") == 390
        assert window.run(CUT_OFF) == [], "what is wider than the page scrolls by itself"
        low = window.run(CONTRAST)
        assert low == [], "text needs a contrast of 4.5"
        assert window.console() == []
        assert pdf_of(path, tmp_path / "small.pdf")[:5] == b"%PDF-"
        window.screenshot(tmp_path / "phone.png")
    finally:
        window.close()


# Elements that reach out of the window and out of everything that scrolls.
CUT_OFF = """
const scrolls = (node) => node.closest('.scroll, .grid, .fold > div, .sr, .skip');
return Array.from(document.querySelectorAll('main *')).filter((node) =>
  !scrolls(node) && node.getBoundingClientRect().right > 391).map((node) => node.tagName + '.' + node.className);
"""
# WCAG's contrast of texts against the card or page behind them.
CONTRAST = """
const parse = (text) => text.match(/[\\d.]+/g).slice(0, 3).map(Number);
const linear = (v) => (v / 255 <= .03928 ? v / 255 / 12.92 : ((v / 255 + .055) / 1.055) ** 2.4);
const light = (rgb) => { const part = rgb.map(linear);
  return .2126 * part[0] + .7152 * part[1] + .0722 * part[2]; };
const card = parse(getComputedStyle(document.querySelector('.card')).backgroundColor);
const found = [];
const texts = '.badge, .muted, .meta, .count, .tile span, .legend li, .sev, p, h1, h2';
for (const node of document.querySelectorAll(texts)) {
  if (!node.textContent.trim()) continue;
  const a = light(parse(getComputedStyle(node).color)), b = light(card);
  const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  if (ratio < 4.5) found.push(node.className + ' ' + ratio.toFixed(2));
}
return Array.from(new Set(found));
"""
