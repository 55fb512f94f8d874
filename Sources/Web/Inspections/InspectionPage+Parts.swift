import Compliance
import Store
import StrictJSON

/// The floor by itself: whether it holds, and if not, what was found short and what nobody looked at.
struct FloorPart: Sendable {
    let holds: Bool
    let wording: String
    let notMet: [Line]
    let hasNotMet: Bool
    let notChecked: [Line]
    let hasNotChecked: Bool
    /// Critical items that do not concern the site, as its facts stand.
    let notInScope: [Line]
    let hasNotInScope: Bool

    /// A critical item.
    struct Line: Sendable {
        let code: String
        let text: String
    }

    init(_ floor: Floor, _ context: InspectionPage.Context) {
        func lines(_ codes: [String]) -> [Line] {
            codes.map { code in
                let item = context.record.standard.rule(code)?.item
                return Line(code: code, text: item.map { context.texts($0.text) } ?? "")
            }
        }
        holds = floor.holds
        wording = context.texts(floor.holds ? "floor.holds" : "floor.broken")
        notMet = lines(floor.notMet)
        hasNotMet = !notMet.isEmpty
        notChecked = lines(floor.notChecked)
        hasNotChecked = !notChecked.isEmpty
        notInScope = lines(floor.notInScope)
        hasNotInScope = !notInScope.isEmpty
    }
}

/// A condition that was doubtful and confirmed, or passed over.
struct ConditionLine: Sendable {
    let wording: String
    /// Why it is so; nil where nobody could tell whether it is.
    let reason: String?

    static func all(_ context: InspectionPage.Context) -> [ConditionLine] {
        let (record, texts) = (context.record, context.texts)
        let confirmed = record.filing.confirmed(by: record.standard, at: record.site)
        let judgements = record.standard.judgements(of: record.filing.sheet, at: record.site)
        return confirmed.map { ConditionLine(wording: texts($0.words), reason: $0.reason) }
            + judgements.filter { !$0.isBroken }
            .map { ConditionLine(wording: texts($0.passedOver), reason: nil) }
    }
}

/// How the score and the grade came about.
struct ScoringPart: Sendable {
    let earned: String
    let attainable: String
    let exact: String
    let grades: [GradeRuleLine]
    let parameters: [ParameterLine]
    let hasParameters: Bool

    init(_ context: InspectionPage.Context) {
        let (standard, result, texts) = (context.record.standard, context.record.result, context.texts)
        earned = result.earned.points
        attainable = result.attainable.points
        exact = result.score.map(Self.exact) ?? "= –"
        let unknown = standard.unknownConditions(of: result, context.record.filing.sheet)
        grades = standard.checklist.grades.map { grade in
            GradeRuleLine(
                grade,
                standard.words,
                isGiven: grade.code == result.grade?.code,
                unknown: unknown[grade.code],
                texts
            )
        }
        parameters = standard.parameters(in: standard.checklist.grades.map(\.when.text))
            .map { ParameterLine($0, standard, texts) }
        hasParameters = !parameters.isEmpty
    }

    /// The score as it is, or with as many decimals as nobody argues about.
    private static func exact(_ score: Rational) -> String {
        let exact = score.exact
        return exact.holds("/") || exact.count > 12 ? "≈ \(score.rounded(decimals: 6))" : "= \(exact)"
    }
}

/// The fewest gaps whose closing lifts the grade.
struct LiftPart: Sendable {
    let sentence: String
    let items: [String]

    init(_ lift: Lift, _ context: InspectionPage.Context) {
        items = lift.items
        sentence = context.texts(
            "lift.sentence",
            "\(lift.items.count)",
            context.grade(lift.grade) ?? lift.grade,
            context.record.standard.shown(score: lift.score, of: context.record.result.attainable)
        )
    }
}

/// A section of the checklist with its sums and items.
struct SectionPart: Sendable {
    let code: String
    let title: String
    let earned: String
    let attainable: String
    let score: String
    let share: String
    let shortCount: String?
    let items: [ItemCard]

    init(_ section: Section, _ cards: [String: ItemCard], _ context: InspectionPage.Context) {
        let sums = context.record.result.sections.first { $0.section == section.code }
        code = section.code
        title = context.texts(section.title)
        earned = sums?.earned.points ?? "0"
        attainable = sums?.attainable.points ?? "0"
        score = sums?.score.map { context.record.standard.shown(score: $0, ofSection: section.code) } ?? "–"
        share = sums?.score?.rounded(decimals: 1) ?? "0"
        items = section.items.compactMap { cards[$0.code] }
        let short = items.count { $0.gap != nil }
        shortCount = short > 0 ? context.texts("section.short", "\(short)") : nil
    }
}

/// What this inspection corrects, by whom and why.
struct Revised: Sendable {
    let original: String
    let corrector: String
    let why: String

    init(_ revises: Filing.Revises) {
        original = Link.inspection("\(revises.inspection)").path
        corrector = revises.by
        why = revises.reason
    }
}
