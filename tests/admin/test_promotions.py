import re

import pytest

from core.promotions.models import Promotion
from core.tenders.models import TenderAccount
from core.tenders.queries import gift_card_of
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

    @pytest.mark.parametrize("amount", ["", "0", "-1", "1.005", "much"])
    def test_an_amount_that_is_none_issues_nothing(self, amount: str, owner: Browser) -> None:
        a.markets()
        assert (
            owner.send("/gift_cards/issue", amount=amount, currency="USD", reason="A prize.").status_code
            == 422
        )
        assert TenderAccount.objects.count() == 0
