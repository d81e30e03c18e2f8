"""A sheet to draw on: four times as fine as the picture that leaves it, so that every edge is smooth."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PIL import Image, ImageChops, ImageDraw

from dev.sample.art.palette import WHITE, Colour, shade
from dev.sample.art.shapes import Shape, ellipse, moved, pieces, scaled, turned

_FINENESS = 4

Pen = ImageDraw.ImageDraw
Placing = tuple[float, float, float, float]


class Canvas:
    """Draws flat shapes; all lengths are pixels of the finished picture."""

    def __init__(self, width: int, height: int, ground: Colour, *, open_air: bool = False) -> None:
        self.width, self.height = width, height
        self.open_air = open_air
        self._sheet = Image.new("RGB", (width * _FINENESS, height * _FINENESS), ground)
        self._placings: list[Placing] = []
        self._cut: Image.Image | None = None

    def fill(self, shape: Shape, colour: Colour, strength: float = 1.0) -> None:
        """A flat area; with a strength below 1 what lies under it shows through."""
        self._print([shape], colour, 0, lambda pen, points: pen.polygon(points, fill=round(255 * strength)))

    def line(self, points: Shape, colour: Colour, width: float, strength: float = 1.0) -> None:
        """A line of one width with round ends and round corners."""
        self.strokes([points], colour, width, strength)

    def strokes(self, lines: list[Shape], colour: Colour, width: float, strength: float = 1.0) -> None:
        """Many lines of one kind at once, such as the stitches of a jumper."""
        thick = max(1, round(self._grown(width) * _FINENESS))
        ink = round(255 * strength)
        self._print(lines, colour, thick, lambda pen, points: _rounded_line(pen, points, thick, ink))

    def dashes(self, points: Shape, colour: Colour, width: float, dash: float = 12, gap: float = 9) -> None:
        """A seam: short strokes along a line."""
        starts = pieces(points, dash + gap)
        self.strokes([turned([(x, y), (x + dash, y)], a, x, y) for (x, y), a in starts], colour, width)

    def dots(self, centres: Shape, colour: Colour, radius: float) -> None:
        circles = [ellipse(x, y, radius) for x, y in centres]
        self._print(circles, colour, 0, lambda pen, points: pen.polygon(points, fill=255))

    def dim(self, shape: Shape, share: float = 0.16) -> None:
        """Puts an area into shadow; what is drawn there keeps its colours."""
        tone = shade(WHITE, share)
        self._print([shape], tone, 0, lambda pen, points: pen.polygon(points, fill=255), multiply=True)

    @contextmanager
    def inside(self, *shapes: Shape) -> Iterator[None]:
        """What is drawn meanwhile shows only inside the shapes."""
        outer = self._cut
        cut = Image.new("L", self._sheet.size, 0)
        for shape in shapes:
            ImageDraw.Draw(cut).polygon(self._placed_points(shape), fill=255)
        self._cut = cut if outer is None else ImageChops.multiply(cut, outer)
        yield
        self._cut = outer

    @contextmanager
    def placed(self, x: float = 500, y: float = 500, *, size: float = 1, turn: float = 0) -> Iterator[None]:
        """What is drawn meanwhile, about (500, 500), comes to lie about (x, y), scaled and turned."""
        self._placings.append((x, y, size, turn))
        yield
        self._placings.pop()

    def finished(self) -> Image.Image:
        """The picture at its own size."""
        return self._sheet.reduce(_FINENESS)

    def _placed_points(self, shape: Shape) -> Shape:
        for x, y, size, turn in reversed(self._placings):
            shape = moved(turned(scaled(shape, size), turn), x - 500, y - 500)
        return [(x * _FINENESS, y * _FINENESS) for x, y in shape]

    def _grown(self, width: float) -> float:
        return width * math.prod(size for _, _, size, _ in self._placings)

    def _print(
        self,
        shapes: list[Shape],
        colour: Colour,
        margin: float,
        draw: Callable[[Pen, Shape], None],
        *,
        multiply: bool = False,
    ) -> None:
        placed = [self._placed_points(shape) for shape in shapes]
        frame = self._frame(placed, margin)
        if frame is None:
            return
        mask = Image.new("L", (frame[2] - frame[0], frame[3] - frame[1]), 0)
        for points in placed:
            draw(ImageDraw.Draw(mask), moved(points, -frame[0], -frame[1]))
        if self._cut is not None:
            mask = ImageChops.multiply(mask, self._cut.crop(frame))
        if multiply:
            under = self._sheet.crop(frame)
            dimmed = ImageChops.multiply(under, Image.new("RGB", under.size, colour))
            self._sheet.paste(dimmed, frame[:2], mask)
        else:
            self._sheet.paste(colour, frame, mask)

    def _frame(self, shapes: list[Shape], margin: float) -> tuple[int, int, int, int] | None:
        xs = [x for shape in shapes for x, _ in shape]
        ys = [y for shape in shapes for _, y in shape]
        if not xs:
            return None
        left, top = max(0, int(min(xs) - margin)), max(0, int(min(ys) - margin))
        right = min(self._sheet.width, int(max(xs) + margin) + 1)
        low = min(self._sheet.height, int(max(ys) + margin) + 1)
        return (left, top, right, low) if left < right and top < low else None


def _rounded_line(pen: Pen, points: Shape, thick: int, ink: int) -> None:
    pen.line(points, fill=ink, width=thick, joint="curve")
    for x, y in (points[0], points[-1]):
        pen.ellipse((x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2), fill=ink)
