from datetime import timedelta

import pytest

from core import clock
from core.mail.models import SentMail
from core.mail.ports import MailAway, Message
from core.mail.services import send_once
from tests.fakes import FakeMailer

pytestmark = pytest.mark.usefixtures("database")

LETTER = Message("ada@example.com", "Hello", "Hello.\n", "<p>Hello.</p>")


def send(mailer: FakeMailer, key: str = "welcome:cus_1") -> bool:
    return send_once(LETTER, key=key, mailer=mailer)


def test_a_mail_goes_out_once_per_key(mailer: FakeMailer) -> None:
    assert [send(mailer), send(mailer), send(mailer, "welcome:cus_2")] == [True, False, True]
    assert mailer.keys == ["welcome:cus_1", "welcome:cus_2"]
    assert SentMail.objects(sent_at__ne=None).count() == 2


def test_one_that_was_not_taken_is_sent_later(mailer: FakeMailer) -> None:
    mailer.faults.away = True
    with pytest.raises(MailAway):
        send(mailer)
    assert SentMail.objects.get().sent_at is None

    mailer.faults.away = False
    with clock.moved(timedelta(days=1)):
        assert send(mailer)
    assert len(mailer.sent) == 1


def test_one_that_is_refused_for_good_is_noted_and_done_with(mailer: FakeMailer) -> None:
    mailer.refuses = {LETTER.recipient}
    assert send(mailer) is False
    mailer.refuses = set()
    assert send(mailer) is False

    (noted,) = SentMail.objects
    assert (mailer.sent, noted.sent_at, noted.fault) == (
        [],
        None,
        "The mail server does not know the recipient (550).",
    )
    assert noted.refused_at is not None


def test_one_whose_answer_was_lost_is_sent_again_under_the_same_key(mailer: FakeMailer) -> None:
    """Better twice than never; the key becomes the Message-ID, and mail programs show one of them."""
    mailer.faults.lose_answers = 1
    with pytest.raises(MailAway):
        send(mailer)
    send(mailer)

    assert mailer.keys == ["welcome:cus_1", "welcome:cus_1"]
