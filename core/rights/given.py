"""What whoever runs the shop gives each process to be known by: passwords in files, or a pattern for subjects."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from pydantic import SecretStr

from core.key_ring import parts_of
from core.processes import SECRETS_OF, Process
from core.rights.errors import PasswordsNotGood, SubjectsNotGood
from core.settings import SHORTEST_SECRET

PLACE: Final = "{process}"


def passwords_in(folder: Path, processes: Iterable[Process]) -> dict[Process, tuple[str, ...]]:
    """The passwords of each of *processes*, from the file of its name; several are separated by commas.

    Raises PasswordsNotGood, which names every file that is missing, or whose passwords are short or another's too.
    """
    files = {process: folder / process for process in processes}
    missing = [process for process, file in files.items() if not file.is_file()]
    if missing:
        raise PasswordsNotGood(f"There is no file for {', '.join(missing)}.")
    found = {process: parts_of(SecretStr(file.read_text())) for process, file in files.items()}
    weak = [process for process, ring in found.items() if not ring or min(map(len, ring)) < SHORTEST_SECRET]
    if weak:
        raise PasswordsNotGood(f"Shorter than {SHORTEST_SECRET} characters: {', '.join(weak)}.")
    every = [one for ring in found.values() for one in ring]
    if len(set(every)) < len(every):
        raise PasswordsNotGood("Two are the same: each process has its own.")
    return found


def subjects_of(pattern: str) -> Mapping[Process, str]:
    """The subject of each process's certificate, such as `CN={process},OU=quayside`. Raises SubjectsNotGood."""
    if PLACE not in pattern or "=" not in pattern:
        raise SubjectsNotGood(f"A subject says {PLACE} where the process is named: CN={PLACE},OU=quayside")
    return {process: pattern.replace(PLACE, process) for process in SECRETS_OF}
