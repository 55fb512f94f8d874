// libcurl's header, and what Swift cannot do: call functions of variable arguments, and look at an address of a socket
// in the moment in which it is connected to.
#define CURL_DISABLE_TYPECHECK 1
#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

// Kinds of addresses, as bits: what may be connected to is a set of them. What is none of these is never connected to:
// link-local addresses (where clouds keep their secrets), multicast, unspecified and reserved ones.
static const int lazaret_public = 1, lazaret_loopback = 2, lazaret_private = 4;

// RFC 6890: the kind of four bytes.
static inline int lazaret_kind_of_four(const unsigned char *a) {
    if (a[0] == 127) return lazaret_loopback;
    if (a[0] == 10 || (a[0] == 172 && (a[1] & 0xF0) == 16) || (a[0] == 192 && a[1] == 168)) return lazaret_private;
    if (a[0] == 100 && (a[1] & 0xC0) == 64) return lazaret_private;  // shared by a carrier's customers
    if (a[0] == 0 || a[0] >= 224 || (a[0] == 169 && a[1] == 254)) return 0;
    if (a[0] == 192 && a[1] == 0 && (a[2] == 0 || a[2] == 2)) return 0;
    if (a[0] == 192 && a[1] == 88 && a[2] == 99) return 0;
    if (a[0] == 198 && ((a[1] & 0xFE) == 18 || (a[1] == 51 && a[2] == 100))) return 0;
    if (a[0] == 203 && a[1] == 0 && a[2] == 113) return 0;
    return lazaret_public;
}

// The kind of sixteen bytes; what carries four (v4-mapped, NAT64) is what those are.
static inline int lazaret_kind_of_sixteen(const unsigned char *a) {
    static const unsigned char zeros[15] = {0}, mapped[12] = {[10] = 0xFF, [11] = 0xFF};
    static const unsigned char nat64[12] = {0, 0x64, 0xFF, 0x9B};
    if (memcmp(a, zeros, 15) == 0 && a[15] == 1) return lazaret_loopback;
    if (memcmp(a, mapped, 12) == 0 || memcmp(a, nat64, 12) == 0) return lazaret_kind_of_four(a + 12);
    if ((a[0] & 0xFE) == 0xFC) return lazaret_private;
    if ((a[0] & 0xE0) != 0x20) return 0;
    if (a[0] == 0x20 && a[1] == 0x02) return 0;                                     // 6to4
    if (a[0] == 0x20 && a[1] == 0x01 && a[2] < 2) return 0;                         // Teredo and the like
    if (a[0] == 0x20 && a[1] == 0x01 && a[2] == 0x0D && a[3] == 0xB8) return 0;     // documentation
    if (a[0] == 0x3F && a[1] == 0xFF && a[2] < 0x10) return 0;
    return lazaret_public;
}

// The kind of an address as it is written, in the usual form only; -1 where it is none.
static inline int lazaret_kind_of_written(const char *text) {
    unsigned char bytes[16];
    if (inet_pton(AF_INET, text, bytes) == 1) return lazaret_kind_of_four(bytes);
    if (inet_pton(AF_INET6, text, bytes) == 1) return lazaret_kind_of_sixteen(bytes);
    return -1;
}

// What one transfer has to do, and what came of it. Whoever performs it owns the memory.
struct lazaret_transfer {
    int reach;                                   // kinds that may be connected to
    const unsigned char *load;                   // what is sent by mail
    size_t load_size, load_sent;
    unsigned char *answer;                       // at most so much of what comes back is kept
    size_t answer_most, answer_size, received;   // received counts the header too
    int out_of_reach;                            // an address was not connected to
    int stage;                                   // of a mail: 1 MAIL, 2 RCPT, 3 DATA was sent
    long status, wait;                           // the answer's code; Retry-After in seconds, 0 for none
};

static inline curl_socket_t lazaret_open(void *own, curlsocktype purpose, struct curl_sockaddr *to) {
    struct lazaret_transfer *transfer = (struct lazaret_transfer *)own;
    int kind = 0;
    if (to->family == AF_INET)
        kind = lazaret_kind_of_four((const unsigned char *)&((const struct sockaddr_in *)(const void *)&to->addr)->sin_addr);
    else if (to->family == AF_INET6)
        kind = lazaret_kind_of_sixteen(
            (const unsigned char *)&((const struct sockaddr_in6 *)(const void *)&to->addr)->sin6_addr);
    if (purpose != CURLSOCKTYPE_IPCXN || (kind & transfer->reach) == 0) {
        transfer->out_of_reach = 1;
        return CURL_SOCKET_BAD;
    }
    return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

static inline size_t lazaret_read(char *to, size_t size, size_t count, void *own) {
    struct lazaret_transfer *transfer = (struct lazaret_transfer *)own;
    size_t most = size * count, rest = transfer->load_size - transfer->load_sent;
    if (most > rest) most = rest;
    if (most > 0) memcpy(to, transfer->load + transfer->load_sent, most);
    transfer->load_sent += most;
    return most;
}

static inline size_t lazaret_header(char *bytes, size_t size, size_t count, void *own) {
    struct lazaret_transfer *transfer = (struct lazaret_transfer *)own;
    (void)bytes;
    transfer->received += size * count;
    return transfer->received > transfer->answer_most ? 0 : size * count;
}

static inline size_t lazaret_write(char *bytes, size_t size, size_t count, void *own) {
    struct lazaret_transfer *transfer = (struct lazaret_transfer *)own;
    size_t length = size * count;
    transfer->received += length;
    if (transfer->received > transfer->answer_most) return 0;
    if (length > 0) memcpy(transfer->answer + transfer->answer_size, bytes, length);
    transfer->answer_size += length;
    return length;
}

// Sees how far a mail came; the words themselves are not kept, a password may be among them.
static inline int lazaret_watch(CURL *curl, curl_infotype type, char *bytes, size_t size, void *own) {
    struct lazaret_transfer *transfer = (struct lazaret_transfer *)own;
    if (type != CURLINFO_HEADER_OUT || size < 4) return 0;
    if (memcmp(bytes, "MAIL", 4) == 0) transfer->stage = 1;
    if (memcmp(bytes, "RCPT", 4) == 0) transfer->stage = 2;
    if (memcmp(bytes, "DATA", 4) == 0) transfer->stage = 3;
    // All is said by then, and no other bound holds for this answer.
    if (memcmp(bytes, "QUIT", 4) == 0) curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, 2L);
    return 0;
}

static inline CURLcode lazaret_start(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }

static inline CURLcode lazaret_set_text(CURL *curl, CURLoption option, const char *text) {
    return curl_easy_setopt(curl, option, text);
}

static inline CURLcode lazaret_set_number(CURL *curl, CURLoption option, long number) {
    return curl_easy_setopt(curl, option, number);
}

static inline CURLcode lazaret_set_size(CURL *curl, CURLoption option, curl_off_t size) {
    return curl_easy_setopt(curl, option, size);
}

static inline CURLcode lazaret_set_list(CURL *curl, CURLoption option, struct curl_slist *list) {
    return curl_easy_setopt(curl, option, list);
}

// Performs the transfer and ends the handle, which may still say QUIT: the memory has to live until then.
static inline CURLcode lazaret_perform(CURL *curl, struct lazaret_transfer *transfer, int is_mail) {
    CURLcode code = curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, lazaret_open);
    if (!code) code = curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, transfer);
    if (!code) code = curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, lazaret_header);
    if (!code) code = curl_easy_setopt(curl, CURLOPT_HEADERDATA, transfer);
    if (!code) code = curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, lazaret_write);
    if (!code) code = curl_easy_setopt(curl, CURLOPT_WRITEDATA, transfer);
    if (!code) code = curl_easy_setopt(curl, CURLOPT_READFUNCTION, lazaret_read);
    if (!code) code = curl_easy_setopt(curl, CURLOPT_READDATA, transfer);
    if (!code && is_mail) {
        code = curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, lazaret_watch);
        if (!code) code = curl_easy_setopt(curl, CURLOPT_DEBUGDATA, transfer);
        if (!code) code = curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
    }
    if (!code) code = curl_easy_perform(curl);
    curl_off_t wait = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &transfer->status);
    curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &wait);
    transfer->wait = wait < 0 ? 0 : wait > 86400 ? 86400 : (long)wait;
    curl_easy_cleanup(curl);
    return code;
}
