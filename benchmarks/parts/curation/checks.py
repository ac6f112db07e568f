#!/usr/bin/env python3
"""Checks of the harness: its judge by hand and by brute force, its figures on tools that are wrong in known ways.

  python3 benchmarks/parts/curation/checks.py
"""
import json
import os
import random
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), ".."))
sys.dont_write_bytecode = True

from curation import data, figures, hostile, protocols  # noqa: E402
from curation.language import Language, changed, relettered  # noqa: E402
from curation.shingles import Index, Shingled, jaccard, shingles, similar, similar_pairs, words  # noqa: E402
from curation.tools import Custom, Job  # noqa: E402

LANGUAGE = Language(3)


def rows_like(count, rng):
    """Sets between which every similarity occurs."""
    base = list(range(60))
    return [set(rng.sample(base, rng.randint(40, 60))) for _ in range(count)]


class Judge(unittest.TestCase):
    def test_shingles_are_the_distinct_runs_of_five_words(self):
        self.assertEqual(words("Don't stop, 3.5 times!"), ["don", "t", "stop", "3", "5", "times"])
        self.assertEqual(shingles(words("a b c d e f a b c d e")),
                         {tuple("abcde"), tuple("bcdef"), tuple("cdefa"), tuple("defab"), tuple("efabc"), tuple("fabcd")})
        self.assertEqual(shingles(words("one two")), {("one", "two")})
        self.assertEqual(shingles([]), {()})

    def test_one_word_replaced_in_the_middle_costs_five_shingles_of_each(self):
        one = [f"w{i}" for i in range(24)]
        other = one[:12] + ["new"] + one[13:]
        self.assertEqual(jaccard(shingles(one), shingles(other)), 15 / 25)
        self.assertEqual(jaccard(shingles(one), shingles(["new"] + one)), 20 / 21)

    def test_eight_tenths_are_similar_at_a_threshold_of_eighty(self):
        self.assertTrue(similar(set(range(8)), set(range(10)), 80))
        self.assertFalse(similar(set(range(79)), set(range(100)), 80))

    def test_the_index_finds_what_brute_force_finds(self):
        rng = random.Random(1)
        for threshold in (50, 67, 80, 95, 100):
            sets = rows_like(120, rng)
            shingled = Shingled([])
            shingled.sets, shingled.frequency = sets, [sum(i in row for row in sets) for i in range(60)]
            expected = {(a, b) for b in range(120) for a in range(b)
                        if jaccard(sets[a], sets[b]) >= threshold / 100 - 1e-12}
            self.assertEqual(set(similar_pairs(shingled, threshold)), expected)

    def test_the_index_does_not_depend_on_knowing_the_frequencies(self):
        sets = rows_like(60, random.Random(2))
        index = Index([0] * 60, 80)
        for at, row in enumerate(sets):
            index.add(at, row)
        for row in sets:
            self.assertEqual(index.similar_to(row), [at for at, other in enumerate(sets) if similar(row, other, 80)])


class Texts(unittest.TestCase):
    def test_a_copy_has_the_similarity_that_is_said_of_it_and_comes_near_the_target(self):
        rng = random.Random(4)
        for _ in range(300):
            text, target = LANGUAGE.sentences(rng, rng.randint(60, 200)), rng.uniform(0.5, 0.95)
            copy, said = changed(LANGUAGE, rng, text, target)
            self.assertEqual(said, jaccard(shingles(words(text)), shingles(words(copy))))
            self.assertTrue(target - 0.12 <= said <= target, (target, said))

    def test_other_letters_and_punctuation_leave_the_words(self):
        rng = random.Random(5)
        for _ in range(100):
            text = LANGUAGE.sentences(rng, 40)
            copy = relettered(rng, text)
            self.assertEqual(words(text), words(copy))

    def test_the_same_seed_writes_the_same_data_whose_truth_is_brute_force(self):
        with tempfile.TemporaryDirectory() as folder:
            once, again, other = (written(folder, name) for name in ("once", "again", "other"))
            for each, seed in ((once, 1), (again, 1), (other, 2)):
                data.templated(each, 300, seed)
            for name in ("rows", "truth", "pairs"):
                self.assertEqual(content(getattr(once, name)), content(getattr(again, name)))
            self.assertNotEqual(content(once.rows), content(other.rows))
            sets = [shingles(words(text)) for text in once.texts()]
            alike = {(a, b) for b in range(300) for a in range(b) if jaccard(sets[a], sets[b]) >= 0.8}
            self.assertEqual({(p["a"], p["b"]) for p in once.lines(once.pairs) if p["jaccard"] >= 0.8}, alike)
            for pair in once.lines(once.pairs):
                self.assertEqual(pair["jaccard"], jaccard(sets[pair["a"]], sets[pair["b"]]))
            self.assertEqual([row["unique"] for row in once.lines(once.truth)],
                             [not any(row in pair for pair in alike) for row in range(300)])

    def test_shards_hold_the_rows_in_their_order(self):
        with tempfile.TemporaryDirectory() as folder:
            whole = written(folder, "whole")
            data.short(whole, 100, 1)
            paths = data.sharded(whole, folder, [.01, .5, 0, .2])
            self.assertEqual(paths, sorted(paths))
            self.assertEqual(b"".join(content(path) for path in paths), content(whole.rows))


class Figures(unittest.TestCase):
    """Six rows: 0, 1 and 2 are a chain whose ends are not alike; 3 and 4 are alike; 5 is unique."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.data = written(self.folder.name, "six")
        self.data.write(["text"] * 6, [{"unique": row == 5} for row in range(6)], [
            {"a": a, "b": b, "jaccard": value, "by_spaces": 0.5, "planted": True}
            for a, b, value in ((0, 1, 0.82), (1, 2, 0.9), (0, 2, 0.7), (3, 4, 0.8))])

    def judged(self, *kept):
        path = os.path.join(self.folder.name, "kept")
        with open(path, "w") as file:
            file.writelines(json.dumps({"text": "text", "id": row}) + "\n" for row in kept)
        return figures.judged(self.data, path)

    def said(self, result, **expected):
        self.assertEqual({name: result[name] for name in expected}, expected)

    def test_a_right_tool(self):
        self.said(self.judged(0, 2, 3, 5), removed=2, direct=1.0, direct_by_spaces=0.0, pairs=3, recall=1.0,
                  recall_80_85=1.0, unique=1, unique_removed=0, groups=2, groups_wiped_out=0, written_twice=0)

    def test_a_tool_that_follows_chains(self):
        self.said(self.judged(0, 3, 5), direct=round(2 / 3, 5), recall=1.0, groups_wiped_out=0)

    def test_a_tool_that_keeps_everything(self):
        self.said(self.judged(0, 1, 2, 3, 4, 5), removed=0, direct=None, recall=0.0, recall_80_85=0.0)

    def test_a_tool_that_removes_every_row_of_a_group(self):
        self.said(self.judged(5), direct=0.0, recall=1.0, groups_wiped_out=2, unique_removed=0)

    def test_a_tool_that_removes_what_is_unique_and_writes_a_row_twice(self):
        self.said(self.judged(0, 0, 2, 3), direct=round(2 / 3, 5), unique_removed=1, written_twice=1)

    def test_evidence_is_computed_again(self):
        text = "one two three four five six seven eight nine ten"
        self.data.write([text, text + " more", "nothing like it at all here"], [{"unique": False}] * 3, [])
        job = Job(self.folder.name, [self.data.rows])
        right = {"survivor": {"id": 0, "line": 1}, "jaccard": 6 / 7, "spans": [{"text": "two three fo…"}]}
        for change, wrong in (({}, None), ({"jaccard": 0.9}, "jaccard_right"), ({"spans": ["two four"]}, "span_right"),
                              ({"spans": []}, "span_right"), ({"survivor": {"id": 2, "line": 3}}, "jaccard_at_least"),
                              ({"survivor": {"id": 1, "line": 2}}, "survivor_kept")):
            with open(job.kept, "w") as kept, open(job.removed, "w") as removed:
                kept.writelines(json.dumps({"id": row}) + "\n" for row in (0, 2))
                removed.write(json.dumps({"line": 2, "id": 1, "evidence": {**right, **change}}) + "\n")
            result = figures.evidence(self.data, job)
            self.assertEqual(result["evidence_right"], 0.0 if wrong else 1.0, change)
            if wrong:
                self.assertEqual(result[wrong], 0)

    def test_what_is_said_of_no_row_is_a_drop(self):
        folder = os.path.join(self.folder.name, "hostile")
        os.mkdir(folder)
        job = Job(folder, [hostile.invalid_utf_8(folder).path])
        with open(job.inputs[0], "rb") as rows, open(job.kept, "wb") as kept:
            kept.writelines(line for number, line in enumerate(rows) if number % 3 == 0)
        with open(os.path.join(folder, "log"), "w") as log:
            log.write("rejected line 2: invalid UTF-8\n")
        result = hostile.outcome(hostile.invalid_utf_8, folder, job, {"exit": 0, "wall_s": 1, "hung": 0})
        self.said(result, rows=15, kept=5, lost=5, dropped=9, unnamed=4, changed=0, crashed=0)

    def test_a_command_takes_all_files_and_whole_paths(self):
        job = Job("/tmp", ["a", "b"], common=0.02)
        command = Custom("mine", f"python3 {os.path.relpath(__file__)} {{in}} --out={{kept}} {{common}}").command(job)
        self.assertEqual(command, ["python3", os.path.abspath(__file__), "a", "b", "--out=/tmp/kept.jsonl", "0.02"])


def written(folder, name):
    os.mkdir(os.path.join(folder, name))
    return data.Written(os.path.join(folder, name))


def content(path):
    with open(path, "rb") as file:
        return file.read()


class Protocols(unittest.TestCase):
    """By hand: six papers, of which a and b, c and d and e, belong together, and f is alone."""
    GOLD = {"a": {"b"}, "b": {"a"}, "c": {"d", "e"}, "d": {"c", "e"}, "e": {"c", "d"}, "f": set()}

    def rows(self):
        return [{"core_id": name, "labelled_duplicates": sorted(self.GOLD[name])} for name in self.GOLD]

    def test_what_is_predicted_is_right_if_all_of_the_gold_set_is_in_it(self):
        self.assertEqual([protocols.classified(*each) for each in (
            (set(), set()), ({"a"}, set()), (set(), {"a"}), ({"a"}, {"a"}), ({"a"}, {"a", "b"}), ({"a", "b"}, {"a"}))],
            ["TN", "FN", "FP", "TP", "TP", "FP"])

    def test_core_figures_by_hand(self):
        # a-b is found; of c, d, e only c-d; f is alone. TP a b, FP c d, FN e, TN f; exactly right: a, b, f.
        figures = protocols.core_of(self.rows(), [0, 0, 2, 2, 4, 5])
        self.assertEqual(figures["rows"], 6)
        self.assertAlmostEqual(figures["precision_duplicates"], 2 / 4)
        self.assertAlmostEqual(figures["recall_duplicates"], 2 / 3)
        self.assertAlmostEqual(figures["precision_others"], 1 / 2)
        self.assertAlmostEqual(figures["recall_others"], 1 / 3)
        self.assertAlmostEqual(figures["macro_precision"], .5)
        self.assertAlmostEqual(figures["macro_f1"], (4 / 7 + 2 / 5) / 2)
        self.assertAlmostEqual(figures["accuracy"], 3 / 6)

    def test_the_right_clusters_reach_one(self):
        figures = protocols.core_of(self.rows(), [0, 0, 2, 2, 2, 5])
        self.assertEqual({figures[name] for name in ("macro_precision", "macro_f1", "accuracy")}, {1})

    def test_the_adjusted_rand_index_has_the_known_values(self):
        # The example of Hubert and Arabie's index on 6 rows: 2 pairs in both, of 3 and 4 of 15.
        self.assertAlmostEqual(protocols.adjusted_rand_index([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2]),
                               (2 - 6 * 3 / 15) / (4.5 - 6 * 3 / 15))
        self.assertEqual(protocols.adjusted_rand_index([0, 0, 1, 1], [7, 7, 3, 3]), 1)
        self.assertEqual(protocols.adjusted_rand_index([0, 0, 0], [1, 2, 3]), 0)
        self.assertEqual(protocols.adjusted_rand_index([0, 1, 2], [5, 6, 7]), 1)

    def test_clusters_are_what_stays_in_place_of_each(self):
        rows = [{"id": 0, "verdict": {"kept": True}}, {"id": 1, "verdict": {"kept": True}},
                {"id": 2, "verdict": {"kept": False, "evidence": {"survivor": {"id": 1}}}}]
        self.assertEqual(protocols.clusters(rows), [0, 1, 1])

    def test_texts_are_put_together_as_the_protocols_say(self):
        self.assertEqual(protocols.core_text({"processed_title": "On A", "processed_abstract": "We B"}), "on a we b")
        self.assertEqual(protocols.news_text({"article": "the presi-\ndent  said\nso"}), "the president said so")


if __name__ == "__main__":
    unittest.main()
