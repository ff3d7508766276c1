"""A Ray cluster to work on: the one whose address is given, or a small one of this machine that ends with the work."""

from __future__ import annotations

import logging
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from kg.errors import ConfigError

__all__ = ["cluster", "processors"]

#: What a cluster of our own keeps of results on their way, in bytes; Ray would take a third of the memory.
_OBJECTS = 256 * 2**20
#: Seconds that a cluster has to answer.
_PATIENCE = 10.0
_SETTINGS = {
    "RAY_BACKEND_LOG_LEVEL": "fatal",  # what goes wrong is raised; the rest is in Ray's own files
    "RAY_USAGE_STATS_ENABLED": "0",  # nothing is told to anybody
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",  # actors that ask for no GPU leave the environment as it is
    "RAY_DATA_DISABLE_PROGRESS_BARS": "1",  # the command shows its own
    "RAY_TQDM": "0",
}
#: Of a cluster that is started here: all its parts listen on 127.0.0.1 alone, and want the token of who started it.
_OWN = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0", "RAY_AUTH_MODE": "token"}


def _ray(*, joining: bool) -> Any:
    """Import Ray, which reads its settings from the environment then.

    Raises
    ------
    ConfigError
        If it is not installed.
    """
    own = {} if joining or "ray" in sys.modules else _OWN
    for name, value in (_SETTINGS | own).items():
        os.environ.setdefault(name, value)
    try:
        import ray
        import ray.data
    except ModuleNotFoundError as exc:
        raise ConfigError(
            f"--engine ray needs {exc.name}, which is not installed; run: pip install 'triplewire[ray]', "
            f"or leave the option out"
        ) from exc
    return ray


@contextmanager
def cluster(address: str = "", workers: int = 0) -> Iterator[Any]:
    """Join a cluster, or start one of this machine, for a while.

    Parameters
    ----------
    address : str
        Of a cluster that runs, as HOST:PORT; if empty, what the environment variable ``RAY_ADDRESS`` names. Without
        either one is started that only this machine can reach, and stopped in the end.
    workers : int
        Processors of a cluster that is started; 0 for all there are.

    Yields
    ------
    module
        ``ray``, connected. A connection that was there before is used and stays.

    Raises
    ------
    ConfigError
        If Ray is not installed, or no cluster answers at the address.
    """
    address = address or os.environ.get("RAY_ADDRESS", "")
    joining = address not in ("", "local")
    ray = _ray(joining=joining)
    if ray.is_initialized():
        yield ray
        return
    quiet = {"log_to_driver": False, "logging_level": logging.ERROR, "configure_logging": False}
    if joining:
        _reach(address)
    try:
        with _silence():
            if joining:
                ray.init(address=address, **quiet)
            else:
                ray.init(
                    address="local", num_cpus=workers or None, num_gpus=0, include_dashboard=False,
                    _node_ip_address="127.0.0.1", object_store_memory=_OBJECTS, **quiet,
                )  # fmt: skip
    except (ConnectionError, RuntimeError, ValueError, TimeoutError) as exc:
        where = f"no Ray cluster answers at {address}" if joining else "no Ray cluster could be started here"
        raise ConfigError(f"{where}: {exc}; see --address, or leave out --engine ray") from exc
    try:
        _hush(ray)
        yield ray
    finally:
        with suppress(RuntimeError):
            ray.shutdown()


@contextmanager
def _silence() -> Iterator[None]:
    """Keep from stderr that Ray's compiled code has read its settings; errors are raised."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _reach(address: str) -> None:
    """Knock at an address: Ray itself would try for many minutes."""
    host, _, port = address.rpartition(":")
    if address == "auto":
        return
    if not host or not port.isdecimal() or "/" in host:
        raise ConfigError(f"{address!r} is no address of a Ray cluster; write HOST:PORT, such as 10.0.0.5:6379")
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE).close()
    except (OSError, OverflowError) as exc:
        raise ConfigError(f"no Ray cluster answers at {address}: {exc}; see --address and RAY_ADDRESS") from exc


def _hush(ray: Any) -> None:
    """Let Ray Data report to its log file alone."""
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.ERROR)


def processors(ray: Any) -> int:
    """Return how many processors the cluster has now, at least one."""
    return max(1, int(ray.cluster_resources().get("CPU", 1)))
