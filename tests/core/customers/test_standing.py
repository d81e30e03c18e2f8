from collections.abc import Callable

import pytest

from core import clock
from core.audit.models import AuditRecord
from core.carts.models import Cart
from core.customers import services
from core.customers.errors import CustomerNotFound, LinkNotGood, NotSignedIn
from core.customers.links import link_for
from core.customers.models import Customer, RefreshToken, Session
from core.customers.proofs import ask_for_reset, reset_password
from core.customers.queries import is_live
from core.customers.sessions import begin, go_on
from core.customers.standing import disable, enable, end_sessions
from core.key_ring import KeyRing
from core.passwords import matches
from core.tenders.services import grant_credit
from tests import builders as a
from tests.at_once import at_once
from tests.fakes import FakeMailer, FakeQueue

pytestmark = pytest.mark.usefixtures("database")

BOSS = "owner@quayside.example"
Act = Callable[..., None]


def facts() -> dict[str, str]:
    return {"actor": BOSS, "reason": "They rang."}


@pytest.mark.parametrize("end", [end_sessions, disable])
def test_what_was_signed_in_is_over_and_nobody_elses(end: Act) -> None:
    here, elsewhere, eve = a.signed_in(), a.signed_in(), a.signed_in("eve@example.com")
    end(here.customer.id, **facts())

    for one in (here, elsewhere):
        assert not is_live(one.session_id, here.customer.id)
        with pytest.raises(NotSignedIn):
            go_on(one.refresh_token, lasts=a.LASTING)
    assert is_live(eve.session_id, eve.customer.id)
    assert (Session.objects.count(), RefreshToken.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("act", "action"),
    [(end_sessions, "end_customer_sessions"), (disable, "disable_customer"), (enable, "enable_customer")],
)
def test_each_is_written_down_with_its_reason(act: Act, action: str) -> None:
    ada = a.customer()
    if act is enable:
        disable(ada.id)
    act(ada.id, **facts())

    (record,) = AuditRecord.objects(action=action)
    assert (record.actor, record.target) == (BOSS, f"customer:{ada.id}")
    assert record.facts == {"reason": "They rang."}


@pytest.mark.parametrize("act", [end_sessions, disable, enable])
def test_who_has_no_account_is_said_and_not_written_down(act: Act) -> None:
    with pytest.raises(CustomerNotFound):
        act("cus_nobody")
    assert AuditRecord.objects.first() is None


def test_whoever_is_signed_out_signs_in_again() -> None:
    ada = a.signed_in().customer
    end_sessions(ada.id)
    assert a.signed_in().customer.id == ada.id


def test_to_whoever_is_disabled_it_is_as_if_the_password_were_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    ada = a.customer()
    disable(ada.id)
    compared = []

    def watched(kept: str | None, password: str) -> bool:
        compared.append(password)
        return matches(kept, password)

    monkeypatch.setattr(services, "matches", watched)
    said = set()
    for password in (a.PASSWORD, "wrong horse battery"):
        with pytest.raises(NotSignedIn) as refusal:
            services.sign_in(ada.email, password, lasts=a.LASTING)
        said.add((str(refusal.value), refusal.value.code))

    assert len(said) == 1
    assert len(compared) == 2, "the password is compared first: it takes as long"


def test_no_sign_in_that_was_under_way_outlives_it() -> None:
    ada = a.customer()
    disable(ada.id)
    with pytest.raises(NotSignedIn):
        begin(ada, lasts=a.LASTING, device="")
    assert Session.objects.first() is None


def test_of_sign_ins_at_the_same_moment_none_is_left() -> None:
    ada = a.customer()
    acts: list[Callable[[], object]] = [a.signed_in, a.signed_in, lambda: disable(ada.id), a.signed_in]
    at_once(acts)

    assert Customer.objects.get().disabled_at
    assert Session.objects.first() is None


def test_links_that_were_mailed_are_void() -> None:
    ada, asked_at = a.customer(), clock.rfc3339(clock.now())
    token = link_for("password", ada, ada.email, "1", asked_at, secret=KeyRing("s" * 32), seconds=1_800)
    disable(ada.id)
    with pytest.raises(LinkNotGood):
        reset_password(str(token), "another of mine")


@pytest.mark.usefixtures("shop")
def test_no_link_is_mailed_to_whoever_is_disabled(queue: FakeQueue, mailer: FakeMailer) -> None:
    ada = a.customer()
    a.drain(queue)
    disable(ada.id)
    mailed = len(mailer.sent)
    ask_for_reset(ada.email)
    a.drain(queue)
    assert len(mailer.sent) == mailed

    enable(ada.id)
    ask_for_reset(ada.email)
    a.drain(queue)
    assert len(mailer.sent) == mailed + 1


def test_orders_carts_and_credit_stay() -> None:
    a.markets()
    ada = a.customer()
    a.cart(customer_id=ada.id)
    grant_credit(ada.id, 500, "USD", cause="c", actor=BOSS, reason="Late.")
    before = Cart._get_collection().find_one()
    disable(ada.id)

    assert Cart._get_collection().find_one() == before


def test_whoever_is_enabled_has_the_password_that_they_had() -> None:
    ada = a.customer()
    disable(ada.id)
    enable(ada.id)

    assert a.signed_in().customer.id == ada.id
    assert Customer.objects.get().disabled_at is None


def test_twice_is_once() -> None:
    ada = a.customer()
    for act in (disable, disable, enable, enable):
        act(ada.id)

    assert [record.action for record in AuditRecord.objects.order_by("at")] == [
        "disable_customer",
        "enable_customer",
    ]
