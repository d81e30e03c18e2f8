from functools import partial
from typing import Any

import pytest

from core.audit.models import AuditRecord
from core.catalog.errors import AddressTaken, CategoryNotFound, ProductNotFound
from core.catalog.events import ProductChanged
from core.catalog.gathering import CollectionInFile, put_collections
from core.catalog.goods import ProductInFile
from core.catalog.models import Product
from core.catalog.moves import rename_product
from core.catalog.queries import product_at
from core.catalog.services import put_products
from core.catalog.tree import CategoryInFile, put_categories
from core.errors import Invalid
from core.files import record_of
from core.pages.services import build
from core.redirects.errors import RedirectNotFound
from core.redirects.events import RedirectsChanged
from core.redirects.queries import every_redirect, redirect_for
from core.redirects.services import put_redirect
from tests import builders as a
from tests.at_once import at_once, refusals
from tests.wire import Wire


@pytest.fixture(autouse=True)
def _goods(database: object) -> None:  # emptied first
    a.markets()
    a.goods("MUG", translations={"de-DE": {"slug": "becher"}})
    a.goods("POT")


def at(address: str, locale: str = "en-US") -> str | None:
    found = product_at(address, locale)
    return found.slug if found else None


def rename(handle: str, address: str, **facts: Any) -> None:
    rename_product(handle, address, actor=a.STAFF, **facts)


class TestAddress:
    def test_a_product_is_found_by_the_address_of_each_language_alone(self) -> None:
        assert (at("mug"), at("becher", "de-DE")) == ("mug", "mug")
        assert (at("becher"), at("mug", "de-DE")) == (None, None)
        assert (at("pot"), at("pot", "de-DE"), at("pot", "fr-FR")) == ("pot", "pot", "pot")

    def test_a_language_that_comes_later_finds_it_too(self) -> None:
        a.markets(a.US, {**a.EU, "locales": ["en-US", "de-DE", "fr-FR"]})

        assert (at("mug", "fr-FR"), at("becher", "fr-FR")) == ("mug", None)

    def test_renamed_it_is_found_there_and_keeps_its_handle(self) -> None:
        rename("mug", "stone-mug")

        assert (at("stone-mug"), at("mug"), at("becher", "de-DE")) == ("mug", None, "mug")
        assert a.events(ProductChanged)[-1] == ProductChanged(
            "mug", ["kitchen"], addresses=["mug", "stone-mug"]
        )
        record = AuditRecord.objects.get()
        assert (record.action, record.target, record.actor) == ("rename_product", "product:mug", a.STAFF)

    def test_in_one_language_the_others_stay(self) -> None:
        rename("mug", "tasse", locale="de-DE")

        assert (at("mug"), at("tasse", "de-DE"), at("becher", "de-DE")) == ("mug", "mug", None)

    def test_a_later_load_of_the_goods_file_keeps_it(self) -> None:
        rename("mug", "stone-mug")
        rename("pot", "topf", locale="de-DE")
        a.goods("MUG", translations={"de-DE": {"slug": "becher"}})
        a.goods("POT")

        assert (at("stone-mug"), at("topf", "de-DE")) == ("mug", "pot")

    @pytest.mark.parametrize(
        ("address", "facts", "error", "field"),
        [
            ("Stone Mug", {}, Invalid, "address"),
            ("a--b", {}, Invalid, "address"),
            ("x" * 121, {}, Invalid, "address"),
            ("mug\n", {}, Invalid, "address"),
            ("tasse", {"locale": "fr-FR"}, Invalid, "locale"),
            ("pot", {}, AddressTaken, "slug"),
            ("pot", {"locale": "de-DE"}, AddressTaken, "translations.de-DE.slug"),
        ],
    )
    def test_what_cannot_be_is_refused_and_nothing_has_changed(
        self, address: str, facts: dict[str, Any], error: type[Exception], field: str
    ) -> None:
        with pytest.raises(error) as refusal:
            rename("mug", address, **facts)

        assert field in str(vars(refusal.value))
        assert (at("mug"), AuditRecord.objects.first()) == ("mug", None)

    def test_who_is_not_there_cannot_be_renamed(self) -> None:
        with pytest.raises(ProductNotFound):
            rename("nothing", "x")

    def test_of_two_who_want_one_address_at_once_one_gets_it(self) -> None:
        results = at_once([partial(rename, handle, "vessel") for handle in ("mug", "pot")] * 3)

        assert all(isinstance(refusal, AddressTaken) for refusal in refusals(results))
        assert Product.objects(addresses="* vessel").count() == 1


class TestOldAddress:
    def test_leads_to_the_new_one_through_every_renaming(self) -> None:
        for address in ("stone-mug", "stoneware-mug"):
            rename("mug", address)

        assert {redirect_for(f"/product/{old}").target for old in ("mug", "stone-mug")} == {
            "/product/stoneware-mug"
        }

    def test_of_one_language_leads_to_that_languages_new_one(self) -> None:
        rename("mug", "tasse", locale="de-DE")
        assert redirect_for("/product/becher").target == "/product/tasse"

        a.goods("MUG", translations={"de-DE": {"slug": "humpen"}})
        assert redirect_for("/product/becher").target == "/product/humpen"

    def test_that_another_language_still_has_leads_nowhere(self) -> None:
        rename("pot", "topf", locale="de-DE")

        with pytest.raises(RedirectNotFound):
            redirect_for("/product/pot")

    def test_that_another_product_has_meanwhile_leads_nowhere(self) -> None:
        a.markets(a.US, {**a.EU, "locales": ["de-DE"]})
        a.goods("CUP", translations={"de-DE": {"slug": "mug"}})
        rename("mug", "stone-mug")

        with pytest.raises(RedirectNotFound):
            redirect_for("/product/mug")

    def test_taken_back_it_leads_nowhere_any_more(self) -> None:
        rename("mug", "stone-mug")
        rename("mug", "mug")

        assert redirect_for("/product/stone-mug").target == "/product/mug"
        with pytest.raises(RedirectNotFound):
            redirect_for("/product/mug")

    def test_that_a_new_product_takes_leads_away_from_it_no_longer(self) -> None:
        rename("mug", "stone-mug")
        rename("mug", "tasse", locale="de-DE")
        a.goods("CUP", translations={"de-DE": {"slug": "becher"}})
        put_redirect("/product/vase", "/product/pot", True, a.STAFF)
        put_products([record_of(ProductInFile, a.goods_file("VASE"), where="here")])

        assert [redirect.id for redirect in every_redirect()] == ["/product/mug"]
        assert a.events(RedirectsChanged)[-1].sources == ["/product/vase"]

    def test_goods_that_hide_no_redirect_leave_them_alone(self, wire: Wire) -> None:
        rename("mug", "stone-mug")
        with wire.recorded() as commands:
            a.product(a.goods_file("CUP"))

        assert not {"redirects", "redirect_book"} & {
            command.collection for command in commands if command.writes
        }

    def test_that_a_new_shelf_or_collection_takes_leads_away_from_it_no_longer(self) -> None:
        for path in ("/category/attic", "/category/attic/boxes", "/category/cellar", "/collection/finds"):
            put_redirect(path, "/category/kitchen", True, a.STAFF)
        put_categories(
            [
                CategoryInFile(slug="attic", name="Attic"),
                CategoryInFile(slug="boxes", name="Boxes", parent="attic"),
            ]
        )
        assert [redirect.id for redirect in every_redirect()] == ["/category/cellar", "/collection/finds"]
        a.goods("MUG", category="cellar")
        put_collections([CollectionInFile(slug="finds", name="Finds", products=[])])

        assert list(every_redirect()) == []

    def test_a_shelf_that_was_there_leaves_what_staff_have_led_away_from_it(self) -> None:
        put_redirect("/category/kitchen", "/category/home", True, a.STAFF)
        a.goods("JUG")
        put_categories([CategoryInFile(slug="kitchen", name="Kitchen")])

        assert redirect_for("/category/kitchen").target == "/category/home"

    def test_a_page_that_has_moved_says_where(self) -> None:
        rename("mug", "stone-mug")
        with pytest.raises(ProductNotFound) as refusal:
            build("product", "mug", "us", "en-US")

        assert refusal.value.extra["movedTo"] == "/product/stone-mug"
        assert build("product", "stone-mug", "us", "en-US").body

    def test_a_shelf_that_moves_leads_on_too(self) -> None:
        put_categories(
            [
                CategoryInFile(slug="home", name="Home"),
                CategoryInFile(slug="kitchen", name="Kitchen", parent="home"),
            ]
        )

        for path in ("kitchen", "elsewhere/kitchen"):
            with pytest.raises(CategoryNotFound) as refusal:
                build("category", path, "us", "en-US")
            assert refusal.value.extra["movedTo"] == "/category/home/kitchen"
        assert redirect_for("/category/kitchen").target == "/category/home/kitchen"
