import StrictJSON

extension WeeklyReport.Content {
    /// What this says otherwise than an earlier content, in the order of the report; of the inspections that it counts
    /// see `causes`. Nothing that differs goes unsaid: of a section whose lines stand in another order alone, one change
    /// without values says so.
    package func changes(since old: Self) -> [WeeklyReport.Change] {
        zip(sections, old.sections)
            .flatMap { (new, before) -> [WeeklyReport.Change] in
                guard new.1 != before.1, let part = WeeklyReport.Part(rawValue: new.0), part != .inspections
                else { return [] }
                let found = Self.changes(of: part, from: old.lines(of: part), to: lines(of: part))
                return found.isEmpty ? [WeeklyReport.Change(part: part, key: "", what: part.title)] : found
            }
    }

    private static func changes(
        of part: WeeklyReport.Part,
        from old: [Line],
        to new: [Line]
    ) -> [WeeklyReport.Change] {
        let before = Dictionary(old.map { ($0.key, $0) }) { first, _ in first }
        let now = Dictionary(new.map { ($0.key, $0) }) { first, _ in first }
        let keys = new.map(\.key) + old.map(\.key).filter { now[$0] == nil }
        return keys.compactMap { key in
            let (was, stands) = (before[key], now[key])
            guard was?.node != stands?.node, let line = stands ?? was else { return nil }
            return WeeklyReport.Change(
                part: part,
                key: key,
                what: line.what,
                from: was?.value,
                to: stands?.value
            )
        }
    }

    /// Which inspections are counted otherwise: filed later, corrected, or withdrawn. A correction has the place of what it
    /// corrects.
    package func causes(since old: Self) -> [WeeklyReport.Cause] {
        let before = Dictionary(old.inspections.map { ($0.place, $0) }) { first, _ in first }
        let now = Set(inspections.map(\.place))
        let later = inspections.compactMap { counted -> WeeklyReport.Cause? in
            guard let was = before[counted.place] else {
                return WeeklyReport.Cause(kind: .filed, inspection: counted.id, site: counted.site)
            }
            guard was.id != counted.id else { return nil }
            return WeeklyReport.Cause(
                kind: .corrected,
                inspection: counted.id,
                site: counted.site,
                replaces: was.id
            )
        }
        let gone = old.inspections.filter { !now.contains($0.place) }
            .map { WeeklyReport.Cause(kind: .withdrawn, inspection: $0.id, site: $0.site) }
        return later + gone
    }
}

extension WeeklyReport.Cause {
    /// What became of the inspection since the week was sealed.
    package enum Kind: String, Sendable, CaseIterable {
        case filed, corrected, withdrawn
    }
}

extension WeeklyReport {
    /// A section of the report, as changes name it.
    package enum Part: String, Sendable, CaseIterable {
        case ranking, townshipsWithoutSite, countySites, criticalFound, criticalGaps, orders, failingItems,
            flags, cases, steps, trend
        case rechecks, waiting, owedStandards, others, versions, inspections, leftOut

        package var title: Text {
            switch self {
            case .ranking: Text(zh: "乡镇隔离点", en: "Township sites")
            case .townshipsWithoutSite: Text(zh: "没有隔离点的乡镇", en: "Townships without a site")
            case .countySites: Text(zh: "县集中隔离点", en: "County sites")
            case .criticalFound: Text(zh: "查到的一票否决项差距", en: "Critical gaps found")
            case .criticalGaps: Text(zh: "没有解决的一票否决项差距", en: "Critical gaps left open")
            case .orders: Text(zh: "整改", en: "Rectification")
            case .failingItems: Text(zh: "问题最多的检查项", en: "Items most often short")
            case .flags: Text(zh: "不达标的乡镇隔离点", en: "Township sites below the minimum")
            case .cases: Text(zh: "问责案卷", en: "Accountability cases")
            case .steps: Text(zh: "提醒和通报", en: "Reminders and circulars")
            case .trend: Text(zh: "八周走势", en: "Eight weeks")
            case .rechecks: Text(zh: "欠的复查", en: "Re-checks owed")
            case .waiting: Text(zh: "等待核验", en: "Verifications waiting")
            case .owedStandards: Text(zh: "标准的下发和指导", en: "Standards to issue and explain")
            case .others: Text(zh: "居家隔离、卡点、责任区", en: "Homes, checkpoints and zones")
            case .versions: Text(zh: "所用版本", en: "Versions used")
            case .inspections: Text(zh: "计入的检查", en: "Inspections counted")
            case .leftOut: Text(zh: "读不出来的记录", en: "Rows that could not be read")
            }
        }
    }
}
