# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Baselines by name or from the user's own files, with the line of every finding."""

from __future__ import annotations

import hashlib
import json
import os
from typing import Any, Sequence

import yaml

from ...module_utils._core import files
from ...module_utils._core.errors import Finding, InputError
from ...module_utils._core.validation import nearest
from .._core.collection import ROOT
from .schema import Place, read_baseline

LARGEST_FILE = 5_000_000
FOLDER = os.path.join(ROOT, "roles", "policy_baseline", "files", "baselines")
# libyaml's loader, where this Python has it, is ten times as fast.
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def names() -> list[str]:
    """The baselines of the collection."""
    return sorted(name[: -len(".yml")] for name in os.listdir(FOLDER) if name.endswith(".yml"))


def is_file(name: str) -> bool:
    """Whether a baseline is named by the path of a file, and not by its name."""
    return os.sep in name or name.endswith((".yml", ".yaml", ".json"))


def load_baselines(wanted: Sequence[str]) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """All baselines that those ``wanted`` need, by key, and the keys of the wanted ones in their order.

    A name is that of a baseline of the collection, or the path of a file. What a baseline extends is loaded too; a
    file in ``extends`` is looked for beside the file that names it. The baseline's ``digest`` is the SHA-256 of its
    content in canonical JSON. Raises InputError with all findings of all files.
    """
    loaded: dict[str, dict[str, Any]] = {}
    findings: list[Finding] = []
    order = [_load(name, "", loaded, findings, ()) for name in wanted]
    by_name: dict[str, str] = {}
    for key, baseline in loaded.items():
        first = by_name.setdefault(baseline.get("name", ""), key)
        if first != key and not findings:
            findings.append(
                Finding(f"{first} and {key}", f"both are named {baseline['name']}.", "Give your file another name.")
            )
    if findings:
        raise InputError(findings)
    return loaded, [key for key in order if key]


def _load(
    name: str, folder: str, loaded: dict[str, dict[str, Any]], findings: list[Finding], trail: tuple[str, ...]
) -> str:
    """Load one baseline and what it extends; returns its key, '' if it cannot be found."""
    own = is_file(name)
    key = os.path.abspath(os.path.join(folder, os.path.expanduser(name))) if own else name
    if key in trail:
        chain = " extends ".join([*trail[trail.index(key) :], key])
        findings.append(Finding(name, f"the baseline extends itself: {chain}.", "Remove one extends."))
        return ""
    if key in loaded:
        return key
    if own or name in names():
        baseline, problems = read_file(key if own else os.path.join(FOLDER, f"{name}.yml"))
        findings.extend(problems)
    else:
        remedy = f"{nearest(name, names())} A file of your own is given by its path, ending in .yml."
        findings.append(Finding("policy baselines", f"there is no baseline {name!r}.", remedy.strip()))
        return ""
    content = json.dumps(baseline, sort_keys=True, separators=(",", ":"))
    baseline["digest"] = hashlib.sha256(content.encode()).hexdigest()
    loaded[key] = baseline
    beside = os.path.dirname(key) if own else ""
    parents = [_load(parent, beside, loaded, findings, (*trail, key)) for parent in baseline.get("extends", [])]
    baseline["extends"] = [parent for parent in parents if parent]
    return key


def read_file(path: str) -> tuple[dict[str, Any], list[Finding]]:
    """A baseline from a file and all findings about it, each with its line. The file is YAML or JSON."""
    try:
        text = files.read_text(path, most=LARGEST_FILE)
    except files.FileError as error:
        return {}, [Finding(path, error.problem, "Give the path of a baseline file.")]
    return read_text(text, os.path.basename(path))


def read_text(text: str, name: str) -> tuple[dict[str, Any], list[Finding]]:
    """As read_file, from text; ``name`` is its name in findings."""
    try:
        loader = Loader(text)
    except (yaml.YAMLError, ValueError) as error:  # a character that YAML does not allow
        return {}, [Finding(name, f"this is not YAML: {getattr(error, 'reason', error)}.", "")]
    try:
        root = loader.get_single_node()
        if root is None:
            return {}, [Finding(name, "the file is empty.", "Start from a copy of a baseline of the collection.")]
        lines, doubles = _lines(root)
        document = loader.construct_document(root)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" line {mark.line + 1}" if mark is not None else ""
        problem = getattr(error, "problem", None) or "cannot be read"
        return {}, [Finding(name + line, f"this is not YAML: {problem}.", "Operators such as >= need quotes.")]
    except (ValueError, RecursionError, TypeError) as error:
        return {}, [Finding(name, f"this is not YAML: {error}.", "")]
    finally:
        loader.dispose()

    def locate(place: Place) -> str:
        known = place
        while known and known not in lines:
            known = known[:-1]
        return f"{name} line {lines.get(known, 1)}" + _words(place, document)

    baseline, findings = read_baseline(document, locate)
    findings[:0] = [
        Finding(f"{name} line {line}", f"the key {key!r} stands twice.", "Remove one.") for key, line in doubles
    ]
    return baseline, findings


def _words(place: Place, document: Any) -> str:
    """``, control waiting-room, op`` for a place in the document."""
    words = ""
    if len(place) > 1 and place[0] == "controls":
        try:
            words = f", control {document['controls'][place[1]]['id']}"
        except (KeyError, TypeError, IndexError):
            words = f", control number {place[1] + 1}"
        place = place[2:]
    keys = [str(part + 1) if isinstance(part, int) else str(part) for part in place]
    return words + (f", {' '.join(keys)}" if keys else "")


def _lines(root: Any) -> tuple[dict[Place, int], list[tuple[str, int]]]:
    """The line of every place in a YAML document, and the keys that stand twice (YAML keeps the last, silently)."""
    lines: dict[Place, int] = {(): root.start_mark.line + 1}
    doubles: list[tuple[str, int]] = []
    pending: list[tuple[Any, Place, tuple[int, ...]]] = [(root, (), ())]
    while pending:
        node, place, above = pending.pop()
        if id(node) in above:  # an alias to its own parent
            raise ValueError("a value contains itself")
        if len(lines) > 200_000:
            raise ValueError("the document is too large")
        inner = (*above, id(node))
        if isinstance(node, yaml.MappingNode):
            seen = set()
            for key, value in node.value:
                if key.value in seen:
                    doubles.append((str(key.value), key.start_mark.line + 1))
                seen.add(key.value)
                where = place + (key.value,)
                lines[where] = key.start_mark.line + 1
                pending.append((value, where, inner))
        elif isinstance(node, yaml.SequenceNode):
            for index, value in enumerate(node.value):
                where = place + (index,)
                lines[where] = value.start_mark.line + 1
                pending.append((value, where, inner))
    return lines, doubles
