package import Compliance
package import StrictJSON

/// A filing of the demo county, as a client would send it.
package struct Visit: Sendable, Hashable {
    package let site: String
    package let filing: Node
    package let receivedAt: Instant
}

/// Every visit to one site, in the order in which they arrived.
struct Visits {
    private let entry: RegisterEntry
    private let standard: Standard
    private let course: Course
    private let seed: UInt64
    private let leavesOneUnchecked: Bool

    /// `leavesOneUnchecked`: the latest visit leaves one critical item not checked.
    init(to entry: RegisterEntry, by standard: Standard, seed: UInt64, leavesOneUnchecked: Bool) {
        self.entry = entry
        self.standard = standard
        self.seed = seed
        course = Course(of: entry.site, seed: seed)
        self.leavesOneUnchecked = leavesOneUnchecked
    }

    func all(now: Instant) throws(Problems) -> [Visit] {
        let slots = Schedule(of: entry.site, course: course, now: now, seed: seed).slots
        let facts = SiteFacts(entry.site, seed: seed)
        var known: [Node: Replies] = [:]
        var visits: [Visit] = []
        for (number, slot) in slots.enumerated() {
            let day = Day(slot.finishedAt)
            let stated = facts.document(for: standard.checklist, week: slot.week)
            // A home's bounds change from day to day; elsewhere the facts say everything.
            let cached = entry.site.kind == .homeIsolation ? nil : known[stated]
            let replies = if let cached { cached } else { try Replies(standard, facts: stated, on: day) }
            known[stated] = replies
            let incomplete = leavesOneUnchecked && number == slots.count - 1
            var answers = answers(replies, in: slot.week, on: day, leavingOneUnchecked: incomplete)
            let filing = document(slot, number, facts: stated, answers)
            visits.append(Visit(site: entry.site.code, filing: filing, receivedAt: slot.receivedAt))
            if revised(number, of: slots.count), let first = answers.firstIndex(where: { $0.1 == "no" }) {
                answers[first].1 = "yes"
                visits.append(
                    revision(of: visits[visits.count - 1], slot, number, facts: stated, answers, now: now)
                )
            }
        }
        return visits
    }

    private typealias Answers = [(String, Node?)]

    /// The answers of one visit: most items in order, the site's weak ones short.
    private func answers(
        _ replies: Replies,
        in week: Int,
        on day: Day,
        leavingOneUnchecked: Bool
    ) -> Answers {
        var leaves = leavingOneUnchecked
        return standard.checklist.items.map { item in
            guard let reply = replies.replies[item.code] else { return (item.code, nil) }
            if leaves, item.severity == .critical {
                leaves = false
                return (item.code, .object([("notChecked", "负责人外出，柜子上锁，未能查看")]))
            }
            var lasting = Chance(seed: seed, for: "\(entry.site.code)/\(item.code)")
            var passing = Chance(seed: seed, for: "\(entry.site.code)/\(item.code)/\(day)")
            let isWeak = lasting.happens(course.shortfall(item.severity, week: week))
            let differs = item.severity != .critical && passing.happens(course.dayToDay)
            guard isWeak != differs, let short = reply.short else {
                return (item.code, reply.inOrder.node(on: day))
            }
            return (item.code, short.node(on: day))
        }
    }

    /// Two visits in the county were corrected afterwards.
    private func revised(_ number: Int, of count: Int) -> Bool {
        ["T-04", "T-13"].contains(entry.site.code) && number == count - 3
    }

    private func document(
        _ slot: Schedule.Slot,
        _ number: Int,
        facts: Node,
        _ answers: Answers,
        revises: Node? = nil
    ) -> Node {
        var chance = Chance(seed: seed, for: "\(entry.site.code)/visit/\(number)/\(revises == nil ? 0 : 1)")
        let minutes = entry.site.kind == .homeIsolation ? chance.number(15...30) : chance.number(50...150)
        let teams = [
            ["县疾控中心检查员", "县卫健委检查员"], ["县卫健委监督所检查员", "县疾控中心消毒科检查员"],
            ["县督导组检查员", "县人民医院院感科检查员"],
        ]
        let inspectors = entry.site.kind == .homeIsolation ? ["乡镇卫生院检查员"] : teams[chance.number(0...2)]
        let escort = entry.postings.last { $0.duty == .director && $0.covers(Day(slot.finishedAt)) }?.person
        return .object([
            ("id", .string(identity(slot, &chance))),
            ("site", .string(entry.site.code)),
            ("checklist", .string(standard.checklist.code)),
            ("version", .string(standard.checklist.version)),
            ("kind", .string(slot.kind.rawValue)),
            ("inspectors", .array(inspectors.map { .string($0) })),
            ("escort", .string(escort ?? entry.site.name.zh)),
            ("startedAt", .string("\(slot.finishedAt.adding(seconds: -minutes * 60))")),
            ("finishedAt", .string("\(slot.finishedAt)")),
            ("facts", facts),
            ("answers", .object(answers)),
            ("revises", revises),
        ])
    }

    private func revision(
        of visit: Visit,
        _ slot: Schedule.Slot,
        _ number: Int,
        facts: Node,
        _ answers: Answers,
        now: Instant
    ) -> Visit {
        let revises = Node.object([
            ("inspection", visit.filing["id"]),
            ("reason", "复核现场照片后更正一项：当时已整改到位"),
            ("by", "县卫健委检查员"),
        ])
        return Visit(
            site: visit.site,
            filing: document(slot, number, facts: facts, answers, revises: revises),
            receivedAt: min(visit.receivedAt.adding(seconds: 20 * 3600), now)
        )
    }

    /// A UUID of version 7: the milliseconds of the visit's end, then chance.
    private func identity(_ slot: Schedule.Slot, _ chance: inout Chance) -> String {
        let milliseconds = UInt64(slot.finishedAt.microseconds / 1000)
        let (high, low) = (chance.next(), chance.next())
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
