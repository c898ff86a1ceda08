# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What proves that a write to users, groups, divisions, roles and their members took: made from the table of kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Mapping

from .._core.confirm import Proof, is_gone, read_or_none, shows_body
from .kinds import GROUP, KINDS, MEMBERSHIPS, USER
from .listings import read_members, read_objects
from .membership import inside_by_list, inside_by_person
from .objects import name_key, parse_person

if TYPE_CHECKING:
    from .._core.client import Client
    from .kind import Kind


def proofs_of(kind: Kind) -> dict[str, Proof]:
    """The proofs of a kind's operations."""
    return {
        kind.create: _is_listed(kind),
        kind.update: shows_body(kind.read, {field.updated: field.read for field in kind.fields}),
        kind.delete: is_gone(kind.read, kind.gone_codes),
        **proofs_of_members(kind),
    }


def proofs_of_members(kind: Kind) -> dict[str, Proof]:
    """The proofs of the operations of a kind's members."""
    members = kind.members
    found = {members.add: _all_inside(kind)}
    if members.remove:
        found[members.remove] = _nobody_inside(kind)
    if members.remove_all:
        found[members.remove_all] = _is_empty(kind)
    return found


def _is_listed(kind: Kind) -> Proof:
    def proof(client: Client, _path: Mapping[str, str], body: Any, _query: Mapping[str, Any]) -> Any:
        wanted = name_key(str(body[kind.name.created]))
        found = next((one for one in read_objects(client, kind) if name_key(one.name) == wanted), None)
        return {kind.id_field: found.id} if found else None

    return proof


def _inside(client: Client, kind: Kind, identifier: str, addresses: list[str]) -> set[str]:
    """By each person where getUser shows it: that is up to date sooner than the list of members."""
    people = [(address, address) for address in addresses]
    by = inside_by_person if kind.members.shown_by else inside_by_list
    return by(client, kind, identifier, people)


def _all_inside(kind: Kind) -> Proof:
    members = kind.members

    def proof(client: Client, path: Mapping[str, str], body: Any, _query: Mapping[str, Any]) -> Any:
        items = body[members.added]
        wanted = [str(item.get(members.sent_id) or item.get(members.sent_email) or "") for item in items]
        return {} if set(wanted) <= _inside(client, kind, path[kind.place], wanted) else None

    return proof


def _nobody_inside(kind: Kind) -> Proof:
    parameter = kind.members.removed_query

    def proof(client: Client, path: Mapping[str, str], _body: Any, query: Mapping[str, Any]) -> Any:
        leaving = str(query[parameter]).split(",") if parameter else [path[kind.members.removed_place]]
        return None if _inside(client, kind, path[kind.place], leaving) else {}

    return proof


def _is_empty(kind: Kind) -> Proof:
    def proof(client: Client, path: Mapping[str, str], _body: Any, _query: Mapping[str, Any]) -> Any:
        return None if read_members(client, kind, path[kind.place]).listed else {}

    return proof


def _user_created(client: Client, _path: Mapping[str, str], body: Any, _query: Mapping[str, Any]) -> Any:
    return read_or_none(client, USER.read, {USER.place: body["user_info"]["email"]})


def _user_status(client: Client, path: Mapping[str, str], body: Any, _query: Mapping[str, Any]) -> Any:
    found = read_or_none(client, USER.read, path)
    return {} if found is not None and found.get("status") == USER.actions.get(body["action"]) else None


def _user_email(client: Client, _path: Mapping[str, str], body: Any, _query: Mapping[str, Any]) -> Any:
    return {} if read_or_none(client, USER.read, {USER.place: body["email"]}) is not None else None


def _member_changed(client: Client, path: Mapping[str, str], body: Any, _query: Mapping[str, Any]) -> Any:
    """A move shows in the person's groups. Which group is primary no read shows; setting it once more does no harm."""
    found = read_or_none(client, USER.read, {USER.place: path["memberId"]})
    groups = parse_person(found or {}).group_ids
    moved = body.get("target_group_id") in groups and path["groupId"] not in groups
    return {} if body["action"] == "move" and moved else None


PROOFS: dict[str, Proof] = {
    USER.create: _user_created,
    USER.update: shows_body(USER.read),
    USER.delete: is_gone(USER.read),
    USER.set_status: _user_status,
    USER.set_email: _user_email,
    GROUP.members.change: _member_changed,
    **{operation: proof for kind in KINDS for operation, proof in proofs_of(kind).items()},
    # The last one counts: who was added is on the list of assistants, whichever side the task names.
    **{operation: proof for kind in MEMBERSHIPS for operation, proof in proofs_of_members(kind).items()},
}
