from typing import Any

import pytest

from core.content.errors import ContentNotFound
from core.content.library import Mirror
from core.content.ports import SourceLocale
from core.content.queries import Reader
from core.content.services import put_locales
from tests import builders as a
from tests.wire import Wire

pytestmark = pytest.mark.usefixtures("database")


class TestLanguages:
    def test_words_come_in_the_language_that_was_asked_for(self) -> None:
        a.mirrored(a.entry("product", "mug", title=a.both("Mug", "Becher")))

        assert [Reader(locale).named("product", "mug").text("title") for locale in ("en-US", "de-DE")] == [
            "Mug",
            "Becher",
        ]

    def test_where_a_language_has_none_another_stands_in(self) -> None:
        a.mirrored(a.entry("product", "mug", title="Mug"), a.asset("pic", alt="A mug"))

        reader = Reader("de-DE")
        assert reader.named("product", "mug").text("title") == "Mug"
        assert reader.images(["pic"])[0]["alt"] == "A mug"

    def test_fallbacks_are_followed_to_the_default_and_never_in_a_circle(self) -> None:
        put_locales(
            [
                SourceLocale("de-AT", "de-DE", False),
                SourceLocale("de-DE", "de-AT", False),
                SourceLocale("en-US", None, True),
            ]
        )
        reader = Reader("de-AT")

        assert reader.pick({"de-DE": "Becher", "en-US": "Mug"}) == "Becher"
        assert reader.pick({"en-US": "Mug"}) == "Mug"
        assert reader.pick({"fr-FR": "Tasse"}) is None
        assert Reader("xx-XX").pick({"en-US": "Mug"}) == "Mug"


class TestWords:
    def test_the_first_field_that_has_a_value_counts(self) -> None:
        a.mirrored(a.entry("page", "about", headline="", name="Name", tags=[], body=None))
        words = Reader("en-US").named("page", "about")

        assert words.text("title", "headline", "name") == "Name"
        assert (words.value("tags", "body"), words.text("body"), words.html("body")) == (None, None, "")

    def test_links_to_what_is_not_published_are_left_out_and_remembered(self) -> None:
        """Their coming changes the page: it has to be noticed."""
        a.mirrored(
            a.entry(
                "product",
                "mug",
                related=[a.link("product-pot"), a.link("product-cup")],
                image=a.link("x", "Asset"),
            ),
            a.entry("product", "pot", title="Pot"),
        )
        reader = Reader("en-US")
        words = reader.named("product", "mug")

        assert [linked.slug for linked in words.entries("related")] == ["pot"]
        assert (words.image("image"), words.entry("nothing")) == (None, None)
        assert reader.seen == {"product-mug", "product-pot", "product-cup", "x"}

    def test_rich_text_gives_its_words_its_html_and_itself(self) -> None:
        body = a.rich(a.paragraph("Hello"), a.paragraph("there"))
        a.mirrored(a.entry("page", "about", body=body, title="plain"))
        words = Reader("en-US").named("page", "about")

        assert words.text("body") == "Hello there"
        assert words.html("body") == "<p>Hello</p><p>there</p>"
        assert (words.document("body"), words.document("title")) == (body, None)

    def test_a_picture_tells_its_address_its_size_and_what_is_on_it(self) -> None:
        a.mirrored(a.asset("pic", url="//images.example/pic.png", alt="A mug"), a.asset("other"))

        assert Reader("en-US").images(["pic"]) == [
            {
                "url": "https://images.example/pic.png",
                "alt": "A mug",
                "width": 800,
                "height": 600,
                "focalPoint": None,
            }
        ]


class TestFinding:
    def test_what_is_not_there_is_not_found(self) -> None:
        with pytest.raises(ContentNotFound, match="no page 'about'"):
            Reader("en-US").named("page", "about")

    def test_posts_come_newest_first(self) -> None:
        a.mirrored(
            *(
                a.entry("blogPost", f"day-{day}", title="x", publishDate=f"2026-03-0{day}")
                for day in (2, 1, 3)
            )
        )

        posts = Reader("en-US").all_of("post")
        assert [post.slug for post in posts] == ["day-3", "day-2", "day-1"]

    def test_an_entry_without_any_name_is_on_no_list(self) -> None:
        """It could not be linked to: it has no address."""
        a.mirrored(
            a.entry("blogPost", None, named="draft", body=a.rich()), a.entry("blogPost", "one", title="One")
        )

        assert [post.slug for post in Reader("en-US").all_of("post")] == ["one"]


class TestFocalPoint:
    """Contentful's focal point app keeps it in an entry around the picture, in a JSON field."""

    @pytest.mark.parametrize("kept", [{"x": 120, "y": 80.5}, {"focalPoint": {"x": 120, "y": 80.5}}])
    def test_a_picture_in_a_wrapper_has_the_point_that_the_editor_chose(self, kept: dict[str, Any]) -> None:
        a.mirrored(
            a.entry("page", "about", images=[a.link("wrapped"), a.link("plain", "Asset")]),
            a.entry("imageWithFocalPoint", named="wrapped", image=a.link("pic", "Asset"), focalPoint=kept),
            a.asset("pic", alt="A mug"),
            a.asset("plain"),
        )
        reader = Reader("de-DE")
        first, second = reader.named("page", "about").images("images")

        assert (first["alt"], first["focalPoint"]) == ("A mug", {"x": 120, "y": 80.5})
        assert second["focalPoint"] is None
        assert reader.seen == {"page-about", "wrapped", "pic", "plain"}

    @pytest.mark.parametrize("kept", [None, "middle", {"x": 1}, {"x": "1", "y": 2}, {"focalPoint": 3}, []])
    def test_what_is_no_point_is_none(self, kept: Any) -> None:
        a.mirrored(
            a.entry("page", "about", image=a.link("wrapped")),
            a.entry("imageWithFocalPoint", named="wrapped", image=a.link("pic", "Asset"), focalPoint=kept),
            a.asset("pic"),
        )
        picture = Reader("en-US").named("page", "about").image("image")

        assert picture
        assert picture["focalPoint"] is None

    def test_a_wrapper_without_a_published_picture_shows_none(self) -> None:
        a.mirrored(
            a.entry("page", "about", image=a.link("wrapped")),
            a.entry("imageWithFocalPoint", named="wrapped", image=a.link("gone", "Asset")),
        )
        assert Reader("en-US").named("page", "about").image("image") is None


class TestProducts:
    def test_an_entry_is_of_the_product_whose_sku_it_names(self) -> None:
        a.mirrored(
            a.entry("product", "other-name", title="By one", sku="MUG-S"),
            a.entry("product", "many", title="By many", skus=["CUP-S", "CUP-M", 7, ""]),
            a.entry("product", "jug", title="By name"),
            a.entry("page", "about", title="No product", sku="JUG-S"),
        )

        def title_of(slug: str, *skus: str) -> str | None:
            words = Reader("en-US").for_product(slug, skus)
            return words.text("title") if words else None

        assert title_of("mug", "MUG-L", "MUG-S") == "By one"
        assert title_of("cup", "CUP-M") == "By many"
        assert title_of("jug", "MUG-S") == "By name"
        assert title_of("pot", "JUG-S") is None

    def test_of_several_it_is_the_same_one_in_every_build(self) -> None:
        a.mirrored(*(a.entry("product", named=name, title=name, skus=["MUG-S", "MUG-M"]) for name in "bca"))
        a.mirrored(a.entry("product", named="a-late-one", title="Last", sku="MUG-L"))
        for skus in (["MUG-S"], ["MUG-M", "MUG-L"], ["MUG-L", "MUG-M"]):
            words = Reader("en-US").for_product("mug", skus)
            assert words
            assert words.id == "a"

    def test_what_was_loaded_for_a_batch_is_not_asked_for_again(self, wire: Wire) -> None:
        a.mirrored(a.entry("product", "other-name", title="By one", sku="MUG-S"))
        library = Mirror()
        library.load_about(["MUG-S", "CUP-S"])
        library.named("product", ["mug", "cup"])
        reader = Reader("en-US", library)
        with wire.recorded() as commands:
            found = [reader.for_product("mug", ["MUG-S"]), reader.for_product("cup", ["CUP-S"])]

        assert [bool(words) for words in found] == [True, False]
        assert commands == []
