"""The tools that are measured: how each is started on some rows."""
import glob
import json
import os
import shlex
import shutil
import sqlite3
import subprocess

from processes import LIBRARIES, PACKAGE, ROOT, class_path, java

SYSTEM = "You are a helpful assistant."


class Job:
    """Some rows to complete.

    deadline: seconds until a call counts as hung; None leaves it to the tool.
    batches: whether the batch API is to be used.
    """

    def __init__(self, base_url, rows, output, run, concurrency, system=SYSTEM, deadline=None, batches=False):
        self.base_url, self.rows, self.output, self.run = base_url, rows, output, run
        self.concurrency, self.system, self.deadline, self.batches = concurrency, system, deadline, batches


class Seedbed:
    """Seedbed as users start it, through examples/complete.yaml."""
    name = "seedbed"

    def takes(self, scenario):
        return True

    def command(self, job):
        settings = {
            "models.writer.base-url": job.base_url,
            "models.writer.concurrency": job.concurrency,
            "steps.load.path": job.rows,
            "steps.save.path": job.output,
            "steps.generate.system": json.dumps(job.system),
        }
        if job.deadline:
            settings["deadline"] = f"{job.deadline}s"
        if job.batches:
            settings["models.writer.batch"] = "true"
        command = [os.path.join(ROOT, "seedbed"), "run", os.path.join(ROOT, "examples", "complete.yaml"), "--out", job.run]
        for name, value in settings.items():
            command += ["--set", f"{name}={value}"]
        return command

    def notes(self, job):
        return {}

    @staticmethod
    def journalled(job):
        """How many calls stand in the journal, read from a copy, as a killed run leaves it."""
        if not os.path.exists(os.path.join(job.run, "journal.sqlite")):
            return 0
        copy = job.run + "-copy"
        os.makedirs(copy, exist_ok=True)
        for file in glob.glob(os.path.join(job.run, "journal.sqlite*")):
            shutil.copy(file, copy)
        with sqlite3.connect(os.path.join(copy, "journal.sqlite")) as journal:
            count = journal.execute("select count(*) from call").fetchone()[0]
        shutil.rmtree(copy)
        return count

    @staticmethod
    def reasons(job):
        """The failed rows of the ledger, and those whose reason names a status, the endpoint's words and the tries."""
        failed, told = 0, 0
        path = os.path.join(job.run, "ledger.jsonl")
        if os.path.exists(path):
            with open(path) as ledger:
                for line in ledger:
                    if '"failed"' in line:
                        failed += 1
                        told += "Scripted failure" in line and " answered " in line and (" try:" in line or " tries:" in line)
        return {"failed_rows": failed, "failed_rows_with_reason": told}


class Floor:
    """The JDK's HTTP client, virtual threads, a semaphore, nothing else; started as Seedbed is."""
    name = "floor"

    def __init__(self):
        self.flags = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
        self.java, self.class_path = None, None

    def takes(self, scenario):
        return scenario.floor

    def command(self, job):
        if not self.java:
            self.java, self.class_path = java(), class_path()
        cache = os.path.join(os.path.dirname(LIBRARIES), "floor.aot")
        begin = [self.java, *self.flags, "-cp", self.class_path]
        end = [PACKAGE + "Floor", job.base_url, job.rows, job.output, str(job.concurrency)]
        if not os.path.exists(cache) or os.path.getmtime(cache) < os.path.getmtime(self.class_path.split(":")[0]):
            # Records over a few rows what Java learns, as Seedbed's first run does.
            few = job.rows + "-few"
            with open(job.rows) as rows, open(few, "w") as out:
                out.writelines(line for line, _ in zip(rows, range(20)))
            subprocess.run([*begin[:-2], f"-XX:AOTCacheOutput={cache}", *begin[-2:], end[0], end[1], few, *end[3:]],
                           check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return [*begin[:-2], f"-XX:AOTCache={cache}", *begin[-2:], *end]

    def notes(self, job):
        return {}


class Custom:
    """Any command."""

    def __init__(self, name, command):
        self.name, self.template = name, command

    def takes(self, scenario):
        return True

    def command(self, job):
        values = {"base_url": job.base_url, "input": job.rows, "output": job.output, "concurrency": job.concurrency,
                  "run": job.run, "system": job.system, "deadline": job.deadline or 0}
        return [part.format(**values) for part in shlex.split(self.template)]

    def notes(self, job):
        return {}
