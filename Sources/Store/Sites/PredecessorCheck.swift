import Compliance

/// Whether the sites that others go on from let them: they are on record, of the same kind, opened before, and are closed
/// when the other opens. As what comes before opened before, nothing goes on from itself by whatever way round.
enum PredecessorCheck {
    struct Fault {
        /// The site that goes on from the other.
        let site: String
        let predecessor: String
        let code: String
        let message: Text
    }

    /// What is wrong with the periods of those sites, and with those of sites that go on from them.
    static func faults(of codes: Set<String>, in register: [String: SiteRecord]) -> [Fault] {
        register.values.filter { $0.periods.contains { $0.predecessor != nil } }.sorted { $0.code < $1.code }
            .flatMap { record in
                record.periods.compactMap { period -> Fault? in
                    guard let predecessor = period.predecessor,
                        codes.contains(record.code) || codes.contains(predecessor)
                    else { return nil }
                    return fault(period, of: record, after: predecessor, register[predecessor])
                }
            }
    }

    private static func fault(
        _ period: SiteRecord.Period,
        of record: SiteRecord,
        after code: String,
        _ before: SiteRecord?
    ) -> Fault? {
        func fault(_ word: String, zh: String, en: String) -> Fault {
            Fault(site: record.code, predecessor: code, code: word, message: Text(zh: zh, en: en))
        }
        guard code != record.code else {
            return fault(
                "predecessorItself",
                zh: "点位“\(code)”不能是自己的前身。",
                en: "Site '\(code)' cannot go on from itself."
            )
        }
        guard let before else {
            return fault(
                "noPredecessor",
                zh: "“\(record.code)”的前身“\(code)”不在名册上。",
                en: "'\(record.code)' goes on from '\(code)', which is not on the register."
            )
        }
        guard before.kind == record.kind else {
            return fault(
                "predecessorKind",
                zh: "“\(record.code)”的前身“\(code)”是另一类点位。",
                en: "'\(record.code)' goes on from '\(code)', which is a site of another kind."
            )
        }
        guard let last = before.periods.last(where: { $0.openedOn < period.openedOn }) else {
            return fault(
                "predecessorLater",
                zh: "“\(record.code)”于 \(period.openedOn) 启用，前身“\(code)”那时还没有启用过。",
                en:
                    "'\(record.code)' opened on \(period.openedOn), when '\(code)', which it goes on from, had not been open yet."
            )
        }
        guard let closed = last.closedOn, closed <= period.openedOn else {
            let until = last.closedOn.map { "\($0)" }
            return fault(
                "predecessorOpen",
                zh: "“\(record.code)”于 \(period.openedOn) 启用，前身“\(code)”"
                    + (until.map { "到 \($0) 才停用。" } ?? "还没有停用；先写明它的停用日期。"),
                en: "'\(record.code)' opened on \(period.openedOn), and '\(code)', which it goes on from, "
                    + (until.map { "closed on \($0) only." } ?? "is still open; say first when it closed.")
            )
        }
        return nil
    }
}

extension RegisterJudgement {
    /// The entries as they come to stand, beside the sites that they go on from and that go on from them.
    static func predecessorProblems(_ records: [SiteRecord], _ known: KnownRegister) -> [Problem] {
        let changed = records.filter { $0 != known.sites[$0.code] }
        let register = known.sites.merging(changed.map { ($0.code, $0) }) { $1 }
        let faults = PredecessorCheck.faults(of: Set(changed.map(\.code)), in: register)
        let places = Dictionary(records.enumerated().map { ($1.code, $0) }) { first, _ in first }
        return faults.map { fault in
            let own = places[fault.site].map { "/\($0)/\(RegisterField.predecessor.name)" }
            let other = places[fault.predecessor].map { "/\($0)/\(RegisterField.closed.name)" }
            return Problem(fault.code, at: own ?? other ?? "", fault.message)
        }
    }
}

extension [SiteRecord] {
    /// What comes before opened before; where nothing moved, as they stand.
    var inOrderOfMoves: [SiteRecord] {
        guard contains(where: { $0.periods.contains { $0.predecessor != nil } }) else { return self }
        return enumerated()
            .sorted { a, b in
                (a.element.periods.last?.openedOn ?? .first, a.offset)
                    < (b.element.periods.last?.openedOn ?? .first, b.offset)
            }
            .map(\.element)
    }
}
