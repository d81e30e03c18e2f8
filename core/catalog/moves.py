"""Addresses that products leave behind, and where those lead."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from core.audit.services import record
from core.catalog.errors import AddressTaken
from core.catalog.events import ProductChanged
from core.catalog.goods import SLUG
from core.catalog.models import ANY_LOCALE, Product
from core.catalog.queries import any_product_by_slug
from core.catalog.records import addresses_of
from core.db import transactional
from core.errors import Invalid
from core.markets.queries import known_locales
from core.outbox.services import announce
from core.redirects.services import moved, reused
from core.storefront.paths import path_of

Facts = Mapping[str, Any]
_ADDRESS: TypeAdapter[str] = TypeAdapter(Annotated[str, Field(pattern=SLUG, max_length=120)])


@transactional
def rename_product(handle: str, address: str, *, locale: str | None = None, actor: str) -> None:
    """Let a product be found under another address, in one language or in all that have none of their own.

    The old address leads to the new one. Its handle stays: whatever names the product by it goes on doing so.
    Raises ProductNotFound, Invalid (an address that is none, an unknown language), AddressTaken.
    """
    product = any_product_by_slug(handle)
    before = _facts(product)
    _set(product, _checked(address), locale)
    product.addresses = addresses_of(_facts(product), known_locales())
    check_free([_facts(product)])
    product.save()
    after = _facts(product)
    settle_in({handle: before}, [after])
    lead_on(before, after)
    record(actor, "rename_product", f"product:{handle}", address=address, locale=locale)
    announce(
        ProductChanged(handle, list(product.shelves), list(product.collections), readdressed(before, after))
    )


def check_free(records: Sequence[Facts]) -> None:
    """That no other product has one of their addresses. Raises AddressTaken."""
    owners: dict[str, str] = {}
    for one in records:
        for address in one["addresses"]:
            if owners.setdefault(address, one["slug"]) != one["slug"]:
                raise _taken(address)
    others = {"addresses": {"$in": list(owners)}, "slug": {"$nin": [one["slug"] for one in records]}}
    other = Product._get_collection().find_one(others, {"addresses": 1})
    if other:
        raise _taken(next(address for address in other["addresses"] if address in owners))


def settle_in(before: Mapping[str, Facts], after: Sequence[Facts]) -> None:
    """No redirect leads away from an address that one of these has, and that it had not *before* (by handle)."""
    reused(
        *(
            path_of("product", address)
            for one in after
            for address in sorted(addresses_in(one) - addresses_in(before.get(one["slug"], {})))
        )
    )


def addresses_in(product: Facts) -> set[str]:
    """Every address of a record, in whatever language."""
    return {address for _, address in _parted(product)}


def readdressed(before: Facts, after: Facts) -> list[str]:
    """The addresses under which something else is found now than before, in whatever language."""
    changed = set(_parted(before)) ^ set(_parted(after))
    return sorted({address for _, address in changed})


def lead_on(before: Facts, after: Facts) -> None:
    """Let every path that a product has left, and that nobody else has, lead to where it is now."""
    for old, new in _left(before, after):
        if not Product.objects(addresses__in=[f"{name} {old}" for name in _locales(before, after)]).first():
            moved(path_of("product", old), path_of("product", new))


def _left(before: Facts, after: Facts) -> Iterator[tuple[str, str]]:
    """Each address that it has in no language any more, with the one that took its place."""
    now = dict(_parted(after))
    seen = set(now.values())
    for locale, address in _parted(before):
        if address not in seen:
            seen.add(address)
            yield address, now.get(locale, now[ANY_LOCALE])


def _parted(product: Facts) -> Iterator[tuple[str, str]]:
    for address in product.get("addresses", ()):
        locale, _, slug = address.partition(" ")
        yield locale, slug


def _locales(*products: Facts) -> set[str]:
    return {locale for product in products for locale, _ in _parted(product)}


def _facts(product: Product) -> Facts:
    return {
        "slug": product.slug,
        "default_slug": product.default_slug or product.slug,
        "slugs": dict(product.slugs),
        "addresses": list(product.addresses),
    }


def _set(product: Product, address: str, locale: str | None) -> None:
    if locale is None:
        product.default_slug = address
    elif locale in known_locales():
        product.slugs[locale] = address
    else:
        raise Invalid(f"The shop speaks {', '.join(known_locales())}; not {locale!r}.", field="locale")


def _checked(address: str) -> str:
    try:
        return _ADDRESS.validate_python(address)
    except ValidationError:
        raise Invalid("An address is of small letters, digits and single hyphens.", field="address") from None


def _taken(address: str) -> AddressTaken:
    locale, _, slug = address.partition(" ")
    return AddressTaken(slug, locale, field="slug" if locale == ANY_LOCALE else f"translations.{locale}.slug")
