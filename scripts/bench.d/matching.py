"""Lines of `scripts/bench` on the match and on the named queries."""
import glob
import importlib.metadata
import os
import subprocess
import time

from turns import ALMANAC, PEERS, PYTHON, ROWS, TIMES, Program, memory, verdict, work

REAL_SIZE = (6000, 30000)


def folder(p2e, zone):
    """The reports of one universe, made if they are not there."""
    path = work("twins-%d-%d" % (p2e, zone))
    if not os.path.exists(path):
        subprocess.run(["scripts/bench-twins", str(p2e), str(zone), path + ".part"], check=True)
        os.rename(path + ".part", path)
    return path


def imported(path):
    """A database with both reports and no match yet."""
    database = path + ".db"
    if os.path.exists(database):
        os.remove(database)
    subprocess.run([ALMANAC, "import", "--quiet", "--scope", "all", "--db", database, path + "/zone.csv",
                    path + "/p2e.csv"], check=True)
    return database


def match():
    """Match of P2E portfolios with Community Zone portfolios"""
    if TIMES > 1:
        return "| match: at its full size already | | |"
    path, real = folder(ROWS, ROWS), folder(*REAL_SIZE)
    database, pairs = imported(path), work("join.duckdb")
    ours = Program("almanac match: evidence, tiers and gates", ALMANAC, "match", "--quiet", "--db", database,
                   memory_goal=500)
    duck = Program("DuckDB %s: loads two normal forms, joins on four keys" % importlib.metadata.version("duckdb"),
                   PYTHON, PEERS + "join-duckdb", path, pairs, makes=pairs, goal=1)
    small = Program("6,000 with 30,000", ALMANAC, "match", "--quiet", "--db", imported(real), memory_goal=500)
    for program in (ours, duck, small):
        program.run()
    ratio = ours.ratio(duck)
    return "\n".join([
        "%d P2E portfolios with %d of the Community Zone, one run." % (ROWS, ROWS), "",
        "| | seconds | peak MB | ours to it | goal |", "|---|---|---|---|---|",
        "| %s | %.1f | %s | | |" % (ours.name, ours.median, memory(ours)),
        "| %s | %.1f | %d | %.1f | %s |" % (duck.name, duck.median, duck.memory, ratio,
                                            verdict(ratio, 1, "at most 1")),
        "| %s, a real library's size | %.2f | %s | | %s |" % (
            small.name, small.median, memory(small), verdict(small.median, 2, "under 2 s"))])


def queries():
    """Named queries"""
    if TIMES > 1:
        return "| queries: at their full size already | | |"
    database = folder(ROWS, ROWS) + ".db"
    if not os.path.exists(database):
        database = imported(folder(ROWS, ROWS))
    subprocess.run([ALMANAC, "match", "--quiet", "--db", database], check=True)
    times = []
    for file in sorted(glob.glob("queries/*/*.sql")):
        name = file.removeprefix("queries/").removesuffix(".sql")
        if name == "snapshots/diff":
            continue
        command = [ALMANAC, "run", name, "--limit", "1000", "--quiet", "--format", "csv", "--db", database]
        seconds = []
        for _ in range(3):
            start = time.monotonic()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            seconds.append(time.monotonic() - start)
        times.append((sorted(seconds)[1], name))
    times.sort(reverse=True)
    slow = ["| %s | %.2f | %s |" % (name, seconds, verdict(seconds, 1, "under 1")) for seconds, name in times[:10]]
    return "\n".join([
        "The first 1,000 rows of each, after the match above: %d of %d in less than a second. The slowest:" % (
            sum(seconds < 1 for seconds, _ in times), len(times)), "",
        "| | seconds | goal |", "|---|---|---|", *slow])


LINES = {"match": match, "queries": queries}
