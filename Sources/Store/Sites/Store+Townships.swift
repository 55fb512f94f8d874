package import Compliance
import Postgres

extension Store {
    /// Calls the township otherwise from a day on, today where none is said; what it was called before stays. Throws
    /// `Problems`, and `StoreError.noTownship`.
    package func renameTownship(
        _ code: String,
        to name: Text,
        from since: Day? = nil,
        why: String
    ) async throws {
        let known = try await register(of: [])
        guard let names = known.townships[code] else { throw StoreError.noTownship(code) }
        let day = since ?? known.today
        var problems: [Problem] = []
        if ![name.zh, name.en].allSatisfy({ (1...200).contains($0.unicodeScalars.count) }) {
            problems.append(.badName)
        }
        if day > known.today + 366 { problems.append(.tooLate) }
        if let last = names.last?.since, last > day { problems.append(.changedSince(last)) }
        if why.isEmpty || why.unicodeScalars.count > 2000 { problems.append(.noReason) }
        guard problems.isEmpty else { throw Problems(problems) }
        let earlier = names.last?.since == day ? names.dropLast() : names[...]
        guard earlier.last?.name != name || names.last?.name != name else { return }
        let renamed = earlier + [TownshipName(since: day, name: name)]
        try await write([], [code: Array(renamed)], known, why)
    }
}

extension Problem {
    fileprivate static let badName = Problem(
        "badName",
        at: "/name",
        Text(zh: "名称应为 1 至 200 个字。", en: "A name has 1 to 200 characters.")
    )

    fileprivate static let tooLate = Problem(
        "implausibleDay",
        at: "/since",
        Text(zh: "起始日最晚为一年之后。", en: "The first day lies within a year from today.")
    )

    fileprivate static func changedSince(_ last: Day) -> Problem {
        Problem(
            "changedSince",
            at: "/since",
            Text(
                zh: "该乡镇已于 \(last) 更名；起始日须在其后。",
                en: "The township was renamed on \(last); the day lies after that."
            )
        )
    }

    /// What is corrected on record says why.
    static let noReason = Problem(
        "noReason",
        at: "/reason",
        Text(zh: "请写明理由（1 至 2000 个字）。", en: "Say why, in 1 to 2000 characters.")
    )
}
