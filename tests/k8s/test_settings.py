"""What the manifests and the deployment guide tell the shop is what the shop understands."""

import re
from pathlib import Path
from typing import cast, get_args

import click
import pytest
import yaml
from pydantic import SecretStr

from core import processes
from core.cli import shop
from core.processes import SECRETS_OF, Process
from core.rights.given import subjects_of
from core.settings import Settings
from tests.k8s.conftest import BASE, Base
from tests.k8s.test_pods import COMPONENTS, PODS

ROOT = BASE.parents[1]
GUIDE = ROOT / "docs" / "deploying.md"
VARIABLE = re.compile(r"\bSHOP_[A-Z_]+\b")
KNOWN = {f"SHOP_{name.upper()}" for name in Settings.model_fields} | {"SHOP_SECRETS_DIR"}
"""The fields of the settings, and the folder from which they are read."""
USERS = {"mongodb_uri", "redis_url"}
SECRETS = {
    f"SHOP_{name.upper()}"
    for name, field in Settings.model_fields.items()
    if SecretStr in (field.annotation, *get_args(field.annotation))
}


@pytest.mark.parametrize("file", [*sorted(BASE.glob("*.yaml")), ROOT / "Dockerfile", GUIDE])
def test_every_variable_named_is_a_setting(file: Path) -> None:
    assert set(VARIABLE.findall(file.read_text())) <= KNOWN


@pytest.mark.parametrize("component", PODS)
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
    assert volume["projected"]["defaultMode"] == 0o440
    own = {"quayside", f"quayside-{component}", f"quayside-{component}-certificate"}
    assert {*base.secrets_of(component)} <= own
    assert container["envFrom"] == [{"configMapRef": {"name": "quayside"}}]
    assert all(item.keys() == {"name", "value"} for item in container.get("env", []))
    assert not SECRETS & ({item["name"] for item in container.get("env", [])} | base.settings.keys())


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_pod_is_given_the_secrets_of_its_process_and_no_other(base: Base, component: str) -> None:
    secrets = base.secrets_of(component)
    del secrets[f"quayside-{component}-certificate"]
    own = {f"SHOP_{name.upper()}" for name in SECRETS_OF[cast("Process", component)]}

    assert {item["key"] for items in secrets.values() for item in items} == own
    assert all(item["key"] == item["path"] for items in secrets.values() for item in items)
    assert {"name": "SHOP_PROCESS", "value": component} in base.container(component)["env"]


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_pod_has_users_of_mongodb_and_redis_of_its_own(base: Base, component: str) -> None:
    secrets = base.secrets_of(component)
    users = {f"SHOP_{name.upper()}" for name in SECRETS_OF[cast("Process", component)] & USERS}

    assert {item["key"] for item in secrets[f"quayside-{component}"]} == users
    assert not {item["key"] for item in secrets.get("quayside", [])} & users


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_certificate_is_mounted_where_the_settings_look_for_it(base: Base, component: str) -> None:
    part = BASE.parent / "components" / "certificates"
    (generated,) = yaml.safe_load((part / "kustomization.yaml").read_text())["configMapGenerator"]
    told = dict(literal.split("=", 1) for literal in generated["literals"])
    (wanted,) = (
        one
        for one in yaml.safe_load_all((part / "certificates.yaml").read_text())
        if one["metadata"]["name"] == component
    )
    mounted = base.secrets_of(component)[wanted["spec"]["secretName"]]
    folder = base.settings["SHOP_SECRETS_DIR"]

    assert {one["key"]: f"{folder}/{one['path']}" for one in mounted} == {
        "tls-combined.pem": told["SHOP_CERTIFICATE_FILE"],
        "ca.crt": told["SHOP_CA_FILE"],
    }
    assert wanted["spec"]["additionalOutputFormats"] == [{"type": "CombinedPEM"}]
    assert (wanted["spec"]["commonName"], wanted["spec"]["usages"]) == (component, ["client auth"])
    assert subjects_of("CN={process},O=quayside")[cast("Process", component)] == (
        f"CN={wanted['spec']['commonName']},O={wanted['spec']['subject']['organizations'][0]}"
    )


def test_every_secret_is_of_some_process() -> None:
    of_some = {f"SHOP_{name.upper()}" for name in processes.SECRETS}

    assert of_some == SECRETS | {"SHOP_OIDC_PROVIDERS"}


def test_no_secret_is_in_the_base(base: Base) -> None:
    assert not base.of_kind("Secret")


def test_the_shop_runs_as_in_production(base: Base) -> None:
    assert base.settings["SHOP_ENV"] == "production"


def test_the_guide_says_which_process_is_given_what() -> None:
    rows = re.findall(r"^\| `(SHOP_\w+)` \|((?: x? ?\|){6})$", GUIDE.read_text(), re.MULTILINE)
    told = {name: [bool(cell.strip()) for cell in cells.split("|")[:-1]] for name, cells in rows}

    assert told == {
        f"SHOP_{name.upper()}": [name in SECRETS_OF[process] for process in SECRETS_OF]
        for name in processes.SECRETS
    }


def test_the_guide_names_every_secret() -> None:
    assert set(VARIABLE.findall(GUIDE.read_text())) >= SECRETS
