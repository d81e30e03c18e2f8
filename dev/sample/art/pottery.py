"""What comes from the potter: mug, bowl, plate, jug, dish and teapot."""

import math

from dev.sample.art.canvas import Canvas
from dev.sample.art.motifs import fish, mouth, steam
from dev.sample.art.palette import (
    BARK,
    BUTTER,
    CORAL,
    CREAM,
    INK,
    MIST,
    MOSS,
    MUSTARD,
    OAK,
    RUST,
    SAND,
    SEAFOAM,
    SHELL,
    STONE,
    TEAL,
    TIDE,
    Colour,
    light,
    mix,
    shade,
)
from dev.sample.art.shapes import arc, box, ellipse, mirrored, moved, path, smooth, turned
from dev.sample.art.stage import (
    dim_right,
    gleam,
    hanging_shadow,
    solid,
    standing_shadow,
)


def mug(c: Canvas, colour: Colour, dip: Colour) -> None:
    standing_shadow(c, 470, 792, 225)
    handle = path("M628 440 C800 400 812 668 622 668")
    c.line(handle, shade(colour, 0.16), 56)
    c.line(path("M628 434 C788 396 800 660 622 660"), colour, 34)
    body = mirrored(path("M296 350 L308 662 C310 742 346 794 406 794"), 470)
    c.fill(body, colour)
    with c.inside(body):
        line = smooth([(280, 575), (350, 592), (440, 572), (540, 590), (620, 570), (680, 580)])
        c.fill([*line, (680, 820), (260, 820)], dip)
        c.line(line, light(dip, 0.35), 7)
    dim_right(c, body, 78)
    gleam(c, path("M334 420 C336 470 338 500 342 545"), colour, 20)
    mouth(c, 470, 350, 174, 40, colour, BARK)
    steam(c, 470, 300)


def soup_bowl(c: Canvas, colour: Colour, soup: Colour) -> None:
    standing_shadow(c, 500, 796, 250)
    for lug in (path("M250 548 C140 520 140 640 276 642"), path("M750 548 C860 520 860 640 724 642")):
        c.line(lug, shade(colour, 0.18), 44)
        c.line(moved(lug, 0, -5), colour, 26)
    c.fill(mirrored(path("M396 760 L380 800")), shade(colour, 0.25))
    body = mirrored(path("M216 500 C224 660 320 772 430 776"))
    c.fill(body, colour)
    with c.inside(body):
        for y in (566, 592):
            c.line(path(f"M180 {y} Q500 {y + 92} 820 {y}"), mix(colour, INK, 0.75), 8)
    dim_right(c, body, 95)
    gleam(c, path("M258 560 C270 630 300 676 332 706"), colour, 18)
    mouth(c, 500, 500, 284, 62, colour, soup)
    for x, y, turn in ((430, 530, -20), (520, 542, 30), (590, 526, 5)):
        leaf = turned(
            path(f"M{x - 26} {y} Q{x} {y - 16} {x + 26} {y} Q{x} {y + 16} {x - 26} {y} Z"), turn, x, y
        )
        c.fill(leaf, MOSS)
    c.line(path("M352 536 Q380 522 404 534"), CREAM, 9)
    steam(c, 500, 420)


def shoal_plate(c: Canvas) -> None:
    hanging_shadow(c, ellipse(500, 500, 365), dx=22, dy=28)
    c.fill(ellipse(500, 500, 365), SHELL)
    c.line(ellipse(500, 500, 352), TIDE, 9)
    c.fill(ellipse(500, 500, 262), shade(SHELL, 0.07))
    c.fill(ellipse(494, 492, 256), light(SHELL, 0.4))
    for ring, count, length in ((200, 9, 104), (104, 5, 92)):
        for place in range(count):
            angle = 360 * place / count + ring
            x = 494 + ring * math.cos(math.radians(angle))
            y = 492 + ring * math.sin(math.radians(angle))
            odd = (ring, place) == (200, 7)
            fish(c, x, y, length, angle - 90 + 14, CORAL if odd else (TIDE if place % 3 else TEAL))
    c.line(arc(500, 500, 312, None, 200, 250), CREAM, 16, 0.9)


def lighthouse_jug(c: Canvas) -> None:
    standing_shadow(c, 480, 800, 190)
    handle = path("M600 300 C770 300 760 620 640 640")
    c.line(handle, shade(RUST, 0.2), 46)
    c.line(moved(handle, -5, -6), RUST, 26)
    body = path(
        "M376 250 C372 420 330 560 318 720 C314 770 340 800 380 800 L592 800 C632 800 656 770 650 720 "
        "C640 560 596 420 592 250 L592 226 L420 226 L330 206 C340 236 372 236 376 250 Z"
    )
    c.fill(body, CREAM)
    with c.inside(body):
        for top, low in ((330, 430), (540, 650), (750, 830)):
            c.fill(path(f"M280 {top} Q484 {top + 34} 700 {top} L700 {low} Q484 {low + 34} 280 {low} Z"), RUST)
        c.fill(box(456, 462, 46, 62, 22), INK)
        c.fill(box(456, 676, 46, 58, 22), INK)
    dim_right(c, body, 66)
    rim = path(
        "M330 206 Q420 180 506 186 Q594 190 594 228 Q590 262 482 262 Q392 262 376 240 Q350 222 330 206 Z"
    )
    c.fill(rim, light(CREAM, 0.6))
    c.fill(
        path(
            "M366 212 Q440 196 510 202 Q572 206 574 228 Q566 248 482 248 Q404 248 390 230 Q378 218 366 212 Z"
        ),
        shade(CREAM, 0.3),
    )
    gleam(c, path("M392 300 C388 400 372 480 362 560"), CREAM, 16)


def oyster_dish(c: Canvas, colour: Colour) -> None:
    hanging_shadow(c, ellipse(500, 500, 352), dx=22, dy=28)
    edge = [
        (500 + r * math.cos(a), 500 + r * math.sin(a))
        for a, r in ((math.tau * i / 240, 346 + 9 * math.cos(math.tau * 12 * i / 240)) for i in range(240))
    ]
    c.fill(edge, colour)
    c.line([*edge, edge[0]], shade(colour, 0.22), 6)
    c.fill(ellipse(492, 490, 310), light(colour, 0.16))
    for place in range(6):
        with c.placed(turn=60 * place):
            oyster(c, 500, 288, full=place not in (1, 4))
    lemon(c, 500, 500, 82)


def oyster(c: Canvas, x: float, y: float, *, full: bool) -> None:
    """One hollow of the dish, with or without its oyster."""
    hollow = path(
        f"M{x} {y - 96} C{x + 76} {y - 96} {x + 92} {y - 10} {x + 52} {y + 52} C{x + 30} {y + 86} {x - 30} {y + 86} "
        f"{x - 52} {y + 52} C{x - 92} {y - 10} {x - 76} {y - 96} {x} {y - 96} Z"
    )
    c.fill(hollow, shade(SEAFOAM, 0.3))
    if not full:
        c.line(arc(x, y - 6, 58, 66, 130, 200), light(SEAFOAM, 0.2), 9, 0.8)
        return
    c.fill([(x + (px - x) * 0.86, y + (py - y) * 0.86) for px, py in hollow], MIST)
    meat = smooth(
        [(x - 42, y - 30), (x, y - 58), (x + 44, y - 24), (x + 30, y + 30), (x - 14, y + 40)], closed=True
    )
    c.fill(meat, light(STONE, 0.25))
    c.line(smooth([(x - 24, y - 16), (x + 4, y - 30), (x + 24, y)]), shade(STONE, 0.12), 6)
    c.dots([(x + 14, y + 18)], CREAM, 9)


def lemon(c: Canvas, x: float, y: float, radius: float) -> None:
    """Half a lemon, cut side up."""
    c.dim(ellipse(x + 8, y + 12, radius), 0.2)
    c.fill(ellipse(x, y, radius), MUSTARD)
    c.fill(ellipse(x, y, radius * 0.9), CREAM)
    for place in range(8):
        wedge = path(
            f"M{x} {y + radius * 0.1} L{x - radius * 0.26} {y + radius * 0.68} "
            f"Q{x} {y + radius * 0.9} {x + radius * 0.26} {y + radius * 0.68} Z"
        )
        c.fill(turned(wedge, 45 * place, x, y), BUTTER)


def teapot(c: Canvas, colour: Colour) -> None:
    standing_shadow(c, 490, 796, 255)
    handle = path("M686 470 C856 410 862 700 664 704")
    c.line(handle, shade(colour, 0.25), 48)
    c.line(moved(handle, -5, -6), colour, 28)
    spout = path("M312 664 C216 640 240 520 150 452 L206 428 C262 470 290 500 356 530 Z")
    solid(c, spout, colour, by=-18)
    c.fill(turned(ellipse(178, 440, 31, 11), -23, 178, 440), shade(colour, 0.55))
    body = mirrored(path("M440 382 C310 392 252 500 262 610 C272 716 340 794 430 796"), 490)
    c.fill(body, colour)
    with c.inside(body):
        c.fill(path("M200 690 Q490 760 780 690 L780 820 L200 820 Z"), light(SAND, 0.2))
        c.line(path("M200 690 Q490 760 780 690"), shade(SAND, 0.15), 6)
    dim_right(c, body, 92)
    lid = mirrored(path("M456 330 Q372 340 356 396 Q420 424 490 424"), 490)
    solid(c, lid, light(colour, 0.08), by=34)
    c.line(path("M358 398 Q490 446 622 398"), shade(colour, 0.35), 8)
    solid(c, ellipse(490, 312, 38, 32), OAK, by=16)
    gleam(c, path("M318 520 C300 560 300 610 314 656"), colour, 20)
    gleam(c, path("M410 362 Q424 352 440 350"), colour, 12)
    steam(c, 130, 420)
