# Copyright (c) 2026 openadmin.zoom contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Carrying out plans: order, certainty about writes, refusals that stop one row and refusals that stop a kind."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from ansible_collections.openadmin.zoom.plugins.module_utils._core import errors
from ansible_collections.openadmin.zoom.plugins.module_utils._core.apply import Execution
from ansible_collections.openadmin.zoom.plugins.module_utils._core.progress import Progress
from ansible_collections.openadmin.zoom.plugins.module_utils._core.steps import Plan, Stage, Step, Symbol
from ansible_collections.openadmin.zoom.plugins.module_utils._directory.proofs import PROOFS
from ansible_collections.openadmin.zoom.tests.harness.scripted import Answer


class Zoom:
    """A client whose answers are prepared by ``(operation, path value or email)``; records what was sent."""

    def __init__(self, **answers: list[Any]) -> None:
        self.answers = answers
        self.sent: list[tuple[str, dict[str, str], Any]] = []
        self.queries: list[str] = []
        self.query = ""

    def call(self, operation: str, path: Any = None, query: Any = None, body: Any = None) -> Any:
        self.sent.append((operation, dict(path or {}), body))
        if query and "member_ids" in query:
            self.query = query["member_ids"]
            self.queries.append(self.query)
        queue = self.answers.get(operation, [{}])
        answer = queue.pop(0) if len(queue) > 1 else queue[0]
        if callable(answer):
            answer = answer(path, body)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def collect(self, operation: str, items: str, path: Any = None, query: Any = None) -> Any:
        return self.call(operation, path, query)[items]

    def map(self, function: Any, arguments: Any) -> list[Any]:
        return [function(argument) for argument in arguments]

    def operations(self) -> list[str]:
        return [operation for operation, _path, _body in self.sent]


def refusal(kind: type[errors.ApiError], message: str = "no", code: int = 300) -> errors.ApiError:
    return kind("createUser", "POST", "/users", 400, code, message)


def lost() -> errors.AnswerLostError:
    return errors.AnswerLostError("the answer was lost.")


def create(email: str, **more: Any) -> Step:
    body = {"action": "create", "user_info": {"email": email, "type": 1}}
    symbol = Symbol("user", email)
    return Step(
        "create", f"user {email}", "createUser", body=body, entries=(email,), defines=symbol, required=True, **more
    )


def update(email: str, **more: Any) -> Step:
    path = {"userId": Symbol("user", email)}
    return Step("update", f"user {email}", "updateUser", path=path, body={"dept": "X"}, entries=(email,), **more)


def run(client: Any, *stages: Any) -> tuple[Any, list[float]]:
    waits: list[float] = []
    plan = Plan(Stage(str(number), tuple(chains)) for number, chains in enumerate(stages))
    return Execution(client, Progress(), sleep=waits.append, proofs=PROOFS).run(plan), waits


def test_an_id_that_zoom_gives_is_used_by_later_steps() -> None:
    client = Zoom(createUser=[{"id": "u1"}])
    outcome, _waits = run(client, [(create("a@b.example"), update("a@b.example"))])
    assert client.sent[1][1] == {"userId": "u1"}
    assert len(outcome.done) == 2
    assert outcome.failures == []


def test_an_empty_id_leaves_the_email_as_the_way_to_the_person() -> None:
    client = Zoom(createUser=[{"id": ""}])
    run(client, [(create("a@b.example"), update("a@b.example"))])
    assert client.sent[1][1] == {"userId": "a@b.example"}


def test_a_failed_required_step_ends_its_chain_and_no_other() -> None:
    client = Zoom(createUser=[lambda _path, body: refusal(errors.ApiError) if "a@" in str(body) else {"id": "u2"}])
    outcome, _waits = run(
        client, [(create("a@b.example"), update("a@b.example")), (create("b@b.example"), update("b@b.example"))]
    )
    assert [(failure.step.verb, failure.skipped) for failure in outcome.failures] == [
        ("create", False),
        ("update", True),
    ]
    assert len(outcome.done) == 2
    assert set(outcome.failed_entries()) == {"a@b.example"}


def test_a_step_on_what_was_not_created_is_not_begun() -> None:
    client = Zoom(createUser=[refusal(errors.ApiError)])
    outcome, _waits = run(client, [(create("a@b.example"),)], [(update("a@b.example"),)])
    assert client.operations() == ["createUser"]
    assert "was not created" in outcome.failures[1].error.message


def test_no_seat_stops_that_kind_and_nothing_else() -> None:
    client = Zoom(
        createUser=[lambda _p, body: refusal(errors.SeatError) if body["user_info"]["type"] == 2 else {"id": "u"}]
    )
    licensed = Step(
        "create", "user l@b.example", "createUser", body={"user_info": {"type": 2}}, kind="licensed", entries=("l",)
    )
    chains = [(licensed,), (licensed,), (create("b@b.example", kind="basic"),)]
    outcome, _waits = run(client, *[[chain] for chain in chains])
    assert client.operations() == ["createUser", "createUser"]
    assert [failure.skipped for failure in outcome.failures] == [False, True]
    assert len(outcome.done) == 1


def test_no_seat_takes_the_fallback_and_remembers() -> None:
    client = Zoom(
        createUser=[lambda _p, body: refusal(errors.SeatError) if body["user_info"]["type"] == 2 else {"id": "u"}]
    )
    basic = Step("create", "user l@b.example", "createUser", body={"user_info": {"type": 1}}, kind="basic")
    licensed = Step(
        "create", "user l@b.example", "createUser", body={"user_info": {"type": 2}}, kind="licensed", fallback=basic
    )
    outcome, _waits = run(client, [(licensed,)], [(licensed,)])
    assert [body["user_info"]["type"] for _o, _p, body in client.sent] == [2, 1, 1]
    assert outcome.failures == []
    assert outcome.fallbacks == [basic, basic]


def test_a_lost_login_stops_everything() -> None:
    stop = errors.AuthenticationError("gone")
    client = Zoom(createUser=[{"id": "u1"}, stop])
    outcome, _waits = run(client, [(create("a@b.example"),)], [(create("b@b.example"),)], [(update("a@b.example"),)])
    assert client.operations() == ["createUser", "createUser"]
    assert outcome.stopped is stop
    assert [failure.skipped for failure in outcome.failures] == [False, True]


def test_a_daily_limit_stops_its_own_kind_of_step_alone() -> None:
    """What the limit is about, the client knows: it raises the same error for what it does not send any more."""
    limit = errors.DailyLimitError("createUser", "POST", "/users", 429, 429, "daily")
    client = Zoom(createUser=[{"id": "u1"}, limit, limit])
    creations = [[(create(f"{name}@b.example"),)] for name in "abc"]
    outcome, _waits = run(client, *creations, [(update("a@b.example"),)])
    assert client.operations() == ["createUser", "createUser", "createUser", "updateUser"]
    assert outcome.stopped is None
    assert [failure.skipped for failure in outcome.failures] == [False, True]


def test_a_refused_token_fails_its_own_step_whole() -> None:
    refused = errors.TokenRefusedError("addGroupMembers", "POST", "/groups/g/members", 401, 124, "Invalid token.")
    client = Zoom(addGroupMembers=[refused], createUser=[{"id": "u1"}])
    outcome, _waits = run(client, [(members("a", "b"),)], [(create("a@b.example"),)])
    assert client.operations() == ["addGroupMembers", "createUser"]
    assert [failure.step.operation for failure in outcome.failures] == ["addGroupMembers"]


def test_a_chain_that_follows_begins_when_its_own_people_are_done() -> None:
    def slow(_path: Any, body: Any) -> Any:
        if "late@" in body["user_info"]["email"]:
            assert joined.wait(5), "the batch of the others waited for somebody who is not in it"
        return {"id": body["user_info"]["email"][0]}

    def join(_path: Any, body: Any) -> Any:
        joins.append([item["id"] for item in body["members"]])
        joined.set()
        return {}

    joins: list[list[str]] = []
    joined = threading.Event()
    people = tuple((create(email),) for email in ("late@b.example", "a@b.example", "b@b.example"))
    batch = Step("add", "group members", "addGroupMembers", path={"groupId": "g1"}, items="members")

    def of(*emails: str) -> tuple[Step]:
        return (batch.with_members([(email, {"id": Symbol("user", email)}) for email in emails]),)

    plan = Plan(
        [
            Stage("people", people),
            Stage("groups", (of("a@b.example", "b@b.example"), of("late@b.example")), follows=True),
            Stage("more groups", (of("a@b.example"),), follows=True),
            Stage("last", (of("b@b.example"),)),
        ]
    )
    client: Any = Zoom(createUser=[slow], addGroupMembers=[join])
    outcome = Execution(client, sleep=lambda _seconds: None, proofs=PROOFS).run(plan)
    assert outcome.failures == []
    assert len(outcome.done) == 7
    assert joins[0] == ["a", "b"]
    assert joins.index(["a"]) > 0
    assert joins[-1] == ["b"]


def members(*names: str, **more: Any) -> Step:
    pairs = tuple((name, {"id": name}) for name in names)
    step = Step("add", "group members", "addGroupMembers", path={"groupId": "g1"}, items="members", **more)
    return step.with_members(pairs)


def test_a_refused_batch_is_halved_until_the_bad_one_stands_alone() -> None:
    client = Zoom(
        addGroupMembers=[lambda _p, body: refusal(errors.ApiError) if {"id": "m3"} in body["members"] else {}]
    )
    outcome, _waits = run(client, [(members(*[f"m{number}" for number in range(8)]),)])
    assert list(outcome.failed_entries()) == ["m3"]
    done = [entry for step in outcome.done for entry in step.entries]
    assert sorted(done) == [f"m{number}" for number in range(8) if number != 3]


def test_a_batch_for_a_group_that_is_gone_is_not_halved() -> None:
    client = Zoom(addGroupMembers=[refusal(errors.NotFoundError, "A group with this id does not exist.", 4130)])
    outcome, _waits = run(client, [(members("m1", "m2", whole_codes=(4130,)),)])
    assert client.operations() == ["addGroupMembers"]
    assert set(outcome.failed_entries()) == {"m1", "m2"}


def test_a_batch_in_the_query_is_halved_as_one_in_the_body() -> None:
    step = Step(
        "remove", "members", "removeContactGroupMembers", path={"groupId": "g1"}, joined="member_ids"
    ).with_members([(name, name) for name in ("m1", "m2", "m3")])

    def refuse(_path: Any, _body: Any) -> Any:
        return refusal(errors.ApiError) if "m2" in client.query else {}

    client: Any = Zoom(removeContactGroupMembers=[refuse])
    outcome, _waits = run(client, [(step,)])
    assert list(outcome.failed_entries()) == ["m2"]
    assert [entry for done in outcome.done for entry in done.entries] == ["m1", "m3"]
    assert client.queries == ["m1,m2,m3", "m1", "m2,m3", "m2", "m3"]


def test_a_refused_member_of_a_required_batch_holds_back_nobody_else() -> None:
    def refuse(_path: Any, body: Any) -> Any:
        return refusal(errors.ApiError) if {"id": "m2"} in body["members"] else {}

    def follow(name: str) -> Step:
        return Step(
            "set", f"user {name}", "updateGroupMember", path={"groupId": "g", "memberId": name}, entries=(name,)
        )

    client = Zoom(addGroupMembers=[refuse])
    names = ("m1", "m2", "m3")
    outcome, _waits = run(client, [(members(*names, required=True),)], [(follow(name),) for name in names])
    assert sorted(outcome.failed_entries()) == ["m2"]
    assert client.operations().count("updateGroupMember") == 2


def test_members_who_were_not_created_are_left_out_of_a_batch() -> None:
    pairs = (("a@b.example", {"id": Symbol("user", "a@b.example")}), ("m1", {"id": "m1"}))
    batch = Step("add", "group members", "addGroupMembers", path={"groupId": "g1"}, items="members").with_members(pairs)
    alone = batch.with_members(pairs[:1])
    client = Zoom(createUser=[refusal(errors.ApiError)])
    outcome, _waits = run(client, [(create("a@b.example"),)], [(batch,), (alone,)])
    assert [body for operation, _p, body in client.sent if operation == "addGroupMembers"] == [
        {"members": [{"id": "m1"}]}
    ]
    assert len(outcome.failures) == 1


# -- lost answers -------------------------------------------------------------------------------------------------


def not_found() -> errors.NotFoundError:
    return errors.NotFoundError("getUser", "GET", "/users/x", 404, 1001, "User does not exist")


@pytest.mark.parametrize(
    ("step", "answers", "sent"),
    [
        # carried out: one write, one read
        (create("a@b.example"), {"createUser": [lost()], "getUser": [{"id": "u9"}]}, ["createUser", "getUser"]),
        # not carried out: sent again after reading showed nothing
        (
            create("a@b.example"),
            {"createUser": [lost(), {"id": "u9"}], "getUser": [not_found()]},
            ["createUser", "getUser", "getUser", "getUser", "getUser", "createUser"],
        ),
        # carried out, but reading lags: sent again, refused as existing, then proven
        (
            create("a@b.example"),
            {
                "createUser": [lost(), errors.AlreadyExistsError("createUser", "POST", "/users", 409, 1005, "used")],
                "getUser": [not_found(), not_found(), not_found(), not_found(), {"id": "u9"}],
            },
            ["createUser", "getUser", "getUser", "getUser", "getUser", "createUser", "getUser"],
        ),
        (
            Step("update", "user u1", "updateUser", path={"userId": "u1"}, body={"dept": "X"}),
            {"updateUser": [lost()], "getUser": [{"dept": "old"}, {"dept": "X"}]},
            ["updateUser", "getUser", "getUser"],
        ),
        (
            Step("delete", "user u1", "deleteUser", path={"userId": "u1"}),
            {"deleteUser": [lost()], "getUser": [not_found()]},
            ["deleteUser", "getUser"],
        ),
        (
            Step("delete", "user u1", "deleteUser", path={"userId": "u1"}),
            {"deleteUser": [lost(), not_found()], "getUser": [{"id": "u1"}]},
            ["deleteUser", "getUser", "getUser", "getUser", "getUser", "deleteUser"],
        ),
        (
            Step("deactivate", "user u1", "updateUserStatus", path={"userId": "u1"}, body={"action": "deactivate"}),
            {"updateUserStatus": [lost()], "getUser": [{"status": "inactive"}]},
            ["updateUserStatus", "getUser"],
        ),
        (
            Step("update", "user u1", "updateUserEmail", path={"userId": "u1"}, body={"email": "n@b.example"}),
            {"updateUserEmail": [lost()], "getUser": [{"id": "u1"}]},
            ["updateUserEmail", "getUser"],
        ),
        (
            Step("create", "group Sales", "createGroup", body={"name": "Sales"}),
            {"createGroup": [lost()], "listGroups": [{"groups": [{"name": "x"}, {"name": "sales", "id": "g"}]}]},
            ["createGroup", "listGroups"],
        ),
        (
            members("m1", "m2"),
            {"addGroupMembers": [lost()], "getUser": [{"group_ids": ["g1"]}]},
            ["addGroupMembers", "getUser", "getUser"],
        ),
        (
            Step("add", "division", "assignDivision", path={"divisionId": "d1"}, items="users").with_members(
                (("a", {"user_id": "u"}),)
            ),
            {"assignDivision": [lost()], "getUser": [{"division_ids": ["d1"]}]},
            ["assignDivision", "getUser"],
        ),
        (
            Step("give", "role", "AddRoleMembers", path={"roleId": "1"}, items="members").with_members(
                (("a", {"id": "u"}),)
            ),
            {"AddRoleMembers": [lost()], "getUser": [{"role_id": "1"}]},
            ["AddRoleMembers", "getUser"],
        ),
        (
            Step("remove", "member", "deleteGroupMember", path={"groupId": "g1", "memberId": "u"}),
            {"deleteGroupMember": [lost()], "getUser": [{"group_ids": ["g1"]}, {"group_ids": []}]},
            ["deleteGroupMember", "getUser", "getUser"],
        ),
        (
            Step(
                "move",
                "member",
                "updateGroupMember",
                path={"groupId": "g1", "memberId": "u"},
                body={"action": "move", "target_group_id": "g2"},
            ),
            {"updateGroupMember": [lost()], "getUser": [{"group_ids": ["g2"]}]},
            ["updateGroupMember", "getUser"],
        ),
    ],
)
def test_a_lost_answer_is_settled_by_reading(step: Step, answers: Any, sent: list[str]) -> None:
    client = Zoom(**answers)
    outcome, _waits = run(client, [(step,)])
    assert outcome.failures == []
    assert outcome.done == [step]
    assert client.operations() == sent
    if step.defines:
        assert outcome.symbols[step.defines] == "u9"


def test_what_no_read_can_settle_is_reported_and_not_repeated() -> None:
    step = Step(
        "update", "user u1", "updateUserPassword", path={"userId": "u1"}, body={"password": "x"}, secrets=("password",)
    )
    client = Zoom(updateUserPassword=[lost()])
    outcome, _waits = run(client, [(step,)])
    assert client.operations() == ["updateUserPassword"]
    assert "no read can tell" in outcome.failures[0].error.message


@pytest.mark.parametrize(
    "error",
    [
        errors.InterruptedTaskError("The task was stopped: SIGINT. Run it again to go on from here."),
        errors.ConnectionFailedError("No answer. Run again later."),
        errors.ApiError("getUser", "GET", "/users/u1", 403, 200, "No permission."),
        errors.AuthenticationError("Zoom accepts no token. Check the app."),
    ],
)
def test_where_a_lost_answer_cannot_be_settled_the_write_is_not_called_not_begun(error: errors.ZoomError) -> None:
    step = Step("update", "user u1", "updateUser", path={"userId": "u1"}, body={"dept": "X"})
    outcome, _waits = run(Zoom(updateUser=[lost()], getUser=[error]), [(step,)])
    (failure,) = outcome.failures
    assert not failure.skipped
    assert "the answer was lost. Whether it was could not be read" in failure.error.message
    assert error.message in failure.error.message


def test_a_write_that_never_shows_is_given_up_in_the_end() -> None:
    client = Zoom(createUser=[lost()], getUser=[not_found()])
    outcome, _waits = run(client, [(create("a@b.example"),)])
    assert "Reading shows no sign of it" in outcome.failures[0].error.message


def test_what_was_just_created_may_be_unknown_for_a_while() -> None:
    client = Zoom(createUser=[{"id": "u1"}], updateUser=[not_found(), not_found(), {}])
    outcome, waits = run(client, [(create("a@b.example"), update("a@b.example"))])
    assert outcome.failures == []
    assert waits == [0.5, 1.0]


def test_what_was_there_before_is_not_waited_for() -> None:
    step = Step("update", "user u1", "updateUser", path={"userId": "u1"}, body={})
    outcome, waits = run(Zoom(updateUser=[not_found()]), [(step,)])
    assert len(outcome.failures) == 1
    assert waits == []


def test_lag_codes_are_waited_out() -> None:
    step = Step("x", "user u1", "updateUser", path={"userId": "u1"}, body={}, lag_codes=(1010,))
    refused = errors.ApiError("updateUser", "PATCH", "/", 400, 1010, "not yet")
    outcome, waits = run(Zoom(updateUser=[refused, {}]), [(step,)])
    assert (outcome.failures, waits) == ([], [0.5])


def test_fallback_codes_take_the_other_step() -> None:
    other = Step("other", "user u1", "updateUserStatus", path={"userId": "u1"}, body={})
    step = Step("x", "user u1", "updateUser", path={"userId": "u1"}, body={}, fallback=other, fallback_codes=(1010,))
    refused = errors.ApiError("updateUser", "PATCH", "/", 400, 1010, "not so")
    client = Zoom(updateUser=[refused])
    outcome, _waits = run(client, [(step,)])
    assert client.operations() == ["updateUser", "updateUserStatus"]
    assert outcome.failures == []


def test_a_real_client_settles_a_broken_connection(start: Any) -> None:
    client, service, _waits = start(Answer(reset=True), Answer(body={"id": "u1"}))
    outcome = Execution(client, sleep=lambda _seconds: None, proofs=PROOFS).run(
        Plan([Stage("people", ((create("a@b.example"),),))])
    )
    assert [asked.method for asked in service.asked] == ["POST", "GET"]
    assert outcome.symbols == {"{user:a@b.example}": "u1"}


def test_many_chains_run_side_by_side() -> None:
    client = Zoom(createUser=[{"id": "u"}])
    outcome, _waits = run(client, [(create(f"p{number}@b.example"),) for number in range(500)])
    assert len(outcome.done) == 500
