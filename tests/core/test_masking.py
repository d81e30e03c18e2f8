import time

import pytest

from core.masking import LONGEST, MASK, masked, masked_text

TOKEN = "kQ3vX9_pLmZ8wR2tYb5NcJ7dFg1HsA4eUiOoTxVqWzB"  # pragma: allowlist secret
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjdXNfMSJ9.c2lnbmF0dXJl"  # pragma: allowlist secret


@pytest.mark.parametrize(
    ("written", "secret"),
    [
        ("no account for zenobia.quill+shop@mail.example.co.uk", "zenobia"),
        ("GET /reset/zenobia%40example.com", "zenobia"),
        ("E11000 duplicate key { email: 'o'brien@example.com' }", "brien"),
        (f"Authorization: Bearer {JWT}", "eyJ"),
        (f"token {JWT} is not good", "eyJ"),
        ("Authorization: Basic dXNlcjpwYXNz", "dXNl"),
        (f"/account/password#token={TOKEN}", TOKEN),
        (f"a cart {TOKEN} is gone", TOKEN),
        (f"link {'ab12' * 16}", "ab12"),
        ("https://shop.example/cb?code=4/0AX4XfWh&state=1", "0AX4"),
        ("?password=correct-horse&x=1", "correct-horse"),
        ("mongodb://shop:hunter2@db.example/quayside", "hunter2"),  # pragma: allowlist secret
        ("card 4242 4242 4242 4242 declined", "4242"),
        ("4000056655665556", "566556"),
        ("pan=5555-5555-5555-4444", "5555"),
        ("otpauth://totp/Shop:ada?secret=JBSWY3DPEHPK3PXP&issuer=Shop", "totp"),
        ("otpauth://totp/Shop:ada?secret=JBSWY3DPEHPK3PXP&issuer=Shop", "JBSWY"),
        ("sk_live_51HxQ", "51HxQ"),
        ("whsec_abcdef", "abcdef"),
        ("pi_3PXk_secret_9fQz", "9fQz"),
    ],
)
def test_what_looks_like_a_secret_or_like_somebody_is_hidden(written: str, secret: str) -> None:
    assert secret not in masked_text(written)
    assert MASK in masked_text(written)


@pytest.mark.parametrize(
    "written",
    [
        "order Q-7K3M-9XWA-2C is paid",
        "/v1/pages/product/the-very-long-name-of-a-jersey-with-stripes-2026-edition",
        "ses_0123456789abcdef0123456789abcdef",
        "pi_3PXkQ2LkdIwHu7ix0abcdefg",  # pragma: allowlist secret
        "4242424242424241 is no card",
        "1732694400000 ms",
        "stock 5 of 12 at reno @ 3",
        "cus_0123456789abcdef01234567",
        "Nothing to hide",
    ],
)
def test_what_does_not_is_as_it_was(written: str) -> None:
    assert masked_text(written) == written


@pytest.mark.parametrize("name", ["email", "Recipient", "client_secret", "shipping_address", "phone"])
def test_what_is_named_like_somebodys_data_is_hidden(name: str) -> None:
    assert masked(name, "canary") == MASK
    assert masked("facts", [{name: {"deep": "canary"}}]) == [{name: MASK}]


def test_whatever_is_no_text_is_looked_at_as_text() -> None:
    assert masked("fault", ValueError("ada@example.com")) == MASK
    assert masked("seen", (1, None, True, 2.5)) == [1, None, True, 2.5]


@pytest.mark.parametrize(
    "evil", ["a" * 200_000, "a." * 100_000, "1 " * 100_000, "=" * 200_000, "a@" * 100_000]
)
def test_nothing_makes_it_slow(evil: str) -> None:
    begun = time.perf_counter()
    told = masked_text(evil)

    assert time.perf_counter() - begun < 1
    assert len(told) <= LONGEST + len(MASK)
