"""Serving the files of assets, under the path Contentful gives them."""

import hashlib
import threading
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from flask import Blueprint, Response, request, send_file
from PIL import Image, ImageOps, UnidentifiedImageError

from dev.contentful.answers import Json, not_found
from dev.contentful.entities import ASSET, Entity
from dev.contentful.images import (
    FORMATS,
    PictureCache,
    Size,
    Wish,
    encode,
    format_of,
    not_a_picture,
    output_size,
    read_wish,
    transform,
)
from dev.contentful.placeholder import draw_placeholder
from dev.contentful.rendering import file_parts
from dev.contentful.wiring import stand_in

pictures = Blueprint("pictures", __name__)

A_YEAR = "public, max-age=31536000"
# A file may be anything an editor once uploaded: it never runs on the editor page's origin.
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
MOST_PIXELS = 60_000_000
UNKNOWN_SIZE: Size = (1200, 800)
LARGEST_PLACEHOLDER = 8000  # pixels a side
DRAWN_AT_ONCE = 2

_cache = PictureCache()
_brushes = threading.Semaphore(DRAWN_AT_ONCE)


@dataclass(frozen=True)
class Picture:
    """One file of one asset: what the asset says of it, and where it lies (None: we do not have it)."""

    asset_id: str
    title: str
    file: Json
    path: Path | None

    @property
    def format(self) -> str | None:
        return format_of(self.file.get("contentType"))

    @property
    def stamp(self) -> tuple[Any, ...]:
        """What makes a drawn picture stale: another file, or other words in a placeholder."""
        if self.path is None:
            return self.asset_id, self.title
        state = self.path.stat()
        return str(self.path), state.st_mtime_ns, state.st_size

    @property
    def nominal_size(self) -> Size:
        told = self.file.get("details", {}).get("image", {})
        sides = told.get("width"), told.get("height")
        if not all(isinstance(side, int) and side > 0 for side in sides):
            return UNKNOWN_SIZE
        return min(sides[0], LARGEST_PLACEHOLDER), min(sides[1], LARGEST_PLACEHOLDER)

    def draw(self, wish: Wish) -> Image.Image:
        if self.path is None:
            return draw_placeholder(output_size(self.nominal_size, wish), self.title, self.asset_id)
        try:
            with Image.open(self.path) as image:
                return transform(_opened(image, self.path.name), wish)
        except (UnidentifiedImageError, OSError, SyntaxError):
            raise not_a_picture(self.path.name) from None


def _opened(image: Image.Image, name: str) -> Image.Image:
    if image.width * image.height > MOST_PIXELS:
        raise not_a_picture(name)
    return ImageOps.exif_transpose(image)


@pictures.get("/<space_id>/<asset_id>/<token>/<name>")
def show(space_id: str, asset_id: str, token: str, name: str) -> Response:
    picture = _find(space_id, asset_id, token, name)
    wish = read_wish(request.args)
    answer = _as_it_is(picture, wish) or _drawn(picture, wish)
    answer.headers["Cache-Control"] = A_YEAR
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Content-Security-Policy"] = SANDBOX
    return answer


def _find(space_id: str, asset_id: str, token: str, name: str) -> Picture:
    """The picture at this address, published or not, as on Contentful's own file server."""
    asset = stand_in().space.entity(ASSET, asset_id)
    if asset is None or space_id != stand_in().home.space_id:
        raise not_found(type=ASSET, id=asset_id)
    for fields in (asset.published or {}, asset.fields):
        for code, file in (fields.get("file") or {}).items():
            if file_parts(file) == (token, name):
                return Picture(asset_id, _title(asset, code), file, _local_file(file))
    raise not_found(type=ASSET, id=asset_id)


def _title(asset: Entity, code: str) -> str:
    titles = asset.fields.get("title") or {}
    return str(titles.get(code) or next(iter(titles.values()), asset.id))


def _local_file(file: Json) -> Path | None:
    """The file in the folder of pictures: by its own name, or by the one in its address."""
    folder = stand_in().assets
    for name in (file.get("fileName"), file_parts(file)[1]):
        if folder and name and PurePath(name).name == name and (folder / name).is_file():
            return folder / name
    return None


def _as_it_is(picture: Picture, wish: Wish) -> Response | None:
    """The file untouched: when nothing else is wanted, or when it is of a kind that is never transformed."""
    if picture.path is None:
        if picture.format is None:
            raise not_found(type=ASSET, id=picture.asset_id)
        return None
    if wish.is_plain or picture.format is None:
        media_type = picture.file.get("contentType") or "application/octet-stream"
        return send_file(picture.path, mimetype=media_type, conditional=True)
    return None


def _drawn(picture: Picture, wish: Wish) -> Response:
    format_ = wish.format or picture.format or "png"
    key = (picture.stamp, wish, format_)
    content = _cache.get(key)
    if content is None:
        with _brushes:
            content = encode(picture.draw(wish), format_, wish.quality)
        _cache.put(key, content)
    answer = Response(content, mimetype=FORMATS[format_])
    answer.set_etag(hashlib.sha256(content).hexdigest()[:32])
    answer.make_conditional(request)
    return answer
