from typing import Any
from unittest.mock import Mock

import pytest
from click import Command, Group
from pymongo.monitoring import CommandStartedEvent

from core.cli import shop
from core.migrations.documents import DOCUMENTS, WRITTEN_ONCE
from core.privacy.holdings import HOLDINGS
from core.processes import SECRETS_OF
from core.rights.commands import RUN_AS, process_for
from core.rights.table import ACTIONS, RIGHTS, rights_of
from tests.asking import actions_in, refused
from tests.wire import ListenerFailed, Wire

ALL_LETTERS = "".join(ACTIONS)
UNHELD = {"serve", "worker", "relay", "schedule", "openapi", "rights", "content preview", "advisories"}
"""They become a process, or ask no database of the shop's."""


def test_every_collection_has_its_row() -> None:
    assert set(RIGHTS) == set(DOCUMENTS)


def test_a_row_says_known_things_in_one_order() -> None:
    said = [letters for rights in RIGHTS.values() for letters in rights.values()]

    assert [letters for letters in said if letters != "".join(x for x in ALL_LETTERS if x in letters)] == []
    assert all(rights.keys() == SECRETS_OF.keys() for rights in RIGHTS.values())


@pytest.mark.parametrize("process", list(SECRETS_OF))
def test_what_is_written_once_is_only_changed_by_an_erasure(process: Any) -> None:
    may = rights_of(process)
    erased = {one.document for one in HOLDINGS} if process == "worker" else set()

    for document in WRITTEN_ONCE:
        expected = {"find", "insert", *({"update"} if document in erased else ())}
        assert may.get(document._get_collection_name(), frozenset()) <= expected


def test_whoever_forgets_people_may_do_it_and_nobody_else_can_delete_customers() -> None:
    worker = rights_of("worker")

    for holding in HOLDINGS:
        name = holding.document._get_collection_name()
        assert {"find", "remove" if holding.goes else "update"} <= worker[name]
    assert [process for process in SECRETS_OF if "remove" in rights_of(process).get("customers", ())] == [
        "worker"
    ]


def test_every_command_is_run_as_somebody() -> None:
    of_nobody = {name for name in _names(shop) if process_for(name) is None}

    assert {name for name in of_nobody if not {name, name.split()[0]} & UNHELD} == set()
    assert {
        one for one in RUN_AS if not any(f"{name} ".startswith(f"{one} ") for name in _names(shop))
    } == set()


def _names(group: Group, before: str = "") -> list[str]:
    found: list[str] = []
    for name, command in group.commands.items():
        found += _names(command, f"{before}{name} ") if isinstance(command, Group) else [f"{before}{name}"]
    assert all(isinstance(command, Command) for command in group.commands.values())
    return found


@pytest.mark.parametrize(
    ("command", "actions"),
    [
        ({"find": "carts"}, ["find carts"]),
        ({"insert": "carts", "documents": []}, ["insert carts"]),
        ({"update": "carts", "updates": [{"q": {}, "u": {}}]}, ["update carts"]),
        (
            {"update": "carts", "updates": [{"q": {}, "u": {}, "upsert": True}]},
            ["update carts", "insert carts"],
        ),
        ({"delete": "carts", "deletes": []}, ["remove carts"]),
        ({"findAndModify": "carts", "remove": True}, ["find carts", "remove carts"]),
        ({"findAndModify": "carts", "upsert": True}, ["find carts", "update carts", "insert carts"]),
        (
            {"aggregate": "orders", "pipeline": [{"$lookup": {"from": "staff"}}]},
            ["find orders", "find staff"],
        ),
        (
            {"aggregate": "orders", "pipeline": [{"$unionWith": {"coll": "staff"}}]},
            ["find orders", "find staff"],
        ),
        ({"drop": "carts"}, ["drop carts"]),
        ({"getMore": 1, "collection": "carts"}, []),
    ],
)
def test_what_a_command_takes_is_read_off_it(command: dict[str, Any], actions: list[str]) -> None:
    assert [" ".join(one) for one in actions_in(next(iter(command)), command)] == actions


def test_a_command_beyond_the_table_is_noticed() -> None:
    assert refused("bff", "find", {"find": "staff"}) == ["find staff"]
    assert refused("bff", "find", {"find": "carts"}) == []
    assert refused("relay", "delete", {"delete": "outbox"}) == ["remove outbox"]
    assert refused("bff", "listIndexes", {"listIndexes": "staff"}) == []
    assert refused("release", "rolesInfo", {"rolesInfo": 1}) == []
    assert refused("bff", "rolesInfo", {"rolesInfo": 1}) == ["viewRole "]


@pytest.mark.parametrize("name", ["saslStart", "saslContinue", "authenticate"])
def test_to_say_who_one_is_takes_no_right(name: str) -> None:
    """The driver shows nothing of it, wherever a connection has to be made: it holds a secret."""
    assert refused("bff", name, {}) == []


def test_of_a_command_that_is_not_shown_the_name_is_enough_to_refuse_it() -> None:
    assert refused("bff", "createUser", {}) == ["createUser "]


def test_a_fault_of_whoever_looks_at_commands_fails_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """The driver prints it, and the test would go on, or find it in what a command has printed."""
    monkeypatch.setattr("tests.wire._hold_against_its_rights", Mock(side_effect=KeyError("saslContinue")))
    sent = CommandStartedEvent({"ping": 1}, "admin", 1, ("localhost", 1), None)
    with pytest.raises(ListenerFailed, match="saslContinue"):
        Wire().started(sent)
