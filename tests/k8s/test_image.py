"""The image itself, built and run as the cluster would run it. Minutes; `pytest -m image`, as root."""

import json
import os
import shlex
import shutil
import subprocess

import pytest

from core.advisories import BUILT
from dev.check_floors import PINNED
from tests.k8s.conftest import BASE
from tests.osv import record, serving

ROOT = BASE.parents[1]
IMAGE = "quayside:dev"
MISSING = [tool for tool in ("buildah", "debootstrap") if shutil.which(tool) is None]

pytestmark = [
    pytest.mark.image,
    pytest.mark.timeout(900),
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
    pytest.mark.skipif(os.geteuid() != 0, reason="building without a Docker engine needs root"),
]

PACKAGES = "admin bff core jobs"
SETTINGS = (
    "SHOP_MONGODB_URI=mongodb://127.0.0.1:1",
    "SHOP_REDIS_URL=redis://127.0.0.1:1",
    f"SHOP_SECRET_KEY={'s' * 32}",
    f"SHOP_CONSOLE_SECRET_KEY={'c' * 32}",
    f"SHOP_JWT_KEYS=k:{'s' * 32}",
)
IMPORT_ALL = f"""
import importlib, pkgutil
for name in "{PACKAGES}".split():
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(package.__path__, name + "."):
        importlib.import_module(module.name)
"""


@pytest.fixture(scope="module", autouse=True)
def image() -> None:
    subprocess.run([ROOT / "dev" / "image" / "build", IMAGE], check=True)


def tried(*command: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SHOP_")}
    return subprocess.run(
        [ROOT / "dev" / "image" / "try", *command],
        env=environment | {"IMAGE": IMAGE},
        capture_output=True,
        text=True,
        check=False,
    )


def healthcheck() -> list[str]:
    """The command of the image's HEALTHCHECK."""
    inspect = ("buildah", "--storage-driver", "vfs", "inspect", "--type", "image", IMAGE)
    image = json.loads(subprocess.run(inspect, capture_output=True, check=True).stdout)
    how, *command = image["Docker"]["config"]["Healthcheck"]["Test"]
    assert how == "CMD"
    return [str(word) for word in command]


def test_it_runs_as_nobody_in_particular() -> None:
    assert tried("sh", "-c", "id -u; id -g").stdout.split() == ["10001", "10001"]


def test_it_holds_the_shop_and_nothing_else() -> None:
    found = set(tried("ls", "-A", "/app").stdout.split())

    assert found - {"__pycache__"} == {"admin", "bff", "core", "jobs", "templates", "wsgi.py"}


@pytest.mark.parametrize("name", ["pip", "setuptools", "wheel", "ensurepip", "dev", "tests", "pytest"])
def test_it_cannot_import_what_only_builds_or_tests(name: str) -> None:
    question = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({name!r}) is not None)"

    assert tried("python", "-c", question).returncode == 0
    assert tried("/usr/bin/env", "python3", "-I", "-c", question).returncode == 0


def test_its_root_cannot_be_written_and_tmp_can() -> None:
    assert "Read-only" in tried("touch", "/app/here").stderr
    assert "Read-only" in tried("touch", "/opt/venv/here").stderr
    assert tried("touch", "/tmp/here").returncode == 0


def test_it_keeps_neither_downloads_nor_what_the_builder_lent_it() -> None:
    search = "find / -xdev ( -name *.whl -o -type f -path /run/secrets/* )"

    assert tried(*search.split()).stdout == ""


def test_the_runtime_lock_is_enough_for_every_module() -> None:
    assert tried("env", *SETTINGS, "python", "-W", "error", "-c", IMPORT_ALL).stderr == ""


@pytest.mark.parametrize(("before", "healthy"), [("touch /tmp/heartbeat", True), ("true", False)])
def test_a_process_without_a_port_is_healthy_by_its_heartbeat(before: str, *, healthy: bool) -> None:
    check = shlex.join(healthcheck())

    answer = tried("sh", "-c", f"{before}; SHOP_HEARTBEAT_FILE=/tmp/heartbeat {check}")

    assert (answer.returncode == 0) is healthy


def test_a_server_is_healthy_by_livez() -> None:
    serve = "mkdir /tmp/site; touch /tmp/site/livez; python -m http.server --directory /tmp/site --bind 127.0.0.1 0"
    script = f"{serve} >/tmp/said & until grep -q port /tmp/said; do :; done; "
    script += (
        f"export HEALTH_PORT=$(sed 's/.*port \\([0-9]*\\).*/\\1/' /tmp/said); {shlex.join(healthcheck())}"
    )

    assert tried("sh", "-c", script).returncode == 0
    assert tried(*healthcheck()).returncode != 0


def test_all_that_it_holds_is_asked_about_and_the_day_of_its_packages_is_known() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    with serving() as osv:
        answer = tried("shop", "advisories", "--osv", osv.url)
        osv.records["PyPI", "flask"] = [record("GHSA-1", days=99, severity="LOW")]
        late = tried("shop", "advisories", "--osv", osv.url)

    assert answer.returncode == 0, answer.stderr
    assert "image                ok" in answer.stdout
    asked = {f"{one.name}=={one.version}" for one in osv.asked if one.ecosystem == "PyPI"}
    assert asked
    assert asked <= {f"{name}=={version}" for name, version in PINNED.findall(lock)}
    assert late.returncode == 1
    assert "flask" in late.stdout


def test_nobody_makes_it_younger() -> None:
    before = tried("cat", str(BUILT)).stdout

    assert tried("sh", "-c", f"echo 2099-01-01 > {BUILT}").returncode != 0
    assert tried("cat", str(BUILT)).stdout == before != ""


def test_the_shop_answers() -> None:
    answer = tried("shop", "--help")

    assert answer.returncode == 0, answer.stderr
    assert "serve" in answer.stdout


def test_a_wrong_setting_is_named_and_refused() -> None:
    answer = tried("shop", "serve", "bff")

    assert answer.returncode != 0
    assert "SHOP_MONGODB_URI" in answer.stderr + answer.stdout
