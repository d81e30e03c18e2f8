"""`python -m dev.sample.draw [NAME ...]` draws the pictures anew, all of them or those that are named.

Drawing is deterministic: the same Pillow gives the same bytes.
"""

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from dev.sample.art import bags, desk, journal, kitchen, knitwear, outerwear, people, scenes, table
from dev.sample.art.canvas import Canvas

PICTURES = Path(__file__).parent / "pictures"

_QUALITIES = (78, 72, 66, 60)
_LARGEST = 25_000


def drawings() -> dict[str, Callable[[], Canvas]]:
    """Every picture of the sample by its name."""
    shelves = (table, kitchen, outerwear, knitwear, bags, desk)
    drawn = {name: picture.drawn for shelf in shelves for name, picture in shelf.PICTURES.items()}
    drawn |= {f"category-{name}": scene for name, scene in scenes.SHELVES.items()}
    drawn |= {f"journal-{slug}": scene for slug, scene in journal.SCENES.items()}
    drawn |= {f"person-{slug}": portrait for slug, portrait in people.PORTRAITS.items()}
    return drawn | {"home": scenes.home}


def webp(canvas: Canvas) -> bytes:
    """The finished picture as it is kept: at the best quality that stays below 25 kB, or at the last one."""
    picture = canvas.finished()
    for quality in _QUALITIES:
        content = BytesIO()
        picture.save(content, "WEBP", quality=quality, method=6, use_sharp_yuv=True)
        if content.tell() <= _LARGEST:
            break
    return content.getvalue()


def main(names: list[str]) -> None:
    known = drawings()
    if unknown := [name for name in names if name not in known]:
        sys.exit(f"no such picture: {', '.join(unknown)}")
    PICTURES.mkdir(exist_ok=True)
    for name in names or known:
        content = webp(known[name]())
        (PICTURES / f"{name}.webp").write_bytes(content)
        print(f"{name}: {len(content):,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
