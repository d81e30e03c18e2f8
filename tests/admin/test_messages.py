import pytest

from core import clock
from core.audit.models import AuditRecord
from core.bootstrap import Shop
from core.mail.models import SentMail
from core.outbox.models import OutboxMessage, OutboxState
from tests.admin.browser import Browser
from tests.admin.furnished import Furniture


def _message(furniture: Furniture) -> OutboxMessage:
    found: OutboxMessage = OutboxMessage.objects.get(id=furniture.message)
    return found


def test_the_outbox_is_listed_by_state(furniture: Furniture, owner: Browser) -> None:
    dead = _message(furniture)
    listed = owner.see("/outbox/?state=dead")
    assert f"/outbox/{dead.id}" in listed.links()
    assert "MailAway: The mail server does not answer." in listed.text
    assert f"/outbox/{dead.id}" not in owner.see("/outbox/?state=ready").links()


def test_a_dead_message_is_rung_for_again_and_recorded_once(furniture: Furniture, owner: Browser) -> None:
    path = f"/outbox/{furniture.message}"
    assert f"{path}/ring" in owner.see(path).forms()
    page = owner.follow(owner.send(f"{path}/ring", "pressed-by-a-test"))
    assert "It is rung for again" in page.text
    message = _message(furniture)
    assert (message.state, message.attempts) == (OutboxState.READY, 0)
    (record,) = AuditRecord.objects(action="ring_again")
    assert (record.actor, record.target) == ("owner@quayside.example", f"outbox:{furniture.message}")
    assert record.request_id == "pressed-by-a-test"


def test_only_what_is_dead_is_rung_for_again(furniture: Furniture, owner: Browser) -> None:
    path = f"/outbox/{furniture.message}"
    owner.send(f"{path}/ring")
    due = _message(furniture).due_at
    page = owner.follow(owner.send(f"{path}/ring"))
    assert "Only a dead message can be rung for again." in page.text
    assert f"{path}/ring" not in page.forms()
    assert _message(furniture).due_at == due
    assert AuditRecord.objects(action="ring_again").count() == 1


@pytest.mark.parametrize("name", ["nothing", "0" * 24, "6" * 23])
def test_an_unknown_message_is_404(name: str, owner: Browser) -> None:
    assert owner.get(f"/outbox/{name}").status_code == 404
    assert owner.send(f"/outbox/{name}/ring").status_code == 404


def test_webhooks_are_listed_without_their_bodies(furniture: Furniture, owner: Browser) -> None:
    text = owner.see("/inbox/?source=stripe").text
    assert "stripe-evt_1 Stripe charge.updated" in text
    assert "Waiting" in text
    assert "Nothing like that" in owner.see("/inbox/?source=contentful").text
    assert "stripe-evt_1" in owner.find("/inbox/", "stripe-evt").text


def test_mails_that_wait_can_be_told_from_those_that_went(furniture: Furniture, owner: Browser) -> None:
    assert "We have it" in owner.see("/mails/?sent=waiting").text
    assert "Nothing like that" in owner.see("/mails/?sent=sent").text
    SentMail.objects.update_one(set__sent_at=clock.now())
    assert "Nothing like that" in owner.see("/mails/?sent=waiting").text
    assert "We have it" in owner.see("/mails/?sent=sent").text


def test_a_mail_that_was_refused_for_good_says_so_and_waits_no_more(
    furniture: Furniture, owner: Browser
) -> None:
    assert furniture.order
    assert "Nothing like that" in owner.see("/mails/?sent=refused").text
    SentMail.objects.update_one(set__refused_at=clock.now(), set__fault="Nobody of that name (550).")
    assert "Nothing like that" in owner.see("/mails/?sent=waiting").text
    assert "Refused" in owner.see("/mails/?sent=refused").text


def test_mails_are_found_by_recipient_and_by_order(shop: Shop, furniture: Furniture, owner: Browser) -> None:
    for text in ("ada@", furniture.order, furniture.order.lower()):
        assert "We have it" in owner.find("/mails/", text).text, text
    assert "Nothing like that" in owner.find("/mails/", "grace@").text
    assert f"/orders/{furniture.order}" in owner.see("/mails/").links()
