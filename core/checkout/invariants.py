"""The rules of conservation that hold at every instant: stock adds up, orders and payments agree."""

from collections import Counter

from mongoengine import Q

from core.checkout.claims import tendered
from core.checkout.fulfilment_rules import as_placed, faults_of_fulfilment, holes
from core.inventory.proof import imbalances
from core.inventory.transfers import unproved_transfers
from core.money import Money
from core.orders import ledger
from core.orders.models import Order
from core.orders.states import SETTLED
from core.payments.models import COUNTS, Payment
from core.payments.queries import payments_for
from core.promotions.uses import faults as use_faults
from core.tenders.queries import faults as tender_faults


def violations() -> list[str]:
    """Every broken rule, in words; none is what there should be."""
    stock = [f"stock {imbalance.item}: {imbalance.rule}" for imbalance in imbalances()]
    orders = [fault for order in Order.objects for fault in _faults_of(order) + faults_of_fulfilment(order)]
    return [
        *stock,
        *unproved_transfers(),
        *tender_faults(),
        *use_faults(),
        *orders,
        *_paid_without_order(),
        *holes(),
    ]


def _faults_of(order: Order) -> list[str]:
    payment = Payment.objects(id=order.payment_id).first()
    rules = {
        "total = lines + delivery (+ tax where it is excluded)": _adds_up(order),
        "has a payment": payment is not None,
        "its payment is of its amount": payment is None
        or Money(payment.amount_minor + tendered(payment.tenders), payment.currency) == as_placed(order),
        "what tenders paid is on it": payment is None or payment.tenders == order.tenders,
        "every trace adds up to its amount": payment is None or payment.priced.traced,
        "is paid when it says so": order.status not in SETTLED
        or (payment is not None and payment.state in COUNTS),
        "its sums are those of its ledger": _sums_of(order.number)
        == {k: v for k, v in order.money.items() if v},
        "no more goes back than came": _covered(ledger.balance_in(order)),
        **_rules_of_its_payments(order),
    }
    return [f"order {order.number}: {rule}" for rule, holds in rules.items() if not holds]


def _sums_of(number: str) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for entry in ledger.entries_of(number):
        sums[entry.kind] += entry.minor
    return {kind: minor for kind, minor in sums.items() if minor}


def _covered(balance: ledger.Balance) -> bool:
    return 0 <= balance.refunded + balance.refunding <= balance.captured and balance.due >= 0


def _rules_of_its_payments(order: Order) -> dict[str, bool]:
    """Its ledger and the sums that its payments keep of themselves say the same."""
    balance, payments = ledger.balance_in(order), payments_for(order)
    goes_back = balance.refunded + balance.refunding
    return {
        "what came is what its payments took": sum(one.captured_minor for one in payments)
        == balance.captured,
        "what goes back is what its payments give": sum(one.given_back_minor for one in payments)
        == goes_back,
        "what banks took is what its payments lost": sum(one.disputed_minor for one in payments)
        == balance.disputed,
    }


def _stands_against(payment: Payment) -> Q:
    return Q(number=payment.number) if payment.number else Q(payment_id=payment.id)


def _adds_up(order: Order) -> bool:
    lines = sum(line.total_minor for line in order.lines)
    tax = 0 if order.tax_included else order.tax_minor
    return order.subtotal_minor == lines and order.total_minor == lines + order.delivery_minor + tax


def _paid_without_order() -> list[str]:
    """A payment that counts as paid has an order that is not cancelled."""
    return [
        f"payment {payment.id}: is paid, but has no order"
        for payment in Payment.objects(state__in=COUNTS)
        if not Order.objects(_stands_against(payment), status__in=SETTLED).first()
    ]
