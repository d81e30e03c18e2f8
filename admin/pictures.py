"""Small pictures beside the goods: the catalogue's own, else what the editors gave the product."""

from collections.abc import Iterable, Sequence

from core.catalog.models import Product
from core.content.queries import first_pictures
from core.content.services import default_locale
from core.orders.models import OrderLine


def pictures_of_lines(lines: Sequence[OrderLine]) -> dict[str, str]:
    """Addresses by product slug: what the line kept when it was bought, else the product's picture of today."""
    kept = {line.product_slug: line.image for line in lines if line.image}
    return {**_of_editors(line.product_slug for line in lines), **kept}


def pictures_of(products: Sequence[Product]) -> dict[str, str]:
    """Addresses by product slug; what has no picture is left out."""
    own = {product.slug: str(product.images[0]["url"]) for product in products if product.images}
    return {**own, **_of_editors(product.slug for product in products)}


def _of_editors(slugs: Iterable[str]) -> dict[str, str]:
    found = first_pictures("product", list(slugs), default_locale())
    return {slug: str(picture["url"]) for slug, picture in found.items()}
