package import Compliance
import Postgres

/// A township with all that it was called, by first days, the last name last.
package struct TownshipHistory: Sendable, Hashable {
    package let code: String
    package let names: [Name]

    package struct Name: Sendable, Hashable {
        /// nil for the first, which is of every day until the next.
        package let since: Day?
        package let name: Text

        package init(since: Day?, name: Text) {
            self.since = since
            self.name = name
        }
    }

    package init(code: String, names: [Name]) {
        self.code = code
        self.names = names
    }
}

extension Store {
    /// Every township of the county, by code.
    package func townships() async throws -> [TownshipHistory] {
        let rows = try await query(
            """
            SELECT township, nullif(since, '-infinity') AS since, name_zh, name_en FROM township_name t
            WHERE county_id = \(county.id) AND replaced_at IS NULL ORDER BY township, t.since
            """
        )
        var names: [(code: String, names: [TownshipHistory.Name])] = []
        for row in rows {
            let code = try row["township"] as String
            let name = TownshipHistory.Name(since: try row["since"], name: try row.text("name"))
            if names.last?.code == code {
                names[names.count - 1].names.append(name)
            } else {
                names.append((code, [name]))
            }
        }
        return names.map { TownshipHistory(code: $0.code, names: $0.names) }
    }

    /// Calls the township otherwise from a day on, today where none is said; what it was called before stays. Throws
    /// `Problems`, and `StoreError.noTownship`.
    package func renameTownship(
        _ code: String,
        to name: Text,
        from since: Day? = nil,
        why: String
    ) async throws {
        let (known, name) = (try await register(of: []), name.asTyped)
        guard let names = known.townships[code] else { throw StoreError.noTownship(code) }
        let day = since ?? known.today
        var problems: [Problem] = []
        if ![name.zh, name.en].allSatisfy({ !$0.isEmpty && $0.isLine(atMost: 200) }) {
            problems.append(.badName)
        }
        if day > known.today + 366 { problems.append(.tooLate) }
        if let last = names.last?.since, last > day { problems.append(.changedSince(last)) }
        let reason = why.asReason
        if reason == nil { problems.append(.noReason) }
        guard problems.isEmpty else { throw Problems(problems) }
        let earlier = names.last?.since == day ? names.dropLast() : names[...]
        guard earlier.last?.name != name || names.last?.name != name else { return }
        let renamed = earlier + [TownshipName(since: day, name: name)]
        try await write([], [code: Array(renamed)], known, reason)
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
