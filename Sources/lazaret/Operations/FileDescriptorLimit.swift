import Glibc
import HTTPServer

/// How many files and connections the process may hold open at once, and what is left of them for clients.
enum FileDescriptorLimit {
    /// What everything but clients and the database takes: listening, the log, files read now and then, threads that
    /// wait for the network, the OpenID provider; with a good deal over.
    static let reserved = 96

    /// How many clients may be connected beside so many connections to the database.
    static func forClients(beside database: Int) throws -> Int {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return connectionLimit
        }
        return try forClients(of: Int(clamping: limit.rlim_cur), beside: database)
    }

    /// The same for a process that may hold so many open.
    static func forClients(of limit: Int, beside database: Int) throws -> Int {
        let left = limit - reserved - database
        guard left >= 32 else {
            throw CommandError(
                zh:
                    "进程最多能打开 \(limit) 个文件，不够用；请放宽到至少 \(reserved + database + 32)（ulimit -n，或 systemd 的 LimitNOFILE）。",
                en:
                    "The process may open \(limit) files, which is too few; allow at least \(reserved + database + 32) (ulimit -n, or systemd's LimitNOFILE)."
            )
        }
        return min(left, connectionLimit)
    }
}
