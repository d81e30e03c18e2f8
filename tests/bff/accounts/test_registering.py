import pytest

from core.bootstrap import Shop
from core.customers.models import Customer
from tests import builders as a
from tests.bff.accounts.test_proofs import NEW, STOREFRONT, link, sign_in
from tests.bff.asker import Asker
from tests.fakes import FakeMailer, FakeQueue

ADA = {"email": "ada@example.com", "password": a.PASSWORD, "name": "Ada"}
FORGED = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}


def test_an_account_is_opened_by_mail(asker: Asker, mailer: FakeMailer, queue: FakeQueue) -> None:
    asked = asker.ask("POST", "/v1/auth/register", {**ADA, "email": "Ada@Example.com"}, **FORGED)
    assert (asked.status_code, asked.get_json()) == (202, None)
    recipient, page, token = link(mailer, queue, "registration_link")
    assert (recipient, page) == ("ada@example.com", f"{STOREFRONT}/account/email")
    assert sign_in(asker, a.PASSWORD) == 401
    assert asker.ask("POST", "/v1/auth/email/confirm", {"token": token}).status_code == 204

    signed_in = asker.do("POST", "/v1/auth/login", {"email": ADA["email"], "password": a.PASSWORD})
    assert signed_in["customer"]["emailVerified"] is True
    assert asker.ask("POST", "/v1/auth/email/confirm", {"token": token}).status_code == 422
    a.drain(queue)
    assert [message.subject for key, message in mailer.sent if key.startswith("welcome")] == [
        "Welcome aboard, Ada"
    ]


def test_an_address_that_has_an_account_is_answered_alike_and_mailed_the_way_back(
    asker: Asker, mailer: FakeMailer, queue: FakeQueue
) -> None:
    a.customer()
    answers = [
        asker.ask("POST", "/v1/auth/register", {**ADA, "email": email, "password": NEW}, **FORGED)
        for email in ("eve@example.com", "ada@example.com")
    ]
    recipient, page, token = link(mailer, queue, "account_exists")
    for part in ("status_code", "data", "content_type"):
        assert getattr(answers[0], part) == getattr(answers[1], part)
    assert (recipient, page) == ("ada@example.com", f"{STOREFRONT}/account/password")
    assert [sign_in(asker, password) for password in (a.PASSWORD, NEW)] == [200, 401]
    body = {"token": token, "password": NEW}
    assert asker.ask("POST", "/v1/auth/password/reset", body).status_code == 204
    assert sign_in(asker, NEW) == 200


def test_who_asks_again_and_again_fills_no_mailbox(
    asker: Asker, mailer: FakeMailer, queue: FakeQueue
) -> None:
    for _ in range(5):
        assert asker.ask("POST", "/v1/auth/register", ADA).status_code == 202
    a.drain(queue)

    assert len(mailer.sent) == 3


def test_whoever_was_not_asked_before_the_proof_is_nobody(asker: Asker, queue: FakeQueue) -> None:
    """What is answered to a sign-in before the proof is what is answered to a wrong password."""
    a.customer("eve@example.com")
    asker.ask("POST", "/v1/auth/register", ADA)
    a.drain(queue)
    tries = [("ada@example.com", a.PASSWORD), ("eve@example.com", NEW), ("nobody@example.com", NEW)]
    answers = [
        asker.ask("POST", "/v1/auth/login", {"email": email, "password": password})
        for email, password in tries
    ]

    assert {(answer.status_code, answer.data) for answer in answers} == {(401, answers[0].data)}


def test_a_password_that_is_refused_is_refused_to_all(asker: Asker) -> None:
    a.customer()
    answers = [
        asker.ask("POST", "/v1/auth/register", {**ADA, "email": email, "password": "short"})
        for email in ("eve@example.com", "ada@example.com")
    ]

    assert {(answer.status_code, answer.data) for answer in answers} == {(422, answers[0].data)}


def test_an_equal_address_gives_nobody_a_guests_order(
    asker: Asker, shop: Shop, mailer: FakeMailer, queue: FakeQueue
) -> None:
    """Neither before the address is proved nor afterwards: the order's own token is the proof."""
    order = a.paid_order(shop, {"MUG": 1})
    asker.ask("POST", "/v1/auth/register", {**ADA, "email": order.email})
    *_, token = link(mailer, queue, "registration_link")
    with pytest.raises(AssertionError, match="401"):
        asker.do("POST", "/v1/auth/login", {"email": order.email, "password": a.PASSWORD})
    assert asker.ask("POST", "/v1/auth/email/confirm", {"token": token}).status_code == 204
    signed_in = asker.do("POST", "/v1/auth/login", {"email": order.email, "password": a.PASSWORD})
    asker.access = signed_in["accessToken"]

    assert Customer.objects.get().email == order.email
    assert asker.get("/v1/me/orders").get_json()["orders"] == []
    assert asker.get(f"/v1/orders/{order.number}").status_code == 404
