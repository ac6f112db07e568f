"""The scenarios: what the endpoint does, how many rows there are, and what is asked of the figures."""
import os
import re
import time

from processes import Run
from tools import Job

ANSWER = re.compile(r"Under ([0-9a-f]{16}) to: (.*?) \|")
INSTRUCTION = re.compile(r'"instruction"\s*:\s*"(.*?)"')


class Trial:
    """One tool on one scenario, in a directory of its own."""

    def __init__(self, endpoint, tool, directory, options):
        self.endpoint, self.tool, self.directory, self.options = endpoint, tool, directory, options
        os.makedirs(directory, exist_ok=True)

    def scaled(self, rows):
        return max(1, round(rows * self.options.scale))

    def job(self, rows, **settings):
        path = os.path.join(self.directory, "in.jsonl")
        with open(path, "w") as file:
            file.writelines(f'{{"instruction":"Question number {i}?"}}\n' for i in range(rows))
        settings = {"output": "out.jsonl", "run": "run", **settings}
        for name in ("output", "run"):
            settings[name] = os.path.join(self.directory, settings[name])
        return Job(self.endpoint.base + "/v1", path, concurrency=self.options.concurrency, **settings)

    def start(self, job):
        return Run(self.tool.command(job), self.directory)

    def measure(self, rows, script, **settings):
        """Resets the endpoint, runs the command to its end and returns all figures."""
        job = self.job(rows, **settings)
        command = self.tool.command(job)
        self.endpoint.reset(script)
        cpu = self.endpoint.cpu_seconds()
        usage = Run(command, self.directory).wait(self.options.timeout)
        return {**self.figures(job, rows, usage), "endpoint_cpu_s": round(self.endpoint.cpu_seconds() - cpu, 2)}

    def figures(self, job, rows, usage):
        seen = self.endpoint.statistics(self.options.concurrency)
        window, ideal = seen["window_s"], seen["ideal_s"]
        return {
            "rows": rows,
            "window_s": round(window, 4),
            "ideal_s": round(ideal, 4),
            "ideal_over_window": round(ideal / window, 4) if window and ideal else None,
            "rows_per_s": round(rows / window) if window else None,
            **usage,
            "cpu_s_per_1000": round(usage["cpu_s"] * 1000 / rows, 3),
            "requests": seen["requests"],
            "replies": seen["replies"],
            "refused_429": seen["refused_by_rate"] + seen["refused_by_concurrency"],
            "most_open": seen["most_open"],
            "most_of_one_body": seen["most_of_one_body"],
            "asked_again_after_answer": seen["asked_again_after_answer"],
            "faulty_rows": seen["faulty_rows"],
            **self.answers(job, rows),
            **self.tool.notes(job),
        }

    @staticmethod
    def answers(job, rows):
        """Rows that have their own answer in the output, rows that have none, and answers that are another row's."""
        right, wrong, systems = set(), 0, {}
        if os.path.exists(job.output):
            with open(job.output) as file:
                for line in file:
                    instruction, answer = INSTRUCTION.search(line), ANSWER.search(line)
                    if not instruction or not answer:
                        continue
                    if instruction.group(1) == answer.group(2):
                        right.add(instruction.group(1))
                        systems[answer.group(1)] = systems.get(answer.group(1), 0) + 1
                    else:
                        wrong += 1
        return {"rows_right": len(right), "rows_lost": rows - len(right), "answers_on_wrong_rows": wrong,
                "systems": systems}


class Plain:
    """Runs the rows once and reports.

    ideal: gives the ideal seconds where the latencies do not; floor: whether the floor can take part.
    """
    needs_batches = False

    def __init__(self, rows, script, floor=True, deadline=None, ideal=None):
        self.rows, self.script, self.floor, self.deadline, self.ideal = rows, script, floor, deadline, ideal

    def run(self, trial):
        rows = trial.scaled(self.rows)
        result = trial.measure(rows, self.script, deadline=self.deadline)
        if self.ideal:
            result["ideal_s"] = round(self.ideal(rows), 4)
            result["ideal_over_window"] = round(result["ideal_s"] / result["window_s"], 4) if result["window_s"] else None
        return result


class AgainstClean(Plain):
    """Runs the rows without faults, then with them."""

    def run(self, trial):
        rows = trial.scaled(self.rows)
        clean = trial.measure(rows, self.script.split(" --fault")[0], output="clean.jsonl", run="clean")
        result = super().run(trial)
        kept = trial.tool.reasons(trial.job(rows)) if hasattr(trial.tool, "reasons") else {}
        stays = set(re.findall(r"--fault (\S+?)=\S+@always", self.script))
        always = sum(count for name, count in result["faulty_rows"].items() if name in stays)
        return {**result, "clean_wall_s": clean["wall_s"], "wall_s_more": round(result["wall_s"] - clean["wall_s"], 3),
                "rows_that_always_fail": always, "good_rows_lost": result["rows_lost"] - always, **kept}


class Again(Plain):
    """Runs the rows, then the same command again, which is what is reported."""

    def run(self, trial):
        rows = trial.scaled(self.rows)
        first = trial.measure(rows, self.script)
        again = trial.measure(rows, self.script)
        return {**again, "first_wall_s": first["wall_s"], "first_requests": first["requests"]}


class Killed(Plain):
    """Kills the command when half of the rows are answered, and runs it again."""

    def run(self, trial):
        rows = trial.scaled(self.rows)
        job = trial.job(rows)
        trial.endpoint.reset(self.script)
        run = trial.start(job)
        until = time.monotonic() + trial.options.timeout
        while time.monotonic() < until and run.process.poll() is None \
                and trial.endpoint.statistics(0)["complete_replies"] < rows / 2:
            time.sleep(0.01)
        run.kill()
        run.process.wait()
        while trial.endpoint.statistics(0)["open"] > 0:
            time.sleep(0.01)
        killed = trial.endpoint.statistics(0)
        journal = trial.tool.journalled(job) if hasattr(trial.tool, "journalled") else None
        usage = trial.start(job).wait(trial.options.timeout)
        result = trial.figures(job, rows, usage)
        result.update(
            answered_before_kill=killed["distinct_answered"],
            open_at_kill=killed["open_when_dropped"],
            paid_again=result["asked_again_after_answer"],
            requests_after_kill=result["requests"] - killed["requests"])
        if journal is not None:
            result.update(journalled_at_kill=journal,
                          journalled_paid_again=max(0, result["requests_after_kill"] - (rows - journal)))
        return result


class SystemChanged(Plain):
    """Runs with one system text, with another, and with the first again."""

    def run(self, trial):
        rows = trial.scaled(self.rows)
        one, two = "You are a helpful assistant.", "You are a terse assistant."
        first = trial.measure(rows, self.script, system=one)
        changed = trial.measure(rows, self.script, system=two)
        back = trial.measure(rows, self.script, system=one)
        old = set(first["systems"])
        return {**changed,
                "stale_rows": sum(count for system, count in changed["systems"].items() if system in old),
                "requests_after_change": changed["requests"], "requests_after_changing_back": back["requests"],
                "stale_rows_after_changing_back":
                    sum(count for system, count in back["systems"].items() if system not in old)}


class Batched(Plain):
    """Runs the rows through the batch API."""
    needs_batches = True

    def run(self, trial):
        rows = trial.scaled(self.rows)
        result = trial.measure(rows, self.script, batches=True)
        seen = trial.endpoint.statistics(0)
        kept = trial.tool.reasons(trial.job(rows)) if hasattr(trial.tool, "reasons") else {}
        return {**result, "batches": seen["batches"], "batch_requests": seen["batch_requests"],
                "looks_when_over": seen["batch_looks_when_over"], **kept}


LOG_NORMAL = "--latency log-normal:80ms:1.2:7"
RATE = "--latency 20ms --rate 100 --burst 20"


def ideal_at_rate(rows):
    return max(0, rows - 20) / 100


SCENARIOS = {
    "zero-cold": Plain(2_000, ""),
    "zero": Plain(100_000, ""),
    "ten": Plain(10, ""),
    "ten-again": Again(10, "", floor=False),
    "again": Again(2_000, "", floor=False),
    "fixed-cold": Plain(2_000, "--latency 50ms"),
    "fixed": Plain(20_000, "--latency 50ms"),
    "log-normal": Plain(2_000, LOG_NORMAL),
    "rate": Plain(1_000, RATE, ideal=ideal_at_rate),
    "rate-date": Plain(1_000, RATE + " --retry-after date", floor=False, ideal=ideal_at_rate),
    "rate-headers": Plain(1_000, RATE + " --limit-headers", floor=False, ideal=ideal_at_rate),
    "rate-silent": Plain(1_000, RATE + " --retry-after none", floor=False, ideal=ideal_at_rate),
    "most-open": Plain(2_000, "--latency 50ms --most-open 20", floor=False, ideal=lambda rows: rows * 0.05 / 20),
    "errors": AgainstClean(2_000, "--latency 50ms --fault status-500=0.05@once"),
    "poison": AgainstClean(
        2_000, "--latency 50ms --fault status-500=0.005@always --fault status-400=0.005@always"),
    "cut": AgainstClean(2_000, "--latency 50ms --fault cut=0.01@once --fault cut-right=0.01@once"),
    "hang": AgainstClean(
        2_000, "--latency 50ms --fault hang=0.005@once --fault drop=0.01@once", floor=False, deadline=10),
    "kill": Killed(2_000, "--latency 50ms", floor=False),
    "system": SystemChanged(500, "--latency 20ms", floor=False),
    "batch": Batched(500, "--batch-time 2s --fault status-500=0.02@once", floor=False),
}
