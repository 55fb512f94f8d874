@testable import Compliance
@testable import Store
@testable import HTTPServer
@testable import Web

extension Samples {
    /// A gap in each state that a site may have before it.
    private var ownGaps: [GapRecord] {
        let answered = gap()
        func with(_ submissions: Int, _ verifications: [GapVerification]) -> GapRecord {
            GapRecord(
                site: answered.site,
                item: answered.item,
                life: GapLife(
                    findings: answered.life.findings,
                    submissions: Array(answered.life.submissions.prefix(submissions)),
                    verifications: verifications
                ),
                visits: answered.visits,
                verifications: verifications,
                goesOnAs: nil,
                ownDuties: [.director]
            )
        }
        return [
            with(0, []), with(1, answered.verifications), answered, gap(waiting: true), gap(goesOn: true),
        ]
    }

    /// The visits of (c) and (d), with all four conditions or with these missing.
    func accountability(_ missing: [CaseFinding.Missing] = []) -> OwnSite.Accountability {
        let version = StandardDigests(Self.standard)
        func visit(_ number: Int, days: Int) -> SiteFile.Visit {
            SiteFile.Visit(
                id: Self.id(number),
                startedAt: Self.now.adding(seconds: -days * 86_400),
                version: version,
                isBelowMinimum: true,
                causes: ["A-01"],
                notMet: ["A-01"]
            )
        }
        let issued = Self.now.adding(seconds: -20 * 86_400)
        let file = SiteFile(
            visits: [],
            issues: [.init(version: version, at: issued, receivedAt: issued.adding(seconds: 3600))],
            guidance: [.init(version: version, at: issued.adding(seconds: 7200))]
        )
        let found = visit(305, days: 5)
        return OwnSite.Accountability(
            finding: CaseFinding(
                found: found,
                again: visit(301, days: 1),
                items: missing.isEmpty ? ["A-01"] : [],
                missing: missing,
                doubts: missing.isEmpty ? [.changedHands] : [],
                pairs: 1
            ),
            handingDown: file.handingDown(of: version, at: found.startedAt)
        )
    }

    func ownSite(_ accountability: OwnSite.Accountability?, gaps: [GapRecord]? = nil) -> OwnSite {
        OwnSite(
            site: site(3),
            duties: [.director, .expert],
            latest: figures.history.first,
            standards: handed.now.standards,
            guidance: handed.guidance,
            notices: [noticeRecord(), noticeRecord(isWithdrawn: true)],
            unshown: [noticeRecord(handedOver)],
            orders: [orderRecord(.red)],
            gaps: gaps ?? ownGaps,
            ownGaps: 7,
            openGaps: 9,
            accountability: accountability,
            cases: FactID("\(Self.id(41))").map { [$0] } ?? []
        )
    }

    func minePage(_ texts: Texts) -> MinePage {
        let empty = OwnSite(
            site: site(4),
            duties: [.partyHead],
            latest: nil,
            standards: [],
            guidance: [],
            notices: [],
            gaps: [],
            ownGaps: 0,
            openGaps: 0,
            accountability: nil
        )
        let own = OwnSites(
            sites: [
                ownSite(accountability()), ownSite(accountability([.receipt, .laterVisit]), gaps: []), empty,
            ],
            others: [site(1)]
        )
        return MinePage(own, now: Self.now, texts)
    }
}
