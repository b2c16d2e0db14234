#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

// The headers check the arguments of these by macros of the same names.
#undef curl_easy_setopt
#undef curl_easy_getinfo

#define FUNCTIONS(on) \
    on(CURLcode, curl_global_init, (long)) \
    on(CURL *, curl_easy_init, (void)) \
    on(void, curl_easy_reset, (CURL *)) \
    on(CURLcode, curl_easy_perform, (CURL *)) \
    on(void, curl_easy_cleanup, (CURL *)) \
    on(const char *, curl_easy_strerror, (CURLcode)) \
    on(struct curl_slist *, curl_slist_append, (struct curl_slist *, const char *)) \
    on(void, curl_slist_free_all, (struct curl_slist *)) \
    on(CURLcode, curl_easy_setopt, (CURL *, CURLoption, ...)) \
    on(CURLcode, curl_easy_getinfo, (CURL *, CURLINFO, ...))

#define KEEP(result, name, parameters) result (*name) parameters;
static struct {
    FUNCTIONS(KEEP)
} library;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const char *missing = NULL;

#define FIND(result, name, parameters) \
    if (!(library.name = (result (*) parameters) dlsym(handle, #name))) { \
        missing = "libcurl has no " #name; \
    }

static void open_library(void) {
    // Debian builds it with each of three TLS libraries.
    const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4", "libcurl-nss.so.4"};
    void *handle = NULL;
    for (size_t at = 0; !handle && at < sizeof names / sizeof *names; at++) {
        handle = dlopen(names[at], RTLD_NOW | RTLD_LOCAL);
    }
    if (!handle) {
        missing = "libcurl.so.4 (Debian: libcurl4 or libcurl4t64) is not installed, or lacks "
                  "something of its own";
        return;
    }
    FUNCTIONS(FIND)
    if (!missing && library.curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        missing = "libcurl cannot start";
    }
}

const char *commons_curl_missing(void) {
    pthread_once(&once, open_library);
    return missing;
}

CURL *commons_curl_open(void) { return library.curl_easy_init(); }
void commons_curl_reset(CURL *handle) { library.curl_easy_reset(handle); }
CURLcode commons_curl_perform(CURL *handle) { return library.curl_easy_perform(handle); }
void commons_curl_close(CURL *handle) { library.curl_easy_cleanup(handle); }
const char *commons_curl_text(CURLcode code) { return library.curl_easy_strerror(code); }

struct curl_slist *commons_curl_append(struct curl_slist *list, const char *line) {
    return library.curl_slist_append(list, line);
}
void commons_curl_free(struct curl_slist *list) { library.curl_slist_free_all(list); }

void commons_curl_set_number(CURL *handle, CURLoption option, long value) {
    library.curl_easy_setopt(handle, option, value);
}
void commons_curl_set_size(CURL *handle, CURLoption option, int64_t value) {
    library.curl_easy_setopt(handle, option, (curl_off_t) value);
}
void commons_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    library.curl_easy_setopt(handle, option, value);
}
void commons_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    library.curl_easy_setopt(handle, option, value);
}
void commons_curl_set_bytes(CURL *handle, CURLoption option, commons_curl_bytes function) {
    library.curl_easy_setopt(handle, option, function);
}
void commons_curl_set_progress(CURL *handle, commons_curl_progress function, void *context) {
    library.curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    library.curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, function);
    library.curl_easy_setopt(handle, CURLOPT_XFERINFODATA, context);
}

long commons_curl_status(CURL *handle) {
    long status = 0;
    library.curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    return status;
}
