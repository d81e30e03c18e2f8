"""The desk shelf: things to write in, to write with and to hang above the desk."""

from functools import partial

from dev.sample.art.canvas import Canvas
from dev.sample.art.instruments import barometer, cleat_hook, crane_lamp, dividers, tide_clock
from dev.sample.art.motifs import rope
from dev.sample.art.palette import (
    APRICOT,
    BLUSH,
    BRASS,
    BUTTER,
    CORAL,
    CREAM,
    INK,
    LICHEN,
    MIST,
    MUSTARD,
    OAK,
    OAT,
    RUST,
    SAND,
    SEAFOAM,
    SHELL,
    SKY,
    STONE,
    TEAL,
    TIDE,
    WALNUT,
    Colour,
    light,
    mix,
    shade,
)
from dev.sample.art.shapes import arc, box, ellipse, moved, path, wave
from dev.sample.art.stage import Picture, hanging_shadow, ledge, standing_shadow, wall


def logbook(c: Canvas, cover: Colour, band: Colour) -> None:
    with c.placed(480, 500, turn=-7):
        book = box(256, 180, 470, 640, 22)
        hanging_shadow(c, book, dx=26, dy=26)
        c.fill(moved(book, 14, 12), SHELL)
        c.strokes([[(270 + n, 834 - n), (734, 834 - n)] for n in (0, 5)], OAT, 2)
        c.fill(book, cover)
        with c.inside(book):
            c.fill(box(256, 180, 84, 640), shade(cover, 0.24))
            c.dashes([(352, 180), (352, 820)], light(cover, 0.3), 4)
        label = box(404, 300, 260, 172, 8)
        c.fill(label, SHELL)
        c.line([*label, label[0]], band, 5)
        c.fill(box(434, 330, 200, 16, 8), cover)
        for y in (380, 408, 436):
            c.line([(434, y), (634, y)], OAT, 5)
        c.fill(box(652, 180, 26, 640), band)
        c.line(path("M480 820 L476 890 L492 874 L508 890 L504 820"), band, 12)
        anchor(c, 534, 640, 72, light(cover, 0.2))
    with c.placed(790, 520, turn=9):
        pencil(c, 500, 240, 540, MUSTARD)


def anchor(c: Canvas, x: float, y: float, size: float, colour: Colour) -> None:
    c.line(ellipse(x, y - size, size * 0.2), colour, size * 0.12)
    c.line([(x, y - size * 0.8), (x, y + size * 0.8)], colour, size * 0.16)
    c.line([(x - size * 0.45, y - size * 0.45), (x + size * 0.45, y - size * 0.45)], colour, size * 0.14)
    c.line(arc(x, y + size * 0.1, size * 0.75, None, 15, 165), colour, size * 0.16)


def pencil(c: Canvas, x: float, top: float, length: float, colour: Colour) -> None:
    """One pencil, point down, hanging from (x, top)."""
    low = top + length
    c.dim(
        path(
            f"M{x} {top + 10} L{x + 48} {top + 10} L{x + 48} {low - 50} L{x + 16} {low + 14} L{x - 10} {low - 50} Z"
        ),
        0.18,
    )
    c.fill(path(f"M{x - 24} {low - 70} L{x + 24} {low - 70} L{x} {low} Z"), light(OAK, 0.45))
    c.fill(path(f"M{x - 8} {low - 24} L{x + 8} {low - 24} L{x} {low} Z"), shade(colour, 0.4))
    c.fill(box(x - 24, top, 16, length - 66), light(colour, 0.2))
    c.fill(box(x - 8, top, 16, length - 66), colour)
    c.fill(box(x + 8, top, 16, length - 66), shade(colour, 0.2))
    c.fill(box(x - 24, top, 48, 40), BRASS)
    c.fill(box(x - 24, top - 26, 48, 30, 10), BLUSH)


def pencils(c: Canvas) -> None:
    tones = (INK, TIDE, TEAL, MUSTARD, CORAL, RUST)
    case = box(206, 560, 588, 280, 14)
    for place, tone in enumerate(tones):
        depth = (0, 26, 8, 40, 18, 52)[place]
        with c.placed(500, 500, turn=180):
            pencil(c, 720 - place * 88, 300, 450 + depth, tone)
    hanging_shadow(c, case)
    c.fill(case, SAND)
    with c.inside(case):
        for row in range(5):
            c.line(wave(190, 650 + row * 44, 620, 9, 9), mix(TIDE, SAND, 0.15 + 0.16 * row), 7)
        c.fill(box(206, 560, 588, 40), shade(SAND, 0.12))
    c.fill(box(390, 612, 220, 96, 8), SHELL)
    for n, y in enumerate((640, 662, 684)):
        c.line([(414, y), (586 - 40 * n, y)], INK, 6)


def almanac(c: Canvas) -> None:
    standing_shadow(c, 500, 816, 230)
    c.fill(path("M708 216 L740 236 L740 796 L708 816 Z"), SHELL)
    cover = box(292, 210, 420, 606, 10)
    c.fill(cover, TIDE)
    with c.inside(cover):
        c.dim(box(292, 210, 34, 606), 0.25)
        c.fill(ellipse(584, 350, 60), BUTTER)
        c.fill(ellipse(610, 336, 52), TIDE)
        c.dots([(400, 300), (450, 380), (380, 420), (660, 440), (500, 270)], CREAM, 6)
        for row, tone in enumerate((SEAFOAM, TEAL, INK)):
            crest = wave(280, 560 + row * 74, 480, 40 - 8 * row, 2 + row)
            c.fill([*crest, (760, 830), (280, 830)], tone)
        c.strokes([[(x, 640), (x, 654)] for x in range(350, 712, 30)], SHELL, 4)
    c.fill(box(372, 470, 270, 20, 10), SHELL)
    c.fill(box(372, 504, 160, 12, 6), SHELL)
    rope(c, path("M480 816 C470 860 500 870 490 920"), 14, CORAL)


def flag_cards(c: Canvas) -> None:
    for turn, x, y, letter in (
        (-22, 330, 500, "K"),
        (-8, 420, 470, "V"),
        (6, 540, 480, "W"),
        (20, 660, 530, "O"),
    ):
        with c.placed(x, y, turn=turn, size=0.94):
            card = box(330, 240, 340, 480, 10)
            hanging_shadow(c, card, dx=12, dy=16)
            c.fill(card, SHELL)
            flag(c, 366, 286, 268, letter)
            c.fill(box(366, 610, 150, 14, 7), INK)
            c.fill(box(366, 644, 220, 9, 4), STONE)
            c.fill(box(366, 668, 180, 9, 4), STONE)


def flag(c: Canvas, x: float, y: float, side: float, letter: str) -> None:
    """The signal flag of K, O, V or W on a square of so many pixels."""
    square = box(x, y, side, side)
    c.fill(square, {"K": MUSTARD, "O": RUST, "V": SHELL, "W": TIDE}[letter])
    with c.inside(square):
        if letter == "K":
            c.fill(box(x + side / 2, y, side, side), TIDE)
        elif letter == "O":
            c.fill([(x, y), (x, y + side), (x + side, y + side)], MUSTARD)
        elif letter == "V":
            c.line([(x, y), (x + side, y + side)], RUST, side * 0.2)
            c.line([(x + side, y), (x, y + side)], RUST, side * 0.2)
        else:
            c.fill(box(x + side * 0.2, y + side * 0.2, side * 0.6, side * 0.6), SHELL)
            c.fill(box(x + side * 0.4, y + side * 0.4, side * 0.2, side * 0.2), RUST)
    c.line([*square, square[0]], shade(SHELL, 0.2), 4)


def harbour_print(c: Canvas, frame: Colour) -> None:
    outer = box(236, 150, 528, 700, 6)
    hanging_shadow(c, outer, dx=20, dy=26)
    c.fill(outer, frame)
    c.fill(box(236, 150, 528, 14), light(frame, 0.25))
    c.dim(box(740, 150, 24, 700), 0.2)
    c.fill(box(262, 176, 476, 648), SHELL)
    sheet = box(306, 220, 388, 540)
    c.fill(sheet, APRICOT)
    with c.inside(sheet):
        c.fill(ellipse(560, 470, 96), CORAL)
        for x, width, top, tone in (
            (306, 74, 430, TIDE),
            (380, 62, 470, RUST),
            (442, 70, 440, INK),
            (512, 50, 486, TEAL),
        ):
            c.fill([(x, 560), (x, top), (x + width / 2, top - 46), (x + width, top), (x + width, 560)], tone)
            c.dots(
                [(x + width * 0.3, top + 30), (x + width * 0.7, top + 30), (x + width * 0.3, top + 66)],
                BUTTER,
                8,
            )
        c.fill(box(300, 556, 400, 220), TEAL)
        for y in range(590, 760, 34):
            c.line(wave(300 + y % 3 * 20, y, 420, 6, 6), light(TEAL, 0.25), 6)
        c.fill(path("M470 640 L640 640 Q620 684 590 684 L510 684 Q486 680 470 640 Z"), RUST)
        c.fill([(548, 500), (548, 628), (480, 628)], CREAM)
        c.fill([(560, 530), (560, 628), (610, 628)], SHELL)
    c.fill(box(306, 784, 110, 10, 5), INK)


PICTURES = {
    "passage-logbook-ink": Picture(wall(SKY), partial(logbook, cover=INK, band=CORAL)),
    "passage-logbook-rust": Picture(wall(SEAFOAM), partial(logbook, cover=RUST, band=BUTTER)),
    "tide-almanac": Picture(ledge(BLUSH), almanac),
    "brass-dividers": Picture(wall(TEAL), dividers),
    "cleat-hook": Picture(wall(MIST), cleat_hook),
    "desk-barometer": Picture(ledge(LICHEN), barometer),
    "crane-desk-lamp-rust": Picture(ledge(TIDE, WALNUT), partial(crane_lamp, colour=CORAL)),
    "crane-desk-lamp-ink": Picture(ledge(SEAFOAM), partial(crane_lamp, colour=INK)),
    "signal-flag-postcards": Picture(wall(BUTTER), flag_cards),
    "harbour-at-six": Picture(wall(SEAFOAM), partial(harbour_print, frame=OAK)),
    "harbour-at-six-black": Picture(wall(BLUSH), partial(harbour_print, frame=INK)),
    "soundings-pencils": Picture(wall(CORAL), pencils),
    "tide-clock-brass": Picture(wall(SKY), partial(tide_clock, rim=BRASS)),
    "tide-clock-iron": Picture(wall(APRICOT), partial(tide_clock, rim=TIDE)),
}
