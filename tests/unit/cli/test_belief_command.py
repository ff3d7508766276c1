"""How much there is for a fact: copies count once, denials count against it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

Cli = Callable[..., tuple[int, str, str]]
WIRE = """Ruth Varga leads Norwood Bank. The lender told of it on Tuesday in its yearly report on branches in the north.
The bank closed four branches in Leeds and opened one in York, and it wants to hire sixty people before the summer,
according to the report, which was published after the markets had closed in London and Frankfurt."""
OWN = "Ruth Varga leads Norwood Bank. She came from Delta Mills two years ago after a long career in shipping."
DENIAL = "Ruth Varga does not lead Norwood Bank."

WANTED = ("leads", "Norwood Bank")


def build(cli: Cli, tmp_path: Path, *texts: tuple[str, str]) -> Path:
    lines, store = tmp_path / "wire.jsonl", tmp_path / "graph"
    rows = [{"id": f"n{n}", "text": text, "publisher": outlet} for n, (outlet, text) in enumerate(texts)]
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert cli("build", lines, "-o", store, "--date", "2021-03-02")[0] == 0
    return store


def leads(cli: Cli, store: Path) -> dict[str, object]:
    code, out, _ = cli("belief", store, "Ruth Varga", "--json")
    assert code == 0
    (found,) = [r for r in map(json.loads, out.splitlines()) if (r["predicate"], r["objectName"]) == WANTED]
    assert isinstance(found, dict)
    return found


def test_copies_are_one_origin_and_denials_count_against(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    copies = build(cli, tmp_path / "a", ("Gazette", WIRE), ("Herald", WIRE + " It gave no names."))
    (tmp_path / "b").mkdir()
    independent = build(cli, tmp_path / "b", ("Gazette", WIRE), ("Herald", OWN))
    (tmp_path / "c").mkdir()
    denied = build(cli, tmp_path / "c", ("Gazette", WIRE), ("Herald", OWN), ("Courier", DENIAL))
    one, two, three = (leads(cli, store) for store in (copies, independent, denied))
    assert [len(f["origins"]) for f in (one, two, three)] == [1, 2, 2]  # type: ignore[arg-type]
    assert one["belief"] < two["belief"]  # type: ignore[operator]
    assert three["belief"] < two["belief"]  # type: ignore[operator]
    assert (three["status"], len(three["denyingOrigins"])) == ("contested", 1)  # type: ignore[arg-type]
    code, out, err = cli("belief", denied, "--contested")
    assert (code, "contested" in out, "2 against 1" in out) == (0, True, True)
    assert "3 articles have 3 origins" in err
    assert not cli("belief", independent, "--contested")[1]


def test_what_cannot_be_done_is_said(cli: Cli, tmp_path: Path) -> None:
    store = build(cli, tmp_path, ("Gazette", OWN))
    for words, code, reason in ((("--least", "7"), 2, "--least"), (("Nobody Such",), 1, "Nobody")):
        found, _, err = cli("belief", store, *words)
        assert (found, reason in err) == (code, True)
