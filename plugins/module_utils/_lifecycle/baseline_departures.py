# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Of settings and locks only what departs from a baseline, as an audit by zoom_policy judges it. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any, Iterator, Mapping, Sequence

from .._policy.agreements import ACCOUNT, Agreements, Subject
from .._policy.controls import from_data
from .._policy.evaluate import Judge, Observed
from .._policy.facts import Facts
from .._policy.statuses import FAIL_UNLOCKED, FAILING
from .._settings.tree import dotted, flatten, nested, path_text


def departing_from_controls(
    documents: Sequence[Mapping[str, Any]], controls: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The documents of settings with the leaves of failing checks alone; a lock that lacks is there as open.

    ``controls`` as the controller hands them over. Documents in which nothing departs are left out.
    """
    by_id = {_subject(one).id: one for one in documents}
    judge = Judge(from_data(controls), Facts(), Agreements(date.min), [_observed(one) for one in documents])
    kept: dict[str, dict[str, dict[str, Any]]] = {}
    for finding in judge.findings():
        for check in finding["checks"]:
            if check["status"] in FAILING:
                trees = kept.setdefault(finding["object"], {"settings": {}, "locks": {}})
                for tree, path, value in _departing(check):
                    trees[tree][path] = value
    return [_document(one, kept[identifier]) for identifier, one in by_id.items() if identifier in kept]


def _departing(check: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    if check["status"] == FAIL_UNLOCKED:
        yield "locks", check["lock"]["path"], False
    elif check["actual"] is not None:
        yield "settings", check["path"], check["actual"]


def _document(whole: Mapping[str, Any], trees: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    place = {name: whole[name] for name in ("scope", "group") if name in whole}
    known = _leaves(whole, "settings")
    settings = {path: value for path, value in trees["settings"].items() if path in known}
    # A value that the API does not document is judged as well, and is exported as what it is.
    extra = {path: value for path, value in trees["settings"].items() if path not in known}
    found = {"settings": settings, "extra_settings": extra, "locks": trees["locks"]}
    return {**place, **{name: nested(dotted(tree)) for name, tree in found.items() if tree}}


def _subject(document: Mapping[str, Any]) -> Subject:
    level = str(document["scope"])
    name = ACCOUNT if level == ACCOUNT else str(document["group"])
    return Subject(id=ACCOUNT if level == ACCOUNT else f"{level} {name}", name=name, level=level)


def _observed(document: Mapping[str, Any]) -> Observed:
    settings = {**_leaves(document, "extra_settings"), **_leaves(document, "settings")}
    return Observed(_subject(document), settings, _leaves(document, "locks"))


def _leaves(document: Mapping[str, Any], tree: str) -> dict[str, Any]:
    return {path_text(path): value for path, value in flatten(document.get(tree) or {}).items()}
