"""Commands by turns: seconds and memory of each, and how one stands to the others."""
import os
import statistics
import subprocess
import sys
import tempfile
import time

ROWS = int(os.environ.get("ROWS") or 1000000)
RUNS = int(os.environ.get("RUNS") or 3)
TIMES = int(os.environ.get("TIMES") or 1)
WORK = "bench-work"
ALMANAC = ".build/release/almanac"
BENCH = ".build/release/bench"
PYTHON = WORK + "/venv/bin/python"
PEERS = "scripts/bench.d/"
MEMORY_GOAL = 120


def work(name):
    return os.path.join(WORK, name)


def made(name, *command):
    """A file of bench-work, made by a command that gets its path, if it is not there."""
    path = work(name)
    if not os.path.exists(path):
        print("making " + name, file=sys.stderr)
        subprocess.run([*command, path + ".part"], check=True)
        os.rename(path + ".part", path)
    return path


class Program:
    """A command, the file that it makes anew, and for a peer the most that ours may take of its time.

    memory_goal: the most MB that ours may take."""

    def __init__(self, name, *command, makes=None, goal=None, memory_goal=MEMORY_GOAL):
        self.name, self.command, self.makes, self.goal = name, command, makes, goal
        self.memory_goal = memory_goal
        self.seconds, self.memory, self.output = [], 0, ""

    def run(self):
        for suffix in ("", "-journal", ".wal") if self.makes else ():
            if os.path.exists(self.makes + suffix):
                os.remove(self.makes + suffix)
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
            start = time.monotonic()
            process = subprocess.Popen(self.command, stdout=output, stderr=errors)
            _, status, usage = os.wait4(process.pid, 0)
            self.seconds.append(time.monotonic() - start)
            process.returncode = os.waitstatus_to_exitcode(status)
            output.seek(0)
            errors.seek(0)
            self.output = output.read(100000).decode(errors="replace")
            if process.returncode:
                sys.exit("%s failed: %s" % (self.name, errors.read(2000).decode(errors="replace")))
        self.memory = max(self.memory, usage.ru_maxrss // 1024)

    @property
    def median(self):
        return statistics.median(self.seconds)

    def ratio(self, peer):
        """Ours to the peer's, turn by turn."""
        return statistics.median(a / b for a, b in zip(self.seconds, peer.seconds))


def by_turns(*programs):
    for _ in range(RUNS):
        for program in programs:
            program.run()


def verdict(value, goal, text):
    return text + (" (missed)" if value > goal else "")


def table(ours, peers):
    """Ours above, the peers below."""
    lines = ["| | seconds | peak MB | ours to it | goal |", "|---|---|---|---|---|"]
    lines.append("| %s | %.2f | %s | | |" % (ours.name, ours.median, memory(ours)))
    for peer in peers:
        ratio = ours.ratio(peer)
        goal = verdict(ratio, peer.goal, "at most %g" % peer.goal) if peer.goal else ""
        lines.append("| %s | %.2f | %d | %.2f | %s |" % (peer.name, peer.median, peer.memory, ratio, goal))
    return "\n".join(lines)


def memory(program):
    return verdict(program.memory, program.memory_goal, "%d" % program.memory)


def compare(ours, *peers):
    """The table of ours and its peers; with more rows than usual, the memory of ours alone."""
    if TIMES > 1:
        ours.run()
        return "| %s | %.1f | %s |" % (ours.name, ours.median, memory(ours))
    by_turns(ours, *peers)
    return table(ours, peers)
