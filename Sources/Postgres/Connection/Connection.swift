/// A session with the server, on the pool's thread; straight-line code that suspends instead of blocking.
actor Connection {
    /// Until when one exchange may go on, whether the task's cancellation ends it, and how it was told to stop.
    struct ExchangeLimits {
        var deadline: ContinuousClock.Instant?
        var heedsCancellation = true
        /// Why the server was asked to cancel.
        var stopped: PostgresError.Kind?
    }

    let loop: EventLoop
    let libpq: LibPQConnection
    private let statementTimeout: Duration
    var prepared = PreparedStatements()
    /// Set while an exchange is under way and left so when its end was not seen.
    var isUnfinished = false
    /// Set when the server refused to write; the next connection may lead to one that does not.
    var leadsToStandby = false
    private var waiting: EventLoop.Ticket?
    private var isInterrupted = false

    /// How long a cancelled statement may take to end before the connection is given up.
    static let grace = Duration.seconds(5)

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe loop.asUnownedSerialExecutor() }

    private init(_ libpq: LibPQConnection, on loop: EventLoop, statementTimeout: Duration) {
        self.libpq = libpq
        self.loop = loop
        self.statementTimeout = statementTimeout
    }

    /// Connects on a thread of its own (libpq looks names up, which blocks), then settles the session.
    static func open(
        _ connectionString: ConnectionString,
        _ configuration: Database.Configuration,
        on loop: EventLoop
    ) async throws(PostgresError) -> Connection {
        let keywords = [
            ("fallback_application_name", configuration.applicationName),
            ("connect_timeout", String(max(2, configuration.connectTimeout.components.seconds))),
            // A peer that vanished is noticed within 30 seconds, also while nothing is sent.
            ("keepalives_idle", "15"), ("keepalives_interval", "5"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "15000"),
            // What the connection string says goes before all of these.
            ("dbname", connectionString.text),
            ("client_encoding", "UTF8"),
        ]
        let connected = await loop.onOwnThread {
            Swift.Result<LibPQConnection, PostgresError> { () throws(PostgresError) in
                try LibPQConnection(connectingTo: keywords)
            }
        }
        guard let connected else { throw PostgresError(.cannotConnect) }
        let connection = try Connection(
            connected.get(),
            on: loop,
            statementTimeout: configuration.statementTimeout
        )
        try await connection.settle(configuration)
        return connection
    }

    /// The session's settings that the reading of values, and of the literals in statements, relies on; and that plans
    /// are made for tables in memory, as these are: PostgreSQL would else read a whole table of some hundred rows for each
    /// row that it looks for, and compile what runs for a few milliseconds.
    private func settle(_ configuration: Database.Configuration) async throws(PostgresError) {
        let timeout = configuration.statementTimeout.roundedUpMilliseconds
        do throws(PostgresError) {
            try await run(
                """
                SET standard_conforming_strings = on; SET default_transaction_isolation = 'read committed';
                SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET bytea_output = 'hex';
                SET extra_float_digits = 1; SET jit = off; SET random_page_cost = 1.1; SET statement_timeout = \(timeout)
                \(configuration.role.map { "; SET ROLE " + SQL.quoted($0) } ?? "")
                """,
                timeout: configuration.connectTimeout,
                heedingCancellation: false
            )
        } catch {
            throw error.recast(as: .cannotConnect)
        }
    }

    /// Whether the connection can be given to somebody else: nothing open, nothing under way, alive, and to a
    /// server that takes writes as far as is known.
    var isReusable: Bool { !isUnfinished && !leadsToStandby && libpq.isSound && libpq.isIdle }

    /// Whether an idle connection is still good; the server says nothing unasked unless it goes away.
    var isAlive: Bool { isReusable && !libpq.hasUnaskedInput }

    /// Whether a transaction is open, sound or aborted.
    var isInTransaction: Bool { libpq.isInTransaction }

    /// Lets whoever waits for the server, now or later, believe that its task was cancelled.
    func interrupt() {
        isInterrupted = true
        if let waiting { loop.wake(waiting, .cancelled) }
    }

    func limits(_ timeout: Duration?, heedingCancellation: Bool = true) -> ExchangeLimits {
        // The server's own limit comes first; ours is for a server that does not answer.
        let limit = timeout ?? statementTimeout + .seconds(1)
        return ExchangeLimits(deadline: .now + limit, heedsCancellation: heedingCancellation)
    }

    // MARK: Waiting

    /// Waits until the server has said something, and takes it in.
    func receive(_ limits: inout ExchangeLimits) async throws(PostgresError) {
        try await wait(writing: false, &limits)
        guard libpq.consumeInput() || !libpq.isBusy else { throw lost() }
    }

    /// Sends everything; takes in what arrives meanwhile, since a server that cannot write stops reading.
    func flush(_ limits: inout ExchangeLimits) async throws(PostgresError) {
        while true {
            switch libpq.flush() {
            case .done: return
            case .broken:
                // The server may have said why before it hung up.
                guard libpq.consumeInput() else { throw lost() }
                return
            case .more:
                try await wait(writing: true, &limits)
                guard libpq.consumeInput() else { throw lost() }
            }
        }
    }

    /// Waits, without end, until the server says something by itself.
    func listen() async throws(PostgresError) {
        let ticket = loop.ticket()
        waiting = ticket
        defer { waiting = nil }
        let interest = Readiness.Interest(socket: libpq.socket, reading: true, writing: false)
        guard !isInterrupted, await loop.park(ticket, on: interest, until: nil) == .ready else {
            throw PostgresError(.cancelled)
        }
        guard libpq.consumeInput() else { throw lost() }
    }

    private func wait(writing: Bool, _ limits: inout ExchangeLimits) async throws(PostgresError) {
        if isInterrupted, limits.heedsCancellation { return try await stop(.cancelled, &limits) }
        let ticket = loop.ticket()
        waiting = ticket
        defer { waiting = nil }
        let wake = await loop.park(
            ticket,
            on: Readiness.Interest(socket: libpq.socket, reading: true, writing: writing),
            until: limits.deadline,
            heedingCancellation: limits.heedsCancellation
        )
        switch wake {
        case .ready: return
        case .late where limits.stopped != nil: throw givenUp(limits)
        case .late: try await stop(.timedOut, &limits)
        case .cancelled: try await stop(.cancelled, &limits)
        }
    }

    /// Asks the server to cancel, and waits until it has been told: a late cancellation would hit whatever runs
    /// on this connection next.
    private func stop(_ why: PostgresError.Kind, _ limits: inout ExchangeLimits) async throws(PostgresError) {
        limits = ExchangeLimits(
            deadline: .now + Self.grace,
            heedsCancellation: false,
            stopped: limits.stopped ?? why
        )
        let told = await loop.onOwnThread(until: limits.deadline, libpq.cancellation())
        guard told == true else { throw givenUp(limits) }
    }

    /// The server has not even said that it cancelled.
    private func givenUp(_ limits: ExchangeLimits) -> PostgresError {
        PostgresError(limits.stopped == .cancelled ? .cancelled : .unanswered)
    }

    func lost() -> PostgresError {
        PostgresError(.connectionLost, message: libpq.errorMessage)
    }
}
