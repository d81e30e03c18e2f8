from pathlib import Path
from typing import cast

import pytest

from core.processes import SECRETS, SECRETS_OF, Process
from dev.errors import CannotStart
from dev.plan import Plan, plan_run, plan_trial

STRIPE_OF_THEIRS = {
    "SHOP_STRIPE_API_KEY": "sk_test_theirs",
    "SHOP_STRIPE_PUBLISHABLE_KEY": "pk_test_theirs",
    "SHOP_STRIPE_WEBHOOK_SECRETS": "whsec_theirs",
}


def names(plan: Plan) -> list[str]:
    return [command.name for command in plan.commands]


def option(plan: Plan, name: str, flag: str) -> str:
    line = next(command.line for command in plan.stand_ins if command.name == name)
    return line[line.index(flag) + 1]


def test_without_any_variable_everything_is_ours_on_the_usual_ports(tmp_path: Path) -> None:
    plan = plan_run(tmp_path, {})

    assert names(plan) == [
        "stripe",
        "contentful",
        "mailbox",
        "oidc",
        "bff",
        "admin",
        "worker",
        "relay",
        "schedule",
    ]
    assert plan.env["SHOP_MONGODB_URI"] == "mongodb://127.0.0.1:27117/?replicaSet=rs0"
    assert plan.env["SHOP_REDIS_URL"] == "redis://127.0.0.1:6479/0"
    assert plan.env["SHOP_SMTP_URL"] == "smtp://127.0.0.1:8025"
    assert {at.port for at in plan.listening.values()} == {
        8000,
        8001,
        9101,
        27117,
        6479,
        8430,
        8450,
        8025,
        8026,
        8470,
    }


def test_stand_ins_sign_with_the_secrets_that_the_shop_checks(tmp_path: Path) -> None:
    plan = plan_run(tmp_path, {})

    assert option(plan, "stripe", "--webhook-secret") == plan.env["SHOP_STRIPE_WEBHOOK_SECRETS"]
    assert option(plan, "contentful", "--webhook-secret") == plan.env["SHOP_CONTENTFUL_WEBHOOK_SECRET"]
    assert option(plan, "contentful", "--space") == plan.env["SHOP_CONTENTFUL_SPACE"]


def test_of_two_webhook_secrets_the_first_signs(tmp_path: Path) -> None:
    plan = plan_run(tmp_path, {"SHOP_STRIPE_WEBHOOK_SECRETS": "whsec_new,whsec_old"})

    assert option(plan, "stripe", "--webhook-secret") == "whsec_new"
    assert plan.env["SHOP_STRIPE_WEBHOOK_SECRETS"] == "whsec_new,whsec_old"


def test_who_has_a_stripe_account_gets_no_stand_in_and_none_of_our_secrets(tmp_path: Path) -> None:
    plan = plan_run(tmp_path, {"SHOP_STRIPE_API_KEY": "sk_test_theirs"})

    assert "stripe" not in names(plan)
    assert "stripe" not in plan.listening
    assert plan.env["SHOP_STRIPE_API_KEY"] == "sk_test_theirs"
    assert not {"SHOP_STRIPE_WEBHOOK_SECRETS", "SHOP_STRIPE_API_BASE"} & set(plan.env)


@pytest.mark.parametrize(
    ("part", "given"),
    [
        ("mongodb", {"SHOP_MONGODB_URI": "mongodb://db.example/?replicaSet=rs1"}),
        ("redis", {"SHOP_REDIS_URL": "redis://queue.example/0"}),
        ("stripe", STRIPE_OF_THEIRS),
        ("contentful", {"SHOP_CONTENTFUL_SPACE": "theirs", "SHOP_CONTENTFUL_DELIVERY_TOKEN": "t"}),
        ("mailbox", {"SHOP_SMTP_URL": "smtp://mail.example"}),
    ],
)
def test_what_is_given_is_used_and_its_port_left_alone(
    tmp_path: Path, part: str, given: dict[str, str]
) -> None:
    plan = plan_run(tmp_path, given)

    assert part not in plan.listening
    assert part not in names(plan)
    assert given.items() <= plan.env.items()


def test_a_variable_that_is_set_to_nothing_is_not_given(tmp_path: Path) -> None:
    plan = plan_run(tmp_path, {"SHOP_STRIPE_API_KEY": "", "SHOP_REDIS_URL": None})

    assert plan.env["SHOP_STRIPE_API_KEY"].startswith("sk_test_")
    assert plan.env["SHOP_REDIS_URL"]


def test_what_its_owner_sets_wins_over_what_a_command_brings(tmp_path: Path) -> None:
    bff = plan_run(tmp_path, {}).faces[0]
    theirs = {"PROMETHEUS_MULTIPROC_DIR": "/theirs", "SHOP_WEB_WORKERS": "3"}

    assert theirs.items() <= plan_run(tmp_path, theirs).env_of(bff).items()
    assert not theirs.items() & plan_run(tmp_path, {}).env_of(bff).items()


def test_two_parts_on_one_port_are_refused_by_both_names(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="SHOP_BFF_BIND and SHOP_DEV_STRIPE_PORT both name port 8000"):
        plan_run(tmp_path, {"SHOP_DEV_STRIPE_PORT": "8000"})


def test_the_password_of_the_staff_is_told_to_nothing_but_the_filling(tmp_path: Path) -> None:
    plan = plan_run(tmp_path, {})

    assert plan.password in plan.env_of(plan.fill).values()
    assert not any(plan.password in plan.env_of(command).values() for command in plan.commands)


def test_a_trial_has_ports_of_its_own_and_nothing_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOP_STRIPE_API_KEY", "sk_live_of_whoever_runs_the_tests")

    plan = plan_trial(tmp_path, SHOP_STOREFRONT_URL="http://127.0.0.1:3000")

    assert "sk_live_of_whoever_runs_the_tests" not in plan.env.values()
    assert plan.env["SHOP_STOREFRONT_URL"] == "http://127.0.0.1:3000"
    assert 8000 not in {address.port for address in plan.addresses.values()}


def test_every_process_of_the_shop_is_told_its_own_secrets_and_no_other(tmp_path: Path) -> None:
    plan = plan_run(tmp_path, {"SHOP_SEGMENT_WRITE_KEY": "canary"})
    told = {command.name: plan.env_of(command) for command in (*plan.faces, *plan.background)}

    assert sorted(told) == sorted(set(SECRETS_OF) - {"release"})
    for name, env in told.items():
        given = {one for one in SECRETS if f"SHOP_{one.upper()}" in env}
        assert given <= SECRETS_OF[cast("Process", name)]
        assert env["SHOP_PROCESS"] == name
    assert "SHOP_SEGMENT_WRITE_KEY" in told["worker"]
