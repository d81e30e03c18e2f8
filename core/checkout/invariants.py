"""The rules of conservation that hold at every instant: stock adds up, orders and payments agree."""

from core.inventory.queries import imbalances
from core.orders.models import Order, OrderStatus
from core.payments.models import Payment, PaymentState

SETTLED = (OrderStatus.PAID, OrderStatus.SHIPPED)


def violations() -> list[str]:
    """Every broken rule, in words; none is what there should be."""
    stock = [f"stock {imbalance.item}: {imbalance.rule}" for imbalance in imbalances()]
    return stock + [fault for order in Order.objects for fault in _faults_of(order)] + _paid_without_order()


def _faults_of(order: Order) -> list[str]:
    payment = Payment.objects(id=order.payment_id).first()
    rules = {
        "total = lines + delivery (+ tax where it is excluded)": _adds_up(order),
        "has a payment": payment is not None,
        "its payment is of its amount": payment is None or payment.amount == order.total,
        "is paid when it says so": order.status not in SETTLED
        or (payment is not None and payment.state == PaymentState.PAID),
    }
    return [f"order {order.number}: {rule}" for rule, holds in rules.items() if not holds]


def _adds_up(order: Order) -> bool:
    lines = sum(line.total_minor for line in order.lines)
    tax = 0 if order.tax_included else order.tax_minor
    return order.subtotal_minor == lines and order.total_minor == lines + order.delivery_minor + tax


def _paid_without_order() -> list[str]:
    """A payment that counts as paid has an order that is not cancelled."""
    return [
        f"payment {payment.id}: is paid, but has no order"
        for payment in Payment.objects(state=PaymentState.PAID)
        if not Order.objects(payment_id=payment.id, status__in=SETTLED).first()
    ]
