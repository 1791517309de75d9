/* What SQLite can take at most: all columns of a CSV or TSV as text into one table, nothing checked.
 *
 *   cc -O2 -o bench-load scripts/bench-load.c -lsqlite3
 *   bench-load [-t] FILE DATABASE        -t: fields apart by tabs, quotes are text
 *
 * One prepared INSERT, one transaction, rollback journal, synchronous FULL, a cache of 64 MiB: the
 * settings of almanac's own database. The file is mapped and quotes are undone in place, so that
 * SQLite gets pointers into the map (SQLITE_STATIC) and no byte is copied before SQLite copies it.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_COLUMNS = 512 };
static sqlite3 *db;
static char *field[MAX_COLUMNS];
static int length[MAX_COLUMNS];

static void fail(const char *what) {
  fprintf(stderr, "bench-load: %s: %s\n", what, db ? sqlite3_errmsg(db) : "failed");
  exit(1);
}

static void run(const char *sql) {
  if (sqlite3_exec(db, sql, 0, 0, 0)) fail(sql);
}

/* A quoted field that begins behind its quote; sets its end and gives the first byte after it. */
static char *quoted(char *p, char *end, char **to) {
  char *out = p;
  for (;;) {
    char *quote = memchr(p, '"', end - p);
    if (!quote) fail("a quote without end");
    if (out != p) memmove(out, p, quote - p);
    out += quote - p;
    p = quote + 1;
    if (p == end || *p != '"') break;
    *out++ = *p++;
  }
  *to = out;
  return p;
}

/* Fills `field` and `length` with the next record and gives the first byte after it. */
static char *record(char *p, char *end, char separator, int quotes, int *count) {
  for (int n = 0;;) {
    char *from = p, *to;
    if (n == MAX_COLUMNS) fail("too many columns");
    if (quotes && p < end && *p == '"') {
      p = quoted(++from, end, &to);
    } else {
      while (p < end && *p != separator && *p != '\n') p++;
      to = p > from && p[-1] == '\r' && (p == end || *p == '\n') ? p - 1 : p;
    }
    field[n] = from;
    length[n++] = to - from;
    while (p < end && *p != separator && *p != '\n') p++;
    if (p < end && *p == separator) { p++; continue; }
    *count = n;
    return p < end ? p + 1 : p;
  }
}

int main(int argc, char **argv) {
  int tabs = argc > 1 && !strcmp(argv[1], "-t");
  if (argc - tabs != 3) { fputs("usage: bench-load [-t] FILE DATABASE\n", stderr); return 64; }
  int file = open(argv[1 + tabs], O_RDONLY), columns, count;
  struct stat stat;
  if (file < 0 || fstat(file, &stat)) fail(argv[1 + tabs]);
  char *p = mmap(0, stat.st_size, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0), *end = p + stat.st_size;
  if (p == MAP_FAILED) fail("mmap");
  madvise(p, stat.st_size, MADV_SEQUENTIAL);
  if (sqlite3_open(argv[2 + tabs], &db)) fail(argv[2 + tabs]);
  run("PRAGMA synchronous = FULL");
  run("PRAGMA cache_size = -65536");
  run("BEGIN");
  char separator = tabs ? '\t' : ',';
  p = record(p, end, separator, !tabs, &columns);
  sqlite3_str *create = sqlite3_str_new(db), *insert = sqlite3_str_new(db);
  for (int i = 0; i < columns; i++) {
    sqlite3_str_appendf(create, "%s\"%.*w\" TEXT", i ? ", " : "CREATE TABLE raw (", length[i], field[i]);
    sqlite3_str_appendall(insert, i ? ", ?" : "INSERT INTO raw VALUES (?");
  }
  sqlite3_str_appendall(create, ")");
  sqlite3_str_appendall(insert, ")");
  run(sqlite3_str_finish(create));
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(db, sqlite3_str_finish(insert), -1, &statement, 0)) fail("prepare");
  long rows = 0;
  while (p < end) {
    p = record(p, end, separator, !tabs, &count);
    for (int i = 0; i < columns; i++) {
      if (i < count) sqlite3_bind_text(statement, i + 1, field[i], length[i], SQLITE_STATIC);
      else sqlite3_bind_null(statement, i + 1);
    }
    if (sqlite3_step(statement) != SQLITE_DONE) fail("insert");
    sqlite3_reset(statement);
    rows++;
  }
  sqlite3_finalize(statement);
  run("COMMIT");
  printf("%ld %d\n", rows, columns);
  return sqlite3_close(db);
}
