"""The scenarios: on which data the tool runs, how often and how, and what is asked of what it kept."""
import os
import random
import shutil
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from curation import data, figures
from curation.hostile import CASES, outcome, path_of
from curation.tools import Job
from processes import Run

COMMON = 0.02
MEGABYTE = 1_000_000


def aside(function, *arguments):
    """Calls in a process of its own: what it used is given back, and the peak memory of a command that is started later
    is not this one's, whose memory a new process has for a moment."""
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as one:
        return one.submit(function, *arguments).result()


class Trial:
    """One tool on one scenario, in a directory of its own; the data are made once for all tools."""

    def __init__(self, tool, directory, options):
        self.tool, self.directory, self.options = tool, directory, options
        os.makedirs(directory, exist_ok=True)

    def scaled(self, count):
        return max(1, round(count * self.options.scale))

    def data(self, make, rows, *arguments):
        """The data that `make` writes, as they were made before if they were."""
        name = "-".join(map(str, [make.__name__, rows, self.options.seed, *arguments]))
        written = data.Written(os.path.join(self.options.data, name))
        if not os.path.exists(os.path.join(written.folder, "count")):
            shutil.rmtree(written.folder, ignore_errors=True)
            os.makedirs(written.folder)
            aside(make, written, rows, self.options.seed, *arguments)
        return written

    def job(self, inputs, **settings):
        return Job(self.directory, inputs, **settings)

    def run(self, job):
        command = self.tool.command(job)
        if job.one_core:
            command = ["taskset", "-c", "0", *command]
        run = Run(command, self.directory, self.tool.environment(job))
        usage = run.wait(self.options.timeout)
        return {**usage, "hung": int(run.killed)}

    def measure(self, job, judge, *arguments):
        """Runs to the end and asks, if there is anything to ask."""
        usage = self.run(job)
        if usage["exit"] != 0 or not os.path.exists(job.kept):
            self.tell_end_of_log()
            return usage
        return {**usage, **aside(judge, *arguments)}

    def tell_end_of_log(self):
        with open(os.path.join(self.directory, "log"), errors="replace") as log:
            print("".join(log.readlines()[-15:]), end="", file=os.sys.stderr)


class Scenario:
    """needs: what a command must take; large: whether it is left out unless asked for."""
    needs, large = (), False

    def small(self, scale):
        """Whether a slow tool in Python can take part."""
        return True

    def written(self, trial):
        """The data, which are made if they are not there."""

    def run(self, trial):
        """Runs the tool and gives the figures."""
        raise NotImplementedError


class Templated(Scenario):
    """Rows from templates, judged pair by pair."""

    def __init__(self, rows):
        self.rows = rows

    def written(self, trial):
        return trial.data(data.templated, trial.scaled(self.rows))

    def run(self, trial):
        written = self.written(trial)
        job = trial.job([written.rows])
        return trial.measure(job, figures.judged, written, job.kept)


class Boilerplate(Scenario):
    """The rows of one chat template, alone or among others, without or with the option that leaves out what is in many."""

    def __init__(self, rows, others, common=None):
        self.rows, self.others, self.common = rows, others, common
        self.needs = ("common",) if common else ()

    def written(self, trial):
        return trial.data(data.boilerplate, self.rows, trial.scaled(self.others) if self.others else 0)

    def run(self, trial):
        written = self.written(trial)
        job = trial.job([written.rows], common=self.common)
        return trial.measure(job, self.judged, written, job)

    @staticmethod
    def judged(written, job):
        kept = figures.kept_ids(job.kept, written.count())
        removed = {}
        truth = list(written.lines(written.truth))
        copied = {row for pair in written.lines(written.pairs) if pair["planted"] for row in (pair["a"], pair["b"])}
        gone = [row for row in range(len(kept)) if not kept[row]]
        for row in gone:
            kind = "copied" if row in copied else truth[row]["kind"]
            removed[kind] = removed.get(kind, 0) + 1
        pairs = [pair for pair in written.lines(written.pairs) if pair["planted"]]
        return {"rows": len(kept), "topics": sum(each["kind"] == "topic" for each in truth),
                # Of a topic with a copy one goes; it counts only if both go.
                "topics_removed": removed.get("topic", 0) + sum(not kept[p["a"]] and not kept[p["b"]] for p in pairs),
                "copies": len(pairs), "copies_found": sum(not (kept[p["a"]] and kept[p["b"]]) for p in pairs),
                "others_removed": removed.get("other", 0), "removed": len(gone),
                "left_out_named": figures.share(figures.names_what_is_left_out(job, set(gone)), len(gone))}


class Large(Scenario):
    """A large file, with a small heap, on one core or on all."""

    def __init__(self, make, count, heap="512m", one_core=True, large=False):
        self.make, self.count, self.heap, self.one_core, self.large = make, count, heap, one_core, large

    def small(self, scale):
        return scale <= 0.05

    def written(self, trial):
        return trial.data(self.make, trial.scaled(self.count))

    def run(self, trial):
        written = self.written(trial)
        job = trial.job([written.rows], heap=self.heap, one_core=self.one_core)
        result = trial.measure(job, figures.planted, written, job.kept)
        size = os.path.getsize(written.rows) / MEGABYTE
        if result["exit"] == 0:
            result.update(mb_per_s=round(size / result["wall_s"], 2), rows_per_s=round(result["rows"] / result["wall_s"]),
                          mb_per_cpu_s=round(size / result["cpu_s"], 2))
        return {"rows": written.count(), **result, "mb": round(size, 1), "heap": self.heap,
                "cores": 1 if self.one_core else os.cpu_count()}


class Shifted(Scenario):
    """Long texts and their copies with one word more: at the front, in the middle, at the end."""

    def __init__(self, rows):
        self.rows = rows

    def written(self, trial):
        return {where: trial.data(data.shifted, trial.scaled(self.rows), where) for where in ("front", "middle", "end")}

    def run(self, trial):
        result = {}
        for where, written in self.written(trial).items():
            job = trial.job([written.rows], name=where + "-")
            found = trial.measure(job, figures.judged, written, job.kept)
            if found["exit"] != 0:
                return found
            result.update({**found, **result, where + "_found": found["recall"],
                           "unique_removed": found["unique_removed"] + result.get("unique_removed", 0)})
        return result


class Order(Templated):
    """The same rows in one file and in shards, given in any order, on one thread and on more, and again."""

    def run(self, trial):
        written = self.written(trial)
        outputs, removals, usage = [], [], {}
        for number, (shares, threads) in enumerate(
                (([1], 1), ([1], 2), ([1], 1), ([.25] * 4, 2), ([.25] * 4, 1), ([.01, .5, .02, .3, 0, .1, .07], 2),
                 ([.01, .5, .02, .3, 0, .1, .07], 2))):
            folder = os.path.join(trial.directory, f"in-{number}")
            os.mkdir(folder)
            inputs = data.sharded(written, folder, shares)
            random.Random(number).shuffle(inputs)
            job = trial.job(inputs, name=f"{number}-", threads=threads, one_core=threads == 1)
            usage = trial.run(job)
            if usage["exit"] != 0:
                trial.tell_end_of_log()
                return {"rows": written.count(), **usage}
            outputs.append(figures.digest(job.kept))
            removals.append(aside(figures.removal_digest, job.removed))
        return {"rows": written.count(), **usage, "runs": len(outputs), "distinct_outputs": len(set(outputs)),
                "distinct_removals": len(set(removals)), "sha256": outputs[0]}


class Explained(Templated):
    """Whether what a tool tells of each removal is so."""
    needs = ("removed",)

    def run(self, trial):
        written = self.written(trial)
        job = trial.job([written.rows])
        return trial.measure(job, figures.evidence, written, job)


class Hostile(Scenario):
    """Files that are not as they should be, one by one."""

    def run(self, trial):
        result, cases = {}, {}
        for name, write in CASES.items():
            folder = os.path.join(trial.directory, name)
            os.mkdir(folder)
            job = Job(folder, [aside(path_of, write, folder)], heap="512m")
            usage = Trial(trial.tool, folder, trial.options).run(job)
            cases[name] = aside(outcome, write, folder, job, usage)
            for figure in ("rows", "lost", "dropped", "unnamed", "changed", "crashed", "hung", "wrong_exit", "wall_s"):
                result[figure] = round(result.get(figure, 0) + cases[name][figure], 3)
        return {**result, "files": len(cases), "cases": cases}


SCENARIOS = {
    "templated": Templated(50_000),
    "boilerplate": Boilerplate(500, 0),
    "boilerplate-common": Boilerplate(500, 0, COMMON),
    "boilerplate-within": Boilerplate(500, 10_000),
    "boilerplate-within-common": Boilerplate(500, 10_000, COMMON),
    "speed": Large(data.mixed, 210 * MEGABYTE),
    "speed-all": Large(data.mixed, 210 * MEGABYTE, one_core=False),
    "short": Large(data.short, 10_000_000, heap="2g", one_core=False, large=True),
    "front": Shifted(3_000),
    "order": Order(10_000),
    "hostile": Hostile(),
    "explain": Explained(10_000),
}

# What each scenario is about: the figures worth a row of the table, by their names in the results.
FIGURES = {
    "templated": ["direct", "direct_by_spaces", "recall", "recall_80_85", "unique_removed", "groups_wiped_out", "wall_s",
                  "peak_rss_mb"],
    "boilerplate": ["topics_removed", "copies_found"],
    "boilerplate-common": ["topics_removed", "copies_found", "left_out_named"],
    "boilerplate-within": ["topics_removed", "copies_found", "others_removed"],
    "boilerplate-within-common": ["topics_removed", "copies_found", "others_removed", "left_out_named"],
    "speed": ["mb_per_s", "mb_per_cpu_s", "rows_per_s", "recall", "unique_removed", "peak_rss_mb"],
    "speed-all": ["mb_per_s", "mb_per_cpu_s", "rows_per_s", "peak_rss_mb"],
    "short": ["mb_per_s", "mb_per_cpu_s", "rows_per_s", "recall", "unique_removed", "peak_rss_mb"],
    "front": ["front_found", "middle_found", "end_found", "unique_removed"],
    "order": ["runs", "distinct_outputs", "distinct_removals"],
    "hostile": ["files", "lost", "dropped", "unnamed", "changed", "crashed", "hung", "wrong_exit"],
    "explain": ["removed", "told", "survivor_kept", "jaccard_right", "jaccard_at_least", "span_right", "evidence_right"],
}
