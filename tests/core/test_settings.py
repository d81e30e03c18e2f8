import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest

from core.openid import GOOGLE, SHORTER_BY_PRESET
from core.processes import NEEDED_IN_PRODUCTION, SECRETS, SECRETS_OF, Process
from core.settings import SELLER, Settings, SettingsIncomplete, read_settings
from tests.conftest import Resettle

BASE = {
    "MONGODB_URI": "mongodb://127.0.0.1/base-of-the-tests",
    "REDIS_URL": "redis://127.0.0.1/0",
    "SECRET_KEY": "canary-secret-key-0123456789-0123456789",
    "JWT_KEYS": "k1:canary-signing-key-0123456789-0123456789",
}
PRODUCTION = {
    **BASE,
    "ENV": "production",
    "CONSOLE_SECRET_KEY": "canary-console-key-0123456789-0123456789",
    "STRIPE_API_KEY": "sk_canary",
    "STRIPE_PUBLISHABLE_KEY": "pk_canary",
    "STRIPE_WEBHOOK_SECRETS": "whsec_canary",
    "CONTENTFUL_SPACE": "space",
    "CONTENTFUL_DELIVERY_TOKEN": "token-canary",
    "CONTENTFUL_WEBHOOK_SECRET": "hook-canary",
    "SMTP_URL": "smtp://user:canary@127.0.0.1:25",  # pragma: allowlist secret
    "STOREFRONT_URL": "https://shop.example",
    "REVALIDATE_SECRET": "revalidate-canary",
    "SELLER": "Canary Ltd.; 1 Test Street",
    "STOREFRONT_KEYS": "canary-storefront-key-0123456789-0123456789",
}

Read = Callable[..., Settings]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Read:
    """Read the settings from exactly these variables, in an empty folder."""

    def reading(**variables: str) -> Settings:
        for name, value in variables.items():
            monkeypatch.setenv(f"SHOP_{name}", value)
        with contextlib.chdir(tmp_path):
            return read_settings()

    return reading


def complaint(read: Read, **variables: str) -> str:
    with pytest.raises(SettingsIncomplete) as refusal:
        read(**variables)
    return str(refusal.value)


def test_four_variables_are_enough_to_try_the_shop_out(read: Read) -> None:
    settings = read(**BASE)

    assert (settings.env, settings.stripe_api_key, settings.storefront_urls) == ("development", None, ())
    assert tuple(settings.console_ring) == tuple(settings.secret_ring)


def test_every_missing_variable_is_named_at_once(read: Read) -> None:
    said = complaint(read)

    assert [name for name in BASE if f"SHOP_{name} is missing" not in said] == []


def test_production_names_everything_that_it_lacks_at_once(read: Read) -> None:
    said = complaint(read, ENV="production")

    needed = {*BASE, *(name.upper() for name in NEEDED_IN_PRODUCTION)}
    assert [name for name in needed if f"SHOP_{name} is missing" not in said] == []


@pytest.mark.parametrize("name", sorted(set(PRODUCTION) - {"ENV"}))
@pytest.mark.parametrize("value", ["", None], ids=["empty", "absent"])
def test_production_refuses_to_start_without(name: str, value: str | None, read: Read) -> None:
    variables = {key: text for key, text in PRODUCTION.items() if key != name}
    if value is not None:
        variables[name] = value

    assert f"SHOP_{name}" in complaint(read, **variables)


def test_production_writes_no_invoices_in_the_name_of_the_example(read: Read) -> None:
    for nobody in (SELLER, f"{SELLER} ;", " ; "):
        assert "SHOP_SELLER" in complaint(read, **{**PRODUCTION, "SELLER": nobody})


def test_a_font_for_invoices_that_is_not_there_is_named(read: Read, tmp_path: Path) -> None:
    font = tmp_path / "shop.ttf"
    assert "SHOP_INVOICE_FONT" in complaint(read, **BASE, INVOICE_FONT=str(font))
    font.touch()

    assert read(**BASE, INVOICE_FONT=str(font)).invoice_font == str(font)


def test_production_starts_with_everything(read: Read) -> None:
    assert read(**PRODUCTION).env == "production"


def test_production_refuses_a_moved_clock(read: Read) -> None:
    assert "SHOP_CLOCK_OFFSET_SECONDS" in complaint(read, **PRODUCTION, CLOCK_OFFSET_SECONDS="60")


def test_production_refuses_limits_that_are_none(read: Read) -> None:
    assert read(**PRODUCTION, LIMITS_FACTOR="10").limits_factor == 10
    assert "SHOP_LIMITS_FACTOR" in complaint(read, **PRODUCTION, LIMITS_FACTOR="11")


def test_what_staff_may_give_alone_is_written_by_currency_or_off(read: Read) -> None:
    for written in ("off", "EUR:20000/100000", "EUR:0/0", "EUR:20000/100000, JPY:30000/30000"):
        assert read(**BASE, STAFF_ALONE=written).staff_alone == written
    for wrong in (
        "",
        "none",
        "200",
        "EUR",
        "EUR:200",
        "EUR:200.00/300",
        "EUR:300/200",
        "eur:1/2",
        "EUR:-1/2",
    ):
        assert "SHOP_STAFF_ALONE" in complaint(read, **BASE, STAFF_ALONE=wrong), wrong
    assert "SHOP_STAFF_ALONE" in complaint(read, **BASE, STAFF_ALONE="EUR:1/2,EUR:3/4"), "it is named twice"


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("MONGODB_URI", "mongodb://user:canary@db.example/?replicaSet=rs0"),  # pragma: allowlist secret
        ("REDIS_URL", "redis://user:canary@queue.example/0"),  # pragma: allowlist secret
        ("STOREFRONT_URL", "https://shop.example,http://10.0.0.1:3000"),
    ],
)
def test_production_says_nothing_in_the_clear_unless_its_network_is_trusted(
    name: str, address: str, read: Read
) -> None:
    said = complaint(read, **{**PRODUCTION, name: address})

    assert f"SHOP_{name} goes in the clear" in said
    assert "canary" not in said
    assert read(**{**PRODUCTION, name: address, "TRUST_NETWORK": "true"}).trust_network


@pytest.mark.parametrize(
    ("name", "address"),
    [("MONGODB_URI", "mongodb://{}db.example/?tls=true"), ("REDIS_URL", "rediss://{}queue.example/0")],
)
def test_production_says_who_asks(name: str, address: str, read: Read) -> None:
    named, address = address.format("bff:canary@"), address.format("")

    assert f"SHOP_{name} names nobody" in complaint(read, **{**PRODUCTION, name: address})
    assert read(**{**PRODUCTION, name: named}).env == "production"
    assert read(**{**BASE, name: address, "ENV": "development"}).env == "development"


def test_a_certificate_that_is_not_there_is_named(read: Read, tmp_path: Path) -> None:
    file = tmp_path / "certificate.pem"
    for name in ("CERTIFICATE_FILE", "CA_FILE"):
        assert f"SHOP_{name}" in complaint(read, **BASE, **{name: str(file)})
    file.touch()
    assert read().certificate_file == file


@pytest.mark.parametrize("name", ["STRIPE", "CONTENTFUL", "CONTENTFUL_PREVIEW", "SEGMENT"])
def test_nobody_on_the_internet_is_called_in_the_clear_however_trusted_the_network(
    name: str, read: Read
) -> None:
    clear = {f"{name}_API_BASE": "http://service.example", "TRUST_NETWORK": "true"}

    assert f"SHOP_{name}_API_BASE goes in the clear" in complaint(read, **PRODUCTION, **clear)


@pytest.mark.parametrize("process", sorted(SECRETS_OF))
def test_a_process_starts_with_its_own_secrets_and_not_without_one_of_them(
    process: Process, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_ones = {name: value for name, value in PRODUCTION.items() if name.lower() not in SECRETS}
    own = {name: PRODUCTION[name] for name in PRODUCTION if name.lower() in SECRETS_OF[process]}

    assert read(**open_ones, **own, PROCESS=process).process == process
    for name, value in own.items():
        monkeypatch.delenv(f"SHOP_{name}")
        assert complaint(read) == f"SHOP_{name} is missing"
        monkeypatch.setenv(f"SHOP_{name}", value)


def test_origins_are_listed_one_by_one(read: Read) -> None:
    listed = read(**BASE, CORS_ORIGINS="https://a.example, http://localhost:3000").trusted_origins

    assert listed == {"https://a.example", "http://localhost:3000"}
    assert not read(**BASE, CORS_ORIGINS="").trusted_origins


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"STRIPE_API_KEY": "sk_x"}, ["STRIPE_WEBHOOK_SECRETS", "STRIPE_PUBLISHABLE_KEY"]),
        ({"CONTENTFUL_SPACE": "x"}, ["CONTENTFUL_DELIVERY_TOKEN", "CONTENTFUL_WEBHOOK_SECRET"]),
        ({"STOREFRONT_URL": "http://x"}, ["REVALIDATE_SECRET"]),
    ],
    ids=["stripe", "contentful", "storefront"],
)
def test_half_of_a_service_is_refused(changes: dict[str, str], named: list[str], read: Read) -> None:
    """Above all a webhook route without its secret must not come up: it would take anything."""
    said = complaint(read, **BASE, **changes)

    assert [name for name in named if f"SHOP_{name} is missing" not in said] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short-canary"),
        ("SECRET_KEY", f"{BASE['SECRET_KEY']},short-canary"),
        ("SECRET_KEY", " , "),
        ("CONSOLE_SECRET_KEY", f"{PRODUCTION['CONSOLE_SECRET_KEY']},short-canary"),
        ("JWT_KEYS", "k1:short-canary"),
        ("JWT_KEYS", "a-canary-without-a-key-id-0123456789-0123456789"),
        ("JWT_KEYS", " , "),
        ("JWT_KEYS", f"{BASE['JWT_KEYS']},k2:short-canary"),
        ("STOREFRONT_KEYS", "short-canary"),
        ("CORS_ORIGINS", "*"),
        ("CORS_ORIGINS", "https://canary.example/"),
        ("CORS_ORIGINS", "https://canary.example, null"),
        ("CORS_ORIGINS", "https://*.canary.example"),
        ("PROXY_HOPS", "-1"),
        ("LIMITS_FACTOR", "0"),
        ("HOLD_SECONDS", "canary"),
        ("HOLD_SECONDS", "0"),
        ("RESET_LINK_SECONDS", "601"),
        ("ENV", "canary"),
        ("WEB_WORKERS", "-1"),
    ],
)
def test_nonsense_is_named_by_its_variable_and_never_printed(name: str, value: str, read: Read) -> None:
    said = complaint(read, **{**BASE, name: value})

    assert f"SHOP_{name}" in said
    assert "canary" not in said


def test_no_secret_is_printed_by_the_settings_themselves(read: Read) -> None:
    shown = f"{read(**PRODUCTION)!r} {read(**PRODUCTION)}"

    assert "canary-" not in shown
    assert "sk_canary" not in shown
    assert "whsec_canary" not in shown
    assert ":canary@" not in shown


def test_a_rotated_pair_of_webhook_secrets_is_valid_together_newest_first(read: Read) -> None:
    settings = read(**BASE, STRIPE_WEBHOOK_SECRETS="whsec_new, whsec_old,")

    assert settings.webhook_secrets == ("whsec_new", "whsec_old")


def test_the_first_signing_key_signs_and_all_are_accepted(read: Read) -> None:
    new, old = "n" * 32, "o:" + "o" * 32
    settings = read(**{**BASE, "JWT_KEYS": f"new:{new},old:{old}"})

    assert list(settings.jwt_key_ring.items()) == [("new", new), ("old", old)]


def test_secrets_of_ours_have_generations_newest_first(read: Read) -> None:
    new, old = "n" * 32, "o" * 32
    keys = {"SECRET_KEY": f"{new}, {old}", "CONSOLE_SECRET_KEY": f"{old}, {new}"}
    settings = read(**{**BASE, **keys, "REVALIDATE_SECRET": "new,old"})

    assert (tuple(settings.secret_ring), tuple(settings.revalidate_ring)) == ((new, old), ("new", "old"))
    assert tuple(settings.console_ring) == (old, new)


def test_in_production_the_console_signs_with_what_nobody_else_has(read: Read) -> None:
    shared = PRODUCTION["SECRET_KEY"]
    for keys in (shared, f"{shared},{PRODUCTION['CONSOLE_SECRET_KEY']}"):
        said = complaint(read, **{**PRODUCTION, "CONSOLE_SECRET_KEY": keys})
        assert "SHOP_CONSOLE_SECRET_KEY begins with one that others have" in said

    moving = read(**{**PRODUCTION, "CONSOLE_SECRET_KEY": f"{PRODUCTION['CONSOLE_SECRET_KEY']},{shared}"})
    assert tuple(moving.console_ring)[1] == shared


def test_several_storefronts_are_told_apart_by_commas(read: Read) -> None:
    settings = read(**BASE, STOREFRONT_URL="https://a.example/, https://b.example", REVALIDATE_SECRET="x")

    assert settings.storefront_urls == ("https://a.example", "https://b.example")


def test_secrets_come_from_files_too(read: Read, tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    folder.mkdir()
    for name, value in BASE.items():
        (folder / f"SHOP_{name}").write_text(f"{value}\n")

    settings = read(SECRETS_DIR=str(folder))

    assert settings.secret_key.get_secret_value() == BASE["SECRET_KEY"]
    assert settings.jwt_key_ring == {"k1": BASE["JWT_KEYS"].removeprefix("k1:")}


def test_a_variable_outranks_a_file(read: Read, tmp_path: Path) -> None:
    (tmp_path / "SHOP_SECRET_KEY").write_text("from-the-file" * 4)

    assert read(**BASE, SECRETS_DIR=str(tmp_path)).secret_key.get_secret_value() == BASE["SECRET_KEY"]


def test_a_secrets_folder_that_is_not_there_is_named(read: Read, tmp_path: Path) -> None:
    assert "SHOP_SECRETS_DIR" in complaint(read, **BASE, SECRETS_DIR=str(tmp_path / "nowhere"))


def test_variables_of_others_are_left_alone(read: Read) -> None:
    assert read(**BASE, NEXT_YEARS_SETTING="x").env == "development"


def test_settings_cannot_be_changed_once_read(read: Read) -> None:
    settings = read(**BASE)

    with pytest.raises(Exception, match="frozen"):
        settings.hold_seconds = 1  # type: ignore[misc]  # that is the point


@pytest.mark.parametrize(
    ("given", "base"),
    [
        ({}, "https://preview.contentful.com"),
        ({"contentful_api_base": "https://cdn.eu.contentful.com"}, "https://preview.eu.contentful.com"),
        ({"contentful_api_base": "http://127.0.0.1:8450"}, "http://127.0.0.1:8450"),
        ({"contentful_preview_api_base": "http://127.0.0.1:1"}, "http://127.0.0.1:1"),
    ],
)
def test_drafts_are_read_beside_what_is_published(
    given: dict[str, str], base: str, resettle: Resettle
) -> None:
    assert resettle(**given).preview_api_base == base


@pytest.mark.parametrize("zone", ["Berlin", "", "../etc/passwd", "europe/berlin"])
def test_a_time_zone_is_one_of_the_iana_database(zone: str, read: Read) -> None:
    assert "SHOP_TIME_ZONE" in complaint(read, **BASE, TIME_ZONE=zone)
    assert read(**BASE, TIME_ZONE="Europe/Berlin").zone.key == "Europe/Berlin"


class TestProviders:
    """With whom else customers sign in."""

    GOOGLE: ClassVar[dict[str, str]] = {
        "name": "google",
        "client_id": "c",
        "client_secret": "canary-of-google",
    }
    OTHER: ClassVar[dict[str, str]] = {"name": "other", "client_id": "c", "issuer": "https://id.example"}

    def told(self, *providers: dict[str, str], **variables: str) -> dict[str, str]:
        return {**PRODUCTION, "OIDC_PROVIDERS": json.dumps(providers), **variables}

    def test_google_needs_no_issuer_and_comes_back_to_the_storefront(self, read: Read) -> None:
        settings = read(**self.told(self.GOOGLE, self.OTHER))
        google, other = settings.oidc_providers

        assert (google.authority, other.authority) == ("https://accounts.google.com", "https://id.example")
        assert settings.redirect_url_of(google) == "https://shop.example/account/sign-in/google"
        assert "canary-of-google" not in repr(settings)

    @pytest.mark.parametrize(
        "provider",
        [
            {"name": "other", "client_id": "c"},
            {"name": "other", "client_id": "c", "issuer": "http://id.example"},
            {"name": "other", "client_id": "c", "issuer": "http://127.0.0.1:8470"},
            {"name": "Other/../", "client_id": "c", "issuer": "https://id.example"},
            {"name": "google", "client_id": ""},
            {"name": "google", "client_id": "c", "redirect_url": "javascript:alert(1)"},
            {"name": "google", "client_id": "c", "scopes": "email"},
            {"name": "google", "client_id": "c", "secret": "canary"},
            {"name": "google", "client_id": "c", "max_age": 0},
            {"name": "google", "client_id": "c", "rsa_bits": 2_047},
            {"name": "google", "client_id": "c", "acr_values": ["two words"]},
            {"name": "google", "client_id": "c", "demands_acr": [""]},
        ],
    )
    def test_production_starts_with_no_provider_that_is_not_whole(
        self, read: Read, provider: dict[str, str]
    ) -> None:
        said = complaint(read, **self.told(provider))

        assert "SHOP_OIDC_PROVIDERS" in said
        assert "canary" not in said

    @pytest.mark.parametrize(
        ("provider", "bits"),
        [
            ({}, 3_072),
            ({"rsa_bits": 2_048}, 2_048),
            ({"rsa_bits": 4_096}, 4_096),
            ({"issuer": "https://accounts.google.com"}, 2_048),
            ({"issuer": "https://accounts.google.com", "rsa_bits": 3_072}, 3_072),
            ({"name": "google"}, 3_072),
        ],
    )
    def test_shorter_keys_than_of_128_bits_are_taken_by_name_alone(
        self, read: Read, provider: dict[str, Any], bits: int
    ) -> None:
        """Google is the only one that is named for the shop, and by its issuer, not by what it is called here."""
        (told,) = read(**self.told({**self.OTHER, **provider})).oidc_providers

        assert told.shortest_rsa == bits
        assert set(SHORTER_BY_PRESET) == {GOOGLE}

    def test_two_of_one_name_are_refused(self, read: Read) -> None:
        assert "SHOP_OIDC_PROVIDERS" in complaint(read, **self.told(self.GOOGLE, self.GOOGLE))

    def test_without_a_storefront_nobody_could_come_back(self, read: Read) -> None:
        variables = {**BASE, "OIDC_PROVIDERS": json.dumps([self.GOOGLE])}

        assert "SHOP_STOREFRONT_URL" in complaint(read, **variables)
