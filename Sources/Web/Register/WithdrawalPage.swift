import Compliance
import Store

/// The form that withdraws a visit filed by mistake, with what the visit was.
struct WithdrawalPage: Page {
    static let template = "withdrawal"

    let siteName: String
    let siteCode: String
    let address: String
    let inspectionAddress: String
    let particulars: [LabelledValue]
    let hasProblems: Bool
    let problems: [String]
    /// Said where it is withdrawn already, or a correction stands in its place: nothing can be done then.
    let standsInTheWay: String?
    /// What withdrawing it does to weeks, lists and flags.
    let effects: [String]
    let hasEffects: Bool

    init(_ record: InspectionRecord, _ effects: [Text], _ problems: [Problem], _ texts: Texts) {
        self.effects = effects.map { texts($0) }
        hasEffects = !effects.isEmpty
        let filing = record.filing
        siteName = texts(record.site.name)
        siteCode = record.site.code
        address = Link.withdrawal("\(filing.id)").path
        inspectionAddress = Link.inspection("\(filing.id)").path
        particulars = [
            LabelledValue(label: texts("visit.kind"), wording: texts(filing.kind)),
            LabelledValue(label: texts("visit.finished"), wording: filing.finishedAt.shanghai),
            LabelledValue(
                label: texts("visit.grade"),
                wording: record.result.grade.map { texts($0.title) } ?? texts("grade.none")
            ),
            LabelledValue(label: texts("withdrawal.inspectors"), wording: texts.list(filing.inspectors)),
        ]
        self.problems = problems.map { texts($0.message) }
        hasProblems = !problems.isEmpty
        standsInTheWay =
            record.withdrawal != nil
            ? texts("withdrawal.already") : record.revisedBy != nil ? texts("withdrawal.revised") : nil
    }

    func windowTitle(_ texts: Texts) -> String { texts("withdrawal.title") }
}
