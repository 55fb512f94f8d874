@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

extension Samples {
    private static let digests = StandardDigests(standard)

    private func version(from day: Day) -> NamedVersion {
        NamedVersion(
            digests: day <= Day(Self.now)
                ? Self.digests
                : StandardDigests(checklist: Self.digests.checklist, baseline: Self.digests.checklist),
            siteKind: .townshipIsolation,
            checklist: "township-isolation",
            version: twist("2021-08"),
            title: text("乡镇集中隔离点检查表", "Township isolation sites"),
            baseline: "henan-minimum",
            baselineVersion: twist("2021-08"),
            effectiveFrom: day
        )
    }

    /// Where a version stands that was issued for so many hours, and acknowledged or explained.
    private func standard(
        at site: String,
        issued hours: Int?,
        received: Bool = false,
        guided: Bool = false,
        from day: Day = Samples.day("2021-08-01")
    ) -> HandedStandard {
        let issuedAt = hours.map { Self.now.adding(seconds: -$0 * 3600) }
        let receivedAt = received ? issuedAt?.adding(seconds: 600) : nil
        let file = SiteFile(
            visits: [],
            issues: issuedAt.map { [.init(version: Self.digests, at: $0, receivedAt: receivedAt)] } ?? [],
            guidance: guided ? [.init(version: Self.digests, at: Self.now.adding(seconds: -1800))] : []
        )
        return HandedStandard(
            version: version(from: day),
            state: file.handingDown(of: Self.digests, at: Self.now),
            issuance: issuedAt.map { issuance(site, $0, receivedAt) }
        )
    }

    private func issuance(_ site: String, _ at: Instant, _ received: Instant?) -> Issuance {
        Issuance(
            entry: 4711,
            site: site,
            version: Self.digests,
            issuedAt: at,
            issuedBy: twist("admin"),
            receipt: received.map { .init(at: $0, by: twist("director3"), duty: .director) }
        )
    }

    var handedCounty: HandedCounty {
        HandedCounty(
            versions: [version(from: Self.day("2021-08-01")), version(from: Self.day("2022-07-01"))],
            sites: [
                HandedSite(
                    site: site(1),
                    standards: [standard(at: "T-1", issued: 40, received: true, guided: true)]
                ),
                HandedSite(site: site(2), standards: [standard(at: "T-2", issued: 2)]),
                HandedSite(site: site(3), standards: [standard(at: "T-3", issued: 30)]),
                HandedSite(
                    site: site(4),
                    standards: [
                        standard(at: "T-4", issued: nil),
                        standard(at: "T-4", issued: nil, from: Self.day("2022-07-01")),
                    ]
                ),
            ],
            asOf: Self.now
        )
    }

    /// A site whose director has something to acknowledge.
    var handed: SiteHandedDown {
        let standing = guidance(7, withdrawal: nil)
        let withdrawal = Withdrawal(by: twist("admin"), at: Self.now, reason: twist("记错了点位"))
        let issued = Self.now.adding(seconds: -7200)
        return SiteHandedDown(
            now: HandedSite(
                site: site(3),
                standards: [standard(at: "T-3", issued: 2)],
                isDirected: true
            ),
            issues: [issuance("T-3", issued, nil), issuance("T-3", issued, Self.now)],
            guidance: [standing, guidance(8, withdrawal: withdrawal)],
            visits: [summary(3, daysAgo: 2, score: 80)],
            names: [Self.digests: version(from: Self.day("2021-08-01"))],
            asOf: Self.now
        )
    }

    private func guidance(_ number: Int, withdrawal: Withdrawal?) -> Guidance {
        Guidance(
            id: Self.id(number),
            site: "T-3",
            version: Self.digests,
            givenAt: Self.now.adding(seconds: -1800),
            recordedAt: Self.now,
            givenBy: twist("inspector1"),
            shown: twist("分区图与最低要求"),
            attended: twist("卫生院院长、护士长"),
            withdrawal: withdrawal
        )
    }

    /// Whoever directs the third site.
    var director: Identity { identity([.director], sites: ["T-3"]) }
    /// With every right there, and of that site.
    var everybody: Identity { identity([.director, .administrator], sites: nil) }
    var administrator: Identity { identity([.administrator], sites: nil) }

    private func identity(_ roles: Set<Role>, sites: [String]?) -> Identity {
        Identity(
            account: "director3",
            display: twist("三号点负责人"),
            roles: roles,
            rights: roles.reduce(into: []) { $0.formUnion($1.rights) },
            sites: sites,
            via: "session:1f00ab42",
            mustChange: false
        )
    }

    func guidancePage(_ texts: Texts) -> GuidancePage {
        let entry = GuidanceEntry(id: "\(Self.id(9))", site: "T-2", givenAt: "2021-08-18T09:00")
        let state = GuidanceState(notice: "issued", problems: problems, entry: entry)
        return GuidancePage(handedCounty, state, reader: administrator, freshID: "", texts)
    }

    func siteGuidancePage(_ texts: Texts, reader: Identity) -> SiteGuidancePage {
        let state = GuidanceState(notice: "guided", problems: problems)
        return SiteGuidancePage(handed, state, reader: reader, freshID: "\(Self.id(9))", texts)
    }
}
