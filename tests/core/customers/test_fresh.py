from datetime import timedelta

import pytest

from core import clock
from core.customers.errors import ProofNeeded, WrongPassword
from core.customers.fresh import FRESH, prove, see_fresh
from tests import builders as a

pytestmark = pytest.mark.usefixtures("database")

LATER = FRESH + timedelta(seconds=1)


def test_a_sign_in_is_fresh_for_ten_minutes() -> None:
    here = a.signed_in()

    with clock.moved(FRESH - timedelta(seconds=2)):
        see_fresh(here.session_id, here.customer.id)
    with clock.moved(LATER), pytest.raises(ProofNeeded):
        see_fresh(here.session_id, here.customer.id)


def test_the_password_makes_its_own_session_fresh_again_and_no_other() -> None:
    here, there = a.signed_in(), a.signed_in()

    with clock.moved(LATER):
        prove(here.customer.id, here.session_id, a.PASSWORD)
        see_fresh(here.session_id, here.customer.id)
        with pytest.raises(ProofNeeded):
            see_fresh(there.session_id, there.customer.id)
    with clock.moved(2 * LATER), pytest.raises(ProofNeeded):
        see_fresh(here.session_id, here.customer.id)


def test_a_wrong_password_proves_nothing() -> None:
    here = a.signed_in()

    with clock.moved(LATER):
        with pytest.raises(WrongPassword):
            prove(here.customer.id, here.session_id, "not it at all")
        with pytest.raises(ProofNeeded):
            see_fresh(here.session_id, here.customer.id)


def test_nobody_proves_anything_in_the_session_of_somebody_else() -> None:
    ada, eve = a.signed_in(), a.signed_in("eve@example.com")

    with clock.moved(LATER):
        prove(eve.customer.id, ada.session_id, a.PASSWORD)
        with pytest.raises(ProofNeeded):
            see_fresh(ada.session_id, ada.customer.id)
