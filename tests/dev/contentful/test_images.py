"""The pictures of assets: files, sizes, formats, placeholders."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from PIL import Image

from dev.contentful.images import PictureCache
from tests.dev.contentful.exports import asset, small_shop, written
from tests.dev.contentful.running import StandIn

RED, BLUE = (200, 30, 30), (30, 30, 200)


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    """A space with a picture of 800 x 600 (left half red, right half blue), one with a hole, and others."""
    folder = tmp_path_factory.mktemp("pictures")
    picture = Image.new("RGB", (800, 600), RED)
    picture.paste(BLUE, (400, 0, 800, 600))
    picture.save(folder / "cup.jpg", quality=95)
    Image.new("RGBA", (300, 200), (0, 0, 0, 0)).save(folder / "Clear glass.png")
    (folder / "broken.jpg").write_bytes(b"no picture")
    (folder / "paper.pdf").write_bytes(b"%PDF-1.4 paper")
    picture.save(folder.parent / "secret.jpg")
    document = small_shop()
    document["assets"] += [
        asset("glass", "Clear glass.png"),
        asset("broken", "broken.jpg"),
        asset("paper", "paper.pdf"),
        asset("film", "film.pdf"),
        asset("lost", "lost.webp", width=1800, height=1200),
        asset("absent", "absent.jpg"),
        asset("escape", "../secret.jpg"),
    ]
    server = StandIn(written(folder, document), "--assets", str(folder), space="gallery").start()
    yield server
    server.stop()


def ask(gallery: StandIn, id_: str, **query: Any) -> requests.Response:
    url = "http:" + gallery.get(f"/assets/{id_}")["fields"]["file"]["url"]
    return requests.get(url, params=query, timeout=10)


def picture(gallery: StandIn, id_: str, **query: Any) -> Image.Image:
    answer = ask(gallery, id_, **query)
    assert answer.status_code == 200, answer.text
    image = Image.open(io.BytesIO(answer.content))
    image.load()
    return image


class TestFiles:
    def test_a_file_in_the_folder_is_served_as_it_is(self, gallery: StandIn) -> None:
        answer = ask(gallery, "cup-picture")

        assert answer.headers["Content-Type"] == "image/jpeg"
        assert "max-age=31536000" in answer.headers["Cache-Control"]
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert Image.open(io.BytesIO(answer.content)).size == (800, 600)

    def test_a_name_with_a_space_is_found(self, gallery: StandIn) -> None:
        assert picture(gallery, "glass").size == (300, 200)

    def test_a_file_that_is_no_picture_is_served_too(self, gallery: StandIn) -> None:
        answer = ask(gallery, "paper", w=100)

        assert (answer.headers["Content-Type"], answer.content) == ("application/pdf", b"%PDF-1.4 paper")

    def test_a_file_never_runs_on_the_editors_origin(self, gallery: StandIn) -> None:
        assert "sandbox" in ask(gallery, "paper").headers["Content-Security-Policy"]

    def test_a_name_that_leads_out_of_the_folder_is_not_followed(self, gallery: StandIn) -> None:
        for name in ("../secret.jpg", "..%2Fsecret.jpg", "..%252Fsecret.jpg"):
            url = f"{gallery.url}/gallery/escape/0f1e2d3c/{name}"
            answer = requests.get(url, timeout=5)
            assert answer.status_code == 404

        drawn = picture(gallery, "escape")
        assert not _is_near(drawn, RED), "a placeholder, not the file above the folder"

    def test_an_unchanged_picture_is_not_sent_again(self, gallery: StandIn) -> None:
        for query in ({}, {"w": 50}):
            first = ask(gallery, "cup-picture", **query)
            again = requests.get(first.url, headers={"If-None-Match": first.headers["ETag"]}, timeout=5)
            assert again.status_code == 304

    def test_a_wrong_address_is_not_found(self, gallery: StandIn) -> None:
        for path in (
            "gallery/cup-picture/other/cup.jpg",
            "elsewhere/cup-picture/0f1e2d3c/cup.jpg",
            "gallery/no/x/y",
        ):
            assert requests.get(f"{gallery.url}/{path}", timeout=5).json()["sys"]["id"] == "NotFound"


class TestSizes:
    @pytest.mark.parametrize(
        ("query", "size"),
        [
            ({"w": 400}, (400, 300)),
            ({"h": 150}, (200, 150)),
            ({"w": 400, "h": 400}, (400, 300)),
            ({"w": 1600}, (800, 600)),
            ({"w": 1600, "fit": "scale"}, (1600, 1200)),
            ({"w": 200, "h": 200, "fit": "pad"}, (200, 200)),
            ({"w": 200, "h": 200, "fit": "fill"}, (200, 200)),
            ({"w": 1000, "h": 1000, "fit": "fill"}, (1000, 1000)),
            ({"w": 200, "h": 300, "fit": "scale"}, (200, 300)),
            ({"w": 100, "h": 900, "fit": "crop"}, (100, 600)),
            ({"w": 200, "h": 200, "fit": "thumb"}, (200, 200)),
            ({"w": 1}, (1, 1)),
            ({"fit": "scale"}, (800, 600)),
        ],
        ids=str,
    )
    @pytest.mark.parametrize("id_", ["cup-picture", "placeholder"])
    def test_a_picture_comes_in_the_size_asked_for(
        self, gallery: StandIn, id_: str, query: dict[str, Any], size: tuple[int, int]
    ) -> None:
        known = {"cup-picture": "cup-picture", "placeholder": "absent"}

        assert picture(gallery, known[id_], **query).size == size

    def test_fill_and_crop_keep_the_focus(self, gallery: StandIn) -> None:
        for fit in ("fill", "crop", "thumb"):
            left = picture(gallery, "cup-picture", w=100, h=300, fit=fit, f="left", fm="png")
            right = picture(gallery, "cup-picture", w=100, h=300, fit=fit, f="right", fm="png")
            assert _is_near(left, RED)
            assert _is_near(right, BLUE)

    def test_pad_has_the_ground_it_was_asked_for(self, gallery: StandIn) -> None:
        padded = picture(gallery, "cup-picture", w=200, h=200, fit="pad", bg="rgb:00ff00", fm="png").convert(
            "RGB"
        )

        assert padded.getpixel((100, 2)) == (0, 255, 0)
        assert _is_near(padded, RED, (10, 100))


def _is_near(image: Image.Image, colour: tuple[int, int, int], at: tuple[int, int] = (50, 50)) -> bool:
    found = image.convert("RGB").getpixel(at)
    assert isinstance(found, tuple)
    return all(abs(one - other) < 12 for one, other in zip(found, colour, strict=True))


class TestFormats:
    @pytest.mark.parametrize(
        ("fm", "format_", "media_type"),
        [
            ("webp", "WEBP", "image/webp"),
            ("jpg", "JPEG", "image/jpeg"),
            ("png", "PNG", "image/png"),
            ("avif", "AVIF", "image/avif"),
        ],
    )
    @pytest.mark.parametrize("id_", ["cup-picture", "glass", "lost"])
    def test_every_format_can_be_had(
        self, gallery: StandIn, id_: str, fm: str, format_: str, media_type: str
    ) -> None:
        answer = ask(gallery, id_, fm=fm, w=64)

        assert answer.headers["Content-Type"] == media_type
        assert Image.open(io.BytesIO(answer.content)).format == format_

    def test_less_quality_is_less_to_send(self, gallery: StandIn) -> None:
        sizes = [len(ask(gallery, "cup-picture", fm="jpg", q=quality).content) for quality in (5, 95)]

        assert sizes[0] < sizes[1]

    def test_a_hole_is_white_where_the_format_has_none(self, gallery: StandIn) -> None:
        assert picture(gallery, "glass", fm="jpg").getpixel((5, 5)) == (255, 255, 255)


class TestPlaceholders:
    def test_an_asset_without_its_file_is_drawn_in_its_own_size_and_format(self, gallery: StandIn) -> None:
        drawn = picture(gallery, "lost")

        assert (drawn.size, drawn.format) == ((1800, 1200), "WEBP")

    def test_there_is_no_placeholder_for_what_is_no_picture(self, gallery: StandIn) -> None:
        assert ask(gallery, "film").status_code == 404


class TestRefusals:
    @pytest.mark.parametrize(
        "query",
        [
            {"w": "0"},
            {"w": "4001"},
            {"w": "wide"},
            {"h": "-5"},
            {"h": "1.5"},
            {"q": "0"},
            {"q": "101"},
            {"fit": "squash"},
            {"fm": "bmp"},
            {"f": "somewhere"},
            {"bg": "red"},
        ],
        ids=str,
    )
    def test_a_bad_parameter_is_refused_by_name(self, gallery: StandIn, query: dict[str, str]) -> None:
        answer = ask(gallery, "cup-picture", **query)

        assert answer.status_code == 400
        assert answer.json()["sys"] == {"type": "Error", "id": "BadRequest"}
        assert answer.json()["message"].startswith(f"{next(iter(query))} must be")

    def test_a_broken_picture_cannot_be_transformed(self, gallery: StandIn) -> None:
        answer = ask(gallery, "broken", w=100)

        assert answer.status_code == 400
        assert "broken.jpg" in answer.json()["message"]


def test_the_cache_holds_no_more_than_it_may_and_forgets_the_least_used() -> None:
    cache = PictureCache(largest=10)
    cache.put("a", b"1234")
    cache.put("b", b"1234")
    cache.get("a")
    cache.put("c", b"1234")
    assert [cache.get(key) for key in "abc"] == [b"1234", None, b"1234"]

    cache.put("d", b"more than ten bytes")
    assert [cache.get(key) for key in "acd"] == [None, None, None]


def test_a_picture_that_is_replaced_is_drawn_anew(launch: Callable[..., StandIn], tmp_path: Path) -> None:
    Image.new("RGB", (80, 60), RED).save(tmp_path / "cup.jpg")
    server = launch(written(tmp_path, small_shop()), "--assets", str(tmp_path))
    assert _is_near(picture(server, "cup-picture", w=60, fm="png"), RED, (5, 5))
    Image.new("RGB", (90, 60), BLUE).save(tmp_path / "cup.jpg")

    assert _is_near(picture(server, "cup-picture", w=60, fm="png"), BLUE, (5, 5))
