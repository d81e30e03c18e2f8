"""Whatever changes: every page that it changes is purged and built anew, and few others are."""

import random
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from core.adapters.mongo_search import MongoSearch
from core.catalog.errors import AddressTaken
from core.catalog.moves import rename_product
from core.content.ports import ContentPage
from core.content.services import store_page
from core.listing.asked import Asked
from core.markets.queries import markets
from core.outbox.models import OutboxMessage
from core.pages import whole
from core.pages.lists import search_page
from core.pages.models import Page
from tests import builders as a
from tests.fakes import FakeQueue, FakeStorefront

SKUS = tuple(f"MUG-{number}" for number in range(12))
SHELVES = ("kitchen", "table", "garden")
SEARCHES = ("mug", "quay", "blue mug")
ROLE_OF = {"content": "page"}
MOST_SURPLUS = 0.15
"""Of all pages, on the average of all changes."""

Copies = dict[str, tuple[str, frozenset[str]]]
"""The etag of each page, which is made of its bytes, and its tags."""


class Shopkeeper:
    """Changes one thing at random, as staff or editors do; the same things for the same seed."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.revision = 1
        self.goods = {sku: self._facts(sku) for sku in SKUS}

    def furnish(self) -> None:
        a.markets()
        for facts in self.goods.values():
            a.product(facts)
        for sku in SKUS[::2]:
            a.stock(sku, 3)
        self._publish(*self._entries())
        a.mirrored(a.asset("pic-0", alt="A mug"), a.asset("pic-1", alt="A pot"))

    def change(self) -> str:
        """One thing, and what it was."""
        what = self.dice.choice(
            [
                self.reprice,
                self.rename,
                self.rebrand,
                self.readdress,
                self.move,
                self.relate,
                self.hide_or_show,
                self.receive,
                self.sell_out,
                self.edit_product_entry,
                self.edit_page,
                self.move_page,
                self.edit_menu,
                self.edit_home,
                self.edit_picture,
                self.edit_shelf,
                self.withdraw,
            ]
        )
        return f"{what.__name__} {what()}"

    def reprice(self) -> str:
        return self._put(prices={"us": self._minor(), "eu": self._minor()})

    def rename(self) -> str:
        return self._put(name=f"Mug {self.dice.randrange(99)}")

    def rebrand(self) -> str:
        """Other words that it is found by, which its page and its card show or do not show."""
        brand, tags = self.dice.choice(["Quay", "Harbour"]), self.dice.sample(["blue", "gift", "mug"], 2)
        words: list[dict[str, Any]] = [{"brand": brand}, {"tags": tags}]
        return self._put(**self.dice.choice(words))

    def readdress(self) -> str:
        """It moves to an address that may be another's, or may have been."""
        handle, address = self.dice.choice(SKUS).lower(), f"cup-{self.dice.randrange(3)}"
        locale = self.dice.choice([None, "de-DE"])
        try:
            rename_product(handle, address, locale=locale, actor=a.STAFF)
        except AddressTaken:
            return f"{handle} stays where it is"
        return f"{handle} to {address} in {locale}"

    def move(self) -> str:
        return self._put(category=self.dice.choice(SHELVES))

    def relate(self) -> str:
        return self._put(related=[sku.lower() for sku in self.dice.sample(SKUS, self.dice.randrange(3))])

    def hide_or_show(self) -> str:
        """A market less or more: what is sold nowhere is nowhere."""
        return self._put(prices=self.dice.choice([{"us": 900}, {"eu": 900}, {"us": 900, "eu": 900}]))

    def receive(self) -> str:
        sku = self.dice.choice(SKUS)
        a.stock(sku, 2, at=self.dice.choice(["reno", "rotterdam"]))
        return sku

    def sell_out(self) -> str:
        sku = self.dice.choice(SKUS)
        a.sold_out(sku)
        return sku

    def edit_product_entry(self) -> str:
        sku = self.dice.choice(SKUS)
        pictures = [a.link(f"pic-{self.dice.randrange(3)}", "Asset")]
        return self._publish(
            a.entry("product", sku.lower(), title=self._word(), images=pictures, description=self._rich())
        )

    def edit_page(self) -> str:
        kind = self.dice.choice(["page", "blogPost"])
        return self._publish(
            a.entry(kind, f"{kind.lower()}-{self.dice.randrange(3)}", title=self._word(), body=self._rich())
        )

    def move_page(self) -> str:
        """The same entry under another address."""
        return self._publish(
            a.entry("page", f"moved-{self.dice.randrange(3)}", named="page-page-0", title="About")
        )

    def edit_menu(self) -> str:
        item = a.entry("menuItem", "one", title=self._word(), path="/category/kitchen")
        menu = a.entry("menu", named="menu-header", key="header", items=[a.link("menuItem-one")])
        return self._publish(*self.dice.sample([item, menu], self.dice.choice([1, 2])))

    def edit_home(self) -> str:
        chosen = [a.link(f"product-{sku.lower()}") for sku in self.dice.sample(SKUS, 2)]
        section = a.entry("section", "new", title=self._word(), kind="products", products=chosen)
        home = a.entry("home", "home", headline=self._word(), sections=[a.link("section-new")])
        return self._publish(*self.dice.sample([section, home], self.dice.choice([1, 2])))

    def edit_picture(self) -> str:
        self.revision += 1
        name = f"pic-{self.dice.randrange(3)}"
        a.mirrored(a.asset(name, alt=self._word(), revision=self.revision))
        return name

    def edit_shelf(self) -> str:
        shelf = self.dice.choice(SHELVES)
        return self._publish(a.entry("category", shelf, title=self._word()))

    def withdraw(self) -> str:
        entry: str = self.dice.choice(self._entries()).id
        store_page(ContentPage(deleted_entries=[entry]), cursor=False)
        return entry

    def _put(self, **changes: Any) -> str:
        sku = self.dice.choice(SKUS)
        self.goods[sku] = a.goods_file(sku, **{**self._written(sku), **changes})
        a.product(self.goods[sku])
        return f"{sku} {changes}"

    def _written(self, sku: str) -> dict[str, Any]:
        known = self.goods[sku]
        prices = {code: price["minor"] for code, price in known["variants"][0]["prices"].items()}
        kept: dict[str, Any] = {
            name: known[name]
            for name in ("name", "brand", "tags", "category", "related", "createdAt")
            if name in known
        }
        return {**kept, "prices": prices}

    def _facts(self, sku: str) -> dict[str, Any]:
        number = SKUS.index(sku)
        return a.goods_file(
            sku,
            category=SHELVES[number % 2],
            createdAt=f"2026-01-{number + 1:02}T00:00:00Z",
            price=self._minor(),
        )

    def _entries(self) -> list[Any]:
        return [
            a.entry("product", "mug-1", title="One", images=[a.link("pic-0", "Asset")]),
            a.entry("product", "mug-2", title="Two"),
            a.entry("page", "page-0", title="About"),
            a.entry("blogPost", "blogpost-0", title="First", publishDate="2026-05-01"),
            a.entry("home", "home", headline="Hello", sections=[a.link("section-new")]),
            a.entry("section", "new", title="New", products=[a.link("product-mug-1")]),
            a.entry("category", "kitchen", title="Kitchen"),
        ]

    def _publish(self, *entries: Any) -> str:
        self.revision += 1
        fresh = [a.revised(entry, self.revision) for entry in entries]
        a.mirrored(*fresh)
        return ", ".join(entry.id for entry in fresh)

    def _minor(self) -> int:
        return self.dice.randrange(500, 5_000)

    def _word(self) -> Any:
        return a.both(f"Word {self.dice.randrange(999)}", f"Wort {self.dice.randrange(999)}")

    def _rich(self) -> Any:
        """With links to things whose addresses may become others."""
        links = [a.led_to(name) for name in ("product-mug-1", "product-mug-2", "category-kitchen")]
        return a.rich(a.paragraph(f"Said {self.dice.randrange(999)}."), *self.dice.sample(links, 1))


def etags(copies: Copies) -> dict[str, str]:
    return {page: etag for page, (etag, _) in copies.items()}


def kept() -> Copies:
    return {
        row["_id"]: (row["etag"], frozenset(row["tags"])) for row in Page.objects(gone_at=None).as_pymongo()
    }


def searched() -> Copies:
    """What searches are answered with now: no page of ours is kept of them, but a storefront has copies."""
    found = {}
    for market in markets().values():
        for text, locale in product(SEARCHES, market.locales):
            answer = search_page(text, market, locale, Asked(), MongoSearch())
            found[f"search|{text}|{market.code}|{locale}"] = (answer.etag, frozenset(answer.tags))
    return found


def certain(page: str) -> str:
    """What a storefront calls a page before it has read it: see `tagsOf` in clients/typescript."""
    kind, key, *_ = page.split("|")
    return f"{ROLE_OF.get(kind, kind)}:{key.rpartition('/')[2]}"


def built_from_scratch() -> Copies:
    """Every page and every search as the truth would have it, whatever was kept."""
    build = whole.begin(told=False)
    while (now := whole.latest()) and now.phase != "done":
        whole.work_on(build.id, now.left[0])
    OutboxMessage.objects.delete()
    return kept() | searched()


@pytest.fixture
def shopkeeper(shop: object, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Shopkeeper:
    """A build of everything is one stretch: many of them, tested elsewhere, take four times as long."""
    monkeypatch.setattr(whole, "PARTS", 1)
    keeper = Shopkeeper(seed=request.param)
    keeper.furnish()
    return keeper


def changed_and_purged(
    keeper: Shopkeeper, before: Copies, queue: FakeQueue, storefront: FakeStorefront
) -> tuple[str, set[str], set[str], Copies]:
    """Change one thing and let the jobs run: what it was, pages it changed, pages purged, and all pages after it."""
    storefront.told.clear()
    what = keeper.change()
    a.drain(queue)
    after = etags(kept() | searched())
    purged = {page for page, (_, tags) in before.items() if tags & storefront.stale}
    truth = built_from_scratch()
    assert after == etags(truth), f"not built anew after {what}"
    come_or_gone = {page for page in before.keys() ^ truth.keys() if not page.startswith("search|")}
    unheard = {page for page in come_or_gone if certain(page) not in storefront.stale}
    assert not unheard, f"not told by its address after {what}: {sorted(unheard)}"
    changed = {page for page, (etag, _) in before.items() if page not in truth or truth[page][0] != etag}
    return what, changed, purged, truth


def _checked(
    keeper: Shopkeeper, queue: FakeQueue, storefront: FakeStorefront, count: int
) -> tuple[int, int, int]:
    """Pages there were at all changes together, those of them that were purged, and those that need not have been."""
    there = gone = surplus = 0
    before = built_from_scratch()
    for _ in range(count):
        what, changed, purged, after = changed_and_purged(keeper, before, queue, storefront)
        assert changed <= purged, f"{what}: not purged: {sorted(changed - purged)}"
        there, gone, surplus = there + len(before), gone + len(purged), surplus + len(purged - changed)
        before = after
    return there, gone, surplus


THOUSAND = [pytest.param(seed, 100, marks=[pytest.mark.faults]) for seed in range(10, 20)]


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("shopkeeper", "changes"), [(1, 25), *THOUSAND], indirect=["shopkeeper"])
def test_what_changes_is_a_subset_of_what_is_purged(
    changes: int,
    shopkeeper: Shopkeeper,
    queue: FakeQueue,
    storefront: FakeStorefront,
    record_property: Callable[[str, object], None],
) -> None:
    there, purged, surplus = _checked(shopkeeper, queue, storefront, changes)

    record_property("share of all pages that was purged without need", f"{surplus / there:.3f}")
    record_property("share of what was purged", f"{surplus / purged:.3f}")
    assert surplus <= MOST_SURPLUS * there
