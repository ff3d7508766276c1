"""Chunks of articles are handed out once each, again when a worker is lost, and in the end nobody waits."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.engines.feeding import Feeder


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(work, 10))


def test_a_ticket_that_is_shown_again_gets_the_same_chunk() -> None:
    async def work() -> None:
        feeder = Feeder()
        await feeder.put(1, b"one")
        await feeder.put(0, b"nought")
        assert await feeder.take(7) == (0, b"nought", 1)
        assert await feeder.take(3) == (1, b"one", 1)
        assert await feeder.take(7) == (0, b"nought", 2)
        await feeder.done(7)
        assert await feeder.held() == 1
        assert await feeder.take(7) is None

    run(work())


def test_who_waits_gets_what_comes_and_goes_at_the_end() -> None:
    async def work() -> None:
        feeder = Feeder()
        waiting = [asyncio.create_task(feeder.take(ticket)) for ticket in range(2)]
        await asyncio.sleep(0)
        await feeder.put(0, b"late")
        await feeder.end()
        found = await asyncio.gather(*waiting)
        assert sorted(found, key=str) == [(0, b"late", 1), None]

    run(work())


def test_what_has_no_result_is_handed_out_after_a_restart() -> None:
    async def work() -> None:
        feeder = Feeder()
        for number in range(3):
            await feeder.put(number, b"%d" % number)
            await feeder.take(number)
        await feeder.done(1)
        await feeder.restart()
        assert [await feeder.take(ticket) for ticket in (0, 1)] == [(0, b"0", 2), (2, b"2", 2)]

    run(work())


@given(st.lists(st.integers(0, 9), max_size=60), st.integers(1, 10))
def test_every_chunk_is_done_whatever_is_lost(lost: list[int], workers: int) -> None:
    async def work() -> None:
        feeder = Feeder()
        for number in range(10):
            await feeder.put(number, b"%d" % number)
        await feeder.end()
        done: list[int] = []

        async def worker(tickets: list[int]) -> None:
            for ticket in tickets:
                while (found := await feeder.take(ticket)) is not None:
                    if found[0] in lost:
                        lost.remove(found[0])  # this worker dies, and another shows the ticket
                        continue
                    done.append(found[0])
                    await feeder.done(ticket)

        await asyncio.gather(*(worker(list(range(w, 20, workers))) for w in range(workers)))
        assert sorted(done) == list(range(10))
        assert await feeder.held() == 0

    run(work())


def test_without_ray_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    from kg.engines.cluster import cluster
    from kg.errors import ConfigError

    real = builtins.__import__

    def absent(name: str, *rest: Any) -> Any:
        if name.split(".")[0] == "ray":
            raise ModuleNotFoundError("No module named 'ray'", name="ray")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", absent)
    with pytest.raises(ConfigError, match=r"needs ray, .* pip install 'triplewire\[ray\]'"), cluster():
        pass


@pytest.mark.parametrize("address", ["nowhere", "ray://127.0.0.1:10001", "127.0.0.1:port", "127.0.0.1:1"])
def test_an_address_where_no_cluster_can_be_is_refused(address: str) -> None:
    from kg.engines.cluster import cluster
    from kg.errors import ConfigError

    with pytest.raises(ConfigError, match="Ray cluster"), cluster(address):
        pass
