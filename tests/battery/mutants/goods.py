"""Checks 1 to 11: goods, carts, prices, and what goes back."""

from tests.battery.mutants.mutant import Mutant

CROWD = "tests/battery/test_stock.py::test_a_crowd_gets_what_there_is_and_not_a_piece_more"
CROSSING = "tests/battery/test_stock.py::test_baskets_that_cross_get_all_of_what_they_hold_or_nothing"
LATE = "tests/battery/test_late.py::test_who_pays_when_others_have_the_goods_gets_all_of_the_money_back"
EVERYBODY = (
    "tests/battery/test_stock.py"
    "::test_a_cart_that_is_completed_by_everybody_at_once_is_one_order_and_one_charge"
)
CODE = "tests/battery/test_carts.py::test_a_code_for_one_order_is_redeemed_once"
CARD = "tests/battery/test_carts.py::test_a_gift_card_pays_to_its_last_cent_and_no_further"
CART = "tests/battery/test_carts.py::test_whatever_is_acknowledged_while_everybody_changes_a_cart_is_in_it"
TAMPERING = "tests/bff/carts/test_tampering.py::test_no_tampering_changes_what_a_cart_costs"
SUMS = "tests/core/pricing/test_basket.py::TestSums::test_are_whole_and_add_up"
ORDER = "tests/core/pricing/test_basket.py::TestSums::test_do_not_depend_on_the_order_of_the_lines"
PARTS = (
    "tests/core/pricing/test_allocation.py"
    "::test_the_parts_are_whole_and_add_up_and_none_is_more_than_its_weight"
)
SAID = "tests/bff/checkout/test_prices.py::test_what_is_taken_is_what_was_said"
STEPS = "tests/bff/checkout/test_prices.py::test_whichever_step_of_paying_it_changes_at"
TWO = "tests/core/orders/test_refunds.py::test_two_who_refund_at_once_never_give_back_more_than_has_come"
PROMISED = "tests/core/orders/test_refunds.py::test_what_has_been_promised_back_already_is_not_promised_again"
DROPPED = (
    "tests/core/payments/test_refunds.py"
    "::TestSent::test_one_that_is_dropped_while_it_is_on_its_way_is_in_the_books_all_the_same"
)
LOST = (
    "tests/core/payments/test_lost_answers.py"
    "::test_a_refund_whose_answer_was_lost_goes_once_and_is_in_the_books_once"
)
MACHINE = "tests/battery/test_machine.py::test_a_shop_is_what_its_model_says_whatever_is_done_to_it"

READ_THEN_WRITTEN = """\
        read = self.named(item).first()
        if read is None or read.available < quantity or read.part_of(hold_id):
            return None
        hold = Hold(hold_id=hold_id, quantity=quantity, until=until)
        less = read.available - quantity
        self.named(item).update_one(set__available=less, inc__held=quantity, push__holds=hold)
        found = read
"""

GOODS = (
    Mutant(
        1,
        "stock that is read, then written",
        "core/inventory/models.py",
        '        found = moved(StockItem, *_taking(item, hold_id, quantity, until), only=["available"])\n',
        READ_THEN_WRITTEN,
        CROWD,
    ),
    Mutant(
        1,
        "a sale that leaves its goods held",
        "core/orders/services.py",
        "    inventory.sell(order.payment_id, order.pieces, locations=locations, cause=cause, ordered_at=since)\n",
        "",
        CROWD,
    ),
    Mutant(
        2,
        "a refused basket keeps what it has",
        "core/inventory/taking.py",
        "            release(hold_id)\n            raise OutOfStock(sku, quantity)",
        "            raise OutOfStock(sku, quantity)",
        CROSSING,
    ),
    Mutant(
        3,
        "a sale of goods that are not there",
        "core/inventory/services.py",
        "        raise OutOfStock(sku, missing)",
        "        return",
        LATE,
    ),
    Mutant(
        3,
        "money that is kept",
        "core/checkout/settlement.py",
        "        _send_back(payment, seen, str(refusal))",
        "        return",
        LATE,
    ),
    Mutant(
        3,
        "holds that last until they are swept up",
        "core/inventory/taking.py",
        "    return sum(item.available + _lapsed_beside(item, hold_id) for item in items)",
        "    return sum(item.available for item in items)",
        LATE,
    ),
    Mutant(
        4,
        "an order that is written without a look for an earlier one",
        "core/orders/services.py",
        "    if number is None and (earlier := order_from_cart(cart_id)):\n        return earlier\n",
        "",
        EVERYBODY,
    ),
    Mutant(
        5,
        "a use without its limit",
        "core/promotions/models.py",
        "free.filter(left__gt=0).update_one(",
        "free.update_one(",
        CODE,
    ),
    Mutant(
        5,
        "a balance that is drawn on without a look at it",
        "core/tenders/models.py",
        "enabled=True, balance_minor__gte=minor)",
        "enabled=True)",
        CARD,
    ),
    Mutant(
        6,
        "a write that does not name the version it read",
        "core/carts/services.py",
        'same = {"_id": read.id, "version": read.version, "order_number": None}',
        'same = {"_id": read.id, "order_number": None}',
        CART,
    ),
    Mutant(
        7,
        "members that nobody knows let through",
        "bff/schemas.py",
        '    """Writes and reads camelCase names."""\n',
        '    """Writes and reads camelCase names."""\n\n    class Meta:\n        unknown = EXCLUDE\n',
        TAMPERING,
    ),
    Mutant(
        7,
        "`true` taken for a number",
        "bff/schemas.py",
        "        if type(value) is not int:",
        "        if not isinstance(value, int):",
        TAMPERING,
    ),
    Mutant(
        8,
        "more taken off than there is",
        "core/pricing/discounts.py",
        "min(effect.minor.get(case.market, 0), sum(weights.values()))",
        "effect.minor.get(case.market, 0)",
        SUMS,
    ),
    Mutant(
        8,
        "what is left over of a discount forgotten",
        "core/pricing/allocation.py",
        "(whole, int(name in more))",
        "(whole, 0)",
        PARTS,
    ),
    Mutant(
        8,
        "the order of the lines in who gets it",
        "core/pricing/allocation.py",
        "(-floors[name][1], name)",
        "-floors[name][1]",
        ORDER,
    ),
    Mutant(
        9,
        "the total that was said not compared",
        "core/checkout/services.py",
        "    if expected_minor is not None and expected_minor != checkout.quote.total_minor:",
        "    if expected_minor is not None and expected_minor < 0:",
        SAID,
    ),
    Mutant(
        9,
        "a basket priced again after it was compared",
        "core/checkout/services.py",
        "    payment, new = _attempt(checkout, provider, gateways, hold_seconds, terms)",
        "    checkout = _complete(checkout_of(cart, carrier, taxes))\n"
        "    payment, new = _attempt(checkout, provider, gateways, hold_seconds, terms)",
        STEPS,
    ),
    Mutant(
        10,
        "what a bank took not counted",
        "core/orders/ledger.py",
        "self.captured - self.refunded - self.refunding - self.disputed",
        "self.captured - self.refunded - self.refunding",
        PROMISED,
    ),
    Mutant(
        10,
        "nor at the payment that it took it from",
        "core/payments/queries.py",
        "payment.captured_minor - payment.given_back_minor - payment.disputed_minor",
        "payment.captured_minor - payment.given_back_minor",
        DROPPED,
    ),
    Mutant(
        10,
        "a refund's key made anew for every try",
        "core/payments/models.py",
        'return f"refund-{self.id}-{self.refusals}"',
        'return f"refund-{self.id}-{secrets.token_hex(4)}"',
        TWO,
    ),
    Mutant(
        10,
        "a refund without its limit",
        "core/orders/refunds.py",
        "    if granted > most:",
        "    if granted > 10 * most:",
        PROMISED,
    ),
    Mutant(
        10,
        "a limit that does not count what is promised back",
        "core/orders/refunds.py",
        "balance.refundable - balance.owed_back",
        "balance.refundable",
        PROMISED,
    ),
    Mutant(
        10,
        "a plan that does not count what is on its way",
        "core/orders/ledger.py",
        "max(0, -self.open - self.refunding)",
        "max(0, -self.open)",
        TWO,
    ),
    Mutant(
        10,
        "a refund that went although it was dropped in no books",
        "core/payments/refunds.py",
        "    start = RefundState.DROPPED if late else RefundState.PLANNED\n",
        "    start = RefundState.PLANNED\n",
        DROPPED,
    ),
    Mutant(
        10,
        "a refund whose answer was lost taken for somebody else's",
        "core/payments/takeover.py",
        "    if named or seen.ours is None:",
        "    if named or seen.ref:",
        LOST,
    ),
    Mutant(
        11,
        "goods of a cancelled order that do not come back",
        "core/orders/services.py",
        "    inventory.take_back_all(_cause(number), actor=actor)\n",
        "",
        MACHINE,
    ),
    Mutant(
        11,
        "an attempt that goes on though the cart has changed",
        "core/checkout/services.py",
        "    if young and same == (checkout.cart.version, checkout.quote.fingerprint, provider, terms):",
        "    if young and same[2:] == (provider, terms):",
        MACHINE,
    ),
    Mutant(
        11,
        "an order that leaves before it is paid",
        "core/orders/states.py",
        "    Act.SHIP: frozenset({Stage.PAID, ",
        "    Act.SHIP: frozenset({Stage.AWAITING_PAYMENT, Stage.PAID, ",
        MACHINE,
    ),
    Mutant(
        11,
        "goods that an edit adds and nobody takes off the shelf",
        "core/orders/edits.py",
        "        inventory.sell(hold, pieces_of(added),",
        "        dict(hold=hold, pieces=pieces_of(added),",
        MACHINE,
    ),
)
