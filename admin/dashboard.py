from flask_admin import AdminIndexView, expose

from admin.base import StaffOnly
from admin.stock import LOW
from core import clock
from core.catalog.queries import variants_by_sku
from core.content.queries import last_sync
from core.inventory.queries import low_stock
from core.orders.models import Order, OrderStatus
from core.orders.queries import orders_standing, sales_since
from core.outbox.queries import outbox_age

LATEST_ORDERS = 8
MOST_LOW = 8


class Dashboard(StaffOnly, AdminIndexView):
    """Where the shop stands this morning: what to do first, and what is in the way."""

    @expose("/")
    def index(self) -> str:
        midnight = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
        scarce = low_stock(LOW, limit=MOST_LOW)
        page: str = self.render(
            "dashboard.html",
            midnight=midnight,
            sales=sales_since(midnight),
            awaiting=orders_standing(OrderStatus.AWAITING_PAYMENT),
            to_ship=orders_standing(OrderStatus.PAID),
            latest=Order.objects.order_by("-placed_at").limit(LATEST_ORDERS),
            scarce=scarce,
            goods=variants_by_sku(low.sku for low in scarce),
            outbox=outbox_age(),
            sync=last_sync(),
        )
        return page
