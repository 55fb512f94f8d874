extension Database {
    /// How many connections to hold, and how long to wait for what.
    package struct Configuration: Sendable {
        /// Who asks, as PostgreSQL's views and the audit log show it, unless the connection string says otherwise.
        package var applicationName = "lazaret"
        /// The role that each connection puts on in place of its login's; nil leaves it as it is.
        package var role: String?
        /// The most connections held at once, those for notifications not counted.
        package var connections = 16
        /// How long a call may wait for a free connection.
        package var acquireTimeout = Duration.seconds(5)
        /// How long a statement may run unless the call says otherwise; the server enforces it too.
        package var statementTimeout = Duration.seconds(30)
        /// How long one host may take to let us in; whole seconds.
        package var connectTimeout = Duration.seconds(5)
        /// While the server has been out of reach for less, calls wait for it; after that they fail at once.
        package var patience = Duration.seconds(2)
        /// How long `close` waits for running statements before it cancels them.
        package var drainTimeout = Duration.seconds(10)

        package init(connections: Int = 16) {
            self.connections = max(1, connections)
        }
    }
}
