import re

import pytest

from core.promotions.models import Promotion
from core.tenders.models import TenderAccount
from core.tenders.queries import gift_card_of
from core.tenders.services import issue_gift_card, take
from tests import builders as a
from tests.admin.browser import Browser
from tests.admin.conftest import Seat

pytestmark = pytest.mark.usefixtures("database")


class TestPromotions:
    def test_a_row_says_what_it_gives_to_whom_and_how_often(self, owner: Browser) -> None:
        a.markets()
        a.promotion("ten", codes=["TEN"], limit=3, gives={"amountOff": {"us": 500}})
        a.promotion("sale", until="2026-01-01T00:00:00Z")
        text = owner.see("/promotions/").text

        assert "Ten ten $5.00 off TEN" in text
        assert "0 of 3 On" in text
        assert "Sale sale shown on pages 10 % off by itself" in text
        assert "no limit Over" in text

    def test_it_is_found_by_a_code_and_narrowed_by_its_state(self, owner: Browser) -> None:
        a.promotion("ten", codes=["TEN"])
        a.promotion("sale", enabled=False)
        for chosen, there, gone in (({"text": "ten"}, "Ten", "Sale"), ({"state": "off"}, "Sale", "TEN")):
            text = owner.find("/promotions/", **chosen).text
            assert there in text
            assert gone not in text

    def test_it_is_switched_off_and_on(self, seat: Seat) -> None:
        a.promotion("ten")
        browser = seat("catalogue")
        page = browser.follow(browser.send("/promotions/switch", promotion="ten", state="off"))
        assert "ten applies no more." in page.text
        assert Promotion.objects.get().enabled is False
        browser.send("/promotions/switch", promotion="ten", state="on")
        assert Promotion.objects.get().enabled is True


class TestGiftCards:
    def test_a_card_is_issued_and_its_code_is_shown_once(self, owner: Browser) -> None:
        a.markets()
        page = owner.send("/gift_cards/issue", amount="25.00", currency="USD", reason="A prize.")
        (code,) = re.findall(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){6}", page.get_data(as_text=True))

        card = TenderAccount.objects.get()
        assert (gift_card_of(code, "USD").id, card.balance_minor) == (card.id, 2_500)
        text = owner.see("/gift_cards/").text
        assert f"…{card.ending} $25.00" in text
        assert code not in text

    def test_one_whose_code_nobody_has_seen_is_replaced_once_by_another(self, owner: Browser) -> None:
        a.markets()
        card, lost = issue_gift_card(2_500, "USD", actor=a.STAFF)
        path = f"/gift_cards/{card.id}/replace"
        assert path in owner.get("/gift_cards/").text
        key = str(owner.see(path).value_of("key"))
        pages = [owner.send(path, key=key, reason="The browser had gone.").text for _ in range(2)]
        (code,) = {found for page in pages for found in re.findall(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){6}", page)}

        assert all("$25.00" in page for page in pages)
        assert code != lost
        assert gift_card_of(code, "USD").balance_minor == 2_500
        assert path not in owner.get("/gift_cards/").text
        assert owner.send(path, reason="Once more.").status_code == 409
        assert "void" in owner.see("/gift_cards/").text

    def test_one_that_was_paid_with_is_not_offered_to_be_replaced(self, owner: Browser) -> None:
        card, _ = issue_gift_card(2_500, "USD", actor=a.STAFF)
        take("pay-1", "cart", [{"account": card.id, "minor": 1, "ending": card.ending}])

        assert f"{card.id}/replace" not in owner.get("/gift_cards/").text

    @pytest.mark.parametrize("amount", ["", "0", "-1", "1.005", "much"])
    def test_an_amount_that_is_none_issues_nothing(self, amount: str, owner: Browser) -> None:
        a.markets()
        assert (
            owner.send("/gift_cards/issue", amount=amount, currency="USD", reason="A prize.").status_code
            == 422
        )
        assert TenderAccount.objects.count() == 0
