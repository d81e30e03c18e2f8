from pathlib import Path

import pytest

from core.bootstrap import Shop
from core.redirects.queries import every_redirect
from tests import builders as a
from tests.conftest import Resettle
from tests.core.cli.test_commands import Run, run

__all__ = ["run"]


@pytest.fixture(autouse=True)
def _goods(shop: Shop) -> None:
    a.markets()
    a.goods("MUG-SAND", available=3)


def test_redirects_go_in_and_come_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("source,target,permanent\n/a,/b,no\n")
    assert run("import", "redirects", tmp_path / "in.csv").output.strip() == "1 redirects"
    assert {redirect.id: redirect.target for redirect in every_redirect()} == {"/a": "/b"}
    assert run("export", "redirects", tmp_path / "out.csv").output.strip() == "1 redirects"
    assert (tmp_path / "out.csv").read_text() == (tmp_path / "in.csv").read_text()


def test_a_bad_redirect_is_named_by_line_and_field(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("source,target\n/a,/b\n/c,mug\n")
    result = run("import", "redirects", tmp_path / "in.csv")
    assert result.exit_code == 1
    assert "in.csv line 3: target:" in result.output
    assert list(every_redirect()) == []


def test_a_pack_is_written_and_verified(run: Run, tmp_path: Path) -> None:
    pack = tmp_path / "shop.pack"
    asked = ("--market", "eu", "--locale", "de-DE", "--pages", "home", "--pages", "product/mug-sand")
    made = run("paths", "export", pack, *asked)
    assert made.exit_code == 0, made.output
    assert "1 paths, 3 pages, version " in made.output
    verified = run("paths", "verify", pack)
    assert verified.exit_code == 0
    assert verified.output.startswith(made.output.strip() + ", of 20")


def test_all_of_it_is_all_of_it(run: Run, tmp_path: Path) -> None:
    run(
        "paths", "export", tmp_path / "few.pack", "--pages", "product/mug-sand", "--pages", "category/kitchen"
    )
    assert run("paths", "export", tmp_path / "shop.pack", "--all").output.startswith("6 paths, 15 pages")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--pages", "cart"), "'cart' is no page here"),
        (("--pages", "product/nope"), "'product/nope' is no page here"),
        (("--market", "moon"), "no market 'moon'"),
        (("--market", "us", "--locale", "de-DE"), "not 'de-DE'"),
        (("--all", "--pages", "home"), "either --pages or --all"),
    ],
)
def test_a_pack_that_cannot_be_is_no_file(
    words: tuple[str, ...], said: str, run: Run, tmp_path: Path
) -> None:
    result = run("paths", "export", tmp_path / "shop.pack", *words)
    assert result.exit_code > 0
    assert said in result.output
    assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_changed_pack_is_refused(run: Run, tmp_path: Path) -> None:
    pack = tmp_path / "shop.pack"
    run("paths", "export", pack)
    pack.write_bytes(pack.read_bytes()[:-20])
    result = run("paths", "verify", pack)
    assert result.exit_code == 1
    assert "shop.pack is no whole pack" in result.output


def test_without_a_secret_nothing_is_signed(run: Run, tmp_path: Path, resettle: Resettle) -> None:
    resettle(storefront_url="", revalidate_secret="")
    result = run("paths", "export", tmp_path / "shop.pack")
    assert result.exit_code == 1
    assert "SHOP_REVALIDATE_SECRET is missing" in result.output
    assert list(tmp_path.iterdir()) == []
