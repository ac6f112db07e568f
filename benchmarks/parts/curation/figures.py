"""What is asked of a tool's files: by the ids of the rows that it kept, against the truth of the data."""
import hashlib
import json
import os
import re

from curation.shingles import jaccard, shingles, words

ID = re.compile(rb'"id"\s*:\s*(\d+)')


def kept_ids(path, count):
    """For each row how often it was kept."""
    kept = bytearray(count)
    with open(path, "rb") as file:
        for line in file:
            found = ID.match(line, 1) or ID.search(line)
            if found:
                at = int(found.group(1))
                kept[at] = min(255, kept[at] + 1)
    return kept


def share(part, of):
    return round(part / of, 5) if of else None


def judged(written, kept_path):
    """Whether what was removed was right to remove, and what should have been."""
    count = written.count()
    kept = kept_ids(kept_path, count)
    pairs, truth = list(written.lines(written.pairs)), list(written.lines(written.truth))
    removed = [row for row in range(count) if not kept[row]]
    alike = [pair for pair in pairs if pair["jaccard"] >= 0.8]
    return {
        "rows": count, "removed": len(removed), "written_twice": sum(times > 1 for times in kept),
        "direct": direct(alike, kept, removed),
        "direct_by_spaces": direct([pair for pair in pairs if pair["by_spaces"] >= 0.8], kept, removed),
        "pairs": len(alike), "recall": recall(alike, kept),
        "recall_80_85": recall([pair for pair in alike if pair["jaccard"] < 0.85], kept),
        "unique": sum(row["unique"] for row in truth),
        "unique_removed": sum(truth[row]["unique"] for row in removed),
        "groups": len(groups(alike)),
        "groups_wiped_out": sum(not any(kept[row] for row in group) for group in groups(alike)),
    }


def direct(alike, kept, removed):
    """The share of the removed rows that have a row like them among those that were kept."""
    covered = {one for pair in alike for one, other in ((pair["a"], pair["b"]), (pair["b"], pair["a"])) if kept[other]}
    return share(sum(row in covered for row in removed), len(removed))


def recall(pairs, kept):
    """The share of the pairs of which not both stayed."""
    return share(sum(not (kept[pair["a"]] and kept[pair["b"]]) for pair in pairs), len(pairs))


def groups(pairs):
    """The rows that hang together by pairs."""
    group_of = {}
    for pair in pairs:
        one, other = (group_of.get(pair[side], [pair[side]]) for side in "ab")
        if one is not other:
            small, large = sorted((one, other), key=len)
            large += small
            for row in large:
                group_of[row] = large
    return list({id(group): group for group in group_of.values()}.values())


def planted(written, kept_path):
    """The same of data too large for judging every pair, in which only planted rows are alike."""
    count = written.count()
    kept = kept_ids(kept_path, count)
    pairs = list(written.lines(written.pairs))
    copies = {row for pair in pairs for row in (pair["a"], pair["b"])}
    return {"rows": count, "removed": kept.count(0), "pairs": len(pairs), "recall": recall(pairs, kept),
            "unique_removed": sum(not kept[row] and row not in copies for row in range(count))}


def lines_of(path):
    """The objects of a file, which need not be there."""
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8", errors="replace") as file:
        return [json.loads(line) for line in file]


def survivor(told):
    return (told.get("evidence") or {}).get("survivor") or {}


def removals(path):
    """What a tool says of each row it removed; the file may also hold rows that could not be read."""
    return [told for told in lines_of(path) if survivor(told)]


def by_key(value, pattern):
    """All values inside whose key matches, however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if re.search(pattern, key):
                yield inner
            yield from by_key(inner, pattern)
    elif isinstance(value, list):
        for inner in value:
            yield from by_key(inner, pattern)


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def holds(span, one, other):
    """Whether a span stands in both texts, word for word; a word at an end that was cut is left out."""
    run = words(span)[span.startswith("…"):]
    run = run[:-1] if span.endswith("…") else run
    return bool(run) and all(f" {' '.join(run)} " in f" {' '.join(words(text))} " for text in (one, other))


def evidence(written, job):
    """How much of what the tool says of its removals is true when it is computed again."""
    texts, count = written.texts(), written.count()
    kept = kept_ids(job.kept, count)
    told = {each["id"]: each for each in removals(job.removed)}
    right = {"removed": kept.count(0), "told": sum(row in told for row in range(count) if not kept[row]),
             "survivor_kept": 0, "jaccard_right": 0, "jaccard_at_least": 0, "span_right": 0, "line_right": 0}
    for row, each in told.items():
        found, stays = each["evidence"], survivor(each).get("id")
        if not isinstance(stays, int) or not 0 <= stays < count:
            continue
        value = jaccard(shingles(words(texts[row])), shingles(words(texts[stays])))
        spans = [span for inner in by_key(found, "^(spans?|shared)$") for span in strings(inner)]
        right["survivor_kept"] += kept[stays] == 1
        right["line_right"] += each.get("line") == row + 1 and survivor(each).get("line") == stays + 1
        right["jaccard_right"] += abs(found.get("jaccard", found.get("similarity", -1)) - value) < 0.0006
        right["jaccard_at_least"] += value >= 0.8
        right["span_right"] += bool(spans) and all(holds(span, texts[row], texts[stays]) for span in spans)
    of = max(right["removed"], len(told))
    checks = [name for name in right if name not in ("removed",)]
    return {"rows": count, **right, "evidence_right": share(min(right[name] for name in checks), of)}


def names_what_is_left_out(job, rows):
    """The removals of these rows whose evidence counts the shingles that stood in too many rows."""
    return sum(each.get("id") in rows and any(isinstance(value, (int, float)) and value > 0
                                              for value in by_key(each.get("evidence"), "left|common|frequent"))
               for each in removals(job.removed))


def digest(path):
    total = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            total.update(block)
    return total.hexdigest()


def removal_digest(path):
    """Of what was said of the removed rows, without the places in files, which are others when the files are."""
    told = [(each.get("id"), survivor(each).get("id"), each["evidence"].get("jaccard")) for each in removals(path)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
