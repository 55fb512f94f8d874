/// On whose behalf the store is asked: what it gives and what it takes follow from that.
package enum Actor: Sendable, Hashable {
    /// Nobody has signed in.
    case nobody
    /// Whoever holds the key of a session or token; `address` is where the request came from.
    case holder(AccessKey, address: String)
    /// Whoever runs the program at the shell with the login of the database's owner; `name` is how the record names
    /// them.
    case shell(name: String)
}
