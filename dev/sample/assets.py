"""The assets of the sample's space: the drawn pictures, with what they show in both languages."""

import hashlib
import tomllib
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from dev.sample.goods import AREAS
from dev.sample.richtext import Json
from dev.sample.sheets import ENGLISH, GERMAN, WORDS, Sheet, sheets
from dev.sample.space import SPACE, asset

PICTURES = Path(__file__).parent / "pictures"


def assets() -> Iterator[Json]:
    """One asset for each picture that is described; its size and dimensions are read from the file."""
    titles = _titles()
    described = tomllib.loads((WORDS / "pictures.toml").read_text(encoding="utf-8"))
    for name, (english, german) in described.items():
        fields = {
            "title": titles[name],
            "description": {ENGLISH: english, GERMAN: german},
            "file": {ENGLISH: _file(name)},
        }
        yield asset(f"picture-{name}", fields)


def _file(name: str) -> Json:
    path = PICTURES / f"{name}.webp"
    content = path.read_bytes()
    with Image.open(path) as picture:
        width, height = picture.size
    digest = hashlib.sha256(content).hexdigest()[:32]
    return {
        "url": f"//images.ctfassets.net/{SPACE}/picture-{name}/{digest}/{path.name}",
        "details": {"size": len(content), "image": {"width": width, "height": height}},
        "fileName": path.name,
        "contentType": "image/webp",
    }


def _titles() -> dict[str, dict[str, str]]:
    """A picture is called after the thing it belongs to."""
    home = sheets("home")[0]
    titles = {home.plain("heroImage"): home.text("headline")}
    titles |= {f"category-{sheet.slug}": sheet.text("title") for sheet in sheets("shelves")}
    titles |= {sheet.plain("heroImage"): sheet.text("title") for sheet in sheets("journal")}
    titles |= {sheet.plain("image"): sheet.text("name") for sheet in sheets("people")}
    return titles | {name: sheet.text("title") for sheet in _products() for name in sheet.names("images")}


def _products() -> Iterator[Sheet]:
    for area in AREAS:
        yield from sheets(area)
