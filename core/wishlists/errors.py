from core.errors import Conflict, NotFound


class WishListNotFound(NotFound):
    code = "wish-list-not-found"
    title = "There is no such wish list"

    def __init__(self) -> None:
        super().__init__("The wish list is gone, or was never yours.")


class TooManyWishes(Conflict):
    code = "too-many-wishes"
    title = "There is no room for more wishes"
