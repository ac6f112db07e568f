"""Texts that look like language: made-up words by a Zipf law, in sentences, and changed copies of a text."""
import random

from curation.shingles import jaccard, shingles, words

FREQUENT = """the of and to a in is that it for was on are as with be by at this from or an have which you not but all they
one had we will can has were their if there when would who so no what about more up out do time some them then could these
other into only than its also over such our most may after first any where much""".split()
ONSETS = "b c d f g h j k l m n p r s t v w z br ch cl cr dr fl gr pl pr sh sl st str th tr".split()
VOWELS = "a e i o u ai ea ee ie oa ou".split()
ENDS = ["", "", "", "n", "r", "s", "t", "l", "m", "nd", "rt", "st", "ng"]
ACCENTED = {"e": "é", "u": "ü", "o": "ö", "a": "à"}
NAMES = 1 << 18


class Language:
    """A vocabulary of 30,000 words; the k-th is used in proportion to 1 / (k + 2.7) ** 1.07."""

    def __init__(self, seed):
        rng = random.Random(f"language {seed}")
        vocabulary = dict.fromkeys(FREQUENT)
        while len(vocabulary) < 30_000:
            word = "".join(rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(ENDS)
                           for _ in range(rng.choice((1, 1, 2, 2, 2, 3, 3, 4))))
            if rng.random() < 0.01:
                word = "".join(ACCENTED.get(letter, letter) for letter in word)
            vocabulary[word if rng.random() > 0.01 else str(rng.randrange(2100))] = None
        # Words that are used more are shorter: five letters on average in a text.
        made = sorted(list(vocabulary)[len(FREQUENT):], key=lambda word: len(word) * rng.uniform(0.7, 1.3))
        self.words = FREQUENT + made
        weights = [1 / (k + 2.7) ** 1.07 for k in range(1, len(self.words) + 1)]
        # Drawing from a table in which a word stands as often as it is used is ten times faster than with weights.
        self.table = rng.choices(self.words, weights, k=NAMES)

    def some(self, rng, count):
        return rng.choices(self.table, k=count)

    def sentences(self, rng, count):
        """A text of so many words, with capitals, commas, full stops and paragraphs."""
        drawn, text, at = self.some(rng, count), [], 0
        while at < count:
            end = min(count, at + int(4 + 20 * rng.random()))
            sentence = drawn[at:end]
            if len(sentence) > 12:
                sentence[len(sentence) // 2] += ","
            first = sentence[0]
            sentence[0] = first[0].upper() + first[1:]
            text.append(" ".join(sentence) + ".?!:"[(0, 0, 0, 0, 0, 0, 1, 2, 3)[int(9 * rng.random())]])
            text.append("\n\n" if rng.random() < 0.08 else " ")
            at = end
        return "".join(text).rstrip(" \n:")


def changed(language, rng, text, target):
    """A copy whose similarity with the text is near the target and not above it, if that can be reached, and the exact
    similarity. Words are replaced, put in and taken out, one by one and in runs, and also at both ends."""
    before, tokens = shingles(words(text)), text.split(" ")
    now = jaccard(before, shingles(words(text)))
    for _ in range(200):
        if now <= target:
            break
        # Replacing r words in the middle costs r + 4 of n shingles, and leaves (n - d) / (n + d).
        cost = len(before) * ((1 - target) / (1 + target) - (1 - now) / (1 + now))
        if cost < 5:
            few = language.some(rng, max(1, round(cost)))
            tokens = tokens + few if rng.random() < 0.5 else few + tokens
        else:
            many = rng.randint(1, min(12, max(1, int(cost) - 4)))
            at = rng.randrange(len(tokens))
            taken, put = rng.choice(((many, many), (many, many), (0, many), (many, 0)))
            if len(tokens) - taken >= 5:
                tokens[at:at + taken] = language.some(rng, put)
        now = jaccard(before, shingles(words(" ".join(tokens))))
    return " ".join(tokens), now


def relettered(rng, text):
    """A copy with the same words in the same order, in other letters, spaces and punctuation."""
    way = rng.randrange(3)
    if way == 0:
        return text.upper() if "ü" not in text else text.title()
    if way == 1:
        return text.replace(". ", "! ").replace(" ", "  ", 3)
    return text.replace(",", "").replace(". ", " - ") + "\n"
