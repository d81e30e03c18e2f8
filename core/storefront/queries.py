from core.storefront.errors import PurgeNotFound
from core.storefront.models import Purge


def purge_by_id(purge_id: str) -> Purge:
    """Raises PurgeNotFound."""
    purge: Purge | None = Purge.objects(id=purge_id).first()
    if purge is None:
        raise PurgeNotFound(purge_id)
    return purge
