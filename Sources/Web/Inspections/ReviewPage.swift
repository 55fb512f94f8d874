import AuditLog
import Compliance
import Store

/// What filing a form would come to, and the button that files it.
struct ReviewPage: Page {
    static let template = "review"

    let siteName: String
    let address: String
    let formAddress: String
    let draft: String
    let edition: String
    let isChanged: Bool
    let particulars: [LabelledValue]
    /// How many items were answered, and how many nobody looked at.
    let counts: String
    let notChecked: [Group]
    let notMet: [Group]
    let score: String?
    let grade: GradeMark
    let whyNoGrade: String?
    let floor: String
    let gapCounts: String
    /// That the clock of whoever sent it is ahead.
    let clock: String?
    /// The visit of the last hour, and where it is on record.
    let lately: Lately?
    let isCorrection: Bool
    /// What the answers name as evidence, by item.
    let proofs: [Proof]
    let hasProofs: Bool
    /// How many files are named and have not come from whoever files; nil where none is.
    let pendingFiles: String?

    /// A group of items, with a link to each.
    struct Group: Sendable {
        let title: String
        let items: [Line]
        let isOpen: Bool
    }

    /// What one answer names as evidence.
    struct Proof: Sendable {
        let code: String
        let address: String
        let files: [NamedFile]
    }

    /// An item of the form.
    struct Line: Sendable {
        let code: String
        let text: String
        let address: String
    }

    /// A visit of the last hour beside this one.
    struct Lately: Sendable {
        let sentence: String
        let address: String
        /// Whether it was to be filed without saying that it is another.
        let hasErrors: Bool
    }

    struct State: Sendable {
        let draft: Draft
        var lately: LastVisit?
        var isChanged = false
        var asksAgain = false
        /// Of the files that are named, those that whoever files has sent.
        var own: [Hash: OwnEvidence] = [:]
    }

    init(_ inspection: FiledInspection, _ state: State, _ texts: Texts) {
        let (filing, result, standard) = (inspection.filing, inspection.result, inspection.standard)
        let form = Link.draft("\(filing.id)", site: inspection.site.code).path
        siteName = texts(inspection.site.name)
        address = Link.reviews(inspection.site.code).path
        formAddress = form
        draft = "\(filing.id)"
        edition = "\(state.draft.version)"
        isChanged = state.isChanged
        let entries = [
            ("visit.kind", texts(filing.kind)), ("form.started", inspection.startedAt.shanghai),
            ("form.finished", inspection.finishedAt.shanghai),
            ("inspection.inspectors", texts.list(filing.inspectors)),
            ("form.escort", filing.escort),
        ]
        particulars = entries.map { LabelledValue(label: texts($0), wording: $1) }
        func lines(_ status: Outcome.Status, _ isCritical: Bool) -> [Line] {
            result.outcomes.filter { $0.status == status }
                .compactMap { outcome in
                    guard let item = standard.rule(outcome.item)?.item,
                        (item.severity == .critical) == isCritical
                    else { return nil }
                    return Line(code: item.code, text: texts(item.text), address: form + "#item-\(item.code)")
                }
        }
        func groups(_ status: Outcome.Status, _ critical: String, _ others: String) -> [Group] {
            [(critical, lines(status, true), true), (others, lines(status, false), false)]
                .filter { !$0.1.isEmpty }
                .map { Group(title: texts($0.0, "\($0.1.count)"), items: $0.1, isOpen: $0.2) }
        }
        notChecked = groups(.notChecked, "review.criticalUnchecked", "review.unchecked")
        notMet = groups(.notMet, "review.criticalNotMet", "review.notMet")
        let asked = result.outcomes.filter { $0.status != .notInScope }
        let unchecked = asked.filter { $0.status == .notChecked }
        counts = texts(
            "review.counts",
            "\(asked.count - unchecked.count)",
            "\(unchecked.count)",
            "\(lines(.notChecked, true).count)"
        )
        score = result.score.map { standard.shown(score: $0, of: result.attainable) }
        grade = result.grade.map { GradeMark($0, texts) } ?? .undecided(texts)
        whyNoGrade = (result.undecided?.missing.want ?? result.whyNoGrade).map { texts($0) }
        floor = texts(result.floor.holds ? "floor.holds" : "floor.broken")
        gapCounts = texts(GapCounts(result.gaps))
        clock =
            inspection.clockWasAhead
            ? texts("inspection.clock", filing.finishedAt.shanghai, inspection.finishedAt.shanghai) : nil
        lately = state.lately.map {
            Lately(
                sentence: texts("review.lately", $0.receivedAt.shanghai),
                address: Link.inspection("\($0.id)").path,
                hasErrors: state.asksAgain
            )
        }
        isCorrection = filing.revises != nil
        let named = state.draft.fields.namedEvidence
        let names = FormDocument.names(ofDraft: state.draft.fields)
        proofs = result.outcomes.map(\.item).filter { named[$0] != nil }
            .map { code in
                Proof(
                    code: code,
                    address: form + "#item-\(code)",
                    files: (named[code] ?? []).map { NamedFile($0, state.own, names, texts) }
                )
            }
        hasProofs = !proofs.isEmpty
        let pending = proofs.flatMap(\.files).count { $0.stateCode == "pending" }
        pendingFiles = pending == 0 ? nil : texts("review.pendingFiles", "\(pending)")
    }

    func windowTitle(_ texts: Texts) -> String { texts("review.title") }
}
