"""What stands behind and under a product: a wall, a low sun, a ledge, and the shadow that the thing throws."""

from collections.abc import Callable
from dataclasses import dataclass

from dev.sample.art.canvas import Canvas
from dev.sample.art.palette import Colour, light, shade
from dev.sample.art.shapes import Shape, box, ellipse, moved

SIDE = 1000
LEDGE = 735


@dataclass(frozen=True)
class Picture:
    """A square picture of one product: a background and the drawing that goes on it."""

    backdrop: Callable[[], Canvas]
    drawing: Callable[[Canvas], None]
    size: float = 1.0

    def drawn(self) -> Canvas:
        canvas = self.backdrop()
        with canvas.placed(size=self.size):
            self.drawing(canvas)
        return canvas


def ledge(wall: Colour, floor: Colour | None = None) -> Callable[[], Canvas]:
    """A wall, a ledge below it, and a sun that half hides behind the ledge."""

    def backdrop() -> Canvas:
        canvas = Canvas(SIDE, SIDE, wall)
        canvas.fill(ellipse(500, 590, 385), light(wall, 0.42))
        canvas.fill(box(0, LEDGE, SIDE, SIDE - LEDGE), floor or shade(wall, 0.2))
        return canvas

    return backdrop


def wall(colour: Colour, disc: Colour | None = None) -> Callable[[], Canvas]:
    """A plain wall with one large disc, for things that hang or are seen from above."""

    def backdrop() -> Canvas:
        canvas = Canvas(SIDE, SIDE, colour)
        canvas.fill(ellipse(500, 500, 425), disc or light(colour, 0.42))
        return canvas

    return backdrop


def standing_shadow(canvas: Canvas, cx: float, cy: float, width: float, height: float = 26) -> None:
    """The shadow of something that stands, falling a little to the right."""
    canvas.dim(ellipse(cx + width * 0.07, cy, width, height), 0.24)


def hanging_shadow(canvas: Canvas, *shapes: Shape, dx: float = 16, dy: float = 20) -> None:
    """The shadow of something flat in front of a wall, or lying on a table; in the open air there is none."""
    if canvas.open_air:
        return
    with canvas.inside(*(moved(shape, dx, dy) for shape in shapes)):
        canvas.dim(box(0, 0, SIDE, SIDE), 0.17)


def solid(canvas: Canvas, shape: Shape, colour: Colour, *, by: float = 60, dark: float = 0.14) -> None:
    """A rounded body: flat colour, and a band of shadow along its right side, `by` pixels wide."""
    canvas.fill(shape, colour)
    dim_right(canvas, shape, by, dark)


def dim_right(canvas: Canvas, shape: Shape, by: float = 60, dark: float = 0.14) -> None:
    """Shadow along the right side of a shape, over whatever is drawn there."""
    lit = moved(shape, -by, -by * 0.15)
    with canvas.inside(shape):
        canvas.dim([*shape, shape[0], *lit, lit[0]], dark)


def gleam(canvas: Canvas, line: Shape, colour: Colour, width: float = 18) -> None:
    """Light caught by a glaze or by metal."""
    canvas.line(line, light(colour, 0.55), width)
