# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Was a write carried out whose answer was lost? Each writing operation has a proof: a read that tells.

A proof returns the answer that the write would have had (``{}`` if it has none), or None: no sign that it was carried
out. The rooms declare the proofs of their operations; an operation without one cannot be settled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Mapping, Sequence

from . import errors

if TYPE_CHECKING:
    from .client import Client

# Called with the client, and with the path, body and query of the write.
Proof = Callable[["Client", Mapping[str, str], Any, Mapping[str, Any]], Any]


def confirm(
    client: Client,
    proofs: Mapping[str, Proof],
    operation: str,
    path: Mapping[str, str],
    body: Any,
    query: Mapping[str, Any],
) -> Any:
    """The answer of a write that reading proves, or None. Raises AnswerLostError where nothing can be read."""
    proof = proofs.get(operation)
    if proof is None:
        raise errors.AnswerLostError(
            f"The answer to {operation} was lost and no read can tell whether it was carried out. Check in Zoom, then"
            " run again."
        )
    return proof(client, path, body, query)


def read_or_none(client: Client, operation: str, path: Mapping[str, str], gone_codes: Sequence[int] = ()) -> Any:
    """What a read answers; None where the object is not there."""
    try:
        return client.call(operation, path)
    except errors.NotFoundError:
        return None
    except errors.ApiError as error:
        if error.code in gone_codes:
            return None
        raise


def shows(wanted: Any, found: Any) -> bool:
    """Whether a read shows what a write sent; it may show more. An empty value may be shown as none."""
    if isinstance(wanted, Mapping):
        return isinstance(found, Mapping) and all(shows(value, found.get(key)) for key, value in wanted.items())
    if isinstance(wanted, list) and isinstance(found, list):
        return len(wanted) == len(found) and all(shows(one, other) for one, other in zip(wanted, found))
    return bool(wanted == found) or (wanted in ("", [], None) and found in ("", [], None))


def shows_body(read: str, names: Mapping[str, str] | None = None) -> Proof:
    """The object shows the body that was sent; ``names`` maps names of the body to those of the read."""

    def proof(client: Client, path: Mapping[str, str], body: Any, _query: Mapping[str, Any]) -> Any:
        found = read_or_none(client, read, path)
        wanted = {(names or {}).get(key, key): value for key, value in body.items()}
        return {} if found is not None and shows(wanted, found) else None

    return proof


def is_gone(read: str, gone_codes: Sequence[int] = ()) -> Proof:
    """The object is not there any longer."""

    def proof(client: Client, path: Mapping[str, str], _body: Any, _query: Mapping[str, Any]) -> Any:
        return {} if read_or_none(client, read, path, gone_codes) is None else None

    return proof
