import re
import uuid

import pytest

from bff.accounts.schemas import SignedInSchema
from core.customers.models import Customer
from tests import builders as a
from tests.bff.asker import Asker, fields_of
from tests.fakes import FakeMailer, FakeQueue

NEW = "seven gulls over Reno"
STOREFRONT = "http://storefront.example"


def link(mailer: FakeMailer, queue: FakeQueue, template: str) -> tuple[str, str, str]:
    """The newest mail of that kind: to whom it went, where its link leads, and its token."""
    a.drain(queue)
    message = [message for key, message in mailer.sent if key.startswith(template)][-1]
    (url,) = re.findall(r"^http\S+$", message.text, re.MULTILINE)
    page, token = url.split("#token=")
    return message.recipient, page, token


def sign_in(asker: Asker, password: str, email: str = "ada@example.com") -> int:
    return asker.ask("POST", "/v1/auth/login", {"email": email, "password": password}).status_code


def test_a_forgotten_password_is_replaced_by_mail(asker: Asker, mailer: FakeMailer, queue: FakeQueue) -> None:
    asker.register()
    forged = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    asked = asker.ask("POST", "/v1/auth/password/forgot", {"email": "Ada@Example.com"}, **forged)
    recipient, page, token = link(mailer, queue, "reset_link")

    assert asked.status_code == 202
    assert (recipient, page) == ("ada@example.com", f"{STOREFRONT}/account/password")
    body = {"token": token, "password": NEW}
    assert asker.ask("POST", "/v1/auth/password/reset", body).status_code == 204
    assert (sign_in(asker, NEW), sign_in(asker, "correct horse battery")) == (200, 401)
    assert asker.get("/v1/me").status_code == 401
    again = asker.ask("POST", "/v1/auth/password/reset", body)
    assert (again.status_code, fields_of(again)) == (422, ["token"])
    assert again.get_json()["type"] == "/problems/link-not-good"
    a.drain(queue)
    assert "Your password was changed" in [message.subject for _, message in mailer.sent]


def test_an_address_without_an_account_is_answered_alike_and_mailed_nothing(
    asker: Asker, mailer: FakeMailer, queue: FakeQueue
) -> None:
    asker.register()
    answers = [
        asker.ask("POST", "/v1/auth/password/forgot", {"email": email})
        for email in ("ada@example.com", "nobody@example.com")
    ]
    assert [answer.status_code for answer in answers] == [202, 202]
    assert answers[0].data == answers[1].data
    a.drain(queue)
    assert {message.recipient for _, message in mailer.sent} == {"ada@example.com"}


def test_a_changed_password_signs_the_others_out(asker: Asker) -> None:
    asker.register()
    lynx = Asker(asker.client, access=asker.access)
    body = {"currentPassword": "correct horse battery", "password": NEW}
    changed = asker.do("PUT", "/v1/me/password", body)
    assert SignedInSchema().validate(changed) == {}
    asker.access = changed["accessToken"]

    assert (asker.get("/v1/me").status_code, lynx.get("/v1/me").status_code) == (200, 401)
    assert (sign_in(asker, NEW), sign_in(asker, "correct horse battery")) == (200, 401)


@pytest.mark.parametrize(
    ("current", "password", "field", "code"),
    [
        ("wrong", NEW, "currentPassword", "wrong-password"),
        ("correct horse battery", "short", "password", "invalid-value"),
        ("correct horse battery", "Passw0rd!", "password", "common-password"),
    ],
)
def test_a_change_that_is_refused_names_its_field(
    current: str, password: str, field: str, code: str, asker: Asker
) -> None:
    asker.register()
    body = {"currentPassword": current, "password": password}
    answer = asker.ask("PUT", "/v1/me/password", body, Idempotency_Key=str(uuid.uuid4()))
    assert (answer.status_code, fields_of(answer)) == (422, [field])
    assert answer.get_json()["type"] == f"/problems/{code}"


def test_an_address_is_proved_by_mail(asker: Asker, mailer: FakeMailer, queue: FakeQueue) -> None:
    asker.register()
    Customer.objects.update(unset__email_verified_at=1)
    assert asker.get("/v1/me").get_json()["emailVerified"] is False
    assert asker.ask("POST", "/v1/me/email/proof").status_code == 202
    _, page, token = link(mailer, queue, "email_link")

    assert page == f"{STOREFRONT}/account/email"
    assert asker.ask("POST", "/v1/auth/email/confirm", {"token": token}).status_code == 204
    assert asker.get("/v1/me").get_json()["emailVerified"] is True


def test_another_address_is_proved_by_the_new_one_and_told_to_the_old(
    asker: Asker, mailer: FakeMailer, queue: FakeQueue
) -> None:
    asker.register()
    wish = {"email": "countess@example.com", "password": "correct horse battery"}
    assert asker.ask("PUT", "/v1/me/email", wish, Idempotency_Key=str(uuid.uuid4())).status_code == 202
    recipient, _, token = link(mailer, queue, "email_link")
    assert recipient == "countess@example.com"
    assert asker.get("/v1/me").get_json()["email"] == "ada@example.com"
    asker.ask("POST", "/v1/auth/email/confirm", {"token": token})
    a.drain(queue)

    assert sign_in(asker, "correct horse battery", "countess@example.com") == 200
    told = [message.recipient for key, message in mailer.sent if key.startswith("email_changed")]
    assert told == ["ada@example.com"]


def test_whether_an_address_has_an_account_is_told_to_nobody_who_wants_it(
    asker: Asker, mailer: FakeMailer, queue: FakeQueue
) -> None:
    Asker(asker.client).register("eve@example.com")
    asker.register()
    a.drain(queue)
    mailer.sent.clear()
    wish = {"email": "eve@example.com", "password": "correct horse battery"}
    assert asker.ask("PUT", "/v1/me/email", wish, Idempotency_Key=str(uuid.uuid4())).status_code == 202
    a.drain(queue)
    assert mailer.sent == []


def test_a_name_is_changed_and_nothing_else(asker: Asker) -> None:
    before = asker.register()["customer"]
    after = asker.do("PATCH", "/v1/me", {"name": "Ada Byron"})
    assert after == {**before, "name": "Ada Byron"}
    for field in ("email", "group", "taxExempt", "emailVerified"):
        answer = asker.ask("PATCH", "/v1/me", {"name": "Ada", field: "x"})
        assert (answer.status_code, fields_of(answer)) == (422, [field])


def test_a_flood_of_sign_ins_is_told_to_come_back(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def acquire(self, *, blocking: bool) -> bool:
            return blocking

    monkeypatch.setattr("core.passwords._room", Full())
    answer = asker.ask("POST", "/v1/auth/login", {"email": "ada@example.com", "password": NEW})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    assert answer.get_json()["type"] == "/problems/passwords-busy"
