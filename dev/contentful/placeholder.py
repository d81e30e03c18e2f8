"""The picture shown for an asset whose file we do not have: a quiet ground, a frame, its title."""

from hashlib import sha256

from PIL import Image, ImageColor, ImageDraw, ImageFont

from dev.contentful.images import Size

SHADOW = 0.72
SMALLEST_TEXT = 9.0  # pixels
LONGEST_TITLE = 60  # characters


def draw_placeholder(size: Size, title: str, seed: str) -> Image.Image:
    """A placeholder of exactly *size*; the same *seed* always has the same colour."""
    ground, ink = _colours(seed)
    image = Image.new("RGB", size, ground)
    draw = ImageDraw.Draw(image)
    inset = min(size) // 24
    if inset:
        draw.rectangle(
            (inset, inset, size[0] - inset - 1, size[1] - inset - 1), outline=ink, width=max(1, inset // 8)
        )
    _write(draw, size, title[:LONGEST_TITLE], ink)
    return image


def _colours(seed: str) -> tuple[str, str]:
    hue = int.from_bytes(sha256(seed.encode()).digest()[:2]) % 360
    red, green, blue = ImageColor.getrgb(f"hsl({hue}, 30%, 86%)")[:3]
    ink = "#" + "".join(f"{round(part * SHADOW):02x}" for part in (red, green, blue))
    return f"#{red:02x}{green:02x}{blue:02x}", ink


def _write(draw: ImageDraw.ImageDraw, size: Size, text: str, ink: str) -> None:
    """Write *text* in the middle, three quarters of the width at most; nothing where it would be tiny."""
    wide = draw.textlength(text, font=ImageFont.load_default(100)) or 1.0
    height = min(size[0] * 75.0 / wide, size[1] / 6)
    if text and height >= SMALLEST_TEXT:
        centre = size[0] / 2, size[1] / 2
        draw.text(centre, text, fill=ink, font=ImageFont.load_default(height), anchor="mm")
