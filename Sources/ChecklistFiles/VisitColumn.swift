package import Compliance

/// A column of the file of visits with their answers: a row for each fact, answer and confirmation of each visit
/// (`docs/inspections.md`).
package enum VisitColumn: String, TableColumn, CaseIterable {
    case id, site, checklist, version, kind, inspector, second, escort, started, finished
    /// Of a correction: which visit it corrects, why, and who says so.
    case revises, reason, by
    /// What it came to: never taken from the file, but compared.
    case score
    /// Of what the row is (`Part`).
    case part
    case code, value, deductions, further, notApplicable, notChecked, note, evidence, fixedOnSpot

    /// Of what a row is.
    package enum Part: String, CaseIterable {
        case fact, answer, confirmation

        package var title: Text {
            switch self {
            case .fact: Text(zh: "事实", en: "fact")
            case .answer: Text(zh: "答案", en: "answer")
            case .confirmation: Text(zh: "确认", en: "confirmation")
            }
        }
    }

    static var all: [VisitColumn] { allCases }
    static let required: [VisitColumn] = [
        .id, .site, .checklist, .kind, .inspector, .escort, .started, .finished, .part, .code, .value,
    ]
    static let byHeading = index

    var headings: [String] { [title.zh, title.en, rawValue] }

    package var title: Text {
        switch self {
        case .id: Text(zh: "检查编号", en: "Inspection")
        case .site: Text(zh: "点位编号", en: "Site")
        case .checklist: Text(zh: "检查表", en: "Checklist")
        case .version: Text(zh: "版本", en: "Version")
        case .kind: Text(zh: "检查性质", en: "Visit kind")
        case .inspector: Text(zh: "检查员", en: "Inspector")
        case .second: Text(zh: "检查员二", en: "Second inspector")
        case .escort: Text(zh: "陪同人", en: "Escort")
        case .started: Text(zh: "开始时间", en: "Started")
        case .finished: Text(zh: "结束时间", en: "Finished")
        case .revises: Text(zh: "更正的检查", en: "Corrects")
        case .reason: Text(zh: "更正原因", en: "Reason of the correction")
        case .by: Text(zh: "更正人", en: "Corrected by")
        case .score: Text(zh: "得分", en: "Score")
        case .part: Text(zh: "内容", en: "Part")
        case .code: Text(zh: "代码", en: "Code")
        case .value: Text(zh: "填写", en: "Value")
        case .deductions: Text(zh: "扣分项", en: "Deductions")
        case .further: Text(zh: "另扣", en: "Further points off")
        case .notApplicable: Text(zh: "不适用的原因", en: "Why not applicable")
        case .notChecked: Text(zh: "未检查", en: "Not checked")
        case .note: Text(zh: "说明", en: "Note")
        case .evidence: Text(zh: "佐证", en: "Evidence")
        case .fixedOnSpot: Text(zh: "当场整改", en: "Mended on the spot")
        }
    }

    var fillsDown: Bool { isOfVisit }
    var isDay: Bool { false }

    /// Whether it says something of the visit: then its first row is enough, and the others may leave it out.
    package var isOfVisit: Bool {
        switch self {
        case .id, .site, .checklist, .version, .kind, .inspector, .second, .escort, .started, .finished,
            .revises,
            .reason, .by, .score:
            true
        default: false
        }
    }
}
