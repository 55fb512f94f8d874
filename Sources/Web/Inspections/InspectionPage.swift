import Compliance
import Store

/// One filed inspection: the floor first and apart, then the score, the gaps, and every figure with what it stands on.
struct InspectionPage: Page {
    static let template = "inspection"

    let siteName: String
    let siteAddress: String
    let kind: String
    let finished: String
    let late: String?
    /// That the phone's clock was ahead, and when the visit counts as ended.
    let clock: String?
    let particulars: [LabelledValue]
    let revisedBy: String?
    let revises: Revised?
    /// Where whoever may file files a correction.
    let reviseAddress: String?
    /// That it counts nowhere, and why.
    let withdrawn: String?
    /// Where an administrator withdraws it.
    let withdrawalAddress: String?
    /// The notice of what has to be mended, or what one would say; nil where nothing was left open.
    let noticeAddress: String?
    /// Where what it names as evidence is; nil where nothing is named.
    let evidenceAddress: String?
    /// How many files are still to come; nil where none is.
    let evidencePending: String?
    let floor: FloorPart
    let score: String?
    let grade: GradeMark
    /// Why there is no grade.
    let whyGrade: String?
    /// What today's rules of scoring say, where they say something else.
    let today: String?
    let scoring: ScoringPart
    let lift: LiftPart?
    let gaps: [ItemCard]
    let hasGaps: Bool
    let gapCounts: String
    let sections: [SectionPart]
    let facts: [LabelledValue]
    let hasFacts: Bool
    let conditions: [ConditionLine]
    let hasConditions: Bool
    let previous: VisitLine?
    let change: Change?

    init(_ record: InspectionRecord, rights: Set<Right> = [], _ texts: Texts) {
        let context = Context(record: record, texts: texts)
        let (result, filing) = (record.result, record.filing)
        siteName = texts(record.site.name)
        siteAddress = Link.site(record.site.code).path
        kind = texts(filing.kind)
        finished = record.finishedAt.shanghai
        late =
            filing.isLate(receivedAt: record.receivedAt)
            ? texts("visit.late", record.receivedAt.shanghai) : nil
        clock =
            record.clockWasAhead
            ? texts("inspection.clock", filing.finishedAt.shanghai, record.finishedAt.shanghai) : nil
        particulars = context.particulars
        revisedBy = record.revisedBy.map { Link.inspection("\($0)").path }
        revises = filing.revises.map { Revised($0) }
        reviseAddress =
            rights.contains(.file) && record.revisedBy == nil && record.withdrawal == nil
            ? Link.revise("\(filing.id)", site: record.site.code).path : nil
        withdrawn = record.withdrawal.map {
            texts("inspection.withdrawn", $0.at.shanghai, texts.account($0.by), $0.reason)
        }
        withdrawalAddress =
            rights.contains(.manage) && record.revisedBy == nil && record.withdrawal == nil
            ? Link.withdrawal("\(filing.id)").path : nil
        noticeAddress =
            result.gaps.contains { $0.status == .notMet && !record.isMended($0) }
            ? Link.notice("\(filing.id)").path : nil
        evidenceAddress = record.evidence.named.isEmpty ? nil : Link.evidence(of: filing.id).path
        let pending = record.evidence.pending.count
        evidencePending = pending == 0 ? nil : texts("inspection.evidencePending", "\(pending)")
        floor = FloorPart(result.floor, context)
        score = result.score.map { record.standard.shown(score: $0, of: result.attainable) }
        grade = result.grade.map { GradeMark($0, texts) } ?? .undecided(texts)
        let standard = context.record.standard
        whyGrade = (result.undecided?.missing.want ?? result.whyNoGrade ?? standard.whyGrade(result))
            .map { texts($0) }
        today = context.today
        scoring = ScoringPart(context)
        lift = result.lift.map { LiftPart($0, context) }
        let cards = context.cards
        gaps = context.byWeight.compactMap { cards[$0.item] }
        hasGaps = !gaps.isEmpty
        gapCounts = texts(GapCounts(result.gaps))
        sections = record.standard.checklist.sections.map { SectionPart($0, cards, context) }
        facts = record.standard.checklist.facts.map {
            LabelledValue(label: texts($0.title), wording: texts.fact(filing.sheet.facts[$0.name], $0))
        }
        hasFacts = !facts.isEmpty
        conditions = ConditionLine.all(context)
        hasConditions = !conditions.isEmpty
        previous = record.previous.map { VisitLine($0, texts) }
        change = Change(from: record.previous?.score, to: result.score, texts)
    }

    /// What every part of the page is made from.
    struct Context {
        let record: InspectionRecord
        let texts: Texts

        /// The title of the checklist's grade with that code.
        func grade(_ code: String?) -> String? {
            record.standard.checklist.grades.first { $0.code == code }.map { texts($0.title) }
        }

        /// What today's rules of scoring make of the answers, where that is another grade than the one that stands.
        var today: String? {
            let result = record.result
            guard let now = record.standard.today(result, record.filing.sheet) else { return nil }
            return texts(
                "inspection.today",
                "\(result.scoringVersion)",
                "\(now.scoringVersion)",
                now.grade.map { texts($0.title) } ?? now.whyNoGrade.map { texts($0) } ?? ""
            )
        }

        /// The worst first: by severity, then by points lost.
        var byWeight: [Gap] {
            record.result.gaps.sorted {
                let places = ($0.severity.place, $1.severity.place)
                return places.0 == places.1 ? $0.pointsLost > $1.pointsLost : places.0 < places.1
            }
        }

        /// Every item's card, by code.
        var cards: [String: ItemCard] {
            let gaps = Dictionary(record.result.gaps.map { ($0.item, $0) }) { first, _ in first }
            let outcomes = Dictionary(record.result.outcomes.map { ($0.item, $0) }) { first, _ in first }
            var cards: [String: ItemCard] = [:]
            for item in record.standard.checklist.items {
                guard let outcome = outcomes[item.code] else { continue }
                let gap = gaps[item.code].map { GapPart($0, item, self) }
                cards[item.code] = ItemCard(item, outcome, gap, self)
            }
            return cards
        }

        var particulars: [LabelledValue] {
            let (filing, standard) = (record.filing, record.standard)
            let entries = [
                ("inspection.site", texts(record.site.name)),
                ("inspection.started", filing.startedAt.shanghai),
                ("inspection.finished", filing.finishedAt.shanghai),
                ("inspection.received", record.receivedAt.shanghai),
                ("inspection.inspectors", texts.list(filing.inspectors)),
                ("inspection.escort", filing.escort),
                ("inspection.checklist", "\(texts(standard.checklist.title)) \(standard.checklist.version)"),
                ("inspection.baseline", "\(texts(standard.baseline.title)) \(standard.baseline.version)"),
                ("inspection.scoring", "\(record.result.scoringVersion)"), ("inspection.id", "\(filing.id)"),
            ]
            return entries.map { LabelledValue(label: texts($0), wording: $1) }
        }
    }

    func windowTitle(_ texts: Texts) -> String { "\(siteName) \(finished)" }
}

extension Severity {
    /// `critical` comes first.
    var place: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }
}
