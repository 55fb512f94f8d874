/// Where the parts of a cluster lie.
struct Layout: Sendable {
    let folder: String

    var data: String { folder + "/data" }
    /// The server's own log.
    var log: String { folder + "/postgresql.log" }
    var settings: String { data + "/lazaret.conf" }
    /// Held by whoever is starting or stopping the server.
    var starting: String { folder + "/starting.lock" }
    /// Shared by every process that uses the server.
    var users: String { folder + "/users.lock" }

    static let port = 5432
    /// The longest path of a socket, in bytes (`sun_path` less its final NUL).
    static let longestSocketPath = 107

    /// Inside the cluster's folder, or a short one of its own where that path would be too long.
    var socketFolder: String {
        let inside = folder + "/run"
        let path = inside + "/.s.PGSQL.\(Self.port)"
        return path.utf8.count <= Self.longestSocketPath ? inside : "/tmp/lazaret-" + fingerprint
    }

    /// FNV-1a of the folder's path, in hexadecimal.
    private var fingerprint: String {
        let hash = folder.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
        return String(hash, radix: 16)
    }
}
