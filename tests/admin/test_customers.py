"""The terms of a customer, and what they have on store credit."""

import pytest

from core.audit.models import AuditRecord
from core.customers.models import Customer, Session
from core.tenders.models import TenderAccount, TenderMove
from core.tenders.queries import faults
from tests import builders as a
from tests.admin.browser import Browser
from tests.admin.conftest import Seat
from tests.admin.once import send_twice

CREDIT = {"amount": "12.50", "currency": "EUR", "reason": "The parcel was late."}


@pytest.fixture
def ada(database: object) -> str:
    a.markets()
    return str(a.customer().id)


class TestTerms:
    def test_group_and_exemption_are_set_with_their_reason(self, ada: str, owner: Browser) -> None:
        given = {"group": " trade ", "tax_exempt": "y", "reason": "Certificate seen."}
        page = owner.follow(owner.send(f"/customers/{ada}/terms", **given))
        for fact in ("These are the terms now.", "Group trade", "Exempt: the proof was seen"):
            assert fact in page.text, fact
        assert page.value_of("group") == "trade", "the form holds what is so"
        record = AuditRecord.objects.get(action="set_terms")
        assert (record.actor, record.target) == ("owner@quayside.example", f"customer:{ada}")
        assert record.facts == {"group": "trade", "tax_exempt": True, "reason": "Certificate seen."}

    def test_an_empty_form_takes_them_back(self, ada: str, owner: Browser) -> None:
        owner.send(f"/customers/{ada}/terms", group="trade", tax_exempt="y", reason="A dealer.")
        owner.send(f"/customers/{ada}/terms", group="", reason="No dealer any more.")
        customer = Customer.objects.get(id=ada)
        assert (customer.group, customer.tax_exempt) == (None, False)

    @pytest.mark.parametrize("given", [{"group": "trade"}, {"group": "x" * 61, "reason": "A dealer."}])
    def test_what_is_not_filled_in_rightly_changes_nothing(
        self, given: dict[str, str], ada: str, owner: Browser
    ) -> None:
        page = owner.follow(owner.send(f"/customers/{ada}/terms", **given))
        assert "Reason: say why." in page.text or "Group: at most 60" in page.text
        assert Customer.objects.get(id=ada).group is None
        assert AuditRecord.objects(action="set_terms").first() is None


class TestStoreCredit:
    def test_it_is_on_the_account_with_its_reason(self, ada: str, owner: Browser) -> None:
        page = owner.follow(owner.send(f"/customers/{ada}/credit", **CREDIT))
        assert "Store credit \N{EURO SIGN}12.50" in page.text
        record = AuditRecord.objects.get(action="grant_credit")
        assert (record.facts["minor"], record.facts["reason"]) == (1_250, "The parcel was late.")
        assert f"/customers/{ada}" in owner.see("/audit/").links(), "the record leads to its customer"
        assert not list(faults())

    def test_a_form_sent_twice_gives_once_and_another_one_again(self, ada: str, owner: Browser) -> None:
        where = f"/customers/{ada}"
        answer = send_twice(owner, where, f"{where}/credit", CREDIT, of="credit-key")
        assert "This form was sent before" in owner.follow(answer).text
        assert TenderAccount.objects.get().balance_minor == 1_250
        owner.send(f"{where}/credit", key=str(owner.see(where).field_with_id("credit-key")), **CREDIT)
        assert TenderAccount.objects.get().balance_minor == 2_500
        assert TenderMove.objects.count() == AuditRecord.objects(action="grant_credit").count() == 2

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"amount": "1,250.00"}, "write it as in 12.50 EUR"),
            ({"amount": "0"}, "Say how much"),
            ({"amount": "12.505"}, "write it as in 12.50 EUR"),
            ({"amount": ""}, "Amount: say how much"),
            ({"currency": "QQQ"}, "currency"),
            ({"reason": " "}, "Reason: say why."),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_given(
        self, change: dict[str, str], said: str, ada: str, owner: Browser
    ) -> None:
        page = owner.follow(owner.send(f"/customers/{ada}/credit", **{**CREDIT, **change}))
        assert said in page.text
        assert TenderAccount.objects.first() is None

    @pytest.mark.usefixtures("ada")
    def test_nobody_gives_credit_to_an_account_that_is_gone(self, owner: Browser) -> None:
        owner.send("/customers/cus_gone/credit", **CREDIT)
        assert TenderAccount.objects.first() is None

    def test_who_may_not_move_money_sees_it_and_no_form(self, ada: str, seat: Seat) -> None:
        page = seat("fulfilment").see(f"/customers/{ada}")
        assert "Tax Is due" in page.text
        assert not [path for path in page.forms() if "/customers/" in path]


class TestAccess:
    def test_whoever_is_disabled_is_out_and_comes_back_when_enabled(self, ada: str, owner: Browser) -> None:
        a.signed_in()
        page = owner.follow(owner.send(f"/customers/{ada}/disable", reason="Stolen cards."))
        assert "They are signed out, and cannot sign in." in page.text
        assert "Ada Disabled" in page.text
        assert "Disabled" in owner.see("/customers/").text
        assert Session.objects.first() is None
        assert AuditRecord.objects.get(action="disable_customer").facts == {"reason": "Stolen cards."}

        page = owner.follow(owner.send(f"/customers/{ada}/enable", reason="Cleared up."))
        assert "They can sign in again." in page.text
        assert a.signed_in().customer.id == ada

    def test_whoever_is_signed_out_is_not_disabled(self, ada: str, owner: Browser) -> None:
        a.signed_in()
        assert "Signed in on 1 device" in owner.see(f"/customers/{ada}").text
        page = owner.follow(owner.send(f"/customers/{ada}/sessions", reason="A lost telephone."))
        assert "Signed in on 0 devices" in page.text
        assert Customer.objects.get().disabled_at is None

    @pytest.mark.parametrize("what", ["sessions", "disable", "enable"])
    def test_it_takes_a_reason(self, what: str, ada: str, owner: Browser) -> None:
        a.signed_in()
        assert "Reason: say why." in owner.follow(owner.send(f"/customers/{ada}/{what}", reason=" ")).text
        assert Session.objects.count() == 1
