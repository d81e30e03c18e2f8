import pytest

from core.transport import INSIDE, OUTSIDE, in_the_clear, is_sealed_http, is_sealed_mongodb, is_sealed_redis

CLEAR = {
    "mongodb_uri": "mongodb://db.example/shop",
    "redis_url": "redis://queue.example/0",
    "storefront_url": "https://a.example, http://b.example",
    "stripe_api_base": "http://stripe.example",
    "contentful_api_base": "http://contentful.example",
    "contentful_preview_api_base": "http://preview.example",
    "segment_api_base": "http://segment.example",
}


@pytest.mark.parametrize(
    ("uri", "sealed"),
    [
        ("mongodb://db.example/shop", False),
        ("mongodb://db.example:27017,127.0.0.1/?replicaSet=rs0", False),
        ("mongodb://u:p@db.example/?replicaSet=rs0&tls=true", True),
        ("mongodb://db.example/?ssl=true", True),
        ("mongodb://db.example?tls=true", True),
        ("mongodb://db.example/?tls=false", False),
        ("mongodb://db.example/?tls=true&tlsInsecure=true", False),
        ("mongodb://db.example/?tls=true&tlsAllowInvalidCertificates=true", False),
        ("mongodb://db.example/?tls=true&tlsAllowInvalidHostnames=true", False),
        ("mongodb+srv://db.example/", True),
        ("mongodb+srv://db.example/?tls=false", False),
        ("mongodb+srv://localhost.example/?ssl=false", False),
        ("mongodb://127.0.0.1:27017/?replicaSet=rs0", True),
        ("mongodb://localhost,127.0.0.1:27018/", True),
        ("mongodb://[::1]:27017/", True),
        ("mongodb://%2Frun%2Fmongodb.sock/", True),
        ("mongodb://127.0.0.1:x@db.example/", False),
        ("mongodb://127.0.0.1.example/", False),
        ("", False),
    ],
)
def test_a_database_elsewhere_is_reached_by_tls_that_is_checked(uri: str, *, sealed: bool) -> None:
    assert is_sealed_mongodb(uri) is sealed


@pytest.mark.parametrize(
    ("url", "sealed"),
    [
        ("redis://queue.example/0", False),
        ("rediss://:p@queue.example/0", True),
        ("rediss://queue.example/0?ssl_cert_reqs=none", False),
        ("rediss://queue.example/0?ssl_cert_reqs=optional", False),
        ("rediss://queue.example/0?ssl_cert_reqs=none&ssl_cert_reqs=required", False),
        ("rediss://queue.example/0?ssl_check_hostname=false", False),
        ("rediss://queue.example/0?ssl_check_hostname=0", False),
        ("rediss://queue.example/0?ssl_check_hostname=true&ssl_cert_reqs=required", True),
        ("redis://127.0.0.1:6379/0", True),
        ("redis://[::1]:6379/0", True),
        ("redis://127.0.0.1@queue.example/0", False),
        ("unix:///run/redis.sock", True),
    ],
)
def test_a_redis_elsewhere_is_reached_by_tls_that_is_checked(url: str, *, sealed: bool) -> None:
    assert is_sealed_redis(url) is sealed


def test_of_several_addresses_each_counts() -> None:
    assert is_sealed_http("https://a.example, http://127.0.0.1:3000,")
    assert not is_sealed_http("https://a.example,http://b.example")


def test_a_network_that_is_trusted_is_the_own_one_and_not_the_internet() -> None:
    assert in_the_clear(CLEAR, is_network_trusted=False) == [*INSIDE, *OUTSIDE]
    assert in_the_clear(CLEAR, is_network_trusted=True) == [*OUTSIDE]
    assert in_the_clear(dict.fromkeys(CLEAR, ""), is_network_trusted=False) == []
