"""`make mutants`: mutmut changes the code of extracting/ and views/ in one place at a time, and the fast tests should notice.

It stops after half an hour, or after as many seconds as are given, and goes on from there the next time. The score is the
share of changes that a test noticed. `mutmut browse` shows the others: each is a claim that no test makes, or no difference.

With `--sample 150` it tests so many, the same each time, and as many of each module as can be.
"""

import argparse
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from itertools import zip_longest
from pathlib import Path

__all__ = ["prepared", "sample", "score", "table"]

ROOT = Path(__file__).parent.parent

NOTICED = {"killed", "segfault", "caught by type check"}  # a timeout may come from a busy machine
MISSED = {"survived", "suspicious", "no tests"}
RESULT = re.compile(r"\s*(?P<mutant>(?P<module>casegraph[\w.]*?)\.[^.\s]+__mutmut_\d+): (?P<status>.+)")


def score(counts: Counter[str]) -> float | None:
    """Return the share of tested changes that a test noticed, None if none was tested.

    >>> score(Counter({"killed": 3, "survived": 1, "not checked": 9}))
    0.75
    """
    noticed, missed = (sum(counts[status] for status in statuses) for statuses in (NOTICED, MISSED))
    return noticed / (noticed + missed) if noticed + missed else None


def table(results: Iterable[str]) -> list[str]:
    """Return the lines of a table from those that `mutmut results` prints: each module, and all.

    >>> table(["    casegraph.views.lists.x_a__mutmut_1: killed", "    casegraph.views.lists.x_a__mutmut_2: survived"])[1]
    'casegraph.views.lists                             50 %       1 of       2, 0 timed out'
    """
    modules: dict[str, Counter[str]] = {}
    for line in results:
        if found := RESULT.fullmatch(line.rstrip()):
            modules.setdefault(found["module"], Counter())[found["status"].strip()] += 1
    lines = [f"{'module':<45} {'score':>8}  noticed  of tested"]
    for name, counts in (*sorted(modules.items()), ("all", sum(modules.values(), Counter()))):
        share = score(counts)
        if share is not None:
            tested = sum(counts[status] for status in NOTICED | MISSED)
            noticed = sum(counts[status] for status in NOTICED)
            lines.append(f"{name:<45} {100 * share:>6.0f} % {noticed:>7} of {tested:>7}, {counts['timeout']} timed out")
    return lines


def sample(results: Iterable[str], size: int) -> list[str]:
    """Return so many of the mutants that `mutmut results` names, the same each time, as evenly over modules as can be.

    >>> sample([f"casegraph.views.{module}.x_{n}__mutmut_1: not checked" for module in "ab" for n in range(9)], 2)
    ['casegraph.views.a.x_1__mutmut_1', 'casegraph.views.b.x_4__mutmut_1']
    """
    modules: dict[str, list[str]] = {}
    for line in sorted(results):
        if found := RESULT.fullmatch(line.rstrip()):
            modules.setdefault(found["module"], []).append(found["mutant"])
    dice = random.Random(14)
    shuffled = [dice.sample(mutants, len(mutants)) for mutants in modules.values()]
    return sorted([mutant for row in zip_longest(*shuffled) for mutant in row if mutant][:size])


def prepared(folder: Path) -> Path:
    """Return a folder with what mutmut needs of the checkout; it knows sources in src/ only, so graph/ is called that."""
    without = shutil.ignore_patterns("__pycache__", "node_modules")
    for name in ("benchmarks", "data", "docs", "ontology", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=without, dirs_exist_ok=True)
    shutil.copytree(ROOT / "graph" / "casegraph", folder / "src" / "casegraph", ignore=without, dirs_exist_ok=True)
    shutil.copy2(ROOT / "pyproject.toml", folder)
    return folder


def main() -> None:
    """Run mutmut for a while, and print the score."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument(
        "names", nargs="*", help="mutants to test, such as 'casegraph.extracting.lexicon*'; all by default"
    )
    parser.add_argument("--sample", type=int, metavar="N", help="test N mutants of all modules")
    parser.add_argument("--processes", type=int, default=0, help="as many as there are processors by default")
    parser.add_argument("--seconds", type=float, default=1_800)
    chosen = parser.parse_args()
    mutmut = [sys.executable, "-m", "mutmut"]
    folder = prepared(ROOT / "mutants")
    results = [*mutmut, "results", "--all", "true"]
    names = chosen.names
    if chosen.sample:
        # It makes all mutants, finds none that is called so, and stops.
        subprocess.run([*mutmut, "run", "no mutant"], cwd=folder, capture_output=True, check=False)
        made = subprocess.run(results, cwd=folder, capture_output=True, text=True, check=True)
        names = sample(made.stdout.splitlines(), chosen.sample)
    options = ["--max-children", str(chosen.processes)] if chosen.processes else []
    with subprocess.Popen([*mutmut, "run", *options, *names], cwd=folder) as running:
        try:
            running.wait(chosen.seconds)
            failed = running.returncode != 0
        except subprocess.TimeoutExpired:
            running.terminate()
            failed = False
    if failed:
        sys.exit("mutmut stopped; its words are above.")
    done = subprocess.run(results, cwd=folder, capture_output=True, text=True, check=True)
    sys.stdout.write("\n".join(table(done.stdout.splitlines())) + "\n")


if __name__ == "__main__":
    main()
