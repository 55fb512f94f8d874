/// How requests come in: which proxies are believed, and whether the server itself speaks TLS.
struct Entrance: Sendable {
    var proxies = TrustedProxies.none
    var isTLS = false
}
