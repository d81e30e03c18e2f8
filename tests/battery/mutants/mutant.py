from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[3]


class Mutant(NamedTuple):
    """What is *broken*, in words; *there* stands once in *file* and is replaced by *instead*; *test* must fail then.

    A test is named as pytest names it: with its example where that is a long one, else all its short ones are run.
    """

    check: int
    broken: str
    file: str
    there: str
    instead: str
    test: str

    @property
    def source(self) -> str:
        return (ROOT / self.file).read_text()

    @property
    def changed(self) -> str:
        """The whole file, broken. Raises ValueError where it does not have that text, or has it more than once."""
        if self.source.count(self.there) != 1:
            raise ValueError(f"{self.file} has it {self.source.count(self.there)} times: {self.there!r}")
        return self.source.replace(self.there, self.instead)

    @contextmanager
    def applied(self, tree: Path) -> Iterator[None]:
        """It is so in that copy of the project while the block runs."""
        file = tree / self.file
        try:
            _write(file, self.changed)
            yield
        finally:
            _write(file, self.source)


def _write(file: Path, text: str) -> None:
    """What Python has compiled of it goes by the second in which it was written: it must not live longer."""
    file.write_text(text)
    for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*.pyc"):
        compiled.unlink()
