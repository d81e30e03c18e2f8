"""What an address says of TLS to Redis is done, or refused. Whom it believes: tests/core/rights."""

import ssl
from pathlib import Path
from socket import socket

import pytest
from redis import RedisError

from core.adapters.redis_line import OwnAuthority
from tests.certificates import Authority


@pytest.fixture
def authority(tmp_path: Path) -> str:
    return str(Authority(tmp_path).file)


def test_demands_of_the_address_hold(authority: str) -> None:
    line = OwnAuthority(
        ssl_ca_certs=authority,
        ssl_include_verify_flags=[ssl.VerifyFlags.VERIFY_X509_STRICT],
        ssl_min_version=ssl.TLSVersion.TLSv1_3,
    )
    context = line._context()

    assert context.verify_flags & ssl.VerifyFlags.VERIFY_X509_STRICT
    assert context.minimum_version is ssl.TLSVersion.TLSv1_3
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


def test_a_flag_that_is_taken_away_is_away(authority: str) -> None:
    flag = ssl.VerifyFlags.VERIFY_X509_TRUSTED_FIRST
    line = OwnAuthority(ssl_ca_certs=authority, ssl_exclude_verify_flags=[flag])

    assert not line._context().verify_flags & flag


@pytest.mark.parametrize("name", ["ssl_validate_ocsp", "ssl_validate_ocsp_stapled"])
def test_what_is_not_done_is_refused(name: str, authority: str) -> None:
    line = OwnAuthority(ssl_ca_certs=authority)
    setattr(line, name, True)
    with socket() as sock, pytest.raises(RedisError, match="OCSP"):
        line._wrap_socket_with_ssl(sock)
