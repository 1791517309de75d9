#include <sqlite3.h>

// sqlite3_db_config takes a variable number of arguments, which Swift cannot call.
// Enforces foreign keys (1) or not (0), within a transaction too; returns a result code.
static inline int csqlite_enforce_foreign_keys(sqlite3 *connection, int enforced) {
  return sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_FKEY, enforced, (int *)0);
}

// A file that SQLite has open; nobody but SQLite looks into it.
typedef sqlite3_file *csqlite_open_file;

// The file of a connection's database; NULL where it is in memory.
static inline csqlite_open_file csqlite_file(sqlite3 *connection) {
  sqlite3_file *file = 0;
  sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  return file && file->pMethods ? file : 0;
}

// Waits until all that was written to a file is on the disk; returns a result code.
static inline int csqlite_sync(csqlite_open_file file) {
  return file->pMethods->xSync(file, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY);
}
