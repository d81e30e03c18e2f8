from core.storefront import services as told
from core.storefront.events import PurgeRequested
from jobs.context import shop


def send_purge(event: PurgeRequested) -> None:
    told.send(shop().storefront, [event.purge_id])
