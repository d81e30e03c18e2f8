"""The colours every picture is printed in, and how two of them are mixed."""

Colour = tuple[int, int, int]


def _hex(text: str) -> Colour:
    return int(text[0:2], 16), int(text[2:4], 16), int(text[4:6], 16)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """`one` with `share` (0 to 1) of `other` in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


WHITE = _hex("ffffff")
INK = _hex("1d3145")
NIGHT = _hex("142433")
TIDE = _hex("2f5f78")
TEAL = _hex("3d7f7c")
SEAFOAM = _hex("a9cbbd")
MIST = _hex("d9e5e1")
SKY = _hex("bdd7df")
CREAM = _hex("fcf6ea")
SHELL = _hex("f6ebda")
SAND = _hex("ead7b7")
OAT = _hex("d8c3a0")
BUTTER = _hex("f3d489")
MUSTARD = _hex("dea33b")
APRICOT = _hex("f0b98d")
CORAL = _hex("dc7551")
RUST = _hex("b94a31")
WINE = _hex("7b2f36")
BLUSH = _hex("efcdb9")
MOSS = _hex("6c7c4c")
PINE = _hex("35523f")
LICHEN = _hex("bcc49a")
OAK = _hex("c29160")
WALNUT = _hex("8a5a37")
BARK = _hex("5b3b28")
STEEL = _hex("a7b6ba")
IRON = _hex("4b565c")
BRASS = _hex("d2a04a")
ROPE = _hex("e0c590")
STONE = _hex("b9b2a3")
SKIN = _hex("eab994")
TAN = _hex("c98d63")


def shade(colour: Colour, share: float = 0.2) -> Colour:
    """The side of a thing that the light does not reach: darker and a little bluer, never grey."""
    red, green, blue = colour
    return round(red * (1 - share)), round(green * (1 - 0.95 * share)), round(blue * (1 - 0.84 * share))


def light(colour: Colour, share: float = 0.3) -> Colour:
    """The side of a thing that the light falls on."""
    return mix(colour, CREAM, share)
