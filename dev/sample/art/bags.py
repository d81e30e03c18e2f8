"""The bags shelf: what is sewn from sailcloth and canvas."""

from functools import partial

from dev.sample.art.canvas import Canvas
from dev.sample.art.luggage import chart_sleeve, dry_sack, hip_bag, holdall, rucksack, wash_bag
from dev.sample.art.motifs import eyelet, rope
from dev.sample.art.palette import (
    APRICOT,
    BARK,
    BLUSH,
    BRASS,
    BUTTER,
    CORAL,
    INK,
    LICHEN,
    MIST,
    MOSS,
    MUSTARD,
    OAK,
    OAT,
    ROPE,
    RUST,
    SAND,
    SEAFOAM,
    SHELL,
    SKY,
    TEAL,
    TIDE,
    WALNUT,
    Colour,
    light,
    shade,
)
from dev.sample.art.shapes import arc, box, ellipse, moved, path, smooth, turned
from dev.sample.art.stage import Picture, dim_right, hanging_shadow, ledge, solid, standing_shadow, wall


def tote(c: Canvas, cloth: Colour, mark: Colour) -> None:
    standing_shadow(c, 500, 838, 270)
    for line in (path("M392 420 C400 120 600 120 608 420"),):
        rope(c, moved(line, 0, -22), 20, shade(ROPE, 0.2))
    body = path("M236 400 L764 400 L736 810 Q734 838 706 838 L294 838 Q266 838 264 810 Z")
    c.fill(body, cloth)
    with c.inside(body):
        c.fill(path("M236 720 L764 720 L740 860 L250 860 Z"), mark)
        c.dim(path("M600 390 C620 560 610 720 640 860 L800 860 L800 390 Z"), 0.09)
        c.dim(path("M320 400 C350 560 330 700 344 860 L300 860 L230 400 Z"), 0.05)
    c.dashes(path("M244 440 L756 440"), shade(cloth, 0.25), 4)
    c.dashes(path("M262 712 L738 712"), shade(cloth, 0.25), 4)
    c.fill(path("M500 486 L500 660 L400 660 Q470 590 500 486 Z"), mark)
    c.fill(path("M514 520 Q590 590 600 660 L514 660 Z"), CORAL)
    c.line(path("M392 676 L616 676"), shade(cloth, 0.5), 8)
    rope(c, path("M360 440 C370 150 630 150 640 440"), 22)
    for x in (360, 640):
        eyelet(c, x, 440, 20)
        c.dots([(x, 470)], ROPE, 17)


def kit_bag(c: Canvas, cloth: Colour, band: Colour) -> None:
    standing_shadow(c, 490, 846, 200)
    body = path(
        "M330 330 C310 460 306 700 320 816 Q330 848 490 848 Q650 848 660 816 C674 700 670 460 650 330 Z"
    )
    c.fill(body, cloth)
    with c.inside(body):
        c.fill(path("M290 620 Q490 660 690 620 L690 690 Q490 730 290 690 Z"), band)
        c.dashes(path("M300 610 Q490 650 680 610"), shade(cloth, 0.3), 4)
        c.dashes(path("M300 702 Q490 742 680 702"), shade(cloth, 0.3), 4)
        c.dim(path("M430 330 C410 480 430 600 400 860 L440 860 C460 640 450 480 460 330 Z"), 0.07)
    dim_right(c, body, 80, 0.13)
    throat = path(
        "M330 336 C350 290 380 276 400 250 Q490 216 580 250 C600 276 630 290 650 336 Q490 384 330 336 Z"
    )
    c.fill(throat, shade(cloth, 0.06))
    with c.inside(throat):
        for x in range(340, 660, 34):
            c.line([(x, 350), (490 + (x - 490) * 0.5, 236)], shade(cloth, 0.24), 7)
    c.fill(
        path(
            "M396 254 C360 210 420 200 440 176 Q490 190 540 176 C560 200 620 210 584 254 Q490 290 396 254 Z"
        ),
        light(cloth, 0.16),
    )
    rope(c, path("M388 262 Q490 304 592 262"), 18)
    rope(c, smooth([(590, 264), (680, 300), (728, 460), (716, 640), (664, 760)]), 18)
    for x, y in ((366, 352), (428, 366), (490, 370), (552, 366), (614, 352)):
        eyelet(c, x, y, 14)
    c.fill(box(440, 470, 100, 74, 8), SHELL)
    c.fill([(462, 488), (462, 528), (520, 508)], band)


def market_net(c: Canvas, cord: Colour) -> None:
    bag = path(
        "M330 430 C230 540 230 760 380 830 Q500 880 620 830 C770 760 770 540 670 430 Q500 480 330 430 Z"
    )
    hanging_shadow(c, bag)
    c.line([(500, 96), (500, 150)], BRASS, 18)
    for x, y, radius, colour in (
        (400, 700, 92, MUSTARD),
        (585, 730, 98, CORAL),
        (480, 560, 86, RUST),
        (640, 580, 74, LICHEN),
        (350, 560, 66, CORAL),
        (490, 790, 70, MUSTARD),
    ):
        solid(c, ellipse(x, y, radius), colour, by=26, dark=0.16)
        c.line(arc(x, y, radius * 0.7, None, 200, 240), light(colour, 0.4), 9)
        c.fill(turned(ellipse(x + 20, y - radius + 6, 24, 9), -24, x, y), MOSS)
    with c.inside(bag):
        for step in range(-9, 10):
            bend = 500 + step * 62
            c.line(smooth([(500 + step * 26, 420), (bend - 26, 620), (bend + 110, 890)]), cord, 7)
            c.line(smooth([(500 + step * 26, 420), (bend + 26, 620), (bend - 110, 890)]), cord, 7)
    c.line([*bag, bag[0]], cord, 9)
    c.line(path("M330 430 Q500 480 670 430"), shade(cord, 0.12), 24)
    for handle in (path("M346 436 C380 90 620 90 654 436"), path("M376 444 C420 130 580 130 624 444")):
        c.line(handle, cord, 17)


def bucket_bag(c: Canvas, cloth: Colour, leather: Colour) -> None:
    standing_shadow(c, 500, 836, 230)
    c.line(path("M300 400 C260 60 720 60 706 400"), shade(leather, 0.15), 26)
    body = path("M280 380 L306 800 Q310 838 352 838 L648 838 Q690 838 694 800 L720 380 Q500 430 280 380 Z")
    c.fill(body, cloth)
    with c.inside(body):
        c.fill(path("M270 690 Q500 730 730 690 L730 860 L270 860 Z"), leather)
        c.dashes(path("M280 680 Q500 720 720 680"), light(leather, 0.2), 4)
        c.dim(path("M410 400 C420 560 400 700 420 840 L380 840 L360 400 Z"), 0.07)
    dim_right(c, body, 84, 0.13)
    c.fill(ellipse(500, 380, 220, 44), light(cloth, 0.16))
    c.fill(ellipse(500, 384, 200, 33), shade(cloth, 0.5))
    for x in (330, 410, 500, 590, 670):
        y = 446 - abs(500 - x) * 0.09
        eyelet(c, x, y, 15)
    c.line(path("M284 436 Q330 448 370 446"), leather, 13)
    c.line(path("M412 450 Q500 458 590 450"), leather, 13)
    c.line(path("M630 446 Q690 440 716 434"), leather, 13)
    for x, end in ((470, 610), (530, 590)):
        c.line(smooth([(500, 452), (x, 520), (x + (x - 500) * 0.3, end)]), leather, 13)
        c.fill(box(x + (x - 500) * 0.3 - 13, end - 8, 26, 46, 10), shade(leather, 0.2))
    c.fill(box(484, 440, 32, 30, 8), shade(leather, 0.15))


PICTURES = {
    "sailcloth-tote-tide": Picture(ledge(BLUSH), partial(tote, cloth=SHELL, mark=TIDE)),
    "sailcloth-tote-moss": Picture(ledge(BUTTER), partial(tote, cloth=SHELL, mark=MOSS)),
    "bosuns-kit-bag": Picture(ledge(SEAFOAM), partial(kit_bag, cloth=OAT, band=RUST)),
    "roll-top-rucksack-moss": Picture(ledge(APRICOT), partial(rucksack, cloth=MOSS, leather=WALNUT)),
    "roll-top-rucksack-ink": Picture(ledge(SKY, OAK), partial(rucksack, cloth=INK, leather=OAK)),
    "bulkhead-wash-bag": Picture(ledge(MIST, SEAFOAM), partial(wash_bag, cloth=CORAL, leather=WALNUT)),
    "market-net-cream": Picture(wall(TIDE), partial(market_net, cord=SHELL)),
    "market-net-ink": Picture(wall(BUTTER), partial(market_net, cord=INK)),
    "bilge-bucket-bag": Picture(ledge(LICHEN), partial(bucket_bag, cloth=TIDE, leather=WALNUT)),
    "chart-sleeve": Picture(wall(BLUSH), chart_sleeve),
    "surge-dry-sack-mustard": Picture(ledge(SKY, TEAL), partial(dry_sack, colour=MUSTARD, other=CORAL)),
    "surge-dry-sack-teal": Picture(ledge(SAND), partial(dry_sack, colour=TEAL, other=INK)),
    "hip-locker": Picture(wall(SEAFOAM), partial(hip_bag, cloth=INK, band=CORAL)),
    "weekend-holdall-rust": Picture(ledge(MIST), partial(holdall, cloth=RUST, leather=BARK)),
    "weekend-holdall-ink": Picture(ledge(APRICOT), partial(holdall, cloth=INK, leather=OAK)),
}
