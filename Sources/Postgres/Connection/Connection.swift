/// A session with the server, on the pool's thread; straight-line code that suspends instead of blocking.
actor Connection {
    /// How far one exchange may go on, and how it was told to stop.
    struct Course {
        var deadline: ContinuousClock.Instant?
        var heedsCancellation = true
        /// Why the server was asked to cancel.
        var stopped: PostgresError.Kind?
    }

    let loop: Loop
    let wire: Wire
    private let statementTimeout: Duration
    var prepared = PreparedStatements()
    /// Set while an exchange is under way and left so when its end was not seen.
    var isUnfinished = false
    /// Set when the server refused to write; the next connection may lead to one that does not.
    var leadsToStandby = false
    private var waiting: Loop.Ticket?
    private var isInterrupted = false

    /// How long a cancelled statement may take to end before the connection is given up.
    static let grace = Duration.seconds(5)

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe loop.asUnownedSerialExecutor() }

    private init(_ wire: Wire, on loop: Loop, statementTimeout: Duration) {
        self.wire = wire
        self.loop = loop
        self.statementTimeout = statementTimeout
    }

    /// Connects on a thread of its own (libpq looks names up, which blocks), then settles the session.
    static func open(
        _ connectionString: ConnectionString,
        _ configuration: Database.Configuration,
        on loop: Loop
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
            Swift.Result<Wire, PostgresError> { () throws(PostgresError) in try Wire(connectingTo: keywords) }
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

    /// The session's settings that the reading of values, and of the literals in statements, relies on.
    private func settle(_ configuration: Database.Configuration) async throws(PostgresError) {
        let timeout = configuration.statementTimeout.roundedUpMilliseconds
        do throws(PostgresError) {
            try await run(
                """
                SET standard_conforming_strings = on; SET default_transaction_isolation = 'read committed';
                SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET bytea_output = 'hex';
                SET extra_float_digits = 1; SET statement_timeout = \(timeout)
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
    var isReusable: Bool { !isUnfinished && !leadsToStandby && wire.isSound && wire.isIdle }

    /// Whether an idle connection is still good; the server says nothing unasked unless it goes away.
    var isAlive: Bool { isReusable && !wire.hasUnaskedInput }

    /// Whether a transaction is open, sound or aborted.
    var isInTransaction: Bool { wire.isInTransaction }

    /// Lets whoever waits for the server, now or later, believe that its task was cancelled.
    func interrupt() {
        isInterrupted = true
        if let waiting { loop.wake(waiting, .cancelled) }
    }

    func course(_ timeout: Duration?, heedingCancellation: Bool = true) -> Course {
        // The server's own limit comes first; ours is for a server that does not answer.
        let limit = timeout ?? statementTimeout + .seconds(1)
        return Course(deadline: .now + limit, heedsCancellation: heedingCancellation)
    }

    // MARK: Waiting

    /// Waits until the server has said something, and takes it in.
    func receive(_ course: inout Course) async throws(PostgresError) {
        try await wait(writing: false, &course)
        guard wire.consumeInput() || !wire.isBusy else { throw lost() }
    }

    /// Sends everything; takes in what arrives meanwhile, since a server that cannot write stops reading.
    func flush(_ course: inout Course) async throws(PostgresError) {
        while true {
            switch wire.flush() {
            case .done: return
            case .broken:
                // The server may have said why before it hung up.
                guard wire.consumeInput() else { throw lost() }
                return
            case .more:
                try await wait(writing: true, &course)
                guard wire.consumeInput() else { throw lost() }
            }
        }
    }

    /// Waits, without end, until the server says something by itself.
    func listen() async throws(PostgresError) {
        let ticket = loop.ticket()
        waiting = ticket
        defer { waiting = nil }
        let interest = Readiness.Interest(socket: wire.socket, reading: true, writing: false)
        guard !isInterrupted, await loop.park(ticket, on: interest, until: nil) == .ready else {
            throw PostgresError(.cancelled)
        }
        guard wire.consumeInput() else { throw lost() }
    }

    private func wait(writing: Bool, _ course: inout Course) async throws(PostgresError) {
        if isInterrupted, course.heedsCancellation { return try await stop(.cancelled, &course) }
        let ticket = loop.ticket()
        waiting = ticket
        defer { waiting = nil }
        let wake = await loop.park(
            ticket,
            on: Readiness.Interest(socket: wire.socket, reading: true, writing: writing),
            until: course.deadline,
            heedingCancellation: course.heedsCancellation
        )
        switch wake {
        case .ready: return
        case .late where course.stopped != nil: throw givenUp(course)
        case .late: try await stop(.timedOut, &course)
        case .cancelled: try await stop(.cancelled, &course)
        }
    }

    /// Asks the server to cancel, and waits until it has been told: a late cancellation would hit whatever runs
    /// on this connection next.
    private func stop(_ why: PostgresError.Kind, _ course: inout Course) async throws(PostgresError) {
        course = Course(deadline: .now + Self.grace, heedsCancellation: false, stopped: course.stopped ?? why)
        let told = await loop.onOwnThread(until: course.deadline, wire.cancellation())
        guard told == true else { throw givenUp(course) }
    }

    /// The server has not even said that it cancelled.
    private func givenUp(_ course: Course) -> PostgresError {
        PostgresError(course.stopped == .cancelled ? .cancelled : .unanswered)
    }

    func lost() -> PostgresError {
        PostgresError(.connectionLost, message: wire.errorMessage)
    }
}
