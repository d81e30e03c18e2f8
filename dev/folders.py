"""The project's folder, and those that the stack keeps its data in."""

from pathlib import Path

from dev.errors import CannotStart

ROOT = Path(__file__).resolve().parent.parent
"""The project's own."""


def open_folder(folder: Path, owner: str) -> None:
    """Make *folder* if need be; raises CannotStart when *owner* cannot write there, and leaves nothing behind."""
    probe = folder / ".writable"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            probe.write_bytes(b"1")
        finally:
            probe.unlink(missing_ok=True)
    except OSError as error:
        advice = "Make the folder writable for you, or free some space."
        raise CannotStart(f"{owner} cannot write to {folder} ({error.strerror}). {advice}") from error
