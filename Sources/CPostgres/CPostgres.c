#include "CPostgres.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

// What `Storage` calls. Each name is defined here once more, for this executable only, and goes
// on to the library's own.
#define FUNCTIONS(on) \
    on(void, PQclear, (PGresult *a), (a)) \
    on(char *, PQcmdStatus, (PGresult *a), (a)) \
    on(char *, PQcmdTuples, (PGresult *a), (a)) \
    on(PGconn *, PQconnectdbParams, (const char *const *a, const char *const *b, int c), (a, b, c)) \
    on(int, PQconsumeInput, (PGconn *a), (a)) \
    on(int, PQenterPipelineMode, (PGconn *a), (a)) \
    on(char *, PQerrorMessage, (const PGconn *a), (a)) \
    on(PGresult *, PQexec, (PGconn *a, const char *b), (a, b)) \
    on(int, PQexitPipelineMode, (PGconn *a), (a)) \
    on(void, PQfinish, (PGconn *a), (a)) \
    on(Oid, PQftype, (const PGresult *a, int b), (a, b)) \
    on(PGresult *, PQgetResult, (PGconn *a), (a)) \
    on(int, PQgetisnull, (const PGresult *a, int b, int c), (a, b, c)) \
    on(int, PQgetlength, (const PGresult *a, int b, int c), (a, b, c)) \
    on(char *, PQgetvalue, (const PGresult *a, int b, int c), (a, b, c)) \
    on(int, PQnfields, (const PGresult *a), (a)) \
    on(int, PQnparams, (const PGresult *a), (a)) \
    on(int, PQntuples, (const PGresult *a), (a)) \
    on(Oid, PQparamtype, (const PGresult *a, int b), (a, b)) \
    on(PGpipelineStatus, PQpipelineStatus, (const PGconn *a), (a)) \
    on(int, PQpipelineSync, (PGconn *a), (a)) \
    on(char *, PQresultErrorField, (const PGresult *a, int b), (a, b)) \
    on(char *, PQresultErrorMessage, (const PGresult *a), (a)) \
    on(size_t, PQresultMemorySize, (const PGresult *a), (a)) \
    on(ExecStatusType, PQresultStatus, (const PGresult *a), (a)) \
    on(int, PQsendDescribePrepared, (PGconn *a, const char *b), (a, b)) \
    on(int, PQsendPrepare, (PGconn *a, const char *b, const char *c, int d, const Oid *e), \
       (a, b, c, d, e)) \
    on(int, PQsendQueryParams, \
       (PGconn *a, const char *b, int c, const Oid *d, const char *const *e, const int *f, \
        const int *g, int h), \
       (a, b, c, d, e, f, g, h)) \
    on(int, PQsendQueryPrepared, \
       (PGconn *a, const char *b, int c, const char *const *d, const int *e, const int *f, int g), \
       (a, b, c, d, e, f, g)) \
    on(PQnoticeProcessor, PQsetNoticeProcessor, (PGconn *a, PQnoticeProcessor b, void *c), \
       (a, b, c)) \
    on(int, PQsocket, (const PGconn *a), (a)) \
    on(ConnStatusType, PQstatus, (const PGconn *a), (a)) \
    on(PGTransactionStatusType, PQtransactionStatus, (const PGconn *a), (a))

#define KEEP(result, name, parameters, arguments) result (*name) parameters;
static struct {
    FUNCTIONS(KEEP)
} library;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const char *missing = NULL;

#define FIND(result, name, parameters, arguments) \
    if (!(library.name = (result (*) parameters) dlsym(handle, #name))) { \
        missing = "libpq.so.5 is older than version 14: it has no " #name; \
    }

static void open_library(void) {
    void *handle = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
        missing = "libpq.so.5 (Debian: libpq5) is not installed, or lacks something of its own";
        return;
    }
    FUNCTIONS(FIND)
}

const char *commons_postgres_missing(void) {
    pthread_once(&once, open_library);
    return missing;
}

#define FORWARD(result, name, parameters, arguments) \
    __attribute__((visibility("hidden"))) result name parameters { return library.name arguments; }
FUNCTIONS(FORWARD)
