import math
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from core import clock
from core.audit.models import AuditRecord
from core.crockford import LETTERS, plain
from core.errors import Invalid
from core.tenders.codes import hashed, new_code
from core.tenders.errors import GiftCardNotFound, NotReplaceable, TenderShort, UnknownGiftCard
from core.tenders.models import TenderAccount, TenderMove
from core.tenders.queries import faults, gift_card_of, tenders_for
from core.tenders.services import (
    give_back,
    give_part_back,
    grant_credit,
    issue_gift_card,
    replace_gift_card,
    take,
    tell_code,
)
from tests import builders as a
from tests.at_once import answers, many, refusals

LONGEST_CODE = 40
"""What the cart takes (bff/carts/schemas.py)."""
pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def card() -> TenderAccount:
    return issue_gift_card(10_000, "USD", actor=a.STAFF)[0]


def balance(account: TenderAccount) -> int:
    return int(TenderAccount.objects.get(id=account.id).balance_minor)


def taken(account: TenderAccount, payment: str, minor: int = 1_000) -> None:
    take(payment, f"cart-{payment}", [{"account": account.id, "minor": minor, "ending": account.ending}])


class TestCode:
    def test_is_told_once_and_kept_nowhere(self) -> None:
        card, code = issue_gift_card(500, "USD", actor=a.STAFF)

        assert code not in str(TenderAccount._get_collection().find_one())
        assert code.replace("-", "").endswith(card.ending)
        assert gift_card_of(f" {code.lower().replace('-', ' ').replace('0', 'o')} ", "USD").id == card.id
        assert AuditRecord.objects(action="issue_gift_card").count() == 1

    def test_has_128_random_bits_at_least_and_fits_where_codes_are_typed(self) -> None:
        codes = [new_code() for _ in range(200)]

        assert len(plain(codes[0])) * math.log2(len(LETTERS)) >= 128
        assert [
            code for code in codes if len(code) > LONGEST_CODE or plain(code) != code.replace("-", "")
        ] == []
        for column in zip(*map(plain, codes), strict=True):
            assert len(set(column)) > len(LETTERS) / 2

    def test_of_eighty_bits_that_was_told_before_is_good(self) -> None:
        card, _ = issue_gift_card(500, "USD", actor=a.STAFF)
        TenderAccount.objects(id=card.id).update(set__code_hash=hashed("7K3M-9XWA-2C4D-Z0QF"))

        assert gift_card_of("7k3m 9xwa 2c4d zoqf", "USD").id == card.id

    def test_that_cannot_be_used_is_refused_alike(self) -> None:
        _, code = issue_gift_card(500, "USD", actor=a.STAFF, expires_at=clock.now() + timedelta(days=1))
        said = set()
        for wrong, currency, later in (
            (code, "EUR", 0),
            (code, "USD", 2),
            ("X" * 16, "USD", 0),
            ("", "USD", 0),
        ):
            with clock.moved(timedelta(days=later)), pytest.raises(UnknownGiftCard) as refusal:
                gift_card_of(wrong, currency)
            said.add(str(refusal.value))
        assert len(said) == 1

    @pytest.mark.parametrize(("minor", "currency"), [(0, "USD"), (-1, "USD"), (10**13, "USD"), (1, "XYZW")])
    def test_no_card_is_of_nothing(self, minor: int, currency: str) -> None:
        with pytest.raises(Invalid):
            issue_gift_card(minor, currency, actor=a.STAFF)


class TestReplacing:
    """A card whose code has reached nobody: its browser had gone, or whoever had asked for it."""

    def replaced(self, card: TenderAccount) -> TenderAccount:
        return replace_gift_card(card.id, actor=a.STAFF, reason="Nobody has seen its code.")

    def test_another_has_all_of_it_and_the_first_is_void(self) -> None:
        until = clock.now() + timedelta(days=30)
        card, lost = issue_gift_card(2_500, "USD", actor=a.STAFF, expires_at=until)
        another = self.replaced(card)
        code = tell_code(another.id, actor=a.STAFF)

        assert gift_card_of(code, "USD").id == another.id != card.id
        assert (balance(another), balance(card), another.expires_at) == (2_500, 0, until)
        with pytest.raises(UnknownGiftCard):
            gift_card_of(lost, "USD")
        assert list(faults()) == []
        (told,) = AuditRecord.objects(action="replace_gift_card")
        assert (told.actor, told.target) == (a.STAFF, f"tender:{card.id}")
        assert told.facts == {"by": another.id, "reason": "Nobody has seen its code."}

    def test_of_one_that_somebody_has_put_into_a_cart_nothing_is_paid(self, card: TenderAccount) -> None:
        self.replaced(card)

        assert [one.minor for one in tenders_for(500, "USD", [card.id])] == [0]
        with pytest.raises(TenderShort):
            taken(card, "pay-1", 1)

    @pytest.mark.parametrize("is_given_back", [False, True])
    def test_not_one_that_was_paid_with(self, card: TenderAccount, *, is_given_back: bool) -> None:
        """Whoever paid has its code, also where it came back."""
        taken(card, "pay-1")
        if is_given_back:
            give_back("pay-1")
        before = balance(card)
        with pytest.raises(NotReplaceable):
            self.replaced(card)

        assert (balance(card), TenderAccount.objects.count(), list(faults())) == (before, 1, [])
        assert TenderAccount.objects.get().enabled

    def test_not_one_whose_time_is_over(self) -> None:
        until = clock.now() + timedelta(days=30)
        card, _ = issue_gift_card(2_500, "USD", actor=a.STAFF, expires_at=until)
        with clock.moved(timedelta(days=31)), pytest.raises(NotReplaceable):
            self.replaced(card)

        assert balance(card) == 2_500

    def test_once_however_many_try(self, card: TenderAccount) -> None:
        results = many([partial(self.replaced, card)] * 6)

        assert len(answers(results)) == 1
        assert {type(refusal) for refusal in refusals(results)} == {NotReplaceable}
        assert (sum(map(balance, TenderAccount.objects)), list(faults())) == (10_000, [])

    def test_or_paid_with_and_never_both(self, card: TenderAccount) -> None:
        acts: list[Callable[[], object]] = [
            partial(taken, card, "pay-1"),
            partial(self.replaced, card),
        ] * 3
        refused = {type(refusal) for refusal in refusals(many(acts))}

        assert refused in ({NotReplaceable}, {TenderShort, NotReplaceable})
        assert list(faults()) == []
        assert TenderMove.objects(kind="taken").count() + TenderMove.objects(kind="voided").count() == 1

    def test_no_other_account(self) -> None:
        credit = grant_credit("cus_1", 300, "USD", cause="good-will-1", actor=a.STAFF)
        with pytest.raises(GiftCardNotFound):
            self.replaced(credit)
        assert balance(credit) == 300


class TestBalance:
    def test_never_falls_below_nothing_however_many_charge_at_once(self, card: TenderAccount) -> None:
        results = many([partial(taken, card, f"pay-{n}") for n in range(40)])

        assert (len(answers(results)), balance(card)) == (10, 0)
        assert {type(refusal) for refusal in refusals(results)} == {TenderShort}
        assert list(faults()) == []

    def test_is_charged_once_by_an_attempt(self, card: TenderAccount) -> None:
        many([lambda: taken(card, "pay-1")] * 8)

        assert (balance(card), list(faults())) == (9_000, [])

    def test_comes_back_once_and_can_be_taken_again(self, card: TenderAccount) -> None:
        taken(card, "pay-1")
        many([lambda: give_back("pay-1")] * 8)
        assert balance(card) == 10_000

        taken(card, "pay-1")
        assert (balance(card), [move.minor for move in TenderMove.objects.order_by("at", "id")]) == (
            9_000,
            [10_000, -1_000, 1_000, -1_000],
        )

    def test_a_part_comes_back_once_per_cause_and_the_rest_with_the_attempt(
        self, card: TenderAccount
    ) -> None:
        taken(card, "pay-1")
        given = many([partial(give_part_back, "pay-1", 300, cause="change:1", actor=a.STAFF)] * 6)
        assert (sorted(answers(given)), balance(card)) == ([0, 0, 0, 0, 0, 300], 9_300)
        assert give_part_back("pay-1", 900, cause="change:2", actor=a.STAFF) == 700

        taken(card, "pay-1")
        give_back("pay-1")
        assert (balance(card), list(faults())) == (10_000, [])

    def test_of_several_all_are_taken_or_none(self, card: TenderAccount) -> None:
        credit = grant_credit("cus_1", 300, "USD", cause="good-will-1", actor=a.STAFF)
        parts = [{"account": card.id, "minor": 1_000}, {"account": credit.id, "minor": 301}]
        with pytest.raises(TenderShort):
            take("pay-1", "cart", parts)

        assert (balance(card), balance(credit), list(faults())) == (10_000, 300, [])

    def test_credit_is_granted_once_per_cause(self) -> None:
        for _ in range(2):
            credit = grant_credit("cus_1", 300, "USD", cause="good-will-1", actor=a.STAFF)
        assert (credit.balance_minor, list(faults())) == (300, [])

    def test_that_somebody_changed_by_hand_is_found(self, card: TenderAccount) -> None:
        TenderAccount._get_collection().update_one({"_id": card.id}, {"$inc": {"balance_minor": 1}})

        assert len(list(faults())) == 1


def test_cards_pay_in_their_order_and_credit_pays_the_rest(card: TenderAccount) -> None:
    credit = grant_credit("cus_1", 5_000, "USD", cause="x", actor=a.STAFF)
    other = issue_gift_card(2_000, "USD", actor=a.STAFF)[0]
    found = tenders_for(13_000, "USD", [credit.id, other.id, card.id])

    assert [(one.account, one.minor) for one in found] == [
        (other.id, 2_000),
        (card.id, 10_000),
        (credit.id, 1_000),
    ]
    assert tenders_for(1, "EUR", [card.id]) == []
