"""Keys for machines: what they look like, how long they are good, and that they are kept nowhere."""

import re
import string
from datetime import timedelta
from typing import Any

import pytest
from pymongo.database import Database

from core import clock
from core.audit.models import AuditRecord
from core.keys.errors import BadKeyTerms, KeyNameTaken, KeyNotCurrent, KeyNotFound, KeyNotGood
from core.keys.models import ApiKey
from core.keys.queries import keys, machine_with
from core.keys.services import end_key, issue_key, rotate_key
from core.keys.tokens import new_token, token_in
from tests import builders as a
from tests.at_once import answers, at_once, refusals
from tests.wire import Wire

pytestmark = pytest.mark.usefixtures("database")
SCANNED = re.compile(r"qs_(live|test)_[0-9A-Za-z]{48}")


def issued(name: str = "erp", *scopes: str, days: int = 365) -> tuple[ApiKey, str]:
    return issue_key(name, scopes or ("stock:write",), actor=a.STAFF, days=days)


def opens(text: str) -> bool:
    try:
        return bool(machine_with(text).name)
    except KeyNotGood:
        return False


class TestTheKeyItself:
    def test_scanners_find_it_by_its_beginning_and_its_checksum(self) -> None:
        for live in (True, False):
            token = new_token(live=live)
            assert SCANNED.fullmatch(token.text)
            assert token_in(token.text) == token

    def test_one_letter_more_less_or_other_is_no_key(self) -> None:
        text = new_token(live=True).text
        letters = string.digits + string.ascii_letters
        others = [
            text[:at] + next(letter for letter in letters if letter != text[at]) + text[at + 1 :]
            for at in range(len("qs_live_"), len(text))
        ]

        assert [
            other for other in [*others, text[:-1], f"{text}0", f" {text}", f"{text}\n"] if token_in(other)
        ] == []

    def test_no_two_are_alike(self) -> None:
        tokens = [new_token(live=True) for _ in range(200)]

        assert len({token.id for token in tokens}) == len({token.text[18:50] for token in tokens}) == 200

    def test_it_prints_nothing_of_itself(self) -> None:
        token = new_token(live=True)

        assert token.text not in repr(token)
        assert token.shown == f"{token.text[:12]}…{token.text[-4:]}"

    def test_it_is_kept_nowhere(self, database: "Database[dict[str, Any]]") -> None:
        _, text = issued()

        everything = str([list(database[name].find()) for name in database.list_collection_names()])
        assert text not in everything
        assert text[18:50] not in everything


class TestWhoAsks:
    def test_a_key_says_who_asks_and_what_it_opens(self) -> None:
        key, text = issued("erp", "stock:write", "orders:read")
        machine = machine_with(text)

        assert (machine.name, machine.actor) == ("erp", f"key:{key.id}")
        assert machine.scopes == {"stock:write", "orders:read"}

    def test_another_secret_under_the_same_name_opens_nothing(self) -> None:
        key, text = issued()
        forged = new_token(live=False)
        ApiKey.objects(id=key.id).update_one(set__digest=forged.digest)

        assert not opens(text)
        assert not opens(forged.text)

    def test_an_ended_key_opens_nothing_from_that_moment_on(self) -> None:
        key, text = issued()
        assert opens(text)
        end_key(key.id, actor=a.STAFF)

        assert not opens(text)

    def test_a_key_that_is_too_old_opens_nothing(self) -> None:
        _, text = issued(days=1)
        with clock.moved(timedelta(days=1, seconds=-2)):
            assert opens(text)
        with clock.moved(timedelta(days=1, seconds=2)):
            assert not opens(text)

    def test_its_use_is_written_down_once_a_minute(self, wire: Wire) -> None:
        _, text = issued()
        with wire.recorded() as commands:
            for _ in range(5):
                machine_with(text)
        writes = [command for command in commands if command.name == "update"]
        first = ApiKey.objects.get().last_used_at
        with clock.moved(timedelta(seconds=61)):
            machine_with(text)

        assert len(writes) == 1
        assert ApiKey.objects.get().last_used_at > first

    @pytest.mark.parametrize("text", ["", "qs_live_", "x" * 200, "qs_live_" + "0" * 48, "\N{SNOWMAN}"])
    def test_what_is_no_key_is_not_asked_of_the_database(self, text: str, wire: Wire) -> None:
        with wire.recorded() as commands:
            assert not opens(text)
        assert commands == []


class TestChanging:
    def test_two_are_good_for_a_while_and_then_the_new_one(self) -> None:
        old, old_text = issued()
        new, new_text = rotate_key(old.id, actor=a.STAFF, hours=24)

        assert (new.name, new.scopes) == (old.name, old.scopes)
        assert opens(old_text)
        assert opens(new_text)
        with clock.moved(timedelta(hours=24, seconds=2)):
            assert not opens(old_text)
            assert opens(new_text)

    def test_the_old_one_is_never_good_for_longer_than_before(self) -> None:
        old, old_text = issued(days=1)
        rotate_key(old.id, actor=a.STAFF, hours=168)

        with clock.moved(timedelta(days=1, seconds=2)):
            assert not opens(old_text)

    def test_three_are_never_good_at_once(self) -> None:
        old, _ = issued()
        new, _ = rotate_key(old.id, actor=a.STAFF)
        for key_id in (old.id, new.id):
            with pytest.raises(KeyNotCurrent):
                rotate_key(key_id, actor=a.STAFF)
        end_key(old.id, actor=a.STAFF)

        assert rotate_key(new.id, actor=a.STAFF)[0].current

    def test_of_two_who_change_it_at_once_one_does(self) -> None:
        key, _ = issued()
        results = at_once([lambda: rotate_key(key.id, actor=a.STAFF) for _ in range(3)])

        assert len(answers(results)) == 1
        assert {type(one) for one in refusals(results)} == {KeyNotCurrent}

    def test_a_machine_has_one_key_until_it_is_changed_ended_or_too_old(self) -> None:
        key, _ = issued(days=1)
        with pytest.raises(KeyNameTaken):
            issued()
        with clock.moved(timedelta(days=2)):
            again, _ = issued(days=5)
        end_key(again.id, actor=a.STAFF)

        assert issued()[0].id not in {key.id, again.id}
        assert sorted(one.state for one in keys()) == ["active", "active", "ended"]

    def test_an_unknown_key_is_named(self) -> None:
        for act in (rotate_key, end_key):
            with pytest.raises(KeyNotFound):
                act("key_made-up", actor=a.STAFF)

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"name": "ERP"}, "name"),
            ({"name": "e"}, "name"),
            ({"name": "erp\n"}, "name"),
            ({"scopes": []}, "scopes"),
            ({"scopes": ["everything"]}, "scopes"),
            ({"days": 0}, "days"),
            ({"days": 731}, "days"),
        ],
    )
    def test_terms_that_make_no_sense_are_refused(self, change: dict[str, Any], field: str) -> None:
        with pytest.raises(BadKeyTerms) as refusal:
            issue_key(**{"name": "erp", "scopes": ["stock:read"], "actor": a.STAFF, **change})
        assert refusal.value.field == field


def test_making_changing_and_ending_are_in_the_audit() -> None:
    key, _ = issued()
    new, _ = rotate_key(key.id, actor=a.STAFF)
    end_key(new.id, actor=a.STAFF)
    end_key(new.id, actor=a.STAFF)

    told = [(one.action, one.target, one.actor) for one in AuditRecord.objects.order_by("at", "id")]
    assert told == [
        ("issue_key", f"key:{key.id}", a.STAFF),
        ("rotate_key", f"key:{new.id}", a.STAFF),
        ("end_key", f"key:{new.id}", a.STAFF),
    ]
