import Logging

/// Carries out what `PoolState` decides: opens, lends, takes back and closes connections.
actor Pool {
    let loop: EventLoop
    let configuration: Database.Configuration
    let logger: Logger
    private let connectionString: ConnectionString

    private var state: PoolState
    private var connections: [PoolState.ConnectionID: Connection] = [:]
    private var lastID = 0
    /// Whether the last attempt to connect failed, which was said then.
    private var isOut = false
    /// What was decided about waiters that have not woken up yet.
    private var granted: [PoolState.WaiterID: Swift.Result<Loan, PostgresError>] = [:]
    private var closers: [EventLoop.Ticket] = []
    private var listeners: [ObjectIdentifier: Connection] = [:]

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe loop.asUnownedSerialExecutor() }

    /// A connection that somebody has for a while.
    struct Loan: Sendable {
        let id: PoolState.ConnectionID
        let connection: Connection
    }

    init(_ connectionString: ConnectionString, _ configuration: Database.Configuration, _ logger: Logger) {
        loop = EventLoop()
        self.connectionString = connectionString
        self.configuration = configuration
        self.logger = logger
        state = PoolState(maximum: configuration.connections, patience: configuration.patience)
    }

    var figures: PoolFigures { state.figures }
    var isClosed: Bool { state.isDraining }

    // MARK: Lending

    /// One round trip on any free connection.
    func exchange(_ statements: [Statement], timeout: Duration?) async throws(PostgresError) -> [Rows] {
        try await lend { connection throws(PostgresError) in
            try await connection.exchange(statements, timeout: timeout)
        }
    }

    func run(_ script: String, timeout: Duration?) async throws(PostgresError) {
        try await lend { connection throws(PostgresError) in
            try await connection.run(script, timeout: timeout)
        }
    }

    private func lend<Value: Sendable>(
        _ use: (Connection) async throws(PostgresError) -> Value
    ) async throws(PostgresError) -> Value {
        let loan = try await borrow()
        do throws(PostgresError) {
            let value = try await use(loan.connection)
            await giveBack(loan)
            return value
        } catch {
            await giveBack(loan)
            throw error
        }
    }

    /// A connection that is alive, in the order of asking; give it back.
    func borrow() async throws(PostgresError) -> Loan {
        let waiter = loop.ticket()
        let deadline = ContinuousClock.now + configuration.acquireTimeout
        carryOut(state.request(waiter, at: .now))
        while true {
            let loan = try await grant(waiter, deadline)
            if await loan.connection.isAlive { return loan }
            logger.debug("a database connection was found dead and is replaced")
            carryOut(state.replace(loan.id, for: waiter, at: .now))
        }
    }

    func giveBack(_ loan: Loan) async {
        let isReusable = await loan.connection.isReusable
        carryOut(state.giveBack(loan.id, isReusable: isReusable, at: .now))
    }

    private func grant(
        _ waiter: PoolState.WaiterID,
        _ deadline: ContinuousClock.Instant
    ) async throws(PostgresError) -> Loan {
        if granted[waiter] == nil {
            let wake = await loop.park(waiter, until: deadline)
            if granted[waiter] == nil {
                state.withdraw(waiter)
                throw PostgresError(wake == .cancelled ? .cancelled : .busy)
            }
        }
        guard let grant = granted.removeValue(forKey: waiter) else { throw PostgresError(.busy) }
        return try grant.get()
    }

    // MARK: Closing

    /// Takes no more calls, and waits for those that run; cancels them when they take too long.
    func close() async {
        carryOut(state.drain())
        for listener in listeners.values { await listener.interrupt() }
        if await !isDrained(within: configuration.drainTimeout) {
            logger.warning("statements are cancelled, since the database is being closed")
            for connection in connections.values { await connection.interrupt() }
            _ = await isDrained(within: Connection.grace)
        }
        loop.stop()
    }

    private func isDrained(within timeout: Duration) async -> Bool {
        guard state.figures.busy + state.figures.opening > 0 else { return true }
        let ticket = loop.ticket()
        closers.append(ticket)
        return await loop.park(ticket, until: .now + timeout, heedingCancellation: false) == .ready
    }

    // MARK: Listening

    /// A connection of its own, outside the pool's count.
    func openListener() async throws(PostgresError) -> Connection {
        guard !isClosed else { throw PostgresError(.closed) }
        let connection = try await Connection.open(connectionString, configuration, on: loop)
        guard !isClosed else { throw PostgresError(.closed) }
        listeners[ObjectIdentifier(connection)] = connection
        return connection
    }

    func closeListener(_ connection: Connection) {
        listeners[ObjectIdentifier(connection)] = nil
    }

    // MARK: Carrying out

    private func carryOut(_ actions: [PoolState.Action]) {
        for action in actions {
            switch action {
            case .lend(let id, let waiter):
                if let connection = connections[id] {
                    granted[waiter] = .success(Loan(id: id, connection: connection))
                }
                loop.wake(waiter)
            case .refuse(let waiter, let error):
                granted[waiter] = .failure(error)
                loop.wake(waiter)
            case .open: Task { await self.open() }
            case .openAt(let instant): Task { await self.openLater(instant) }
            case .close(let id): connections[id] = nil
            case .drained:
                for ticket in closers { loop.wake(ticket) }
                closers = []
            }
        }
    }

    private func open() async {
        do throws(PostgresError) {
            let connection = try await Connection.open(connectionString, configuration, on: loop)
            lastID += 1
            connections[lastID] = connection
            if isOut { logger.notice("PostgreSQL lets us in again") }
            isOut = false
            carryOut(state.opened(lastID, at: .now))
        } catch {
            // Once, and not at every attempt.
            if !isOut {
                logger.warning(
                    "no connection to PostgreSQL",
                    metadata: ["reason": "\(error.message ?? "unknown")"]
                )
            }
            isOut = true
            carryOut(state.failedToOpen(error, at: .now))
        }
    }

    private func openLater(_ instant: ContinuousClock.Instant) async {
        _ = await loop.park(loop.ticket(), until: instant, heedingCancellation: false)
        carryOut(state.timeToOpen(at: .now))
    }
}
