"""The data: rows with what is true of each, the same for the same seed and number of rows."""
import json
import os
import random
from array import array
from functools import lru_cache

from curation.language import Language, changed, relettered
from curation.shingles import Shingled, by_spaces, jaccard, shingles, similar_pairs, words


class Written:
    """Data on disk: `rows.jsonl` with {"id", "text"}, an id being the number of the row; `truth.jsonl` with a line for each
    row; `pairs.jsonl` with the planted pairs and all others that are similar, each with its exact similarity."""

    def __init__(self, folder):
        self.folder = folder
        self.rows, self.truth, self.pairs = (os.path.join(folder, name + ".jsonl") for name in ("rows", "truth", "pairs"))

    def lines(self, path):
        with open(path, encoding="utf-8") as file:
            yield from map(json.loads, file)

    def texts(self):
        return [row["text"] for row in self.lines(self.rows)]

    def count(self):
        with open(os.path.join(self.folder, "count")) as file:
            return int(file.read())

    def write(self, texts, truth, pairs):
        for path, lines in ((self.rows, ({"id": i, "text": text} for i, text in enumerate(texts))),
                            (self.truth, ({"id": i, **what} for i, what in enumerate(truth))),
                            (self.pairs, pairs)):
            with open(path, "w", encoding="utf-8") as file:
                file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        self.done(len(texts))

    def done(self, count):
        with open(os.path.join(self.folder, "count"), "w") as file:
            file.write(str(count))


class Planted:
    """Rows and the pairs that are planted among them, put into an order by chance and judged as a whole."""

    def __init__(self):
        self.rows, self.pairs = [], []

    def add(self, text, **truth):
        self.rows.append((text, truth))
        return len(self.rows) - 1

    def pair(self, one, other):
        self.pairs.append((one, other))

    def write(self, written, rng):
        """Judges every pair of rows, not only the planted ones: a row is unique if it is similar to no other."""
        order = list(range(len(self.rows)))
        rng.shuffle(order)
        place = {row: at for at, row in enumerate(order)}
        texts = [self.rows[row][0] for row in order]
        planted = {tuple(sorted((place[one], place[other]))) for one, other in self.pairs}
        shingled = Shingled(texts)
        exact = {pair: shingled.jaccard(*pair) for pair in planted}
        exact.update((pair, shingled.jaccard(*pair)) for pair in similar_pairs(shingled))
        similar_rows = {row for pair, value in exact.items() if value >= 0.8 for row in pair}
        del shingled  # which takes a gigabyte
        of_row = lru_cache(2_000)(lambda row: shingles(words(texts[row])))
        shingled = Shingled(texts, by_spaces)
        exact.update((pair, jaccard(of_row(pair[0]), of_row(pair[1]))) for pair in similar_pairs(shingled) if pair not in exact)
        spaced = {pair: shingled.jaccard(*pair) for pair in exact}
        pairs = [{"a": one, "b": other, "jaccard": exact[one, other], "by_spaces": by_space,
                  "planted": (one, other) in planted} for (one, other), by_space in sorted(spaced.items())]
        truth = [{**self.rows[row][1], "unique": at not in similar_rows} for at, row in enumerate(order)]
        written.write(texts, truth, pairs)


class Template:
    """Words that all its rows share, with slots between them that each row fills with its own."""

    def __init__(self, language, rng):
        shared = rng.randint(50, 140)
        # The share of a row's shingles that are the template's: two rows have a similarity of share / (2 - share).
        share = rng.uniform(0.35, 0.85)
        slots = rng.randint(1, 3)
        own = ((1 - share) * (shared - 4) - 4 * slots) / share
        if own < 4 * slots:
            slots, own = 1, max(6, own)
        cuts = sorted(rng.sample(range(10, shared - 5, 5), slots))
        text = language.some(rng, shared)
        for at in range(0, shared, 13):
            text[at] = text[at].capitalize()
            text[at - 1] += "."
        self.parts = [" ".join(text[begin:end]) for begin, end in zip([0, *cuts], [*cuts, shared])]
        self.parts[0] = "### Instruction:\n" + self.parts[0]
        self.parts[-1] += "\n\n### Response:"
        self.language, self.slot = language, own / slots

    @staticmethod
    def drawn(language, rng):
        """One whose rows are not similar by the template alone, as far as a few of them show."""
        while True:
            template = Template(language, rng)
            sets = [shingles(words(template.fill(rng))) for _ in range(8)]
            if max(jaccard(one, other) for one in sets for other in sets if one is not other) < 0.77:
                return template

    def fill(self, rng):
        text = self.parts[0]
        for part in self.parts[1:]:
            count = max(3, round(self.slot * rng.uniform(0.85, 1.3)))
            text += " " + self.language.sentences(rng, count) + " " + part
        return text


def templated(written, rows, seed):
    """Instructions from templates (a template for 250 rows): 70 % fill one, 10 % are free; the others are groups of copies
    at planted similarities of .5 to .95, in stars around one row and in chains."""
    language, rng, planted = Language(seed), random.Random(f"templated {seed}"), Planted()
    templates = [Template.drawn(language, rng) for _ in range(max(4, rows // 250))]
    for i in range(round(rows * 0.7)):
        number = i % len(templates)
        planted.add(templates[number].fill(rng), kind="templated", template=number)
    for _ in range(round(rows * 0.1)):
        planted.add(language.sentences(rng, int(rng.lognormvariate(4.2, 0.6)) + 8), kind="free")
    group = 0
    while len(planted.rows) < rows:
        number = rng.randrange(len(templates))
        truth = {"template": number, "group": group}
        group += 1
        last = base = planted.add(templates[number].fill(rng), kind="base", **truth)
        chain = rng.random() < 0.1
        for _ in range(min(rows - len(planted.rows), rng.randint(2, 4) if chain else rng.choice((1, 1, 1, 1, 2, 3, 6)))):
            near = last if chain else base
            text = planted.rows[near][0]
            if rng.random() < 0.03:
                text = relettered(rng, text)
            else:
                text, _ = changed(language, rng, text, rng.uniform(0.8, 0.9) if chain else rng.uniform(0.5, 0.95))
            last = planted.add(text, kind="link" if chain else "copy", **truth)
            planted.pair(near, last)
    planted.write(written, rng)


def template_of_chats(language, rng):
    return ("<|system|>\n" + language.sentences(rng, 620) + "\n<|user|>\n", "\n<|assistant|>\n" + language.sentences(rng, 60))


def boilerplate(written, rows, seed, others):
    """Rows on distinct topics in one chat template, of which any two are similar by the template alone; copies of 4 % of
    them with one more word in their topic; and other rows, which are like nothing."""
    language, rng, planted = Language(seed), random.Random(f"boilerplate {seed}"), Planted()
    begin, end = template_of_chats(language, rng)
    for i in range(rows):
        topic = language.sentences(rng, rng.randint(50, 68))
        row = planted.add(begin + topic + end, kind="topic")
        if i % 25 == 0:
            copy = planted.add(begin + topic[:-1] + " " + language.some(rng, 1)[0] + topic[-1] + end, kind="copy")
            planted.pair(row, copy)
    for _ in range(others):
        planted.add(language.sentences(rng, int(rng.lognormvariate(4.8, 0.7)) + 8), kind="other")
    planted.write(written, rng)


def shifted(written, rows, seed, where):
    """Long texts, each with a copy that has one more word: at the front, in the middle or at the end."""
    language, rng, planted = Language(seed), random.Random(f"shifted {seed}"), Planted()
    for _ in range(rows):
        text = language.sentences(rng, rng.randint(500, 1500))
        tokens = text.split(" ")
        tokens.insert({"front": 0, "middle": len(tokens) // 2, "end": len(tokens)}[where], language.some(rng, 1)[0])
        planted.pair(planted.add(text, kind="base"), planted.add(" ".join(tokens), kind="copy"))
    planted.write(written, rng)


def mixed(written, size, seed):
    """So many bytes, in rows of 20 to 6,000 words: half of them have fewer than 150."""
    large(written, seed, lambda count, so_far: so_far < size,
          lambda rng: min(6_000, 20 + int(rng.lognormvariate(4.9, 1.1))))


def short(written, rows, seed):
    """So many rows of 10 to 18 words."""
    large(written, seed, lambda count, so_far: count < rows, lambda rng: 10 + int(9 * rng.random()))


def large(written, seed, goes_on, length):
    """A large file, written as it is made: 10 % are copies of an earlier row, at a similarity of .8 or more. Rows are made
    of words by chance, so that no other two are similar."""
    language, rng = Language(seed), random.Random(f"large {seed}")
    # What copies are made of: some of the earlier rows, near ones and far ones.
    earlier, ids, count, size = [], array("q"), 0, 0
    with open(written.rows, "wb") as file, open(written.pairs, "w") as pairs:
        while goes_on(count, size):
            if earlier and rng.random() < 0.1:
                at = rng.randrange(len(earlier))
                text, value = copied(language, rng, earlier[at])
                pairs.write(f'{{"a": {ids[at]}, "b": {count}, "jaccard": {value}, "planted": true}}\n')
            else:
                text = language.sentences(rng, length(rng))
                if len(earlier) < 2_000:
                    earlier.append(text)
                    ids.append(count)
                elif rng.random() < 0.1:
                    at = rng.randrange(len(earlier))
                    earlier[at], ids[at] = text, count
            size += file.write(f'{{"id": {count}, "text": {json.dumps(text, ensure_ascii=False)}}}\n'.encode())
            count += 1
    written.done(count)


def copied(language, rng, text):
    """A copy at .8 or more: one time in five the same words."""
    if rng.random() > 0.2:
        copy, value = changed(language, rng, text, rng.uniform(0.84, 0.97))
        if value >= 0.8:
            return copy, value
    return relettered(rng, text), 1.0


def sharded(written, folder, shares):
    """The rows in several files whose names sort as the rows do; gives their paths."""
    count, paths = written.count(), []
    with open(written.rows, "rb") as rows:
        for number, share in enumerate(shares):
            paths.append(os.path.join(folder, f"part-{number:03}.jsonl"))
            with open(paths[-1], "wb") as file:
                last = number == len(shares) - 1
                file.writelines(line for _, line in zip(range(count if last else round(count * share)), rows))
    return paths
