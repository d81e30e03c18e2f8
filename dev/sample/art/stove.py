"""What stands on a stove or comes off it: the stockpot, the kettle, the skillet and the trivet."""

import math

from dev.sample.art.canvas import Canvas
from dev.sample.art.motifs import fish, rope, steam
from dev.sample.art.palette import (
    CREAM,
    INK,
    IRON,
    MOSS,
    MUSTARD,
    NIGHT,
    OAK,
    ROPE,
    STEEL,
    TIDE,
    WALNUT,
    Colour,
    light,
    mix,
    shade,
)
from dev.sample.art.shapes import Shape, arc, box, ellipse, mirrored, moved, path, turned
from dev.sample.art.stage import dim_right, gleam, hanging_shadow, solid, standing_shadow


def stockpot(c: Canvas, colour: Colour) -> None:
    standing_shadow(c, 500, 800, 270)
    for ear in (path("M250 520 C160 510 160 590 250 592"), path("M750 520 C840 510 840 590 750 592")):
        c.line(ear, shade(colour, 0.42), 30)
        c.line(moved(ear, 0, -3), shade(colour, 0.1), 16)
    body = mirrored(path("M248 452 L254 730 Q258 800 330 802 L500 802"))
    c.fill(body, colour)
    with c.inside(body):
        c.fill(box(200, 776, 600, 40), shade(colour, 0.3))
        for row in range(3):
            for column in range(26):
                speck = (
                    230 + column * 22 + 9 * (row % 2),
                    640 + row * 44 + 17 * math.sin(column * 2.4 + row),
                )
                c.dots([speck], light(colour, 0.4), 2.5 + (column * 7 + row) % 3)
    dim_right(c, body, 96)
    c.fill(box(232, 438, 536, 30, 15), INK)
    lid = mirrored(path("M500 316 C380 320 270 370 250 438"))
    solid(c, lid, colour, by=80)
    c.line(path("M252 438 Q500 438 748 438"), INK, 14)
    solid(c, mirrored(path("M456 268 Q442 276 450 294 L478 320 L500 320")), NIGHT, by=24)
    gleam(c, path("M296 520 L300 680"), colour, 20)
    gleam(c, path("M340 388 Q380 360 420 352"), colour, 14)
    steam(c, 700, 330)


def kettle(c: Canvas, colour: Colour) -> None:
    standing_shadow(c, 500, 800, 255)
    spout = path("M300 640 C200 610 250 500 170 440 L206 412 C290 460 290 520 356 540 Z")
    solid(c, spout, colour, by=-16)
    c.fill(turned(ellipse(187, 426, 27, 10), -38, 187, 426), NIGHT)
    c.line(path("M336 452 C320 210 680 210 664 452"), STEEL, 20)
    c.line(path("M410 300 C460 270 540 270 590 300"), WALNUT, 42)
    c.line(path("M414 294 C462 266 538 266 586 294"), OAK, 24)
    body = mirrored(path("M404 420 C300 440 236 560 236 720 Q236 800 320 802 L500 802"))
    c.fill(body, colour)
    with c.inside(body):
        c.fill(box(200, 770, 600, 40), shade(colour, 0.35))
    dim_right(c, body, 100)
    for x in (336, 664):
        c.dots([(x, 458)], light(STEEL, 0.3), 15)
        c.dots([(x, 458)], IRON, 6)
    solid(c, mirrored(path("M462 378 Q410 388 400 424 L500 432")), light(colour, 0.1), by=40)
    c.line(path("M398 426 Q500 448 602 426"), shade(colour, 0.4), 8)
    solid(c, ellipse(500, 362, 28, 24), OAK, by=14)
    gleam(c, path("M300 580 C278 630 274 680 276 730"), colour, 22)
    steam(c, 130, 400)


def skillet(c: Canvas, *, supper: bool = True) -> None:
    handle = path("M660 648 L834 822 Q858 850 834 874 Q812 894 786 872 L612 696 Z")
    pan = ellipse(444, 452, 318)
    hanging_shadow(c, pan, handle, dx=24, dy=30)
    solid(c, handle, shade(IRON, 0.25), by=16)
    c.fill(ellipse(818, 856, 15), shade(STEEL, 0.1))
    c.fill(path("M180 296 Q142 258 152 226 Q190 220 240 240 Z"), shade(IRON, 0.3))
    c.fill(pan, shade(IRON, 0.3))
    c.line(ellipse(444, 452, 306), light(IRON, 0.22), 8)
    c.fill(ellipse(444, 452, 272), shade(IRON, 0.5))
    with c.inside(ellipse(444, 452, 272)):
        c.fill(ellipse(466, 474, 268), shade(IRON, 0.4))
    if supper:
        herrings(c)
    c.line(arc(444, 452, 290, None, 196, 240), light(STEEL, 0.4), 11, 0.8)


def herrings(c: Canvas) -> None:
    """Two herrings in the pan, with thyme and butter."""
    for y, turn in ((390, 168), (530, 176)):
        fish(c, 440, y, 400, turn, light(STEEL, 0.15))
        for step in range(5):
            x = 330 + 48 * step
            c.line([(x, y - 30), (x + 26, y + 26)], shade(STEEL, 0.35), 8)
    for x, y, turn in ((300, 616, 30), (600, 310, -40), (560, 640, 80)):
        sprig(c, x, y, turn)
    for x, y in ((440, 270), (620, 450)):
        c.dots([(x, y)], MUSTARD, 26)
        c.dots([(x, y)], light(MUSTARD, 0.6), 19)


def sprig(c: Canvas, x: float, y: float, turn: float) -> None:
    """A little thyme."""
    stem = [(x - 46, y), (x + 46, y)]
    leaves = [[(x + dx, y), (x + dx + 10, y + dy)] for dx in range(-36, 40, 18) for dy in (-15, 15)]
    c.strokes([turned(leaf, turn, x, y) for leaf in leaves], MOSS, 11)
    c.line(turned(stem, turn, x, y), shade(MOSS, 0.3), 5)


def rope_trivet(c: Canvas) -> None:
    spiral = [
        (500 + r * math.cos(a), 500 + r * math.sin(a))
        for a, r in ((math.radians(step), 26 + step * 46 / 360) for step in range(0, 360 * 6, 4))
    ]
    hanging_shadow(c, ellipse(500, 500, 320), dx=20, dy=26)
    c.fill(ellipse(500, 500, 300), shade(ROPE, 0.4))
    rope(c, spiral, 50)
    tail = path("M806 500 C840 600 800 660 860 720")
    rope(c, tail, 46)
    c.line([(836, 700), (882, 694)], TIDE, 22)
    frays: list[Shape] = [[(862, 716), (862 + dx, 762)] for dx in (-22, -6, 10, 26)]
    c.strokes(frays, mix(ROPE, CREAM, 0.3), 8)
