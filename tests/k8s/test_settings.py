"""What the manifests and the deployment guide tell the shop is what the shop understands."""

import re
from pathlib import Path
from typing import get_args

import click
import pytest
from pydantic import SecretStr

from core.cli import shop
from core.settings import Settings
from tests.k8s.conftest import BASE, Base
from tests.k8s.test_pods import COMPONENTS

ROOT = BASE.parents[1]
GUIDE = ROOT / "docs" / "deploying.md"
VARIABLE = re.compile(r"\bSHOP_[A-Z_]+\b")
KNOWN = {f"SHOP_{name.upper()}" for name in Settings.model_fields} | {"SHOP_SECRETS_DIR"}
"""The fields of the settings, and the folder from which they are read."""
SECRETS = {
    f"SHOP_{name.upper()}"
    for name, field in Settings.model_fields.items()
    if SecretStr in (field.annotation, *get_args(field.annotation))
}


@pytest.mark.parametrize("file", [*sorted(BASE.glob("*.yaml")), ROOT / "Dockerfile", GUIDE])
def test_every_variable_named_is_a_setting(file: Path) -> None:
    assert set(VARIABLE.findall(file.read_text())) <= KNOWN


@pytest.mark.parametrize("component", COMPONENTS)
def test_every_command_is_one_of_the_shops(base: Base, component: str) -> None:
    command: click.Command = shop
    words = base.container(component)["args"]

    while isinstance(command, click.Group):
        name, *words = words
        command = command.commands[name]

    command.make_context(command.name, words)


@pytest.mark.parametrize("component", COMPONENTS)
def test_secrets_are_files_and_never_variables(base: Base, component: str) -> None:
    pod, container = base.pods[component], base.container(component)
    (mount,) = (mount for mount in container["volumeMounts"] if mount["name"] == "secrets")
    (volume,) = (volume for volume in pod["volumes"] if volume["name"] == "secrets")

    assert mount == {"name": "secrets", "mountPath": base.settings["SHOP_SECRETS_DIR"], "readOnly": True}
    assert volume["secret"] == {"secretName": "quayside", "defaultMode": 0o440}
    assert container["envFrom"] == [{"configMapRef": {"name": "quayside"}}]
    assert all(item.keys() == {"name", "value"} for item in container.get("env", []))
    assert not SECRETS & ({item["name"] for item in container.get("env", [])} | base.settings.keys())


def test_no_secret_is_in_the_base(base: Base) -> None:
    assert not base.of_kind("Secret")


def test_the_shop_runs_as_in_production(base: Base) -> None:
    assert base.settings["SHOP_ENV"] == "production"


def test_the_guide_names_every_secret() -> None:
    assert set(VARIABLE.findall(GUIDE.read_text())) >= SECRETS
