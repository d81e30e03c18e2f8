from dataclasses import dataclass

from core.outbox.events import Event


@dataclass(frozen=True)
class CataloguePricesChanged(Event):
    """Promotions that pages show began, ended or were changed: what they are on is to be built anew.

    *keys* name the goods (`product:`, `sku:`, `category:`, `collection:`, `tag:`); an empty list means everything.
    """

    keys: list[str]


@dataclass(frozen=True)
class PromotionTimesDue(Event):
    """For some promotions the moment has come at which they begin or end."""
