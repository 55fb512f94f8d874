package import Compliance
package import Store

extension DemoCounty {
    /// What became of loading.
    package struct Loaded: Sendable, Hashable {
        package let sites: Int
        package let inspections: Int
        /// The county was there already, and was left as it is.
        package let wasThere: Bool
    }

    /// Publishes the standards, imports the register, makes the accounts, files every inspection, several sites at a time, and closes the weeks
    /// that are over;
    /// then answers for some gaps.
    ///
    /// Loading again adds nothing to what is there; loading that was interrupted goes on with the sites that have
    /// no inspection yet. `progress` hears how many inspections of how many are in.
    package static func load(
        into store: Store,
        baselines: [Baseline],
        checklists: [Checklist],
        now: Instant,
        progress: @Sendable (Int, Int) async -> Void
    ) async throws -> Loaded {
        for baseline in baselines { _ = try await store.publish(baseline) }
        for checklist in checklists { _ = try await store.publish(checklist) }
        let before = try await wholeList { place in try await store.sites(at: place, now: now) }
        let county: DemoCounty
        if let opened = before.first(where: { $0.site.kind == .countyIsolation })?.site.openedOn {
            county = DemoCounty(countySiteOpened: opened, now: now)
        } else {
            county = DemoCounty(now: now)
            _ = try await store.importSites(county.register)
        }
        var standards: [Standard] = []
        for checklist in checklists {
            let (code, version) = (checklist.code, checklist.version)
            standards.append(try await store.standard(code, version: version, on: Day(county.now)))
        }
        let inspected = Set(before.filter { $0.latest != nil }.map(\.site.code))
        let missing = county.register.filter { !inspected.contains($0.site.code) }
        try await addAccounts(to: store)
        let inspectors = ["inspector1", "inspector2"]
        var filing: [Store] = []
        if !missing.isEmpty {
            for name in inspectors {
                filing.append(try await acting(name, scope: [.read, .county, .file], in: store))
            }
        }
        let filed = try await county.file(missing, standards, by: filing, progress)
        if filed > 0, let inspector = filing.last {
            try await county.rectify(in: store, inspector: inspector)
        }
        for name in inspectors where !filing.isEmpty { try await endToken(of: name, in: store) }
        if filed > 0 {
            let asOf = try await county.handDown(into: store)
            try await county.plan(in: store, asOf: asOf)
            try await issueNotices(into: store)
            try await county.issueOrders(into: store)
            try await county.leadCases(in: store)
        }
        try await county.closeWeeks(in: store)
        return Loaded(sites: county.register.count, inspections: filed, wasThere: filed == 0)
    }

    static func send(_ photograph: [UInt8], to store: Store) async throws {
        let upload = try await store.beginEvidence(size: photograph.count)
        _ = try await store.appendEvidence(upload.id, at: 0, photograph)
    }

    /// Files the inspections of those sites, each site's in order and by one of the inspectors.
    private func file(
        _ entries: [RegisterEntry],
        _ standards: [Standard],
        by inspectors: [Store],
        _ progress: @Sendable (Int, Int) async -> Void
    ) async throws -> Int {
        let work = try filings(of: entries, by: standards)
        let total = work.reduce(0) { $0 + $1.count }
        var next = work.enumerated().makeIterator()
        var filed = 0
        try await withThrowingTaskGroup(of: Int.self) { group in
            func start() {
                guard let (place, filings) = next.next() else { return }
                let store = inspectors[place % inspectors.count]
                group.addTask {
                    for filing in filings {
                        _ = try await store.file(filing.filing, receivedAt: filing.receivedAt)
                        for photograph in filing.photographs { try await Self.send(photograph, to: store) }
                    }
                    return filings.count
                }
            }
            for _ in 0..<8 { start() }
            while let count = try await group.next() {
                filed += count
                await progress(filed, total)
                start()
            }
        }
        return filed
    }

    /// Closes the weeks before the one that `now` lies in, the oldest first, as far as they are not.
    private func closeWeeks(in store: Store) async throws {
        let current = ISOWeek(of: Day(now)).monday
        for back in (1..<Schedule.weeks).reversed() {
            let week = ISOWeek(of: current - 7 * back)
            guard try await store.sealedWeek(week) == nil else { continue }
            try await store.closeWeek(week)
        }
    }
}
