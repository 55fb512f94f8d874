package import Compliance
import Postgres

/// How the database stands at a moment, as operators want to know it.
package struct Health: Sendable, Hashable {
    /// By how many seconds the database's clock is ahead of this machine's; negative where it is behind. To half the
    /// time that asking took.
    package let clockAhead: Double

    /// The difference of the two clocks from which on it is said.
    package static let clockTolerance = 10.0

    /// Where the clocks differ by more than is tolerated, in words.
    package var clockWarning: Text? {
        guard abs(clockAhead) > Self.clockTolerance else { return nil }
        let seconds = Int(abs(clockAhead).rounded())
        return Text(
            zh: "本机时钟比数据库\(clockAhead > 0 ? "慢" : "快") \(seconds) 秒；请校准两台机器的时钟",
            en:
                "this machine's clock is \(seconds) s \(clockAhead > 0 ? "behind" : "ahead of") the database's; set both right"
        )
    }
}

extension Store {
    /// Throws unless the database answers, its schema is the one this release knows, and writing works; says how it
    /// stands otherwise.
    package func health(now: @Sendable () -> Instant) async throws -> Health {
        try await Self.checkSchema(database)
        let before = now()
        let rows = try await reachable {
            try await database.query("SELECT try_writing(\(county.id)) AS written_at")
        }
        let after = now()
        guard let row = rows.first else { throw StoreError.unavailable(cause: "try_writing gave no row") }
        let middle = (before.microseconds + after.microseconds) / 2
        let ahead = Double((try row["written_at"] as Instant).microseconds - middle) / 1_000_000
        let doubt = Double(after.microseconds - before.microseconds) / 2_000_000
        return Health(clockAhead: ahead > 0 ? max(0, ahead - doubt) : min(0, ahead + doubt))
    }
}

/// How the connections to the database stand, for those who watch the server.
package struct PoolGauges: Sendable, Hashable {
    package let open: Int
    package let idle: Int
    package let waiting: Int
}

extension Store {
    package var poolGauges: PoolGauges {
        get async {
            let figures = await database.figures
            return PoolGauges(open: figures.open, idle: figures.idle, waiting: figures.waiting)
        }
    }
}
