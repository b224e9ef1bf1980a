"""Tell waits of days that were not learned from, and see what they were: `python benchmarks/queueing`.

Prints a table for each series of data that is found, ours beside the plain ways. With `--keep` they become
the tables and pictures of docs/explanation/waits.md. The status is 1 where a bar is missed.
"""

import argparse
import os
from pathlib import Path

import board
import border
import centre
import plots
from figures import rows
from kept import ROOT, TITLES, keep, missed, table

DATA = Path(os.environ.get("SHANYRAK_DATA", ROOT.parent / "shared" / "data"))


def main() -> int:
    """Measure what there is data for."""
    options = _options()
    ways = {"board": (board.FILE, board.measure), "border": (border.FOLDER, border.measure)}
    found = {name: measure for name, (path, measure) in ways.items() if (DATA / path).exists()}
    told = {name: measure(DATA) for name, measure in found.items() if name in options.only}
    if "centre" in options.only:
        told["centre"] = centre.measure()
    tables = {name: rows(one) for name, one in told.items()}
    for name, one in tables.items():
        print(table(name, one), "\n\n", *(f"MISSED: {bar}\n" for bar in missed(one)), sep="")
    for name in set(ways) & set(options.only) - set(found):
        print(f"{TITLES[name]}: not found in {DATA} (SHANYRAK_DATA names the folder)")
    for name, one in told.items():
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / f"waits-{name}.svg").write_text(plots.drawn(one, TITLES[name]), encoding="utf-8")
    if options.keep:
        keep(tables)
    return int(any(missed(one) for one in tables.values()))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--only", nargs="+", choices=list(TITLES), default=list(TITLES), help="series to tell"
    )
    parser.add_argument("--out", type=Path, default=Path("out/queue"), help="folder for the pictures")
    parser.add_argument("--keep", action="store_true", help="put tables and pictures into the docs")
    options = parser.parse_args()
    if options.keep:
        options.out = plots.FOLDER
    return options


if __name__ == "__main__":
    raise SystemExit(main())
