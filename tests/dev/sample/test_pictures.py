"""Every picture is there, is what the space says it is, and can be drawn again."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from dev.sample.draw import drawings, main, webp
from tests.dev.sample.conftest import Json, Space

SQUARE, WIDE = (1000, 1000), (1600, 900)


def file_of(asset: Json) -> Json:
    file: Json = asset["fields"]["file"]["en-US"]
    return file


def test_every_asset_has_its_file_with_the_stated_size(space: Space, sample: Path) -> None:
    for asset in space.assets.values():
        file = file_of(asset)
        path = sample / "pictures" / file["fileName"]
        with Image.open(path) as picture:
            assert picture.format == "WEBP"
            stated = file["details"]["image"]
            assert picture.size == (stated["width"], stated["height"])
        assert path.stat().st_size == file["details"]["size"]
        assert file["contentType"] == "image/webp"


def test_every_file_is_an_asset_and_every_drawing_a_file(space: Space, sample: Path) -> None:
    kept = {path.name for path in (sample / "pictures").iterdir()}

    assert kept == {file_of(asset)["fileName"] for asset in space.assets.values()}
    assert kept == {f"{name}.webp" for name in drawings()}


def test_every_asset_is_shown_somewhere(space: Space) -> None:
    text = str(space.export["entries"])

    assert [id_ for id_ in space.assets if f"'id': '{id_}'" not in text] == []


def test_every_picture_is_told_to_those_who_cannot_see_it(space: Space) -> None:
    for asset in space.assets.values():
        assert set(asset["fields"]["description"]) == {"en-US", "de-DE"}
        assert asset["fields"]["title"]["en-US"]


def test_products_have_one_to_three_square_pictures_and_scenes_are_wide(space: Space) -> None:
    for fields in space.by_slug("product").values():
        pictures = fields["images"]["en-US"]
        assert 1 <= len(pictures) <= 3
        assert {_size(space, link) for link in pictures} == {SQUARE}
    wide = [fields["image"] for fields in space.by_slug("category").values()]
    wide += [fields["heroImage"] for kind in ("blogPost", "home") for fields in space.by_slug(kind).values()]
    assert {_size(space, field["en-US"]) for field in wide} == {WIDE}


def test_all_pictures_together_stay_below_two_megabytes(space: Space) -> None:
    sizes = [file_of(asset)["details"]["size"] for asset in space.assets.values()]

    assert sum(sizes) < 2_000_000
    assert all(5_000 < size < 40_000 for size in sizes)


@pytest.mark.parametrize("name", ["harbour-mug-sand", "skerry-guernsey-oat", "person-ines-calloway"])
def test_drawing_again_gives_the_same_picture(sample: Path, name: str) -> None:
    again = webp(drawings()[name]())

    assert again == webp(drawings()[name]())
    with Image.open(BytesIO(again)) as drawn, Image.open(sample / "pictures" / f"{name}.webp") as kept:
        difference = ImageChops.difference(drawn.convert("RGB"), kept.convert("RGB"))
    assert max(ImageStat.Stat(difference).mean) < 1.0


def test_a_picture_nobody_knows_is_refused_by_name() -> None:
    with pytest.raises(SystemExit, match="no such picture: harbour-mugg"):
        main(["harbour-mugg"])


def _size(space: Space, link: Json) -> tuple[int, int]:
    image = file_of(space.assets[link["sys"]["id"]])["details"]["image"]
    return image["width"], image["height"]
