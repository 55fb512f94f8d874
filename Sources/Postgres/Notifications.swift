/// What somebody said on a channel with NOTIFY.
package struct Notification: Sendable, Hashable {
    package let channel: String
    /// Empty for one that only says that something may have been missed.
    package let payload: String
    /// The connection had been lost and is back: what was said meanwhile was not heard.
    package let followsGap: Bool
}

/// What is said on a channel, for as long as somebody listens.
///
/// Each iterator has a connection of its own, outside the pool's count. When that is lost it connects again,
/// for as long as it takes, and then gives one notification that `followsGap`, so that the listener can look
/// for itself. It ends when the database is closed; cancelling the task ends it with an error.
package struct Notifications: AsyncSequence, Sendable {
    package typealias Element = Notification

    let channel: String
    let pool: Pool

    package func makeAsyncIterator() -> Iterator {
        Iterator(channel: channel, pool: pool)
    }

    /// One listener; what arrives between two calls of `next` waits.
    package final class Iterator: AsyncIteratorProtocol {
        private let channel: String
        private let pool: Pool
        private var connection: Connection?
        private var hasListened = false

        init(channel: String, pool: Pool) {
            self.channel = channel
            self.pool = pool
        }

        deinit {
            guard let connection else { return }
            Task { [pool] in await pool.closeListener(connection) }
        }

        package func next() async throws -> Notification? {
            while await !pool.isClosed {
                do throws(PostgresError) {
                    if let notification = try await hear() { return notification }
                } catch {
                    await hangUp()
                    if await pool.isClosed { return nil }
                    guard error.isUnavailable else { throw error }
                    try await Task.sleep(for: .milliseconds(Int.random(in: 200...400)))
                }
            }
            await hangUp()
            return nil
        }

        private func hear() async throws(PostgresError) -> Notification? {
            if let connection { return try await connection.nextNotification() }
            let connection = try await pool.openListener()
            self.connection = connection
            let listen = try Statement("LISTEN \(identifier: channel)")
            _ = try await connection.exchange([listen])
            defer { hasListened = true }
            return hasListened ? Notification(channel: channel, payload: "", followsGap: true) : nil
        }

        private func hangUp() async {
            guard let connection else { return }
            await pool.closeListener(connection)
            self.connection = nil
        }
    }
}

extension Database {
    /// Listens on a channel, on a connection of its own.
    package func notifications(on channel: String) -> Notifications {
        Notifications(channel: channel, pool: pool)
    }
}

extension Connection {
    /// Waits for the next notification; throws when the connection breaks or the task is cancelled.
    fileprivate func nextNotification() async throws(PostgresError) -> Notification {
        while true {
            if let heard = libpq.nextNotification() {
                return Notification(channel: heard.channel, payload: heard.payload, followsGap: false)
            }
            try await listen()
        }
    }
}
