import Compliance

/// A site's record once something about its past was corrected.
struct SiteRewrite {
    private(set) var record: SiteRecord
    private let townships: Set<String>
    private let today: Day

    /// Throws `Problems` with what stands against it. `known` has the site that is named as the one before.
    init(_ act: SiteAct, to site: SiteRecord, _ known: KnownRegister) throws(Problems) {
        record = site
        townships = Set(known.townships.keys)
        today = known.today
        switch act {
        case .correctPeriod(let opened, let correction):
            let place = try place(of: opened)
            let period = record.periods[place]
            record.periods[place] = .init(
                openedOn: correction.openedOn ?? period.openedOn,
                closedOn: correction.closedOn.map(\.value) ?? period.closedOn,
                predecessor: correction.predecessor.map(\.value) ?? period.predecessor
            )
        case .addPeriod(let opened, let closed, let predecessor):
            record.periods.append(.init(openedOn: opened, closedOn: closed, predecessor: predecessor))
        case .withdrawPeriod(let opened):
            record.periods.remove(at: try place(of: opened))
        case .correctDescription(let since, let correction):
            let place = try place(ofDescription: since)
            record.descriptions[place] = try described(record.descriptions[place], correction)
        case .addDescription(let since, var correction):
            guard let before = record.descriptions.last(where: { $0.since ?? .first < since }) else {
                throw Problems([.noDescription])
            }
            correction.since = since
            record.descriptions.append(
                try described(.init(since: since, before), correction)
            )
        case .withdrawDescription(let since):
            record.descriptions.remove(at: try place(ofDescription: since))
        }
        try checkPeriods()
        record.descriptions.sort { $0.since ?? .first < $1.since ?? .first }
        let days = record.descriptions.map(\.since)
        guard Set(days).count == days.count else { throw Problems([.twoOnADay]) }
        let register = known.sites.merging([record.code: record]) { $1 }
        let faults = PredecessorCheck.faults(of: [record.code], in: register)
        guard faults.isEmpty else {
            throw Problems(faults.map { Problem($0.code, at: "/predecessor", $0.message) })
        }
    }

    private func place(of opened: Day) throws(Problems) -> Int {
        guard let place = record.periods.firstIndex(where: { $0.openedOn == opened }) else {
            throw Problems([.noPeriod])
        }
        return place
    }

    private func place(ofDescription since: Day?) throws(Problems) -> Int {
        guard let place = record.descriptions.firstIndex(where: { $0.since == since }) else {
            throw Problems([.noDescription])
        }
        return place
    }

    private mutating func checkPeriods() throws(Problems) {
        guard !record.periods.isEmpty else { throw Problems([.lastPeriod]) }
        record.periods.sort { $0.openedOn < $1.openedOn }
        let problems = record.periods.flatMap { RegisterCheck.problems(of: $0, today: today) }
        guard problems.isEmpty else { throw Problems(problems) }
        for (one, next) in zip(record.periods, record.periods.dropFirst())
        where one.closedOn ?? .last >= next.openedOn {
            throw Problems([.periodsOverlap(one, next)])
        }
    }

    private func described(
        _ known: SiteRecord.Description,
        _ correction: DescriptionCorrection
    ) throws(Problems) -> SiteRecord.Description {
        let changed = SiteRecord.Description(
            since: known.since == nil ? nil : correction.since ?? known.since,
            name: Text(zh: correction.name ?? known.name.zh, en: correction.english ?? known.name.en),
            township: correction.township.map(\.value) ?? known.township,
            address: correction.address.map { $0.value ?? "" } ?? known.address,
            capacity: correction.capacity.map(\.value) ?? known.capacity,
            place: correction.place.map(\.value) ?? known.place
        )
        var problems = RegisterCheck.problems(of: changed, today: today)
        if changed.township.map(townships.contains) ?? (record.kind == .countyIsolation) == false {
            problems.append(.noTownship)
        }
        guard problems.isEmpty else { throw Problems(problems) }
        return changed
    }
}

extension SiteRecord.Description {
    /// The same from another day on.
    fileprivate init(since: Day, _ known: SiteRecord.Description) {
        self.init(
            since: since,
            name: known.name,
            township: known.township,
            address: known.address,
            capacity: known.capacity,
            place: known.place
        )
    }
}

extension Problem {
    fileprivate static let noPeriod = Problem(
        "noPeriod",
        at: "/period",
        Text(zh: "没有这样启用的运行期在案。", en: "No period of operation on record began on that day.")
    )

    fileprivate static let lastPeriod = Problem(
        "lastPeriod",
        at: "/period",
        Text(zh: "点位至少要有一个运行期。", en: "A site has one period of operation at least.")
    )

    fileprivate static let noDescription = Problem(
        "noDescription",
        at: "/since",
        Text(
            zh: "没有自那天起的登记内容；最初的一份不能撤销。",
            en: "Nothing on record began on that day; the first cannot be withdrawn."
        )
    )

    fileprivate static let twoOnADay = Problem(
        "twoOnADay",
        at: "/since",
        Text(zh: "那一天已有登记内容，请更正那一份。", en: "Something is on record from that day on already; correct that.")
    )

    fileprivate static let noTownship = Problem(
        "noTownship",
        at: "/township",
        Text(zh: "没有这个乡镇；只有县集中隔离点可以不属于乡镇。", en: "There is no such township; only county sites lie in none.")
    )

    fileprivate static func periodsOverlap(_ one: SiteRecord.Period, _ next: SiteRecord.Period) -> Problem {
        Problem(
            "periodsOverlap",
            at: "/opened",
            Text(
                zh: "\(one.openedOn) 启用的运行期与 \(next.openedOn) 启用的重叠。",
                en: "The periods that began on \(one.openedOn) and on \(next.openedOn) overlap."
            )
        )
    }
}
