// PostgreSQL's client library, opened at the first connection: whoever keeps the books in SQLite
// neither needs it nor waits at each start for the twenty-one libraries that it brings along.
#pragma once

#if __has_include(<postgresql/libpq-fe.h>)
#include <postgresql/libpq-fe.h>
#else
#include <libpq-fe.h>
#endif

/// Opens the library once, from any thread; null when it is there, otherwise why it is not.
/// Calling any other function before is the caller's mistake and ends the process.
const char *commons_postgres_missing(void);
