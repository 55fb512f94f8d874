/// Who has which connection, and who waits: the pool's decisions, without a clock, a socket or a task.
///
/// Each thing that happens is a call; what is to be done about it is the answer.
struct PoolState {
    typealias ConnectionID = Int
    typealias WaiterID = UInt64
    typealias Instant = ContinuousClock.Instant

    /// What the pool is to do.
    enum Action: Hashable {
        case lend(ConnectionID, to: WaiterID)
        case refuse(WaiterID, PostgresError)
        case open
        /// Call `timeToOpen` then.
        case openAt(Instant)
        case close(ConnectionID)
        /// Nothing is left that `drain` waits for.
        case drained
    }

    /// What is known of a server that does not let us in.
    private struct Outage {
        let since: Instant
        var attempts = 0
        var retryAt: Instant
        var isRetrySet = true
        var cause: PostgresError
    }

    let maximum: Int
    let patience: Duration

    /// Free connections, the one used last at the end; it is lent first, so that the others may rest.
    private(set) var idle: [ConnectionID] = []
    private(set) var busy: Set<ConnectionID> = []
    private(set) var opening = 0
    /// First come, first served.
    private(set) var waiters: [WaiterID] = []
    private(set) var isDraining = false
    private var outage: Outage?

    init(maximum: Int, patience: Duration) {
        self.maximum = maximum
        self.patience = patience
    }

    var figures: PoolFigures {
        PoolFigures(
            open: idle.count + busy.count,
            idle: idle.count,
            busy: busy.count,
            opening: opening,
            waiting: waiters.count
        )
    }

    // MARK: What callers do

    /// Somebody wants a connection.
    mutating func request(_ waiter: WaiterID, at now: Instant) -> [Action] {
        if isDraining { return [.refuse(waiter, PostgresError(.closed))] }
        if let outage, now - outage.since >= patience, now < outage.retryAt, hasNone {
            return [.refuse(waiter, outage.cause)]
        }
        waiters.append(waiter)
        return serve(at: now)
    }

    /// The waiter gave up: its deadline came, or its task was cancelled.
    mutating func withdraw(_ waiter: WaiterID) {
        waiters.removeAll { $0 == waiter }
    }

    /// A lent connection came back; one that is in doubt is closed.
    mutating func giveBack(_ connection: ConnectionID, isReusable: Bool, at now: Instant) -> [Action] {
        busy.remove(connection)
        if isReusable, !isDraining {
            idle.append(connection)
            return serve(at: now)
        }
        return [.close(connection)] + serve(at: now)
    }

    /// A lent connection was found dead before it was used; its borrower is served again, before all others.
    mutating func replace(_ connection: ConnectionID, for waiter: WaiterID, at now: Instant) -> [Action] {
        busy.remove(connection)
        waiters.insert(waiter, at: 0)
        return [.close(connection)] + serve(at: now)
    }

    /// No more connections; the busy ones may finish.
    mutating func drain() -> [Action] {
        isDraining = true
        let actions =
            waiters.map { Action.refuse($0, PostgresError(.closed)) } + idle.map { Action.close($0) }
        waiters = []
        idle = []
        return actions + drainedIfSo()
    }

    // MARK: What the server does

    mutating func opened(_ connection: ConnectionID, at now: Instant) -> [Action] {
        opening -= 1
        outage = nil
        if isDraining { return [.close(connection)] + drainedIfSo() }
        idle.append(connection)
        return serve(at: now)
    }

    mutating func failedToOpen(_ cause: PostgresError, at now: Instant) -> [Action] {
        opening -= 1
        guard !isDraining else { return drainedIfSo() }
        var outage = self.outage ?? Outage(since: now, retryAt: now, isRetrySet: false, cause: cause)
        outage.attempts += 1
        outage.cause = cause
        outage.retryAt = now + Self.backoff(outage.attempts)
        defer { self.outage = outage }
        guard now - outage.since < patience || !hasNone else {
            defer { waiters = [] }
            return waiters.map { .refuse($0, cause) }
        }
        guard !outage.isRetrySet, !waiters.isEmpty else { return [] }
        outage.isRetrySet = true
        return [.openAt(outage.retryAt)]
    }

    /// The time set by `openAt` has come.
    mutating func timeToOpen(at now: Instant) -> [Action] {
        outage?.isRetrySet = false
        return serve(at: now)
    }

    /// 50 ms, doubled each time up to 1 s.
    static func backoff(_ attempts: Int) -> Duration {
        .milliseconds(min(1000, 50 << min(attempts - 1, 5)))
    }

    // MARK: Deciding

    /// No connection is left. Where one is busy it will come back, and whoever waits may well be served.
    private var hasNone: Bool { idle.isEmpty && busy.isEmpty }

    private mutating func serve(at now: Instant) -> [Action] {
        guard !isDraining else { return drainedIfSo() }
        var actions: [Action] = []
        while let waiter = waiters.first, let connection = idle.popLast() {
            waiters.removeFirst()
            busy.insert(connection)
            actions.append(.lend(connection, to: waiter))
        }
        if var outage {
            // One attempt at a time while the server is away.
            guard !waiters.isEmpty, opening == 0 else { return actions }
            guard now < outage.retryAt else {
                opening += 1
                return actions + [.open]
            }
            guard !outage.isRetrySet else { return actions }
            outage.isRetrySet = true
            self.outage = outage
            return actions + [.openAt(outage.retryAt)]
        }
        while opening < waiters.count, busy.count + idle.count + opening < maximum {
            opening += 1
            actions.append(.open)
        }
        return actions
    }

    private func drainedIfSo() -> [Action] {
        isDraining && busy.isEmpty && opening == 0 ? [.drained] : []
    }
}

/// How many connections there are, and how many calls wait for one.
package struct PoolFigures: Sendable, Hashable {
    package var open: Int
    package var idle: Int
    package var busy: Int
    package var opening: Int
    package var waiting: Int

    package init(open: Int = 0, idle: Int = 0, busy: Int = 0, opening: Int = 0, waiting: Int = 0) {
        self.open = open
        self.idle = idle
        self.busy = busy
        self.opening = opening
        self.waiting = waiting
    }
}
