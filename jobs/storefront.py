from core.storefront import services as told
from core.storefront.events import PurgeRequested, ReplicasBehind
from jobs.context import shop


def send_purge(event: PurgeRequested) -> None:
    told.send(shop().storefront, [event.purge_id])


def catch_up(_event: ReplicasBehind) -> None:
    told.catch_up(shop().storefront)
