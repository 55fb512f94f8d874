import Compliance

/// What stands of a site once an entry of a register came to what is known, and what about it is to be refused or asked.
///
/// An entry speaks of the last period, or opens one after it; of what the site is called and is from a day on; and of
/// duties. Earlier periods and earlier days are never touched.
struct EntryMerge {
    private(set) var record: SiteRecord
    private(set) var problems: [Problem] = []
    private(set) var doubts: [Problem] = []

    private let entry: RegisterEntry
    private let index: Int
    private let today: Day

    init(_ entry: RegisterEntry, at index: Int, after known: SiteRecord?, today: Day) {
        self.entry = entry
        self.index = index
        self.today = today
        let site = entry.site
        record =
            known ?? SiteRecord(code: site.code, kind: site.kind, periods: [], descriptions: [], terms: [])
        mergePeriod()
        mergeDescription()
        let duties = DutyMerge(
            entry.duties,
            into: record.terms,
            opening: known == nil ? site.openedOn : nil,
            today: today
        )
        record.terms = duties.terms
        for fault in duties.faults {
            let problem = Problem(fault.code, at: "/\(index)/\(fault.field.name)", fault.message)
            if fault.isQuestion { doubts.append(problem) } else { problems.append(problem) }
        }
    }

    // MARK: Periods

    private mutating func mergePeriod() {
        let site = entry.site
        guard let last = record.periods.last else {
            return record.periods = [
                .init(openedOn: site.openedOn, closedOn: site.closedOn, predecessor: entry.predecessor?.value)
            ]
        }
        let opened = entry.unsaid.contains(.opened) ? last.openedOn : site.openedOn
        if let closed = last.closedOn, opened > closed {
            let reopened = SiteRecord.Period(
                openedOn: opened,
                closedOn: entry.unsaid.contains(.closed) ? nil : site.closedOn,
                predecessor: entry.predecessor?.value
            )
            return record.periods.append(reopened)
        }
        let closed = entry.unsaid.contains(.closed) ? last.closedOn : site.closedOn
        let period = SiteRecord.Period(
            openedOn: opened,
            closedOn: closed,
            predecessor: entry.predecessor.map(\.value) ?? last.predecessor
        )
        guard period != last else { return }
        if let before = record.periods.dropLast().last(where: { opened <= $0.closedOn ?? .last }) {
            return refuse(
                "pastPeriod",
                .opened,
                zh: "启用日 \(opened) 早于前一运行期的停用日 \(before.closedOn ?? .last)；"
                    + "过去的运行期在点位的名册页或用 lazaret correct period 更正，须说明理由。",
                en:
                    "It opened on \(opened), before the end of an earlier period (\(before.closedOn ?? .last)); "
                    + "what is wrong about the past is corrected on the page of its register or by "
                    + "'lazaret correct period', with a reason."
            )
        }
        if opened != last.openedOn {
            ask(
                "openingChanged",
                .opened,
                zh: "在案的启用日是 \(last.openedOn)，改为 \(opened)？如果其间停用过，请先写明停用日期。",
                en:
                    "On record it opened on \(last.openedOn). Is that day to be corrected to \(opened)? If it was closed "
                    + "in between, say first when it closed."
            )
        }
        if let before = last.closedOn, closed != before, min(before, closed ?? .last) < today {
            ask(
                "closingChanged",
                .closed,
                zh: "在案的停用日是 \(before)，改为\(closed.map { " \($0)" } ?? "未停用")？",
                en: "On record it closed on \(before). Is that to be corrected to "
                    + (closed.map { "\($0)?" } ?? "'not closed'?")
            )
        }
        if period.predecessor != last.predecessor { askOfPredecessor(last.predecessor, period.predecessor) }
        record.periods[record.periods.count - 1] = period
    }

    /// Runs and gaps go on across: another predecessor is another past.
    private mutating func askOfPredecessor(_ before: String?, _ after: String?) {
        ask(
            "predecessorChanged",
            .predecessor,
            zh:
                "在案的前身是\(before.map { "“\($0)”" } ?? "无")，改为\(after.map { "“\($0)”" } ?? "无")？以前各次检查的差距和期限随之改变。",
            en:
                "On record it goes on from \(before.map { "'\($0)'" } ?? "no other site"). Is that to be corrected to "
                + (after.map { "'\($0)'" } ?? "none") + "? Gaps and deadlines of the past change with it."
        )
    }

    // MARK: What it is called and is

    private mutating func mergeDescription() {
        let day = entry.changedOn ?? today
        let place = record.descriptions.lastIndex { $0.since ?? .first <= day }
        guard let place else {
            record.descriptions = [description(after: nil, since: nil)]
            return
        }
        let then = record.descriptions[place]
        // What the site will be is no contradiction to what the row says it is.
        let said = record.descriptions[place...].contains { description(after: $0, since: $0.since) == $0 }
        guard !said else { return }
        if let later = record.descriptions.last, let since = later.since, since > day {
            return refuse(
                "changedSince",
                .changedOn,
                zh: "该点位的名称或情况已于 \(since) 更改过；\(day) 起的更改须在其后，漏登的在点位的名册页或用 lazaret correct site 补记。",
                en:
                    "What the site is called and is changed on \(since); a change from \(day) on would come before that: it "
                    + "is added on the page of its register or by 'lazaret correct site'."
            )
        }
        let isFirst = record.descriptions.count == 1 && day <= record.periods.first?.openedOn ?? .first
        let since = isFirst ? nil : day
        let changed = description(after: then, since: since)
        guard then.since == since else { return record.descriptions.append(changed) }
        if day < today {
            ask(
                "descriptionRewritten",
                .changedOn,
                zh: "\(then.since.map { "\($0) 起" } ?? "从一开始就")登记为“\(then.name.zh.shown)”的内容将被改写？",
                en: "Is what stands on record "
                    + (then.since.map { "from \($0) on" } ?? "from the very first day on")
                    + " ('\(then.name.en.shown)') to be replaced?"
            )
        }
        record.descriptions[place] = changed
    }

    private func description(
        after then: SiteRecord.Description?,
        since: Day?
    ) -> SiteRecord.Description {
        let site = entry.site
        func said<Value>(_ field: RegisterField, _ value: Value, _ known: Value?) -> Value {
            entry.unsaid.contains(field) ? known ?? value : value
        }
        return SiteRecord.Description(
            since: since,
            name: Text(
                zh: said(.name, site.name.zh, then?.name.zh),
                en: said(.nameEn, site.name.en, then?.name.en)
            ),
            township: said(.township, site.township?.code, then.map(\.township)),
            address: said(.address, site.address, then?.address),
            capacity: said(.capacity, site.capacity, then.map(\.capacity)),
            place: entry.place.map(\.value) ?? then?.place
        )
    }

    private mutating func refuse(_ code: String, _ field: RegisterField, zh: String, en: String) {
        problems.append(Problem(code, at: "/\(index)/\(field.name)", Text(zh: zh, en: en)))
    }

    private mutating func ask(_ code: String, _ field: RegisterField, zh: String, en: String) {
        doubts.append(Problem(code, at: "/\(index)/\(field.name)", Text(zh: zh, en: en)))
    }
}
