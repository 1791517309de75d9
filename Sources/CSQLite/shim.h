#include <sqlite3.h>

// sqlite3_db_config takes a variable number of arguments, which Swift cannot call.
// Enforces foreign keys (1) or not (0), within a transaction too; returns a result code.
static inline int csqlite_enforce_foreign_keys(sqlite3 *connection, int enforced) {
  return sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_FKEY, enforced, (int *)0);
}
