from core.bootstrap import Shop
from core.migrations.m20261129_payments_owed_back import migrate
from core.payments.models import Payment, PaymentState
from tests import builders as a
from tests.fakes import FakeGateway, FakeQueue


def test_what_came_for_nothing_before_it_was_counted_goes_back_once(
    shop: Shop, gateway: FakeGateway, queue: FakeQueue
) -> None:
    started = a.payment(a.started_payment(shop).payment.id)
    gateway.pay(str(started.provider_ref))
    Payment.objects(id=started.id).update_one(
        set__state=PaymentState.REFUND_DUE, unset__captured_minor=1, unset__given_back_minor=1
    )
    for _ in range(2):
        migrate()
    a.drain(queue)

    assert gateway.refunded_minor == started.amount_minor
    assert (a.payment(started.id).state, gateway.calls["refund"]) == (PaymentState.REFUNDED, 1)
