"""Two published protocols for near duplicates, on a file that one brings: CORE and NEWS-COPY.

The rules are those of text-dedup (ChenghaoMou/text-dedup, benchmarks/, read in November 2026), traps included, so that figures
compare with its table:

- CORE: the text of a row is `processed_title + " " + processed_abstract` in lower case; a row's gold set is
  `labelled_duplicates`. Nothing predicted: TN if the gold set is empty, FN otherwise. Something predicted: TP if the gold set is
  not empty and all of it is predicted, FP otherwise, also where one gold row is missing. What text-dedup calls "Macro F1" is
  the mean of both precisions; the true macro F1 stands beside it. Accuracy is the share of rows whose predicted set is the gold set.
- NEWS-COPY: the adjusted Rand index (Hubert and Arabie 1985) of clusters against `cluster`. text-dedup mends the scans' line
  breaks first; here only white space becomes one space and hyphens at line ends go.

Predicted clusters are stars: a row that would go, and the row that stays in its place.
"""
import argparse
import collections
import json
import os
import re
import subprocess
import sys
import tempfile
import time

from processes import ROOT, prepare_seedbed


def lines(name):
    with open(name, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def core_text(row):
    return f"{row['processed_title']} {row['processed_abstract']}".lower()


def news_text(row):
    return re.sub(r"\s+", " ", re.sub(r"-\s*\n\s*", "", row["article"])).strip()


def classified(gold, predicted):
    if not predicted:
        return "FN" if gold else "TN"
    return "TP" if gold and gold <= predicted else "FP"


def core_figures(golds, predictions):
    """golds, predictions: by row, a set of rows."""
    counts = collections.Counter(classified(gold, predictions.get(row, set())) for row, gold in golds.items())

    def share(part, *others):
        whole = part + sum(others)
        return part / whole if whole else 0.0

    def f1(precision, recall):
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    tp, tn, fp, fn = (counts[name] for name in ("TP", "TN", "FP", "FN"))
    duplicates = share(tp, fp), share(tp, fn)
    others = share(tn, fn), share(tn, fp)
    return {
        "rows": len(golds),
        "precision_duplicates": duplicates[0], "recall_duplicates": duplicates[1],
        "precision_others": others[0], "recall_others": others[1],
        "macro_precision": (duplicates[0] + others[0]) / 2,
        "macro_f1": (f1(*duplicates) + f1(*others)) / 2,
        "accuracy": share(sum(gold == predictions.get(row, set()) for row, gold in golds.items()),
                          sum(gold != predictions.get(row, set()) for row, gold in golds.items())),
    }


def adjusted_rand_index(gold, predicted):
    """1 if both cut the rows in the same way, 0 as much as chance would."""
    def pairs(counts):
        return sum(count * (count - 1) // 2 for count in counts.values())
    both = pairs(collections.Counter(zip(gold, predicted)))
    one, other = pairs(collections.Counter(gold)), pairs(collections.Counter(predicted))
    every = len(gold) * (len(gold) - 1) // 2
    expected = one * other / every if every else 0
    most = (one + other) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def clusters(annotated):
    """By number of the row, that of the row that stays in its place."""
    stays = {}
    for row in annotated:
        verdict = row["verdict"]
        stays[row["id"]] = row["id"] if verdict["kept"] else verdict["evidence"]["survivor"]["id"]
    return [stays[number] for number in range(len(stays))]


def annotated(texts, near, shingle, folder):
    """Seedbed's verdicts about the texts, and the seconds that took, start included."""
    rows, verdicts = (os.path.join(folder, name) for name in ("rows.jsonl", "verdicts.jsonl"))
    with open(rows, "w", encoding="utf-8") as file:
        for number, text in enumerate(texts):
            file.write(json.dumps({"id": number, "text": text}) + "\n")
    command = [os.path.join(ROOT, "seedbed"), "dedup", rows, "--text", "text", "--id", "id", "--near", str(near),
               "--shingle", str(shingle), "--annotate", "verdict", "--out", verdicts]
    begin = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return lines(verdicts), time.monotonic() - begin


def core_of(rows, stays):
    names = [str(row["core_id"]) for row in rows]
    together = collections.defaultdict(set)
    for name, cluster in zip(names, stays):
        together[cluster].add(name)
    golds = {name: {str(other) for other in row.get("labelled_duplicates") or ()} for name, row in zip(names, rows)}
    return core_figures(golds, {name: together[cluster] - {name} for name, cluster in zip(names, stays)})


def news_of(rows, stays):
    return {"rows": len(rows), "ari": adjusted_rand_index([row["cluster"] for row in rows], stays)}


# The similarity and the words of a shingle with which text-dedup's table was made.
PROTOCOLS = {"core": (core_text, core_of, .5, 2), "newscopy": (news_text, news_of, .45, 2)}


def main(arguments):
    parser = argparse.ArgumentParser(prog="benchmarks/curation", description=__doc__.split("\n\n")[0])
    parser.add_argument("protocol", choices=PROTOCOLS)
    parser.add_argument("file", help="JSON Lines: core_id, processed_title, processed_abstract, labelled_duplicates; "
                                     "or article, cluster")
    parser.add_argument("--near", type=float, help="default: .5 for core, .45 for newscopy, as text-dedup has it")
    parser.add_argument("--shingle", type=int, help="words of a shingle; default: 2")
    options = parser.parse_args(arguments)
    text, figures, near, shingle = PROTOCOLS[options.protocol]
    rows = lines(options.file)
    try:
        texts = [text(row) for row in rows]
    except KeyError as missing:
        sys.exit(f"{options.file}: a row has no {missing}")
    prepare_seedbed()
    with tempfile.TemporaryDirectory(prefix="seedbed-protocol-") as folder:
        verdicts, seconds = annotated(texts, options.near or near, options.shingle or shingle, folder)
    result = {"protocol": options.protocol, "near": options.near or near, "shingle": options.shingle or shingle,
              **figures(rows, clusters(verdicts)), "seconds": round(seconds, 2)}
    print(json.dumps({key: round(value, 4) if isinstance(value, float) else value for key, value in result.items()}))
