#!/usr/bin/env python3
"""The slow tool that makes no mistake: every row is compared, by its whole set of shingles, with every row that stays and
could be similar. It shows that the data and the figures are right, since it must reach the best figure everywhere.

  reference.py --near 80 --out KEPT --removed REMOVED [--common SHARE] FILE...
"""
import argparse
import gzip
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), ".."))
sys.dont_write_bytecode = True

from curation.shingles import Index, Shingled, jaccard, words  # noqa: E402

LONGEST = 50_000_000


def read(paths, rejects):
    """The rows in the order of their files, as (file, line, bytes, row)."""
    for path in sorted(paths):
        with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
            for number, line in enumerate(file, 1):
                try:
                    if len(line) > LONGEST:
                        raise ValueError(f"a line of {len(line)} bytes, more than {LONGEST}")
                    row = json.loads(line.decode("utf-8").rstrip("\r\n"))
                    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
                        raise ValueError("no object with a text")
                    row["text"].encode("utf-8")
                    yield path, number, line, row
                except (ValueError, RecursionError) as problem:
                    rejects.write(json.dumps({"file": path, "line": number, "reason": str(problem)[:200]}) + "\n")


def shared_span(one, other):
    """The longest run of words that both hold: if they share one of some length, they share a shorter one."""
    one, other, best = words(one), words(other), ""
    low, high = 0, min(len(one), len(other))
    while low < high:
        size = (low + high + 1) // 2
        runs = {tuple(one[i:i + size]) for i in range(len(one) - size + 1)}
        found = next((run for i in range(len(other) - size + 1) if (run := tuple(other[i:i + size])) in runs), None)
        if found:
            low, best = size, " ".join(found)
        else:
            high = size - 1
    return best


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+")
    parser.add_argument("--near", type=int, default=80)
    parser.add_argument("--common", type=float)
    for name in ("out", "removed", "rejects"):
        parser.add_argument("--" + name, required=name != "rejects", default=os.devnull)
    options = parser.parse_args()
    with open(options.out, "wb") as kept, open(options.removed, "w") as removed, open(options.rejects, "w") as rejects:
        rows, broken = [], None
        try:
            for row in read(options.files, rejects):
                rows.append(row)
        except (EOFError, OSError) as problem:
            broken = f"reference: {options.files}, after {len(rows)} rows: {problem}"
        decide(rows, options, kept, removed)
    sys.exit(broken)


def decide(rows, options, kept, removed):
    shingled = Shingled(row["text"] for *_, row in rows)
    most = max(20, options.common * len(rows)) if options.common else len(rows)
    index, seen = Index(shingled.frequency, options.near), {}
    for at, (path, line, raw, row) in enumerate(rows):
        full = shingled.sets[at]
        left = {number for number in full if shingled.frequency[number] <= most}
        found = index.similar_to(left) if left else [seen[frozenset(full)]] if frozenset(full) in seen else []
        if not found:
            kept.write(raw)
            if left:
                index.add(at, left)
            else:
                seen[frozenset(full)] = at
            continue
        def nearness(name):
            return jaccard(left, index.sets[name]) if left else 1.0
        survivor = max(found, key=lambda name: (nearness(name), -name))
        there, there_line, _, other = rows[survivor]
        removed.write(json.dumps({"file": path, "line": line, "id": row.get("id"), "reason": "near duplicate", "evidence": {
            "survivor": {"file": there, "line": there_line, "id": other.get("id")},
            "jaccard": nearness(survivor), "compared": len(left), "left_out": len(full) - len(left),
            "spans": [shared_span(row["text"], other["text"])]}}) + "\n")


if __name__ == "__main__":
    main()
