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
        /// Why it was renamed.
        package let reason: String?

        package init(since: Day?, name: Text, reason: String? = nil) {
            self.since = since
            self.name = name
            self.reason = reason
        }
    }

    package init(code: String, names: [Name]) {
        self.code = code
        self.names = names
    }
}

/// What renaming a township would come to.
package struct TownshipPreview: Sendable, Hashable {
    /// Of the register that it was judged on.
    package let edition: Int
    package let code: String
    /// What would no longer be said, and what would be said instead.
    package let gone: [TownshipHistory.Name]
    package let new: [TownshipHistory.Name]
    /// What it does to weeks that are over.
    package let effects: [Text]

    package init(
        edition: Int,
        code: String,
        gone: [TownshipHistory.Name],
        new: [TownshipHistory.Name],
        effects: [Text]
    ) {
        self.edition = edition
        self.code = code
        self.gone = gone
        self.new = new
        self.effects = effects
    }
}

extension Store {
    /// Every township of the county, by code.
    package func townships() async throws -> [TownshipHistory] {
        let rows = try await query(
            """
            SELECT township, nullif(since, '-infinity') AS since, name_zh, name_en,
                said_why(t.county_id, t.entry) AS reason
            FROM township_name t
            WHERE county_id = \(county.id) AND replaced_at IS NULL ORDER BY township, t.since
            """
        )
        var names: [(code: String, names: [TownshipHistory.Name])] = []
        for row in rows {
            let code = try row["township"] as String
            let name = TownshipHistory.Name(
                since: try row["since"],
                name: try row.text("name"),
                reason: try row["reason"]
            )
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
        why: String,
        edition: Int? = nil
    ) async throws {
        let (known, _, after) = try await judged(code, name, since, why)
        guard edition ?? known.edition == known.edition else { throw StoreError.changedMeanwhile }
        guard after != known.townships[code] else { return }
        try await write([], [code: after], known, why.asReason)
    }

    /// What that would come to, and do to weeks that are over; writes nothing, and throws the same.
    package func judgeRenaming(
        _ code: String,
        to name: Text,
        from since: Day? = nil,
        why: String
    ) async throws -> TownshipPreview {
        let (known, day, after) = try await judged(code, name, since, why)
        let before = known.townships[code] ?? []
        func names(_ one: [TownshipName], without other: [TownshipName]) -> [TownshipHistory.Name] {
            one.filter { !other.contains($0) }.map { .init(since: $0.since, name: $0.name) }
        }
        var effects: [Text] = []
        let (first, last) = (ISOWeek(of: day), ISOWeek(of: known.today).previous)
        if after != before, first <= last {
            let sites = try await query(
                "SELECT count(*) FROM site_today s WHERE s.county_id = \(county.id) AND s.township = \(code)",
                needing: .manage
            )
            effects.append(.renamed(name.asTyped, first, last, sites: try sites[0]["count"]))
        }
        return TownshipPreview(
            edition: known.edition,
            code: code,
            gone: names(before, without: after),
            new: names(after, without: before),
            effects: effects
        )
    }

    private func judged(
        _ code: String,
        _ name: Text,
        _ since: Day?,
        _ why: String
    ) async throws -> (KnownRegister, Day, [TownshipName]) {
        let (known, name) = (try await register(of: []), name.asTyped)
        guard let names = known.townships[code] else { throw StoreError.noTownship(code) }
        let day = since ?? known.today
        var problems: [Problem] = []
        if ![name.zh, name.en].allSatisfy({ !$0.isEmpty && $0.isLine(atMost: 200) }) {
            problems.append(.badName)
        }
        if day > known.today + 366 { problems.append(.tooLate) }
        if let last = names.last?.since, last > day { problems.append(.changedSince(last)) }
        if why.asReason == nil { problems.append(.noReason) }
        guard problems.isEmpty else { throw Problems(problems) }
        let earlier = names.last?.since == day ? names.dropLast() : names[...]
        guard earlier.last?.name != name || names.last?.name != name else { return (known, day, names) }
        return (known, day, Array(earlier + [TownshipName(since: day, name: name)]))
    }
}

extension Text {
    /// Inspections keep the name of their day; weeks name a township as of their last day.
    fileprivate static func renamed(_ name: Text, _ first: ISOWeek, _ last: ISOWeek, sites: Int) -> Text {
        let zh = first == last ? "\(first)" : "\(first) 至 \(last)"
        let en = first == last ? "\(first)" : "\(first) – \(last)"
        return Text(
            zh: "\(zh)：周报里该乡镇（现有点位 \(sites) 个）改称“\(name.zh)”；已提交的检查仍用当日的名称。",
            en:
                "\(en): the week's figures call the township (\(sites) sites today) '\(name.en)'; inspections on record keep "
                + "the name of their day."
        )
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
}
