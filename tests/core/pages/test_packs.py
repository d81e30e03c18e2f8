import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from core.files import BadFile
from core.key_ring import KeyRing
from core.markets.queries import markets
from core.pages import packs
from core.pages.errors import UnknownRoute
from core.pages.models import Page
from core.pages.packs import Pack, read_pack, wanted_page, write_pack
from core.pages.queries import page as page_of
from tests import builders as a
from tests.core.pages import kept

SECRET = "the-secret-that-packs-are-signed-with"
EVERYWHERE = ("en-US", "de-DE")


@pytest.fixture(autouse=True)
def _goods(database: object) -> None:
    a.markets()
    a.goods("MUG-SAND", available=3)
    a.goods("MUG-INK", prices={"eu": 1_800})


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "shop.pack"


def written(target: Path, *routes: str, everything: bool = False, **facts: Any) -> Pack:
    chosen = [market for market in markets().values() if market.code in facts.get("codes", ("us", "eu"))]
    wanted = None if everything else [wanted_page(route) for route in routes]
    return write_pack(target, KeyRing(SECRET), chosen, facts.get("locales", EVERYWHERE), wanted)


def lines_of(target: Path, kind: str) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in gzip.decompress(target.read_bytes()).splitlines()]
    return [line[kind] for line in lines if kind in line]


def tampered(target: Path, change: Any) -> None:
    target.write_bytes(gzip.compress(change(gzip.decompress(target.read_bytes()))))


class TestWriting:
    def test_it_has_the_layout_and_the_pages_asked_for_with_the_bytes_of_the_shop(self, target: Path) -> None:
        pack = written(target, "product/mug-sand", "home")
        found = {(page["route"], page["market"], page["locale"]): page for page in lines_of(target, "page")}
        places = (("us", "en-US"), ("eu", "en-US"), ("eu", "de-DE"))
        assert set(found) == {
            (route, *place) for route in ("layout", "product/mug-sand", "home") for place in places
        }
        for (route, market, locale), page in found.items():
            answer = page_of(*wanted_page(route), market, locale)
            assert page["body"].encode() == answer.body
            assert page["etag"] == answer.etag
        assert pack.pages == 9

    def test_it_has_every_path_of_every_market_and_language(self, target: Path) -> None:
        kept.keep(kept.products(3))
        kept.keep([kept.page("post", "erster", "eu", "de-DE", number=5)])
        pack = written(target)
        found = lines_of(target, "path")
        assert [path["slug"] for path in found if path["market"] == "us"] == [f"mug-{n:06}" for n in range(3)]
        assert {
            "type": "post",
            "market": "eu",
            "locale": "de-DE",
            "slug": "erster",
            "path": "/blog/erster",
        }.items() <= (found[-1].items())
        assert pack.paths == len(found) == 4

    def test_only_the_markets_and_languages_asked_for_are_in_it(self, target: Path) -> None:
        written(target, codes=("us", "eu"), locales=("de-DE",))
        head = json.loads(gzip.decompress(target.read_bytes()).splitlines()[0])
        assert head["markets"] == [{"code": "eu", "locales": ["de-DE"]}]
        assert {(page["market"], page["locale"]) for page in lines_of(target, "page")} == {("eu", "de-DE")}

    def test_all_of_it_is_every_page_ready_or_not(self, target: Path) -> None:
        written(target, "product/mug-sand", "category/kitchen")
        Page.objects(kind="category", market="us").update(set__format=0)
        pack = written(target, everything=True)
        routes = {page["route"] for page in lines_of(target, "page") if page["market"] == "us"}
        assert routes == {"layout", "home", "blog", "product/mug-sand", "category/kitchen"}
        assert all(json.loads(page["body"])["data"] for page in lines_of(target, "page"))
        assert pack.pages == 15

    def test_all_of_it_is_read_in_batches_and_is_there_once(
        self, target: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(packs, "PAGES_AT_ONCE", 2)
        kept.keep(kept.products(5))
        written(target, everything=True)
        found = [page["route"] for page in lines_of(target, "page") if page["market"] == "us"]
        assert [route for route in found if route.startswith("product/")] == [
            f"product/mug-{number:06}" for number in range(5)
        ]

    def test_a_page_that_one_market_has_is_there_for_that_one(self, target: Path) -> None:
        written(target, "product/mug-ink")
        found = [page for page in lines_of(target, "page") if page["route"] == "product/mug-ink"]
        assert {page["market"] for page in found} == {"eu"}

    def test_a_page_that_no_market_has_is_refused_and_leaves_no_file(self, target: Path) -> None:
        with pytest.raises(UnknownRoute, match="product/nope"):
            written(target, "product/nope")
        assert list(target.parent.iterdir()) == []

    def test_an_export_that_dies_leaves_the_file_as_it_was(self, target: Path) -> None:
        written(target)
        before = target.read_bytes()

        def die(_lines: int) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            write_pack(target, KeyRing(SECRET), list(markets().values()), EVERYWHERE, [], die)
        assert target.read_bytes() == before
        assert [path.name for path in target.parent.iterdir()] == [target.name]

    def test_a_folder_that_is_not_there_is_said_so(self, tmp_path: Path) -> None:
        with pytest.raises(BadFile, match="No such file or directory"):
            written(tmp_path / "nowhere" / "shop.pack")

    @pytest.mark.parametrize(
        ("route", "wanted"),
        [
            ("product/mug", ("product", "mug")),
            ("/collection/summer/", ("collection", "summer")),
            ("blog/first", ("post", "first")),
            ("blog", ("blog", "")),
            ("home", ("home", "")),
            ("category/a/b", ("category", "a/b")),
        ],
    )
    def test_a_page_is_named_as_its_address_names_it(self, route: str, wanted: tuple[str, str]) -> None:
        assert wanted_page(route) == wanted

    @pytest.mark.parametrize(
        "route", ["", "product", "product/", "post/first", "cart", "search", "home/x", "/"]
    )
    def test_what_names_no_page_is_refused(self, route: str) -> None:
        with pytest.raises(UnknownRoute) as refusal:
            wanted_page(route)
        assert refusal.value.field == "pages"


class TestReading:
    def test_a_pack_says_what_it_holds(self, target: Path) -> None:
        kept.keep(kept.products(3))
        pack = written(target, "home")
        assert read_pack(target, KeyRing(SECRET)) == pack
        assert (pack.paths, pack.pages) == (3, 6)

    def test_another_secret_does_not_fit(self, target: Path) -> None:
        written(target)
        with pytest.raises(BadFile, match="another secret"):
            read_pack(target, KeyRing(SECRET + "x"))

    def test_of_several_secrets_the_first_signs_and_any_fits(self, target: Path) -> None:
        kept.keep(kept.products(1))
        write_pack(target, KeyRing("new", SECRET), list(markets().values()), EVERYWHERE, [])

        assert read_pack(target, KeyRing("newer", "new")).paths == 1
        with pytest.raises(BadFile, match="another secret"):
            read_pack(target, KeyRing(SECRET))

    @pytest.mark.parametrize(
        "change",
        [
            lambda text: text.replace(b"mug-000001", b"mug-999999"),
            lambda text: text.replace(b'"pack":1', b'"pack":2'),
            lambda text: b"\n".join(text.split(b"\n")[:-3]) + b"\n" + text.split(b"\n")[-2] + b"\n",
            lambda text: b"\n".join(text.split(b"\n")[:-2]) + b"\n",
            lambda text: text[:-60],
            lambda text: text + text.split(b"\n")[-2] + b"\n",
            lambda _: b"",
            lambda _: b'{"signature":"\xc3\xa9"}\n',
            lambda _: b"null\nnull\n",
            lambda _: b"[1]\n{}\n",
        ],
    )
    def test_one_that_was_changed_or_is_not_whole_is_refused(self, change: Any, target: Path) -> None:
        kept.keep(kept.products(3))
        written(target)
        tampered(target, change)
        with pytest.raises(BadFile):
            read_pack(target, KeyRing(SECRET))

    @pytest.mark.parametrize("keep", [0, 1, 10, 200])
    def test_one_that_was_cut_off_or_is_something_else_is_refused(self, keep: int, target: Path) -> None:
        written(target)
        target.write_bytes(target.read_bytes()[:keep])
        with pytest.raises(BadFile):
            read_pack(target, KeyRing(SECRET))
        target.write_bytes(b"plain text, and not a pack at all")
        with pytest.raises(BadFile):
            read_pack(target, KeyRing(SECRET))
