package import Compliance
import Postgres

/// What correcting a site's past would come to.
package struct SitePreview: Sendable, Hashable {
    /// Of the register that it was judged on.
    package let edition: Int
    /// What would no longer be said, and what would be said instead, by first days.
    package let gonePeriods: [SitePeriod]
    package let newPeriods: [SitePeriod]
    package let goneDescriptions: [SiteDescription]
    package let newDescriptions: [SiteDescription]
    /// Visits on record that would lie in no period of operation any more.
    package let stranded: [InspectionSummary]
    package let effects: RegisterEffects

    package init(
        edition: Int,
        gonePeriods: [SitePeriod] = [],
        newPeriods: [SitePeriod] = [],
        goneDescriptions: [SiteDescription] = [],
        newDescriptions: [SiteDescription] = [],
        stranded: [InspectionSummary] = [],
        effects: RegisterEffects
    ) {
        self.edition = edition
        self.gonePeriods = gonePeriods
        self.newPeriods = newPeriods
        self.goneDescriptions = goneDescriptions
        self.newDescriptions = newDescriptions
        self.stranded = stranded
        self.effects = effects
    }
}

extension Store {
    /// Corrects what is on record of the site's past, with a reason; what was said stays on record. Throws `Problems`,
    /// `StoreError.noSite`, and `.changedMeanwhile` where the register is of another edition than the one given.
    package func change(
        _ act: SiteAct,
        at code: String,
        why: String,
        edition: Int? = nil
    ) async throws {
        let (known, before, after) = try await judged(act, at: code, why)
        guard edition ?? known.edition == known.edition else { throw StoreError.changedMeanwhile }
        guard after != before else { return }
        try await write([after], [:], known, why.asReason)
    }

    /// What that would come to, and do to what is past; writes nothing, and throws the same.
    package func judge(_ act: SiteAct, at code: String, why: String) async throws -> SitePreview {
        let (known, before, after) = try await judged(act, at: code, why)
        func periods(_ one: SiteRecord, without other: SiteRecord) -> [SitePeriod] {
            one.periods.filter { !other.periods.contains($0) }
                .map { SitePeriod(openedOn: $0.openedOn, closedOn: $0.closedOn, predecessor: $0.predecessor) }
        }
        func descriptions(_ one: SiteRecord, without other: SiteRecord) -> [SiteDescription] {
            one.descriptions.filter { !other.descriptions.contains($0) }
                .map { SiteDescription($0, known.townships, today: known.today) }
        }
        return SitePreview(
            edition: known.edition,
            gonePeriods: periods(before, without: after),
            newPeriods: periods(after, without: before),
            goneDescriptions: descriptions(before, without: after),
            newDescriptions: descriptions(after, without: before),
            stranded: try await stranded([after], known)[code] ?? [],
            effects: try await effects(of: [after], known)
        )
    }

    private func judged(
        _ act: SiteAct,
        at code: String,
        _ why: String
    ) async throws -> (KnownRegister, SiteRecord, SiteRecord) {
        let act = try await asOnRecord(act)
        let known = try await register(of: [code] + [act.predecessor].compactMap { $0 })
        guard let before = known.sites[code] else { throw StoreError.noSite(code) }
        guard why.asReason != nil else { throw Problems([.noReason]) }
        return (known, before, try SiteRewrite(act, to: before, known).record)
    }

    /// The act with the site before by the code that it has on record.
    private func asOnRecord(_ act: SiteAct) async throws -> SiteAct {
        guard let named = act.predecessor else { return act }
        let found = try await query("SELECT \(codeOnRecord(named)) AS code", needing: .manage).first
        guard let code = try found?["code"] as String?, code != named else { return act }
        switch act {
        case .correctPeriod(let opened, let correction):
            return .correctPeriod(
                opened,
                PeriodCorrection(
                    openedOn: correction.openedOn,
                    closedOn: correction.closedOn,
                    predecessor: .value(code)
                )
            )
        case .addPeriod(let opened, let closed, _):
            return .addPeriod(opened, closedOn: closed, predecessor: code)
        default: return act
        }
    }
}

extension SiteDescription {
    /// The township by its name of that day; of the first, by today's.
    fileprivate init(
        _ description: SiteRecord.Description,
        _ townships: [String: [TownshipName]],
        today: Day
    ) {
        let day = description.since ?? today
        self.init(
            since: description.since,
            until: nil,
            name: description.name,
            township: description.township.map { code in
                let names = townships[code] ?? []
                let name = names.last { $0.since ?? .first <= day } ?? names.first
                return Township(code: code, name: name?.name ?? Text(zh: code, en: code))
            },
            address: description.address,
            capacity: description.capacity,
            place: description.place
        )
    }
}
