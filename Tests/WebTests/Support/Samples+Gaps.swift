import AuditLog
@testable import Compliance
@testable import Store
@testable import Web

extension Samples {
    /// A gap that was found, answered, returned and answered again; of an item that asks for a photograph.
    func gap(waiting: Bool = false, goesOn: Bool = false) -> GapRecord {
        let item =
            Self.standard.checklist.items.first { $0.code == "A-01" } ?? Self.standard.checklist.items[0]
        let found = Self.now.adding(seconds: -5 * 86_400)
        let visit = GapFinding(
            inspection: Self.id(305),
            finishedAt: found,
            receivedAt: found,
            place: 1,
            filedBy: ["inspector1"],
            kind: .found(.major, .director, deadline: found.adding(seconds: 72 * 3600))
        )
        let met = GapFinding(
            inspection: Self.id(301),
            finishedAt: Self.now.adding(seconds: -86_400),
            receivedAt: Self.now.adding(seconds: -86_400),
            place: 2,
            filedBy: nil,
            kind: .met
        )
        func sent(_ number: Int, hours: Int) -> GapSubmission {
            GapSubmission(
                id: Self.id(number),
                inspection: visit.inspection,
                words: twist("已在院墙外设隔离带，附照片"),
                evidence: [],
                at: found.adding(seconds: hours * 3600),
                by: "director3",
                duty: "director; director T-3",
                entry: number
            )
        }
        let returned = GapVerification(
            of: .submission(Self.id(701)),
            verdict: .returned,
            reason: twist("照片看不清"),
            at: found.adding(seconds: 30 * 3600),
            by: "inspector2",
            entry: 702
        )
        let moved = DeadlineChange(
            was: found.adding(seconds: 72 * 3600),
            deadline: found.adding(seconds: 150 * 3600),
            reason: twist("停水"),
            at: found.adding(seconds: 40 * 3600),
            by: "admin",
            entry: 703
        )
        func line(_ finding: GapFinding, _ what: GapVisit.Finding) -> GapVisit {
            GapVisit(
                inspection: finding.inspection,
                site: "T-3",
                kind: .recheck,
                inspectors: [twist("检查员甲")],
                finishedAt: finding.finishedAt,
                receipt: finding.place,
                finding: what
            )
        }
        let here = EvidenceFile(
            digest: Hash(of: SmallPNG.bytes),
            size: 4096,
            kind: .png,
            receivedAt: found,
            entry: 699,
            picture: .shown(width: 1, height: 1, beyond: 0)
        )
        let files = [NamedEvidence.State.here(here), .pending].enumerated()
            .map { index, state in
                NamedEvidence(
                    item: "A-01",
                    index: index,
                    reference: String(repeating: "\(index)c", count: 32),
                    state: state
                )
            }
        return GapRecord(
            site: site(3),
            item: item,
            life: GapLife(
                findings: [visit] + (waiting ? [met] : []),
                submissions: [sent(701, hours: 20), sent(704, hours: 50)],
                verifications: [returned],
                changes: [moved]
            ),
            visits: [line(visit, .found)] + (waiting ? [line(met, .met)] : []),
            verifications: [returned],
            files: [Self.id(701): files],
            goesOnAs: goesOn ? "T-4" : nil,
            ownDuties: [.director]
        )
    }

    func listedGap(_ state: GapState, repeats: Int = 0) -> ListedGap {
        let since = Self.now.adding(seconds: -5 * 86_400)
        let deadline = since.adding(seconds: 72 * 3600)
        return ListedGap(
            site: "T-3",
            siteName: site(3).name,
            item: "A-01",
            text: text("与居民区隔开", "Stands apart from homes"),
            inspection: Self.id(305),
            severity: .major,
            responsible: .director,
            state: state,
            since: since,
            repeats: repeats,
            deadline: deadline,
            endedAt: state.isEnded ? deadline : nil,
            standing: GapStanding(
                state: state,
                since: since,
                dueFrom: since,
                deadline: deadline,
                answeredAt: nil,
                endedAt: state.isEnded ? deadline : nil,
                repeats: repeats,
                now: Self.now
            )
        )
    }

    func gapPage(
        _ record: GapRecord,
        rights: Set<Right>,
        problems: [Problem] = [],
        attached: Int = 0,
        account: String = "inspector2",
        _ texts: Texts
    ) -> GapPage {
        var typed = TypedAnswer(freshID: "\(Self.id(9))")
        typed.files = (0..<attached).map { String(repeating: "\($0)d", count: 32) }
        return GapPage(
            record,
            GapPage.Reader(account: account, rights: rights),
            problems,
            typed,
            now: Self.now,
            texts
        )
    }

    func gapsPage(_ gaps: [ListedGap], _ pager: Pager?, _ texts: Texts) -> GapsPage {
        var filter = GapFilter()
        filter.site = twist("T-3")
        return GapsPage(page(gaps), filter, pager, tables: tables(texts), texts)
    }
}
