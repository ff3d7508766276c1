"""Where articles are read: in processes of this machine (`kg.pipeline`), or on a cluster by Ray Data.

::

    local   articles ─▶ ProcessPoolExecutor ─▶ extractions, in the order of the articles
    ray     articles ─▶ Feeder ─▶ Ray Data, a pool of actors ─▶ extractions, in the order of the articles

Both give the same extractions in the same order, and one process writes them. Nothing here imports Ray before a cluster
is asked for.
"""

from __future__ import annotations
