"""The judge: words, shingles and exact similarity, by nothing but sets and an inverted index."""
import re

WORD = re.compile(r"\w+")


def words(text):
    return WORD.findall(text.lower())


def by_spaces(text):
    """Words with their punctuation, to see how much a figure hangs on what a word is."""
    return text.lower().split()


def shingles(tokens, size=5):
    """The distinct runs of five words; of a text with fewer words, all of it."""
    if len(tokens) < size:
        return {tuple(tokens)}
    return set(zip(*(tokens[i:] for i in range(size))))


def jaccard(one, other):
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)


def similar(one, other, threshold):
    """Whether the Jaccard similarity is at least a threshold in hundredths, without rounding."""
    shared = len(one & other)
    return 100 * shared >= threshold * (len(one) + len(other) - shared)


class Shingled:
    """Texts as sets of numbers, a number for each shingle, and how many texts hold it."""

    def __init__(self, texts, split=words):
        numbers, self.sets, self.frequency = {}, [], []
        for text in texts:
            row = set()
            for shingle in shingles(split(text)):
                number = numbers.setdefault(shingle, len(numbers))
                if number == len(self.frequency):
                    self.frequency.append(0)
                self.frequency[number] += 1
                row.add(number)
            self.sets.append(row)

    def jaccard(self, one, other):
        return jaccard(self.sets[one], self.sets[other])


class Index:
    """Finds every set it holds that is similar to another one. Of two similar sets each holds one of the other's rarest
    shingles: among the n - ceil(t n) + 1 rarest of both there is a common one (Chaudhuri and others, ICDE 2006)."""

    def __init__(self, frequency, threshold):
        self.frequency, self.threshold = frequency, threshold
        self.sets, self.rows_of = {}, {}

    def rarest(self, row):
        count = len(row) + (-self.threshold * len(row) // 100) + 1
        return sorted(row, key=lambda number: (self.frequency[number], number))[:count]

    def add(self, name, row):
        self.sets[name] = row
        for number in self.rarest(row):
            self.rows_of.setdefault(number, []).append(name)

    def similar_to(self, row):
        size = len(row)
        found = {name for number in self.rarest(row) for name in self.rows_of.get(number, ())}
        return sorted(name for name in found
                      if self.threshold * size <= 100 * len(self.sets[name])
                      and self.threshold * len(self.sets[name]) <= 100 * size
                      and similar(row, self.sets[name], self.threshold))


def similar_pairs(shingled, threshold=80):
    """All pairs of texts that are similar, as (earlier, later)."""
    index = Index(shingled.frequency, threshold)
    for later, row in enumerate(shingled.sets):
        for earlier in index.similar_to(row):
            yield earlier, later
        index.add(later, row)
