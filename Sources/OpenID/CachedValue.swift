import Compliance

/// Something of the provider's that is fetched now and then; all who ask meanwhile wait for the same fetch.
actor CachedValue<Value: Sendable> {
    private var cached: (value: Value, since: Instant)?
    private var fetching: Task<Swift.Result<Value, OpenIDError>, Never>?

    /// The value, fetched anew where there is none yet or it is older than the age, in seconds.
    ///
    /// A clock that went backwards makes it old, too.
    func value(
        notOlderThan age: Int,
        at now: Instant,
        fetch: @escaping @Sendable () async throws(OpenIDError) -> Value
    ) async throws(OpenIDError) -> Value {
        if let cached, cached.since <= now, now < cached.since.adding(seconds: age) { return cached.value }
        if let fetching { return try await fetching.value.get() }
        let task = Task<Swift.Result<Value, OpenIDError>, Never> {
            do throws(OpenIDError) { return .success(try await fetch()) } catch { return .failure(error) }
        }
        fetching = task
        let result = await task.value
        fetching = nil
        let value = try result.get()
        cached = (value, now)
        return value
    }
}
