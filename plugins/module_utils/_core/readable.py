# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is printed stays short enough to read: the result of a task that failed, and every diff. Pure.

Ansible prints the whole result of a task that failed, its message twice, as one line of JSON or as YAML. Of other
tasks it prints the result with ``-v`` only, and the diff with ``--diff``, as JSON with line breaks or as YAML. A task
may print 200 lines or 64 KB in all.
"""

from __future__ import annotations

from itertools import takewhile
from typing import Any, Iterable, Mapping, NamedTuple

MESSAGE_LINES, MESSAGE_CHARACTERS = 30, 6_000
# For the result and, twice, its message.
RESULT_LINES, RESULT_CHARACTERS = 165, 24_000
DIFF_LINES, DIFF_CHARACTERS = 150, 32_000
LONGEST_TEXT = 1_000
# YAML breaks a text into lines of 80 characters, less its indentation.
BREAKS_AT = 65
# Lines of a mapping or list besides those of what it holds: its name in YAML, two brackets in JSON.
IN_YAML, IN_JSON = 1, 2
# Ansible does not print these with the result, or prints them in its own way.
NOT_PRINTED = ("msg", "diff", "invocation", "warnings", "deprecations", "exception")
# What tells least of why a task failed makes room for all else.
TELL_LEAST = ("steps", "done", "plan", "beyond", "summary_before")
# What names a failure, in an entry of a list: such entries are kept before others.
PROBLEMS = ("error", "problem")
# As many entries of what stands within an entry are shown.
FIRST_ENTRIES = 5
LARGE_MAPPING = 30
_ABSENT = object()


class Size(NamedTuple):
    """How much a value prints."""

    lines: int
    characters: int

    def fits(self, lines: int, characters: int) -> bool:
        """Whether it is within these bounds."""
        return self.lines <= lines and self.characters <= characters


# Ansible's headings of each diff.
DIFF_HEADINGS = Size(6, 80)


class Readable(NamedTuple):
    """A result as it may be printed; ``not_shown`` has the number of entries left out, by key, of what was cut."""

    result: dict[str, Any]
    not_shown: dict[str, int]
    cut: bool


def printed_size(value: Any, around: int = IN_YAML) -> Size:
    """Lines and bytes of a value as it is printed."""
    if isinstance(value, Mapping):
        inner = _sum(printed_size(item, around) for item in value.values())
        return Size(around + inner.lines, 2 + sum(len(str(name)) + 6 for name in value) + inner.characters)
    if isinstance(value, (list, tuple)):
        inner = _sum(printed_size(item, around) for item in value)
        return Size(around + inner.lines, 2 + 4 * len(value) + inner.characters)
    text = str(value)
    lines = text.count("\n") + 1 if "\n" in text else 1 + len(text) // BREAKS_AT
    return Size(lines, len(text.encode("utf-8", "replace")) + 8)


class _Room:
    """Lines and characters that are still free."""

    def __init__(self, lines: int, characters: int) -> None:
        self.lines = lines
        self.characters = characters

    def take(self, size: Size) -> bool:
        """Whether there was room for it."""
        if not size.fits(self.lines, self.characters):
            return False
        self.lines -= size.lines
        self.characters -= size.characters
        return True


def readable_result(result: Mapping[str, Any]) -> Readable:
    """The result of a task that failed. One that is short is as it was; of a long one, lists keep their first entries.

    Entries that tell of a problem are kept before others.
    """
    message = readable_text(str(result.get("msg", "")))
    rest = {key: value for key, value in result.items() if key not in NOT_PRINTED}
    kept = _fitting(rest, RESULT_LINES - printed_size(message).lines - message.count("\n"))
    not_shown = {
        key: len(value) - len(kept[key])
        for key, value in rest.items()
        if isinstance(value, (list, tuple, Mapping)) and len(value) > len(kept[key])
    }
    shown = {key: kept.get(key, value) for key, value in result.items()}
    if "msg" in result:
        shown["msg"] = message
    return Readable(shown, not_shown, kept != rest or message != str(result.get("msg", "")))


def readable_text(text: str, lines: int = MESSAGE_LINES, characters: int = MESSAGE_CHARACTERS) -> str:
    """A text whose further lines are counted where it is long."""
    told = text.split("\n")
    kept: list[str] = []
    room = characters
    for line in told[:lines]:
        if len(line) > room:
            break
        kept.append(line)
        room -= len(line)
    if len(kept) == len(told):
        return text
    if not kept:
        kept = [told[0][: characters - 1] + "…"]
    more = len(told) - len(kept)
    return "\n".join([*kept, *([f"… and {more:,} more lines"] if more else [])])


def _fitting(values: Mapping[str, Any], lines: int) -> dict[str, Any]:
    """Short lists stay whole; the room that is left is shared by the long ones, and what tells least comes last."""
    if printed_size(values).fits(lines, RESULT_CHARACTERS):
        return dict(values)
    long = {key: value for key, value in values.items() if _is_long(key, value)}
    kept = {key: [] if key in long else _inner(value) for key, value in values.items()}
    room = _Room(lines, RESULT_CHARACTERS)
    room.take(printed_size(kept))
    for least in (False, True):
        order = sorted((key for key in long if (key in TELL_LEAST) is least), key=lambda key: printed_size(long[key]))
        for number, key in enumerate(order):
            sharing = len(order) - number
            kept[key] = _first(long[key], room, max(1, sharing // 2) if len(long[key]) <= FIRST_ENTRIES else sharing)
    return kept


def _is_long(key: str, value: Any) -> bool:
    """Whether its entries may be left out: the mappings of results have few names, as a rule."""
    if isinstance(value, Mapping):
        return len(value) > LARGE_MAPPING or key in TELL_LEAST
    return isinstance(value, (list, tuple))


def _first(value: Any, room: _Room, sharing: int) -> Any:
    """The first entries of a list or a large mapping, within its share of the room."""
    share = _Room(room.lines // sharing, room.characters // sharing)
    if share.take(printed_size(value)):
        room.take(printed_size(value))
        return value
    kept: Any
    if isinstance(value, Mapping):
        entries = {name: _inner(item) for name, item in value.items()}
        kept = {name: item for name, item in entries.items() if share.take(printed_size({name: item}))}
    else:
        telling = map(_inner, sorted(value, key=_tells_no_problem))
        kept = list(takewhile(lambda entry: share.take(printed_size(entry)), telling))
    room.take(printed_size(kept))
    return kept


def _inner(value: Any) -> Any:
    """What stands in an entry, with the first of its own entries; it says itself how much was left out."""
    if isinstance(value, Mapping):
        names = list(value)[:FIRST_ENTRIES] if len(value) > LARGE_MAPPING else list(value)
        kept = {name: _inner(value[name]) for name in names}
        return {**kept, "…": f"{len(value) - len(names):,} more"} if len(names) < len(value) else kept
    if isinstance(value, (list, tuple)):
        more = len(value) - FIRST_ENTRIES
        return [*map(_inner, value[:FIRST_ENTRIES]), *([f"… and {more:,} more"] if more > 0 else [])]
    return value[: LONGEST_TEXT - 1] + "…" if isinstance(value, str) and len(value) > LONGEST_TEXT else value


def _tells_no_problem(entry: Any) -> bool:
    return not (isinstance(entry, Mapping) and any(entry.get(name) for name in PROBLEMS))


# -- diffs -------------------------------------------------------------------------------------------------------------


def readable_diff(diff: Any) -> Any:
    """A diff, or a list of them: what is beyond the bound is counted. What a short one holds is as it was."""
    parts = diff if isinstance(diff, list) else [diff]
    if _sum([size for part in parts for size in (printed_size(part, IN_JSON), DIFF_HEADINGS)]).fits(
        DIFF_LINES, DIFF_CHARACTERS
    ):
        return diff
    # Brackets and the names around what differs need some lines too.
    room = _Room(DIFF_LINES - LARGE_MAPPING, DIFF_CHARACTERS)
    kept = [_cut_diff(part, room) for part in parts]
    if not isinstance(diff, list):
        return kept[0]
    told = [part for part in kept if part.get("before") or part.get("after") or "prepared" in part]
    shown = [part for part in told if not _says_only_more(part)]
    more = len(told) - len(shown)
    return [*shown, {"prepared": f"… and {_more(more)}\n"}] if more else shown


def _sum(sizes: Iterable[Size]) -> Size:
    all_of_them = list(sizes)
    return Size(sum(size.lines for size in all_of_them), sum(size.characters for size in all_of_them))


def _says_only_more(part: Mapping[str, Any]) -> bool:
    return not part.get("before") and set(part.get("after") or ()) == {"…"}


def _more(number: int) -> str:
    return f"{number:,} more; steps_file takes the whole list of steps"


def _cut_diff(part: Any, room: _Room) -> dict[str, Any]:
    before, after = part.get("before"), part.get("after")
    room.take(DIFF_HEADINGS)
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        texts = {key: readable_text(str(part[key]), DIFF_LINES // 3) for key in ("before", "after") if part.get(key)}
        return dict(part, **texts)
    kept_before, kept_after = _cut_pair(before, after, room)
    return dict(part, before=kept_before, after=kept_after)


class _Pair(NamedTuple):
    before: dict[str, Any]
    after: dict[str, Any]


def _cut_pair(before: Mapping[str, Any], after: Mapping[str, Any], room: _Room) -> _Pair:
    """What differs, as far as there is room, in the order given; what is equal is left out."""
    kept = _Pair({}, {})
    left = 0
    for name in _names(before, after):
        had, has = before.get(name, _ABSENT), after.get(name, _ABSENT)
        pair = [value for value in (had, has) if value is not _ABSENT]
        if left or not room.take(_pair_size(name, pair)):
            inner = [value for value in pair if isinstance(value, Mapping)]
            if left or len(inner) < len(pair) or room.lines < LARGE_MAPPING:
                left += 1
                continue
            had, has = _cut_pair(had if isinstance(had, Mapping) else {}, has if isinstance(has, Mapping) else {}, room)
        if had is not _ABSENT:
            kept.before[name] = had
        if has is not _ABSENT:
            kept.after[name] = has
    if left:
        kept.after["…"] = _more(left)
    return kept


def _names(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterable[str]:
    both = dict.fromkeys([*before, *after])
    return [name for name in both if name not in before or name not in after or before[name] != after[name]]


def _pair_size(name: str, pair: Iterable[Any]) -> Size:
    sizes = _sum(printed_size(value, IN_JSON) for value in pair)
    return Size(sizes.lines, sizes.characters + 2 * len(str(name)))
