"""Runs lines of the benchmark and prints them; with --write into docs/benchmarks.md too."""
import glob
import importlib.metadata
import os
import platform
import sqlite3
import subprocess
import sys

from lines import LINES, shell_version
from turns import RUNS, TIMES, WORK

REPORT = "docs/benchmarks.md"
INTRODUCTION = "# Benchmarks\n\nMade by `make bench`; one machine, so read the ratios."


def machine():
    """What the figures were taken on."""
    with open("/proc/cpuinfo") as file:
        model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), "unknown")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    with open("/etc/os-release") as file:
        system = next((line.split('"')[1] for line in file if line.startswith("PRETTY_NAME")), "")
    swift = subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout.split("\n")[0]
    yaz = subprocess.run(["yaz-marcdump", "-V"], capture_output=True, text=True).stdout.split("\n")[0]
    packages = ", ".join("%s %s" % (name, importlib.metadata.version(name))
                         for name in ("duckdb", "python-calamine", "XlsxWriter"))
    return "%d x %s, %d GiB, %s. %s; SQLite %s; %s; Python %s with %s." % (
        os.cpu_count(), model, round(memory), system, swift.split(" (")[0], shell_version(),
        yaz.replace("YAZ version:", "yaz"), platform.python_version(), packages)


def sections(text):
    """The report's sections by title, in its order."""
    found = {}
    for part in ("\n" + text).split("\n## ")[1:]:
        title, _, body = part.partition("\n")
        found[title] = body.strip()
    return found


def main():
    wanted = [word for word in sys.argv[1:] if word != "--write"] or list(LINES)
    unknown = [name for name in wanted if name not in LINES]
    if unknown:
        sys.exit("No such line: %s. There are %s." % (", ".join(unknown), ", ".join(LINES)))
    report = {}
    if os.path.exists(REPORT):
        with open(REPORT) as file:
            report = sections(file.read())
    done = {}
    try:
        for name in wanted:
            text = LINES[name]()
            print("%s\n\n%s\n" % (LINES[name].__doc__, text), flush=True)
            done[name] = text
    finally:
        for pattern in ("*.db", "*.db-journal", "*.duckdb", "*.wal", "*.out.xlsx", "*.out.csv", "export.csv"):
            for path in glob.glob(os.path.join(WORK, pattern)):
                os.remove(path)
    if "--write" not in sys.argv:
        return
    if TIMES > 1:
        rows = ["| %s: %s" % (LINES[name].__doc__, text.removeprefix("| ")) for name, text in done.items()]
        report["%d times the rows" % TIMES] = "One run, ours alone.\n\n" + "\n".join(
            ["| | seconds | peak MB |", "|---|---|---|", *rows])
    else:
        report = {"Machine": machine(), **{title: body for title, body in report.items() if title != "Machine"}}
        for name, text in done.items():
            report[LINES[name].__doc__] = "%s\n\nMedian of %d runs." % (text, RUNS)
    with open(REPORT, "w") as file:
        file.write("\n\n".join([INTRODUCTION, *("## %s\n\n%s" % item for item in report.items())]) + "\n")


main()
