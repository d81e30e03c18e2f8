from flask_admin import AdminIndexView, expose

from admin.base import StaffOnly
from admin.hands import hands
from admin.reach import MARKET, in_mine, my_markets, whole_shop
from admin.times import today
from core.catalog.queries import variants_by_sku
from core.content.queries import last_sync
from core.inventory.levels import watched_short
from core.inventory.queries import stock_levels
from core.orders.models import Order, OrderStatus
from core.orders.queries import orders_standing, sales_since
from core.outbox.queries import outbox_age

LATEST_ORDERS = 8
MOST_LOW = 8
MOST_COUNTED = 10_000


class Dashboard(StaffOnly, AdminIndexView):
    """Where the shop stands this morning: what needs a hand, what to do next, and what is in the way.

    Counts end somewhere, and what is low is kept beside the stock. What grows: the sales of today are the sum of
    today's orders, and the outbox counts all that waits.
    """

    reaches = MARKET

    @expose("/")
    def index(self) -> str:
        midnight, short = today(), watched_short(MOST_LOW)
        page: str = self.render(
            "dashboard.html",
            midnight=midnight,
            hands=hands() if whole_shop() else [],
            sales=sales_since(midnight, my_markets()),
            awaiting=orders_standing(OrderStatus.AWAITING_PAYMENT, my_markets(), most=MOST_COUNTED),
            to_ship=orders_standing(OrderStatus.PAID, my_markets(), most=MOST_COUNTED),
            most_counted=MOST_COUNTED,
            latest=Order.objects(**in_mine()).order_by("-placed_at").limit(LATEST_ORDERS),
            scarce={sku: sum(level.free.values()) for sku, level in stock_levels(short).items()},
            goods=variants_by_sku(short),
            outbox=outbox_age(),
            sync=last_sync(),
        )
        return page
