"""Files that come from outside (imports): read strictly, refused with the line and the field at fault."""

import csv
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from core.errors import Invalid

M = TypeVar("M", bound="FileModel")
CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2."""


class BadFile(Invalid):
    code = "bad-file"
    title = "The file cannot be read"


class FileModel(BaseModel):
    """A record of a file: camelCase outside, unknown members refused, no silent conversion of types."""

    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, extra="forbid", strict=True, frozen=True
    )


def json_of(path: Path) -> Any:
    """The document in *path*, numbers with a point as exact Decimals. Raises BadFile."""
    return _parsed(_text(path), where=path.name)


def json_lines_of(path: Path) -> Iterator[tuple[str, Any]]:
    """Each line's document with the place it stands (`goods.jsonl line 3`). Raises BadFile."""
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if line.strip():
            where = f"{path.name} line {number}"
            yield where, _parsed(line, where=where)


def csv_rows_of(path: Path, columns: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row of a CSV file by the names in its first line, with the place it stands (`moves.csv line 3`).

    A row may lack the columns that the first line lacks. Raises BadFile: another column, cells left over.
    """
    reader = csv.DictReader(_text(path).removeprefix("\ufeff").splitlines(keepends=True), strict=True)
    try:
        for name in reader.fieldnames or ():
            if name not in columns:
                raise BadFile(
                    f"{path.name} line 1: the column {name!r} is not known.", field=name or "(none)"
                )
        for row in reader:
            where = f"{path.name} line {reader.line_num}"
            if None in row or None in row.values():
                raise BadFile(f"{where} has another number of cells than line 1.", field="(whole)")
            yield where, row
    except csv.Error as error:
        raise BadFile(f"{path.name} line {reader.line_num} is not CSV: {error}.", field="FILE") from None


def record_of(model: type[M], data: Any, *, where: str) -> M:
    """*data* as that record. Raises BadFile, naming every field at fault."""
    try:
        return model.model_validate_json(json.dumps(data, default=str))
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors()]
        raise BadFile(f"{where}: {'; '.join(faults)}", field=_first_field(error)) from None


def _first_field(error: ValidationError) -> str:
    return ".".join(map(str, error.errors()[0]["loc"])) or "(whole)"


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BadFile(f"{path} is not UTF-8: {error.reason}.", field="FILE") from None
    except OSError as error:
        raise BadFile(f"{path}: {error.strerror}.", field="FILE") from None


def _parsed(text: str, *, where: str) -> Any:
    try:
        return json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise BadFile(f"{where} is not JSON: {error}.", field="FILE") from None
