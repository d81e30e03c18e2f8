from core.wishlists.errors import WishListNotFound
from core.wishlists.models import WishList


def wish_lists_of(customer_id: str) -> list[WishList]:
    """That customer's lists, the oldest first."""
    return list(WishList.objects(customer_id=customer_id).order_by("created_at", "id"))


def wish_list(list_id: str, customer_id: str) -> WishList:
    """That list, if it is that customer's. Raises WishListNotFound."""
    found: WishList | None = WishList.objects(id=list_id, customer_id=customer_id).first()
    if found is None:
        raise WishListNotFound
    return found
