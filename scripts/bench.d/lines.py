"""The lines of `scripts/bench`: each gives a title and the text below it."""
import importlib.metadata
import os
import pty
import signal
import statistics
import subprocess
import time

import matching
from turns import (ALMANAC, BENCH, PEERS, PYTHON, ROWS, RUNS, TIMES, Program, by_turns, compare, made, memory, table,
                   verdict, work)

SHEET_ROWS = min(ROWS // 10 * TIMES, 1000000)
EXCEL = work("venv-excel/bin/python") if os.path.exists(work("venv-excel/ready")) else None


def data(kind, rows, suffix):
    return made("%s-%d.%s" % (kind, rows, suffix), "scripts/bench-data", kind, str(rows))


def size(path):
    return "%d MB" % (os.path.getsize(path) / 1e6)


def shell_version():
    return subprocess.run(["sqlite3", "--version"], capture_output=True, text=True).stdout.split()[0]


def delimited(kind, suffix, columns, loader, importing):
    """Raw load of all columns: against C, the shell of SQLite, and DuckDB's own file."""
    file = data(kind, ROWS * TIMES, suffix)
    parse = Program("parse", BENCH, "parse", file)
    parse.run()
    inspection, reading = (float(part) for part in parse.output.split()[:2])
    ours, c, shell, duck = work("ours.db"), work("c.db"), work("shell.db"), work("peer.duckdb")
    text = compare(
        Program("almanac's reader and writer", BENCH, "load", file, ours, makes=ours),
        Program("C program, the same settings of SQLite", work("bench-load"), *loader, file, c, makes=c, goal=1.4),
        Program("sqlite3 %s .import" % shell_version(), "sqlite3", shell, *importing, ".import %s raw" % file,
                makes=shell, goal=1),
        Program("DuckDB %s, into its own file" % importlib.metadata.version("duckdb"), PYTHON, PEERS + "load-duckdb",
                suffix, file, duck, makes=duck, goal=1))
    if TIMES > 1:
        return text
    speed = os.path.getsize(file) / 1e6 / reading
    return ("%d rows of %d columns, %s, all columns as text. Reading alone: %d MB/s (goal: at least 500%s); hash and "
            "encoding before it, which the other programs do without: %.2f s of the load.\n\n%s" % (
                ROWS, columns, size(file), speed, "" if speed >= 500 else ", missed", inspection, text))


def csv():
    """CSV into SQLite"""
    return delimited("csv", "csv", 16, [], [".mode csv"])


def kbart():
    """KBART (TSV) into SQLite"""
    return delimited("kbart", "tsv", 25, ["-t"], [".mode ascii", r'.separator "\t" "\n"'])


def xlsx():
    """XLSX into SQLite"""
    file, ours, calamine, duck = data("xlsx", SHEET_ROWS, "xlsx"), work("ours.db"), work("c.db"), work("peer.duckdb")
    peers = [Program("python-calamine", PYTHON, PEERS + "load-calamine", file, calamine, makes=calamine, goal=.6)]
    if EXCEL:
        peers.append(Program("DuckDB's excel extension, into its own file", EXCEL, PEERS + "excel-duckdb", "load", file,
                             duck, makes=duck))
    text = compare(Program("almanac's reader and writer", BENCH, "load", file, ours, makes=ours), *peers)
    return text if TIMES > 1 else "%d rows of 99 columns, %s.\n\n%s" % (SHEET_ROWS, size(file), text)


def marcxml():
    """MARCXML of a link resolver, no database"""
    file = data("marcxml", ROWS // 5 * TIMES, "xml")
    text = compare(Program("almanac's reader", BENCH, "records", file), Program(
        "yaz-marcdump to MARC 21", "yaz-marcdump", "-i", "marcxml", "-o", "marc", file, goal=2))
    return text if TIMES > 1 else "%d records, %s.\n\n%s" % (ROWS // 5, size(file), text)


EXPORT = "SELECT portfolio_id, mms_id, title, isbn, issn, collection_id, collection_name, interface_name, " \
    "availability, service_id, material_type, created_on FROM portfolio"


def xlsx_out():
    """XLSX out of SQLite"""
    report, database = report_file(SHEET_ROWS, "2026-01-31"), work("export.db")
    subprocess.run([ALMANAC, "import", "--quiet", "--db", database, report], check=True)
    out, theirs = work("ours.out.xlsx"), work("peer.out.xlsx")
    export = [ALMANAC, "sql", EXPORT, "--db", database, "--quiet", "--force"]
    ours = Program("almanac sql --format xlsx", *export, "--format", "xlsx", "--output", out, makes=out)
    if subprocess.run([*ours.command, "--limit", "1"], capture_output=True).returncode == 64:
        return "| %s: not yet | | |" % ours.name if TIMES > 1 else "Not measured: this build writes no workbooks."
    peers = [Program("XlsxWriter for Python, constant_memory", PYTHON, PEERS + "dump-xlsxwriter", "file:" + database,
                     EXPORT, theirs, makes=theirs, goal=1)]
    if EXCEL and TIMES == 1:
        text, duck = work("export.csv"), work("export.duckdb")
        subprocess.run([*export, "--output", text], check=True)
        subprocess.run([EXCEL, PEERS + "excel-duckdb", "table", text, duck], check=True)
        peers.append(Program("DuckDB's excel extension, from its own file", EXCEL, PEERS + "excel-duckdb", "dump", duck,
                             theirs, makes=theirs))
    text = compare(ours, *peers)
    return text if TIMES > 1 else "%d rows of 12 columns.\n\n%s" % (SHEET_ROWS, text)


def csv_out():
    """CSV out of SQLite"""
    rows = ROWS // 2 * TIMES
    database, ours_file, theirs_file = work("csv-out.db"), work("ours.out.csv"), work("peer.out.csv")
    subprocess.run([ALMANAC, "import", "--quiet", "--db", database, report_file(rows, "2026-01-31")], check=True)
    text = compare(
        Program("almanac sql --output FILE.csv, synced", ALMANAC, "sql", EXPORT, "--db", database, "--quiet",
                "--output", ours_file, makes=ours_file),
        Program("sqlite3 %s -csv > FILE" % shell_version(), "sh", "-c", 'sqlite3 -csv -header "$0" "$1" > "$2"',
                database, EXPORT, theirs_file, makes=theirs_file, goal=.7))
    return text if TIMES > 1 else "%d rows of 12 columns.\n\n%s" % (rows, text)


def first_prompt(database):
    """Seconds until the console asks for a statement, in a terminal."""
    began = time.monotonic()
    process, terminal = pty.fork()
    if process == 0:
        os.execv(ALMANAC, [ALMANAC, "repl", "--db", database])
    seen = b""
    while b"almanac>" not in seen:
        seen += os.read(terminal, 4096)
    seconds = time.monotonic() - began
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    os.close(terminal)
    return seconds


def start():
    """Start"""
    database, help_text = work("start.db"), Program("almanac --help", ALMANAC, "--help")
    if TIMES == 1:
        subprocess.run([ALMANAC, "import", "--quiet", "--db", database, report_file(1000, "2026-01-31")], check=True)
    prompts = []
    for _ in range(5 * RUNS if TIMES == 1 else 0):
        help_text.run()
        prompts.append(first_prompt(database))
    if TIMES > 1:
        return "| start: does not depend on the rows | | |"
    lines = ["| | milliseconds | goal |", "|---|---|---|"]
    for name, seconds in (("almanac repl, to its first prompt", prompts), (help_text.name, help_text.seconds)):
        median = statistics.median(seconds)
        lines.append("| %s | %.0f | %s |" % (name, 1000 * median, verdict(median, .05, "under 50")))
    return "\n".join(lines)


def report_file(rows, day):
    """A portfolios report of a day."""
    return made("portfolios-%d-%s.csv" % (rows, day), "sh", "-c", 'scripts/bench-portfolios "$0" "$1" > "$2"',
                str(rows), day)


def portfolios():
    """Import of a portfolios report"""
    database, raw = work("portfolios.db"), work("shell.db")
    january, february = (report_file(ROWS * TIMES, day) for day in ("2026-01-31", "2026-02-28"))
    first = Program("first snapshot, with identifiers, keys, ledger and all indexes", ALMANAC, "import", "--db",
                    database, january, makes=database, memory_goal=200)
    if TIMES > 1:
        return compare(first)
    second = Program("second snapshot into the same file", ALMANAC, "import", "--db", database, february,
                     memory_goal=200)
    shell = Program("sqlite3 %s .import of the raw text, nothing else" % shell_version(), "sqlite3", raw,
                    ".import --csv %s raw" % january, makes=raw, goal=1.3)
    by_turns(first, second, shell)
    return "%d rows of 20 columns, %s.\n\n%s\n\n%s: %.2f s, %.2f of the first; peak %s MB." % (
        ROWS, size(january), table(first, [shell]), second.name.capitalize(), second.median, second.ratio(first),
        memory(second))


LINES = {"csv": csv, "kbart": kbart, "xlsx": xlsx, "marcxml": marcxml, "xlsx-out": xlsx_out, "csv-out": csv_out,
         "start": start, "portfolios": portfolios, **matching.LINES}
