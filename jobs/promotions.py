from core.checkout import claims
from core.listing import services as listing
from core.orders.events import OrderPaid
from core.orders.queries import order_by_number
from core.pages import whole
from core.payments.events import PaymentRetired, RefundDue
from core.promotions import services as promotions
from core.promotions import uses
from core.promotions.events import CataloguePricesChanged, PromotionTimesDue
from core.promotions.queries import goods_on
from core.storefront import tags

MOST_ONE_BY_ONE = 1_000
"""How many products are built one by one; when there are more, everything is."""


def refresh_goods(event: CataloguePricesChanged) -> None:
    """What a promotion of the catalogue is on costs something else now, on every page that shows it."""
    slugs = goods_on(event.keys, most=MOST_ONE_BY_ONE + 1)
    if not event.keys or len(slugs) > MOST_ONE_BY_ONE:
        whole.begin()
    elif slugs:
        listing.refresh(slugs, [tags.product(slug) for slug in slugs])


def apply_times(_event: PromotionTimesDue) -> None:
    """Promotions begin and end at their minute."""
    promotions.apply_times()


def give_parts_back(event: PaymentRetired | RefundDue) -> None:
    """What an attempt that is over has claimed: uses of promotions, gift cards, store credit."""
    claims.give_parts_back(event.payment_id)


def make_uses_final(event: OrderPaid) -> None:
    """What was claimed is used, and whoever bought has bought before from now on."""
    order = order_by_number(event.number)
    uses.make_final(order.payment_id)
    uses.note_buyer(uses.owners_of(order.email, order.customer_id))
