package import Compliance
package import StrictJSON

/// A filing of the demo county, as a client would send it.
package struct DemoFiling: Sendable, Hashable {
    package let site: String
    package let filing: Node
    package let receivedAt: Instant
    /// Photographs that are sent after it; it names one more, which is still to come, where there are any.
    package var photographs: [[UInt8]] = []
}

/// Every filing of one site, in the order in which they arrived.
struct SiteFilings {
    private let entry: RegisterEntry
    /// The versions of the checklist for the site, each in force from its first day on.
    private let standards: [Standard]
    private let trajectory: Trajectory
    private let seed: UInt64
    private let leavesOneUnchecked: Bool

    /// One visit, before it is written down.
    private struct PlannedVisit {
        let slot: Schedule.Slot
        /// Its place among the site's visits.
        let number: Int
        let checklist: Checklist
        let facts: Node
        var answers: [(String, Node?)]
    }

    /// `leavesOneUnchecked`: the latest visit leaves one critical item not checked.
    init(of entry: RegisterEntry, by standards: [Standard], seed: UInt64, leavesOneUnchecked: Bool) {
        self.entry = entry
        self.standards = standards.sorted { $0.checklist.effectiveFrom < $1.checklist.effectiveFrom }
        self.seed = seed
        trajectory = Trajectory(of: entry.site, seed: seed)
        self.leavesOneUnchecked = leavesOneUnchecked
    }

    func all(now: Instant) throws(Problems) -> [DemoFiling] {
        let slots = Schedule(of: entry.site, trajectory: trajectory, now: now, seed: seed).slots
        let facts = SiteFacts(entry.site, seed: seed)
        var known: [String: [Node: SampleAnswers]] = [:]
        var filings: [DemoFiling] = []
        for (number, slot) in slots.enumerated() {
            let day = Day(slot.finishedAt)
            guard let standard = standards.last(where: { $0.checklist.effectiveFrom <= day }) else {
                continue
            }
            let stated = facts.document(for: standard.checklist, week: slot.week)
            // A home's bounds change from day to day; elsewhere the facts say everything.
            let cached =
                entry.site.kind == .homeIsolation ? nil : known[standard.checklistDigest]?[stated]
            let samples =
                if let cached { cached } else { try SampleAnswers(standard, facts: stated, on: day) }
            known[standard.checklistDigest, default: [:]][stated] = samples
            let incomplete = leavesOneUnchecked && number == slots.count - 1
            var answers = answers(
                to: standard.checklist,
                samples,
                in: slot.week,
                on: day,
                leavingOneUnchecked: incomplete
            )
            let photographs = number == slots.count - 1 ? photograph(&answers) : []
            var visit = PlannedVisit(
                slot: slot,
                number: number,
                checklist: standard.checklist,
                facts: stated,
                answers: answers
            )
            let filing = DemoFiling(
                site: entry.site.code,
                filing: document(visit),
                receivedAt: slot.receivedAt,
                photographs: photographs
            )
            filings.append(filing)
            if isRevised(number, of: slots.count), let first = answers.firstIndex(where: { $0.1 == "no" }) {
                visit.answers[first].1 = "yes"
                filings.append(revision(of: filing, visit, now: now))
            }
        }
        return filings
    }

    /// The answers of one visit: most items in order, the site's weak ones short.
    private func answers(
        to checklist: Checklist,
        _ samples: SampleAnswers,
        in week: Int,
        on day: Day,
        leavingOneUnchecked: Bool
    ) -> [(String, Node?)] {
        var leaves = leavingOneUnchecked
        return checklist.items.map { item in
            guard let pair = samples.pairs[item.code] else { return (item.code, nil) }
            if leaves, item.severity == .critical {
                leaves = false
                return (item.code, .object([("notChecked", "负责人外出，柜子上锁，未能查看")]))
            }
            var lasting = SeededRandom(seed: seed, for: "\(entry.site.code)/\(item.code)")
            var passing = SeededRandom(seed: seed, for: "\(entry.site.code)/\(item.code)/\(day)")
            let isWeak = lasting.happens(trajectory.shortfall(item.severity, week: week))
            let differs = item.severity != .critical && passing.happens(trajectory.dayToDay)
            guard isWeak != differs, let short = pair.short else {
                return (item.code, pair.inOrder.node(on: day))
            }
            return (item.code, short.node(on: day))
        }
    }

    /// At two sites the latest visit names three photographs of the first item that is not met; the last of them has not
    /// been sent.
    private func photograph(_ answers: inout [(String, Node?)]) -> [[UInt8]] {
        guard ["T-02", "T-05"].contains(entry.site.code),
            let first = answers.firstIndex(where: { $0.1 == "no" })
        else { return [] }
        let pictures = (0..<3).map { DemoPicture($0 + (entry.site.code == "T-02" ? 0 : 3)) }
        answers[first].1 = .object([
            ("value", "no"), ("evidence", .array(pictures.map { .string($0.digest) })),
        ])
        return pictures.prefix(2).map(\.bytes)
    }

    /// Two visits in the county were corrected afterwards.
    private func isRevised(_ number: Int, of count: Int) -> Bool {
        ["T-04", "T-13"].contains(entry.site.code) && number == count - 3
    }

    private func document(_ visit: PlannedVisit, revises: Node? = nil) -> Node {
        let slot = visit.slot
        let name = "\(entry.site.code)/visit/\(visit.number)/\(revises == nil ? 0 : 1)"
        var random = SeededRandom(seed: seed, for: name)
        let minutes = entry.site.kind == .homeIsolation ? random.number(15...30) : random.number(50...150)
        let teams = [
            ["县疾控中心检查员", "县卫健委检查员"], ["县卫健委监督所检查员", "县疾控中心消毒科检查员"],
            ["县督导组检查员", "县人民医院院感科检查员"],
        ]
        let inspectors = entry.site.kind == .homeIsolation ? ["乡镇卫生院检查员"] : teams[random.number(0...2)]
        let escort = entry.duties.last { $0.duty == .director && $0.since ?? .first <= Day(slot.finishedAt) }?
            .person
        return .object([
            ("id", .string(identity(slot, &random))),
            ("site", .string(entry.site.code)),
            ("checklist", .string(visit.checklist.code)),
            ("version", .string(visit.checklist.version)),
            ("kind", .string(slot.kind.rawValue)),
            ("inspectors", .array(inspectors.map { .string($0) })),
            ("escort", .string(escort ?? entry.site.name.zh)),
            ("startedAt", .string("\(slot.finishedAt.adding(seconds: -minutes * 60))")),
            ("finishedAt", .string("\(slot.finishedAt)")),
            ("facts", visit.facts),
            ("answers", .object(visit.answers)),
            ("revises", revises),
        ])
    }

    private func revision(of filing: DemoFiling, _ visit: PlannedVisit, now: Instant) -> DemoFiling {
        let revises = Node.object([
            ("inspection", filing.filing["id"]),
            ("reason", "复核现场照片后更正一项：当时已整改到位"),
            ("by", "县卫健委检查员"),
        ])
        return DemoFiling(
            site: filing.site,
            filing: document(visit, revises: revises),
            receivedAt: min(filing.receivedAt.adding(seconds: 20 * 3600), now)
        )
    }

    /// A UUID of version 7: the milliseconds of the visit's end, then chance.
    private func identity(_ slot: Schedule.Slot, _ random: inout SeededRandom) -> String {
        let milliseconds = UInt64(slot.finishedAt.microseconds / 1000)
        let (high, low) = (random.next(), random.next())
        let first = hexadecimal(milliseconds, digits: 12)
        let last = hexadecimal(low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000, digits: 16)
        return "\(first.prefix(8))-\(first.suffix(4))-7\(hexadecimal(high & 0xFFF, digits: 3))"
            + "-\(last.prefix(4))-\(last.suffix(12))"
    }

    private func hexadecimal(_ number: UInt64, digits: Int) -> String {
        let text = String(number, radix: 16)
        return String(repeating: "0", count: digits - text.count) + text
    }
}
