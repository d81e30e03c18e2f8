"""What the image is made of agrees with the packaging and with the manifests, without building it."""

import json
import re
from configparser import ConfigParser

import pytest

from core.advisories import BUILT
from tests.k8s.conftest import BASE, Base
from tests.k8s.test_pods import PODS, SERVING

ROOT = BASE.parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
LET_IN = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}


def instruction(name: str) -> str:
    return str(re.findall(rf"^{name} (.+)$", DOCKERFILE, re.MULTILINE)[-1])


def test_only_the_shop_and_its_lock_enter_the_build() -> None:
    packaging = ConfigParser()
    packaging.read(ROOT / "setup.cfg")
    packages = {name.rstrip("*") for name in packaging["options.packages.find"]["include"].split()}

    assert packages | {"templates", "wsgi.py", "requirements.lock"} == LET_IN


def test_all_that_enters_the_build_is_copied() -> None:
    copied = re.findall(r"^COPY (?!--)(\S+) ", DOCKERFILE, re.MULTILINE)

    assert set(copied) == LET_IN


@pytest.mark.parametrize("component", PODS)
def test_the_image_and_the_pods_agree_on_the_user(base: Base, component: str) -> None:
    rights = base.pods[component]["securityContext"]

    assert instruction("USER") == f"{rights['runAsUser']}:{rights['runAsGroup']}"


@pytest.mark.parametrize("component", SERVING)
def test_a_process_listens_where_its_pod_says(base: Base, component: str) -> None:
    ports = {port["name"]: port["containerPort"] for port in base.container(component)["ports"]}
    bound = {
        name.lower(): int(port) for name, port in re.findall(r"SHOP_(\w+)_BIND=0\.0\.0\.0:(\d+)", DOCKERFILE)
    }

    assert ports["http"] == bound[component]
    assert ports.get("metrics", bound["metrics"]) == bound["metrics"]


def test_a_signal_reaches_the_shop_itself() -> None:
    assert json.loads(instruction("ENTRYPOINT")) == ["shop"]
    assert json.loads(instruction("CMD")) == ["serve", "bff"]
    assert instruction("STOPSIGNAL") == "SIGTERM"


def test_the_day_of_an_image_is_that_of_its_packages() -> None:
    """In one step: out of a builder's cache comes the older day with the older packages, or neither."""
    steps = re.findall(r"^RUN (?:.*\\\n)*.*$", DOCKERFILE, re.MULTILINE)
    (step,) = (one for one in steps if str(BUILT) in one)
    base, _, _ = DOCKERFILE.partition("AS build")

    assert "apt-get update" in step
    assert "apt-get upgrade --yes" in step
    assert step in base
    assert re.findall(r"^FROM (.+)$", DOCKERFILE, re.MULTILINE)[-1] == "python", "what runs is made of it"
    assert len(re.findall(rf"{BUILT}\b", DOCKERFILE)) == 1


def test_packages_are_held_to_their_hashes() -> None:
    assert "--require-hashes --no-deps --only-binary :all: -r /build/requirements.lock" in DOCKERFILE
