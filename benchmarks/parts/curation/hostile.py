"""Files that are not as they should be, and what must become of each of their rows."""
import gzip
import json
import os
import random
import re
import zlib

from curation.figures import ID, lines_of, removals, survivor
from curation.language import Language

CRASH = re.compile(rb"^\s+at [\w.$/]+\(|OutOfMemory|StackOverflow|Exception in thread|Traceback|panicked|core dumped", re.M)


class Case:
    """A file with rows of which each one is `good`, which must be kept; `bad`, which must be told with its line; or
    neither: then it may be kept, removed or told, but it must be one of them.

    breaks: whether the file as a whole cannot be read to its end, so that the command must fail and name it.
    """

    def __init__(self, folder, name="rows.jsonl"):
        self.path, self.lines, self.good, self.bad, self.any, self.breaks = os.path.join(folder, name), [], [], [], [], False
        self.language, self.rng = LANGUAGE, random.Random(name)

    def text(self):
        return self.language.sentences(self.rng, 30)

    def line(self, line, kind):
        getattr(self, kind).append(len(self.lines))
        self.lines.append(line if isinstance(line, bytes) else line.encode())

    def row(self, text=None, kind="good", **columns):
        self.line(json.dumps({"id": len(self.lines), "text": self.text() if text is None else text, **columns}), kind)

    def raw(self, before, inside, after, kind):
        """A line whose text is given as bytes, between two others that are as they should be."""
        self.row()
        self.line(b'{"id": %d, "text": "%s%s%s"}' % (len(self.lines), before, inside, after), kind)
        self.row()

    def written(self, end=b"\n", begin=b"", last=b"\n"):
        with open(self.path, "wb") as file:
            file.write(begin + end.join(self.lines) + last)
        return self


LANGUAGE = Language("hostile")


def long_line(folder):
    case = Case(folder)
    case.row()
    case.row("".join(f"word{i} " for i in range(100_000_000 // 10)), "any")
    case.row()
    return case.written()


def invalid_utf_8(folder):
    case = Case(folder)
    for inside in (b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\xaf"):
        case.raw(b"one two three ", inside, b" four five six", "bad")
    return case.written()


def nul(folder):
    case = Case(folder)
    case.raw(b"raw nul between ", b"\x00", b" words that follow", "bad")
    case.raw(b"escaped nul between ", b"\\u0000", b" words that follow", "any")
    case.row()
    case.line(b"\x00" * 1_000, "bad")
    case.row()
    return case.written()


def surrogates(folder):
    case = Case(folder)
    case.raw(b"high alone ", b"\\ud83d", b" and so on and on", "bad")
    case.raw(b"low alone ", b"\\ude00", b" and on and so on", "bad")
    case.raw(b"both in the wrong order ", b"\\ude00\\ud83d", b" and further", "bad")
    case.raw(b"high at the very end ", b"of this text is one ", b"\\ud83d", "bad")
    case.raw(b"both as they should be ", b"\\ud83d\\ude00", b" in one text", "good")
    return case.written()


def empty(folder):
    return Case(folder).written(last=b"")


def one_row(folder):
    case = Case(folder)
    case.row()
    return case.written()


def no_last_line_end(folder):
    case = Case(folder)
    case.row()
    case.row()
    return case.written(last=b"")


def mixed_schemas(folder):
    case = Case(folder)
    case.row(source="web", score=1.5)
    for value in ("null", "17", "true", '["a", "b"]', '{"text": "inside"}'):
        case.line(f'{{"id": {len(case.lines)}, "text": {value}}}', "bad")
        case.row(meta={"deep": [1, {"text": 5}]})
    case.line(f'{{"id": {len(case.lines)}, "body": "the column is missing"}}', "bad")
    for line in ("[1, 2, 3]", "17", '"only a string"', "null"):
        case.line(line, "bad")
    case.row(score="high", source=None)
    case.line(f'{{"te\\u0078t": "a column whose name is written with an escape", "id": {len(case.lines)}}}', "good")
    return case.written()


def not_json(folder):
    case = Case(folder)
    case.row()
    for line in ('{"id": 1, "text": "cut in the mid', "{'id': 2, 'text': 'single quotes'}", "id,text", "<html></html>",
                 '{"id": 5, "text": "two"} {"id": 5, "text": "objects"}', '{"id": 6, "text": NaN}', '{"id": 7, "text": "a\tb"}'):
        case.line(line, "bad")
    case.row()
    case.line('{"id": 9, "text": "the same column twice", "text": "with another value for it"}', "any")
    case.row()
    return case.written()


def deep(folder):
    case = Case(folder)
    case.row()
    case.line('{"id": 1, "text": "deep", "more": ' + "[" * 200_000 + "]" * 200_000 + "}", "any")
    case.row()
    return case.written()


def line_ends(folder):
    case = Case(folder)
    for _ in range(5):
        case.row()
    return case.written(end=b"\r\n", last=b"\r\n")


def byte_order_mark(folder):
    case = Case(folder)
    case.row(kind="any")
    case.row()
    return case.written(begin=b"\xef\xbb\xbf")


def little_text(folder):
    case = Case(folder)
    for text in ("", "", " ", "\n\n", "a", "b", "a b c d", "...", "!?", "。。", "\u200b", "e\u0301", "\u00e9"):
        case.row(text, "any")
    case.row()
    return case.written()


def repeated_word(folder):
    case = Case(folder)
    case.row("again " * 1_000_000)
    case.row("ab" * 5_000_000)
    case.row("\u4e2d\u6587" * 100_000, "any")
    case.row()
    return case.written()


def packed(folder, share):
    case = Case(folder, "rows.jsonl.gz")
    for _ in range(2_000):
        case.row()
    whole = gzip.compress(b"\n".join(case.lines) + b"\n", mtime=0)
    with open(case.path, "wb") as file:
        file.write(whole[:round(len(whole) * share)])
    case.breaks = share < 1
    if case.breaks:
        # What stands before the cut can be read, and is not lost.
        read = zlib.decompressobj(wbits=31).decompress(whole[:round(len(whole) * share)]).count(b"\n")
        case.good = case.good[:read]
    return case


def gzip_whole(folder):
    return packed(folder, 1)


def gzip_cut(folder):
    return packed(folder, 0.6)


def gzip_two(folder):
    """Two packed files one after the other are one packed file."""
    case = Case(folder, "rows.jsonl.gz")
    for _ in range(10):
        case.row()
    with open(case.path, "wb") as file:
        for half in (case.lines[:5], case.lines[5:]):
            file.write(gzip.compress(b"\n".join(half) + b"\n", mtime=0))
    return case


def gzip_not(folder):
    case = Case(folder, "rows.jsonl.gz")
    case.row(kind="any")
    case.breaks = True
    return case.written()


def gzip_empty(folder):
    case = Case(folder, "rows.jsonl.gz")
    with open(case.path, "wb") as file:
        file.write(gzip.compress(b"", mtime=0))
    return case


CASES = {write.__name__: write for write in (
    long_line, invalid_utf_8, nul, surrogates, empty, one_row, no_last_line_end, mixed_schemas, not_json, deep, line_ends,
    byte_order_mark, little_text, repeated_word, gzip_whole, gzip_cut, gzip_two, gzip_not, gzip_empty)}


def told_lines(job, log):
    """The lines, from 1, that are told as unreadable: in a file of rejects or of removals, or if there is none, in what
    was said."""
    files = [path for path in (job.rejects, job.removed) if os.path.exists(path)]
    told = {line for path in files for each in lines_of(path) if not survivor(each)
            for line in (each.get("line"), each.get("record")) if line}
    return told if files else {int(number) for number in re.findall(rb"(?:line |:)(\d+)", log)}


def path_of(write, folder):
    return write(folder).path


def outcome(write, folder, job, usage):
    """What became of the rows of a file, which is made again, since it is not worth keeping in memory.

    lost: good rows that were not kept; dropped: rows of which nothing was said; unnamed: bad rows that were not told with
    their line; changed: kept lines that are not, byte for byte, lines of the input.
    """
    case = write(folder)
    with open(os.path.join(folder, "log"), "rb") as file:
        log = file.read()
    kept = kept_lines(job.kept)
    ids = {int(found.group(1)) for line in kept if (found := ID.search(line))}
    gone = {each["line"] - 1 if "line" in each else each.get("id") for each in removals(job.removed)}
    told = told_lines(job, log)
    failed = usage["exit"] != 0
    named = os.path.basename(case.path).encode() in log
    everyone = [] if case.breaks else case.good + case.bad + case.any
    originals = {line.rstrip(b"\r") for line in case.lines}
    return {
        "exit": usage["exit"], "wall_s": usage["wall_s"], "rows": len(case.lines), "kept": len(kept), "removed": len(gone),
        "told": len(told),
        "lost": sum(row not in ids for row in case.good),
        "dropped": sum(row not in ids and row not in gone and row + 1 not in told for row in everyone),
        "unnamed": sum(row + 1 not in told for row in case.bad),
        "changed": sum(line.rstrip(b"\r\n").removeprefix(b"\xef\xbb\xbf") not in originals for line in kept),
        "crashed": int(usage["exit"] < 0 or bool(CRASH.search(log))),
        "hung": usage["hung"],
        "wrong_exit": int(case.breaks and not (failed and named) or not case.breaks and not case.bad and failed),
    }


def kept_lines(path):
    """What was kept, also where a command that failed left it beside the name."""
    folder, name = os.path.split(path)
    for each in sorted(os.listdir(folder), key=lambda other: (other != name, other)):
        if each == name or name in each or each.startswith(os.path.splitext(name)[0] + "."):
            with open(os.path.join(folder, each), "rb") as file:
                lines = [line for line in file if line.strip()]
            if lines:
                return lines
    return []
