"""Processes: the scripted endpoint, and commands whose time, processor time and memory are measured."""
import glob
import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
LIBRARIES = os.path.join(ROOT, "cli", "target", "dist", "lib")
PACKAGE = "dev.seedbed.testkit.benchmark."


def prepare(uses_seedbed):
    """Builds if nothing is built, and waits until Seedbed has recorded how it starts, which its first run does aside."""
    subprocess.run([os.path.join(ROOT, "seedbed"), "--version"], check=True, stdout=subprocess.DEVNULL)
    if not glob.glob(os.path.join(ROOT, "testkit", "target", "seedbed-testkit-*.jar")):
        sys.exit("testkit has no jar: mvn -q -o package -Dquick -DskipTests -pl cli -am")
    if uses_seedbed:
        prepare_seedbed()


def prepare_seedbed():
    """The same without the endpoint's parts."""
    seedbed = os.path.join(ROOT, "seedbed")
    subprocess.run([seedbed, "--version"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([seedbed, "doctor"], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    jars = max(os.path.getmtime(jar) for jar in glob.glob(os.path.join(LIBRARIES, "*.jar")))
    until = time.monotonic() + 60
    while time.monotonic() < until and not any(
            os.path.getmtime(cache) >= jars for cache in glob.glob(os.path.join(LIBRARIES, "..", "start-*.aot"))):
        time.sleep(0.2)


def java():
    """The Java that Seedbed starts with."""
    said = subprocess.run([os.path.join(ROOT, "seedbed"), "doctor"], capture_output=True, text=True).stdout
    for line in said.splitlines():
        if line.split()[:2] == ["ok", "java"]:
            return os.path.join(line.split(" in ", 1)[1].split(";")[0], "bin", "java")
    sys.exit("seedbed doctor names no Java:\n" + said)


def class_path():
    """Jars only: Java records nothing about classes in folders."""
    jars = glob.glob(os.path.join(ROOT, "testkit", "target", "seedbed-testkit-*.jar"))
    return ":".join(jars[:1] + sorted(glob.glob(os.path.join(LIBRARIES, "seedbed-api-*.jar")))
                    + sorted(glob.glob(os.path.join(LIBRARIES, "jackson-*.jar")))
                    + sorted(glob.glob(os.path.join(LIBRARIES, "jspecify-*.jar"))))


class Endpoint:
    """The scripted endpoint. It ends with this process, since its standard input does."""

    def __init__(self, work):
        self.log = open(os.path.join(work, "endpoint.log"), "wb")
        self.process = subprocess.Popen(
            [java(), "-XX:+UseSerialGC", "-Xmx1g", "-Xmn512m", "-cp", class_path(), PACKAGE + "BenchmarkEndpoint",
             "--until-input-ends"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log)
        self.base = f"http://127.0.0.1:{int(self.process.stdout.readline())}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()
        self.log.close()

    def reset(self, script):
        """Forgets what it saw, and takes a new script."""
        urllib.request.urlopen(f"{self.base}/__reset", data=(script or "--seed 1").encode()).read()

    def statistics(self, slots):
        return json.load(urllib.request.urlopen(f"{self.base}/__stats?slots={slots}"))

    def cpu_seconds(self):
        with open(f"/proc/{self.process.pid}/stat") as file:
            fields = file.read().rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Run:
    """A command that runs in a process group of its own."""

    def __init__(self, command, directory, environment=None):
        self.log = os.path.join(directory, "log")
        with open(self.log, "ab") as log:
            self.begin = time.monotonic()
            self.process = subprocess.Popen(command, cwd=directory, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                            start_new_session=True, env={**os.environ, **(environment or {})})
        self.killed = False

    def kill(self):
        self.killed = True
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def wait(self, timeout):
        """Wall and processor seconds, peak memory and exit code; those of children that it waited for included."""
        alarm = threading.Timer(timeout, self.kill)
        alarm.start()
        _, status, usage = os.wait4(self.process.pid, 0)
        wall = time.monotonic() - self.begin
        alarm.cancel()
        self.process.returncode = os.waitstatus_to_exitcode(status)
        return {
            "wall_s": round(wall, 3),
            "cpu_s": round(usage.ru_utime + usage.ru_stime, 3),
            "peak_rss_mb": round(usage.ru_maxrss / 1024),
            "exit": self.process.returncode,
        }
