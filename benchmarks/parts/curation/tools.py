"""The tools that are measured: how each is started on some files."""
import os
import shlex
import sys

from processes import ROOT

HERE = os.path.dirname(os.path.realpath(__file__))


class Job:
    """Files to take near duplicates out of, at a similarity of .8.

    common: a shingle in a greater share of the rows counts for nothing; None leaves that option out.
    threads: how many; None leaves it to the tool.
    heap: what a tool in Java may use, as Java takes it.
    """

    def __init__(self, directory, inputs, name="", common=None, threads=None, heap=None, one_core=False):
        self.inputs, self.common, self.threads, self.heap, self.one_core = inputs, common, threads, heap, one_core
        self.kept, self.removed, self.rejects = (
            os.path.join(directory, f"{name}{what}.jsonl") for what in ("kept", "removed", "rejects"))


class Seedbed:
    """Seedbed as users start it."""
    name = "seedbed"

    def takes(self, scenario, scale):
        return True

    def command(self, job):
        command = [os.path.join(ROOT, "seedbed"), "dedup", *job.inputs, "--text", "text", "--near", "0.8",
                   "--id", "id", "--out", job.kept, "--removed", job.removed]
        for option in ("common", "threads"):
            if getattr(job, option) is not None:
                command += [f"--{option}", str(getattr(job, option))]
        return command

    def environment(self, job):
        given = os.environ.get("SEEDBED_JAVA_OPTIONS", "")
        return {"SEEDBED_JAVA_OPTIONS": f"{given} -Xmx{job.heap}".strip()} if job.heap else {}


class Reference:
    """Every row against every other, exactly: slow, and right."""
    name = "reference"

    def takes(self, scenario, scale):
        return scenario.small(scale)

    def command(self, job):
        command = [sys.executable, os.path.join(HERE, "reference.py"), *job.inputs, "--near", "80", "--out", job.kept,
                   "--removed", job.removed, "--rejects", job.rejects]
        return command + (["--common", str(job.common)] if job.common is not None else [])

    def environment(self, job):
        return {}


class Custom:
    """Any command. It need not write what it removed: what is not kept counts as removed."""

    def __init__(self, name, command):
        self.name, self.template = name, command
        self.parts = [os.path.abspath(part) if os.path.exists(part) else part for part in shlex.split(command)]

    def takes(self, scenario, scale):
        return all("{" + need + "}" in self.template for need in scenario.needs)

    def command(self, job):
        values = {"kept": job.kept, "removed": job.removed, "rejects": job.rejects, "near": "0.8", "root": ROOT,
                  "common": job.common or 0, "threads": job.threads or os.cpu_count()}
        command = []
        for part in self.parts:
            command += job.inputs if part == "{in}" else [part.format(**values, **{"in": job.inputs[0]})]
        return command

    def environment(self, job):
        return {}
