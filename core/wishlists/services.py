from mongoengine import NotUniqueError

from core import clock
from core.catalog.errors import UnknownSku
from core.catalog.queries import variants_by_sku
from core.wishlists.errors import TooManyWishes, WishListNotFound
from core.wishlists.models import MOST_LISTS, MOST_WISHES, Wish, WishList, new_list_id
from core.wishlists.queries import wish_list


def open_wish_list(customer_id: str, name: str, *, once: str | None = None) -> WishList:
    """A new list, which is empty. A customer has at most twenty, also when many are opened at once.

    Under a name (*once*) it is opened once, however often. Raises TooManyWishes.
    """
    list_id = new_list_id(once)
    mine: list[WishList] = list(WishList.objects(customer_id=customer_id))
    if earlier := next((known for known in mine if known.id == list_id), None):
        return earlier
    taken = {known.place for known in mine}
    for place in sorted(set(range(MOST_LISTS)) - taken):
        opened = WishList(id=list_id, customer_id=customer_id, place=place, name=name, created_at=clock.now())
        try:
            opened.save(force_insert=True)
        except NotUniqueError:  # somebody else was faster at that place
            continue
        return opened
    raise TooManyWishes(f"A customer has at most {MOST_LISTS} wish lists.")


def rename_wish_list(list_id: str, customer_id: str, name: str) -> WishList:
    """Raises WishListNotFound."""
    renamed: WishList | None = WishList.objects(id=list_id, customer_id=customer_id).modify(
        set__name=name, new=True
    )
    if renamed is None:
        raise WishListNotFound
    return renamed


def close_wish_list(list_id: str, customer_id: str) -> None:
    """Safe to repeat; the list of another stays."""
    WishList.objects(id=list_id, customer_id=customer_id).delete()


def wish_for(list_id: str, customer_id: str, sku: str) -> WishList:
    """Put a SKU on the list, once however often it is asked for.

    Raises WishListNotFound, UnknownSku, TooManyWishes.
    """
    if sku not in variants_by_sku([sku]):
        raise UnknownSku(sku)
    mine = WishList.objects(id=list_id, customer_id=customer_id)
    room = mine.filter(wishes__sku__ne=sku, **{f"wishes__{MOST_WISHES - 1}__exists": False})
    if not room.update_one(push__wishes=Wish(sku=sku, added_at=clock.now())):
        _refuse_unless_there(wish_list(list_id, customer_id), sku)
    return wish_list(list_id, customer_id)


def wish_no_more(list_id: str, customer_id: str, sku: str) -> WishList:
    """Take a SKU off the list; safe to repeat. Raises WishListNotFound."""
    WishList.objects(id=list_id, customer_id=customer_id).update_one(pull__wishes__sku=sku)
    return wish_list(list_id, customer_id)


def _refuse_unless_there(found: WishList, sku: str) -> None:
    if sku not in {wish.sku for wish in found.wishes}:
        raise TooManyWishes(f"A list has room for {MOST_WISHES} wishes.")
