from core.errors import Conflict, Invalid, NotFound


class ProductNotFound(NotFound):
    code = "product-not-found"
    title = "There is no such product"

    def __init__(self, slug: str, *, moved_to: str | None = None) -> None:
        more = {"movedTo": moved_to} if moved_to else {}
        super().__init__(f"There is no product {slug!r} here.", slug=slug, **more)


class CategoryNotFound(NotFound):
    code = "category-not-found"
    title = "There is no such category"

    def __init__(self, slug: str, *, moved_to: str | None = None) -> None:
        more = {"movedTo": moved_to} if moved_to else {}
        super().__init__(f"There is no category {slug!r} here.", slug=slug, **more)


class UnknownSku(Invalid):
    code = "unknown-sku"
    title = "There is no such SKU"

    def __init__(self, sku: str, *, field: str = "sku") -> None:
        super().__init__(f"Nothing with the SKU {sku!r} is sold here.", field=field, sku=sku)


class SkuTaken(Conflict):
    code = "sku-taken"
    title = "Another product has that SKU"

    def __init__(self, sku: str, slug: str) -> None:
        super().__init__(f"{sku!r} belongs to the product {slug!r}.", sku=sku, slug=slug)


class CollectionNotFound(NotFound):
    code = "collection-not-found"
    title = "There is no such collection"

    def __init__(self, slug: str) -> None:
        super().__init__(f"There is no collection {slug!r} here.", slug=slug)


class AddressTaken(Conflict):
    code = "address-taken"
    title = "Another product has that address"

    def __init__(self, address: str, locale: str, *, field: str = "slug") -> None:
        where = "for every language" if locale == "*" else f"in {locale}"
        super().__init__(f"The address {address!r} is another product's, {where}.", field=field, slug=address)
