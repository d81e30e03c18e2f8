from pathlib import Path

import pytest

from core.audit.models import AuditRecord
from core.files import BadFile
from core.imports.redirects import BATCH, export_redirects, import_redirects
from core.redirects.events import RedirectsChanged
from core.redirects.queries import every_redirect, redirect_for
from core.redirects.services import moved
from tests import builders as a

pytestmark = pytest.mark.usefixtures("database")


def file(folder: Path, text: str) -> Path:
    path = folder / "moves.csv"
    path.write_bytes(text.encode())
    return path


def table() -> dict[str, str]:
    return {redirect.id: redirect.target for redirect in every_redirect()}


def test_a_file_of_redirects_is_put_in_place(tmp_path: Path) -> None:
    text = '\ufeffsource,target,permanent\r\n/a/,/b,\r\n/c,"https://outlet.example/?a=1,2",FALSE\r\n'
    assert import_redirects(file(tmp_path, text), a.STAFF) == 2
    assert table() == {"/a": "/b", "/c": "https://outlet.example/?a=1,2"}
    assert [redirect_for(path).permanent for path in ("/a", "/c")] == [True, False]
    assert AuditRecord.objects.get().facts == {"count": 2, "first": "/a"}
    assert a.events(RedirectsChanged) == [RedirectsChanged(["/a", "/c"])]


def test_put_in_again_it_changes_nothing(tmp_path: Path) -> None:
    path = file(tmp_path, "source,target\n/a,/b\n/b,/c\n")
    for _ in range(2):
        assert import_redirects(path, a.STAFF) == 2
        assert table() == {"/a": "/c", "/b": "/c"}


def test_a_file_may_turn_around_what_is_there(tmp_path: Path) -> None:
    moved("/b", "/a")
    import_redirects(file(tmp_path, "source,target\n/a,/b\n/b,/c\n"), a.STAFF)
    assert table() == {"/a": "/c", "/b": "/c"}


@pytest.mark.parametrize(
    ("lines", "said", "field"),
    [
        ("source,target\n/a,/b\nc,/d\n", "moves.csv line 3: source: A path begins", "source"),
        ("source,target\n/a,ftp://x\n", "moves.csv line 2: target: A target is a path", "target"),
        ("source,target\n/a,/a/\n", "moves.csv line 2: target: '/a' would lead back", "target"),
        (
            "source,target\n/a,/b\n/a/,/c\n",
            "moves.csv line 3: source: '/a' stands in moves.csv line 2",
            "source",
        ),
        ("source,target,permanent\n/a,/b,maybe\n", "moves.csv line 2: permanent:", "permanent"),
        (
            "source,target\n/a,/b\n/b,/c\n/c,/a\n",
            "moves.csv line 2: target: '/a' would lead in a circle",
            "target",
        ),
        ("source,target\n/old,/a\n/a,/older\n", "line 2: target: '/old' would lead in a circle", "target"),
        ("source,target\n/a\n", "moves.csv line 2 has another number of cells", "(whole)"),
        ("source,target\n/a,/b,/c\n", "moves.csv line 2 has another number of cells", "(whole)"),
        ("from,to\n/a,/b\n", "moves.csv line 1: the column 'from' is not known", "from"),
        ("source\n/a\n", "moves.csv line 2: target: Field required", "target"),
        ('source,target\n/a,"/b\n', "is not CSV", "FILE"),
    ],
)
def test_a_bad_line_is_named_with_its_field_and_nothing_is_written(
    lines: str, said: str, field: str, tmp_path: Path
) -> None:
    moved("/older", "/old")
    with pytest.raises(BadFile) as refusal:
        import_redirects(file(tmp_path, lines), a.STAFF)
    assert said in str(refusal.value)
    assert refusal.value.field == field
    assert table() == {"/older": "/old"}


def test_a_long_file_is_put_in_batches_and_comes_out_as_it_went_in(tmp_path: Path) -> None:
    rows = [f"/old/{number:04},/new/{number:04},yes" for number in range(BATCH + 50)]
    text = "\n".join(["source,target,permanent", *rows, ""])
    counted: list[int] = []
    assert import_redirects(file(tmp_path, text), a.STAFF, counted.append) == BATCH + 50
    assert counted == [BATCH, 50]
    assert export_redirects(tmp_path / "out.csv") == BATCH + 50
    assert (tmp_path / "out.csv").read_text() == text
