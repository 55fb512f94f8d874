extension Connection {
    /// What the server is asked to do in one round trip, one step a result.
    private enum Step {
        case prepare(Statement, name: String)
        case execute(Statement)
        case sync
    }

    /// Sends the statements in one round trip and gives their rows.
    ///
    /// Outside a transaction they are one: all are carried out, or none. The error is that of the first that was
    /// refused.
    func exchange(
        _ statements: [Statement],
        timeout: Duration? = nil,
        heedingCancellation: Bool = true
    ) async throws(PostgresError) -> [Rows] {
        let startsIdle = libpq.isIdle
        do throws(PostgresError) {
            return try await attempt(statements, timeout, heedingCancellation)
        } catch  where error.isStalePlan && !isUnfinished {
            prepared.forgetAll()
            guard startsIdle, libpq.isIdle else { throw error }
            try await forgetPrepared()
            return try await attempt(statements, timeout, heedingCancellation)
        }
    }

    /// Sends several statements in one text; they are one transaction unless they say otherwise.
    func run(
        _ script: String,
        timeout: Duration? = nil,
        heedingCancellation: Bool = true
    ) async throws(PostgresError) {
        guard !script.utf8.contains(0) else { throw PostgresError(.unsendable, message: "NUL in a script") }
        var limits = limits(timeout, heedingCancellation: heedingCancellation)
        isUnfinished = true
        guard libpq.leavePipeline(), libpq.send(script: script) else { throw lost() }
        try await flush(&limits)
        var failure: PostgresError?
        while let result = try await next(&limits) {
            switch result.status {
            case .done: continue
            case .unexpected: throw PostgresError(.server, message: "COPY is not spoken here", query: script)
            default: failure = failure ?? self.failure(result, script, limits)
            }
        }
        guard libpq.isSound, libpq.enterPipeline() else { throw failure ?? lost() }
        isUnfinished = false
        if let failure { throw failure }
    }

    private func attempt(
        _ statements: [Statement],
        _ timeout: Duration?,
        _ heedingCancellation: Bool
    ) async throws(PostgresError) -> [Rows] {
        if prepared.isFull, libpq.isIdle { try await forgetPrepared() }
        var limits = limits(timeout, heedingCancellation: heedingCancellation)
        isUnfinished = true
        let steps = try send(statements)
        try await flush(&limits)
        return try await collect(steps, &limits)
    }

    private func send(_ statements: [Statement]) throws(PostgresError) -> [Step] {
        var steps: [Step] = []
        var fresh: [Statement.Key: String] = [:]
        for statement in statements {
            var name = prepared.name(of: statement) ?? fresh[statement.key]
            if name == nil {
                let new = prepared.freshName()
                guard libpq.prepare(statement, as: new) else { throw lost() }
                steps.append(.prepare(statement, name: new))
                fresh[statement.key] = new
                name = new
            }
            guard let name, libpq.execute(statement, preparedAs: name) else { throw lost() }
            steps.append(.execute(statement))
        }
        guard libpq.sync() else { throw lost() }
        return steps + [.sync]
    }

    private func collect(
        _ steps: [Step],
        _ limits: inout ExchangeLimits
    ) async throws(PostgresError) -> [Rows] {
        var rows: [Rows] = []
        var failure: PostgresError?
        for step in steps {
            guard let result = try await next(&limits) else { throw failure ?? lost() }
            switch (step, result.status) {
            case (.sync, .sync): continue
            case (.prepare(let statement, let name), .done): prepared.remember(statement, as: name)
            case (.execute(let statement), .done): rows.append(Rows(result: result, query: statement.text))
            case (_, .skipped) where failure != nil: break
            case (.prepare(let statement, _), .refused), (.execute(let statement), .refused):
                failure = failure ?? self.failure(result, statement.text, limits)
            default: throw failure ?? PostgresError(.server, message: "COPY is not spoken here")
            }
            // Each statement's results end with nothing.
            guard try await next(&limits) == nil else { throw failure ?? lost() }
        }
        isUnfinished = false
        if let failure { throw failure }
        return rows
    }

    private func next(_ limits: inout ExchangeLimits) async throws(PostgresError) -> Result? {
        while libpq.isBusy { try await receive(&limits) }
        return libpq.nextResult()
    }

    private func failure(_ result: Result, _ query: String, _ limits: ExchangeLimits) -> PostgresError {
        let error = result.error(of: query)
        if error.isOfStandby { leadsToStandby = true }
        guard error.sqlState == "57014" else { return error }
        return error.recast(as: limits.stopped ?? .timedOut)
    }

    private func forgetPrepared() async throws(PostgresError) {
        prepared.forgetAll()
        try await run("DEALLOCATE ALL", heedingCancellation: false)
    }
}
