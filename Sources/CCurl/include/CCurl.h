// libcurl, opened at the first request: whoever keeps papers in a folder neither needs it nor
// carries a TLS library of our own in memory, and TLS is mended by the system's updates.
#pragma once

#include <curl/curl.h>
#include <stdint.h>

/// Opens the library once, from any thread; null when it is there, otherwise why it is not.
/// Calling any other function before is the caller's mistake and ends the process.
const char *commons_curl_missing(void);

CURL *commons_curl_open(void);
/// Options as if new; connections stay open.
void commons_curl_reset(CURL *handle);
CURLcode commons_curl_perform(CURL *handle);
void commons_curl_close(CURL *handle);
const char *commons_curl_text(CURLcode code);

/// A null list begins one; null when there is no memory, and the list is as it was.
struct curl_slist *commons_curl_append(struct curl_slist *list, const char *line);
void commons_curl_free(struct curl_slist *list);

/// Of what takes and gives the bytes of a request: `CURLOPT_WRITEFUNCTION`, `CURLOPT_READFUNCTION`
/// and `CURLOPT_HEADERFUNCTION`.
typedef size_t (*commons_curl_bytes)(char *bytes, size_t size, size_t count, void *context);
typedef int (*commons_curl_progress)(
    void *context, curl_off_t wanted, curl_off_t received, curl_off_t toSend, curl_off_t sent);

// `curl_easy_setopt` by the kind of its last argument, which C leaves open and Swift does not.
void commons_curl_set_number(CURL *handle, CURLoption option, long value);
void commons_curl_set_size(CURL *handle, CURLoption option, int64_t value);
/// The text is copied.
void commons_curl_set_text(CURL *handle, CURLoption option, const char *value);
void commons_curl_set_pointer(CURL *handle, CURLoption option, void *value);
void commons_curl_set_bytes(CURL *handle, CURLoption option, commons_curl_bytes function);
void commons_curl_set_progress(CURL *handle, commons_curl_progress function, void *context);

/// The status of the answer whose body comes; 0 before there is one.
long commons_curl_status(CURL *handle);
