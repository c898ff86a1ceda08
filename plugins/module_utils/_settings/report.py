# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From verdicts to what a task returns: changes, differences, leaves that did not take, secrets left out. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterable, NamedTuple, Sequence

from .._core.secret_keys import MASK
from .declaration import Declaration, Wanted
from .secret_names import sounds_secret
from .tree import Path, path_text, plant

if TYPE_CHECKING:
    from .plan import Blocked, Job, LeafChange
    from .verdict import Verdict

MOST_UNAPPLIED = 20


def hidden(value: Any, secret: bool) -> Any:
    """A value as results may hold it."""
    return MASK if secret and value not in ("", None) else value


def describe(verdicts: Sequence[Verdict], open_locks: Sequence[str]) -> dict[str, Any]:
    """The returns about settings and locks, for the task and for each object."""
    objects = [_describe_object(verdict) for verdict in verdicts]
    changed = [item for item in objects if item["changed_settings"] or item["changed_locks"]]
    secrets = {change.name for verdict in verdicts for change in verdict.job.settings.changes if change.secret}
    return {
        "changed_settings": _union(objects, "changed_settings"),
        "changed_locks": _union(objects, "changed_locks"),
        "unapplied": [entry for item in objects for entry in item["unapplied"]],
        "unverified": _union(objects, "unverified"),
        "open_locks": list(open_locks),
        "masked": sorted(secrets.union(*(_declared_secrets(verdict.job.declaration) for verdict in verdicts))),
        "reach": {"objects": len(changed), "members": sum(item["members"] or 0 for item in changed)},
        "objects": objects,
    }


def _describe_object(verdict: Verdict) -> dict[str, Any]:
    target = verdict.job.target
    return {
        "object": target.title,
        "id": target.id,
        "name": target.name,
        "members": target.members,
        "changed_settings": sorted(change.name for change in verdict.taken if not change.is_lock),
        "changed_locks": sorted(change.name for change in verdict.taken if change.is_lock),
        "unapplied": [_describe_blocked(verdict.job, item) for item in verdict.blocked],
        "unverified": sorted(change.name for change in verdict.unverified),
    }


def _describe_blocked(job: Job, item: Blocked) -> dict[str, Any]:
    return {
        "object": job.target.title,
        "path": item.name,
        "wanted": hidden(item.wanted, item.secret),
        "actual": hidden(item.actual, item.secret),
        "reason": item.reason,
        "detail": item.detail,
    }


def _union(objects: Sequence[dict[str, Any]], name: str) -> list[str]:
    return sorted({path for item in objects for path in item[name]})


def is_moved(verdicts: Iterable[Verdict]) -> bool:
    """Whether anything is other than before, or may be."""
    for verdict in verdicts:
        before = {(change.is_lock, change.name): change.before for change in verdict.job.to_be_seen}
        if verdict.taken or verdict.unverified:
            return True
        keyed = [((item.is_lock, item.name), item.actual) for item in verdict.blocked]
        if any(key in before and actual != before[key] for key, actual in keyed):
            return True
    return False


class Differences(NamedTuple):
    """What changes, as trees; under the object's title where there are several."""

    before: dict[str, Any]
    after: dict[str, Any]


def differences(verdicts: Sequence[Verdict]) -> Differences:
    """What changed, or would change, secrets masked."""
    found = Differences({}, {})
    changes = [(verdict.job, change) for verdict in verdicts for change in verdict.taken]
    for job, change in changes:
        head = (job.target.title,) if len(verdicts) > 1 else ()
        path: Path = (*head, "locks" if change.is_lock else "settings", *_name_path(change))
        plant(found.before, path, hidden(change.before, change.secret))
        plant(found.after, path, f"{MASK} (changed)" if change.secret else change.after)
    return found


def _name_path(change: LeafChange) -> Path:
    """The declared path, cut where its keys end; unknown keys may hold dots themselves."""
    return tuple(change.name.split(".")) if isinstance(change.wanted, Wanted) else change.path


# -- secrets -------------------------------------------------------------------------------------------------------


def _declared_secrets(declaration: Declaration) -> set[str]:
    """The names of declared leaves whose values are secrets."""
    known = {wanted.name for wanted in declaration.wanted.values() if wanted.leaf.secret}
    return known | {path_text(path) for path, value in declaration.extras.items() if sounds_secret(path, value)}


def declared_secret_values(declaration: Declaration) -> set[str]:
    """Secrets among the declared values, for Ansible's own censor."""
    values = [wanted.value for wanted in declaration.wanted.values() if wanted.leaf.secret]
    values += [value for path, value in declaration.extras.items() if sounds_secret(path, value)]
    return _censored(values)


def secret_values(jobs: Sequence[Job]) -> set[str]:
    """Secrets among the values that were read or are planned, for Ansible's own censor."""
    changes = [change for job in jobs for change in job.settings.changes if change.secret]
    return _censored([value for change in changes for value in (change.before, change.after)])


def _censored(values: Sequence[Any]) -> set[str]:
    return {text for value in values for text in _texts(value) if len(text) > 3}


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in _texts(item)]
    if isinstance(value, (list, tuple)):
        return [text for item in value for text in _texts(item)]
    return [] if value is None or isinstance(value, bool) else [str(value)]


# -- messages ------------------------------------------------------------------------------------------------------


def unapplied_message(verdicts: Sequence[Verdict]) -> str:
    """What is not as wanted, leaf by leaf; '' where everything is."""
    unapplied = [(verdict.job, item) for verdict in verdicts for item in verdict.blocked]
    lines = [_sentence(job, item) for job, item in unapplied[:MOST_UNAPPLIED]]
    if len(unapplied) > MOST_UNAPPLIED:
        lines.append(f"… and {len(unapplied) - MOST_UNAPPLIED} more, in unapplied.")
    return "\n- ".join([f"{len(unapplied)} settings or locks are not as wanted:", *lines]) if lines else ""


def _sentence(job: Job, item: Blocked) -> str:
    wanted, actual = (hidden(value, item.secret) for value in (item.wanted, item.actual))
    there = "not shown" if actual is None else _short(actual)
    return f"{job.target.title}: {item.name}: wanted {_short(wanted)}, is {there}: {item.reason}. {item.detail}"


def _short(value: Any) -> str:
    text = ("true" if value else "false") if isinstance(value, bool) else repr(value)
    return text if len(text) <= 80 else text[:77] + "…"
