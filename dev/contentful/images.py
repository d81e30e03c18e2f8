"""The Images API: sizes, fits and formats by address parameters, drawn with Pillow.

Source: references/images-api of Contentful's documentation. Without `fit` a picture is made to fit into `w`
and `h`; it grows beyond its own size only with `fill` and `scale`.
"""

import io
import re
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from PIL import Image, ImageOps

from dev.contentful.answers import Refused, bad_request

Size = tuple[int, int]

LARGEST_SIDE = 4000  # pixels, as Contentful
BEST_QUALITY = 100
DEFAULT_QUALITY = {"jpg": 80, "webp": 80, "avif": 60}  # to the eye about the same
FITS = ("pad", "fill", "scale", "crop", "thumb")
FORMATS = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "avif": "image/avif"}
PILLOW_FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF"}
FOCUS = {
    "center": (0.5, 0.5),
    "top": (0.5, 0.0),
    "bottom": (0.5, 1.0),
    "left": (0.0, 0.5),
    "right": (1.0, 0.5),
    "top_left": (0.0, 0.0),
    "top_right": (1.0, 0.0),
    "bottom_left": (0.0, 1.0),
    "bottom_right": (1.0, 1.0),
    "face": (0.5, 0.5),  # no face is looked for here
    "faces": (0.5, 0.5),
}
COLOUR = re.compile(r"rgb:([0-9a-fA-F]{6})")
PARAMETERS = ("w", "h", "fit", "fm", "q", "f", "bg")
WHITE = "#ffffff"
AVIF_SPEED = 9  # of 10: a developer waits for it
CACHE_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Wish:
    """How a picture is wanted; None leaves a thing as it is. Sides in pixels, quality 1 to 100."""

    width: int | None = None
    height: int | None = None
    fit: str | None = None
    format: str | None = None
    quality: int | None = None
    focus: tuple[float, float] = (0.5, 0.5)
    background: str = WHITE

    @property
    def is_plain(self) -> bool:
        """Whether the file may go out as it is."""
        return self == Wish(focus=self.focus, background=self.background, fit=self.fit)


def read_wish(arguments: Mapping[str, str]) -> Wish:
    """The wish an address spells; raises Refused (400), naming the parameter that is wrong."""
    return Wish(
        width=_whole(arguments, "w", LARGEST_SIDE),
        height=_whole(arguments, "h", LARGEST_SIDE),
        fit=_one_of(arguments, "fit", FITS),
        format=_one_of(arguments, "fm", FORMATS),
        quality=_whole(arguments, "q", BEST_QUALITY),
        focus=FOCUS[_one_of(arguments, "f", FOCUS) or "center"],
        background=_colour(arguments.get("bg")),
    )


def _whole(arguments: Mapping[str, str], name: str, largest: int) -> int | None:
    text = arguments.get(name)
    if text is None:
        return None
    if (
        not text.isascii()
        or not text.isdigit()
        or len(text) > len(str(largest))
        or not 1 <= int(text) <= largest
    ):
        raise bad_request(f"{name} must be a whole number from 1 to {largest}, not {text!r}.")
    return int(text)


def _one_of(
    arguments: Mapping[str, str], name: str, known: Mapping[str, object] | tuple[str, ...]
) -> str | None:
    text = arguments.get(name)
    if text is not None and text not in known:
        raise bad_request(f"{name} must be one of {', '.join(known)}, not {text!r}.")
    return text


def _colour(text: str | None) -> str:
    if text is None:
        return WHITE
    spelled = COLOUR.fullmatch(text)
    if spelled is None:
        raise bad_request(f"bg must be a colour such as rgb:9090ff, not {text!r}.")
    return f"#{spelled[1]}"


def fitted(size: Size, wish: Wish, *, grow: bool = False) -> Size:
    """The largest size of the same shape within the wish; not above *size* unless it may *grow*."""
    width, height = size
    scale = min((wish.width or LARGEST_SIDE * width) / width, (wish.height or LARGEST_SIDE * height) / height)
    if not grow or not (wish.width or wish.height):
        scale = min(scale, 1.0)
    return max(1, round(width * scale)), max(1, round(height * scale))


def output_size(size: Size, wish: Wish) -> Size:
    """How large a picture of *size* comes out."""
    if wish.width is None or wish.height is None:
        return fitted(size, wish, grow=wish.fit in ("fill", "scale"))
    match wish.fit:
        case "pad" | "fill" | "scale":
            return wish.width, wish.height
        case "crop" | "thumb":
            return min(wish.width, size[0]), min(wish.height, size[1])
        case _:
            return fitted(size, wish)


def transform(image: Image.Image, wish: Wish) -> Image.Image:
    """*image* as wished, in a mode that can be resized and saved."""
    image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    size = output_size(image.size, wish)
    boxed = wish.width is not None and wish.height is not None
    if boxed and wish.fit in ("fill", "thumb"):
        return ImageOps.fit(image, size, centering=wish.focus)
    if boxed and wish.fit == "crop":
        return image.crop(_box(image.size, size, wish.focus))
    if boxed and wish.fit == "pad":
        return _padded(image.resize(fitted(image.size, wish)), size, wish.background)
    return image if image.size == size else image.resize(size)


def _box(size: Size, part: Size, focus: tuple[float, float]) -> tuple[int, int, int, int]:
    left, top = (round((whole - cut) * place) for whole, cut, place in zip(size, part, focus, strict=True))
    return left, top, left + part[0], top + part[1]


def _padded(image: Image.Image, size: Size, background: str) -> Image.Image:
    canvas = Image.new("RGB", size, background)
    place = (size[0] - image.width) // 2, (size[1] - image.height) // 2
    canvas.paste(image, place, image if image.mode == "RGBA" else None)
    return canvas


def encode(image: Image.Image, format_: str, quality: int | None) -> bytes:
    """*image* as a file of *format_*; a format without transparency gets a white ground."""
    if format_ == "jpg" and image.mode == "RGBA":
        image = _padded(image, image.size, WHITE)
    target = io.BytesIO()
    options: dict[str, int] = {}
    if format_ in DEFAULT_QUALITY:
        options["quality"] = quality or DEFAULT_QUALITY[format_]
    if format_ == "avif":
        options["speed"] = AVIF_SPEED
    image.save(target, PILLOW_FORMATS[format_], **options)
    return target.getvalue()


def format_of(content_type: str | None) -> str | None:
    """The name of an asset's format, or None for one that is not transformed (SVG, PDF, a film)."""
    known = {media_type: name for name, media_type in FORMATS.items()}
    return {**known, "image/jpg": "jpg", "image/gif": "png"}.get(content_type or "")


def not_a_picture(name: str) -> Refused:
    return bad_request(f"The file {name} is no picture that can be transformed.")


class PictureCache:
    """The pictures made last, at most *largest* bytes of them. Thread-safe."""

    def __init__(self, largest: int = CACHE_BYTES) -> None:
        self._largest = largest
        self._lock = threading.Lock()
        self._pictures: OrderedDict[object, bytes] = OrderedDict()
        self._bytes = 0

    def get(self, key: object) -> bytes | None:
        with self._lock:
            if key in self._pictures:
                self._pictures.move_to_end(key)
            return self._pictures.get(key)

    def put(self, key: object, picture: bytes) -> None:
        with self._lock:
            self._bytes += len(picture) - len(self._pictures.pop(key, b""))
            self._pictures[key] = picture
            while self._bytes > self._largest:
                self._bytes -= len(self._pictures.popitem(last=False)[1])
