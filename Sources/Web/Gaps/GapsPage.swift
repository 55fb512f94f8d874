import Compliance
import Store

/// The register of gaps (台账): every run that is asked for, with where it stands and by when.
struct GapsPage: Page {
    static let template = "gaps-register"

    let states: [Option]
    let severities: [Option]
    let responsibles: [Option]
    let orders: [Option]
    let site: String
    let item: String
    let age: String
    let isOverdue: Bool
    let gaps: [RegisterLine]
    let hasGaps: Bool
    let found: String
    let pager: Pager?
    let tables: [FileLink]
    let toVerifyAddress: String

    init(
        _ page: ListPage<ListedGap>,
        _ filter: GapFilter,
        _ pager: Pager?,
        tables: [FileLink],
        _ texts: Texts
    ) {
        states = GapFilter.Standing.allCases.map {
            Option(
                value: $0.rawValue,
                wording: GapState(rawValue: $0.rawValue).map { texts($0.title) }
                    ?? texts("gapFilter.\($0.rawValue)"),
                isChosen: filter.standing == $0
            )
        }
        severities =
            [Option(value: "", wording: texts("gapRegister.any"), isChosen: filter.severity == nil)]
            + Severity.allCases.map {
                Option(value: $0.rawValue, wording: texts($0), isChosen: filter.severity == $0)
            }
        responsibles =
            [Option(value: "", wording: texts("gapRegister.any"), isChosen: filter.responsible == nil)]
            + Responsible.allCases.map {
                Option(value: $0.rawValue, wording: texts($0), isChosen: filter.responsible == $0)
            }
        orders = GapFilter.Order.allCases.map {
            Option(
                value: $0.rawValue,
                wording: texts("gapOrder.\($0.rawValue)"),
                isChosen: filter.order == $0
            )
        }
        site = filter.site ?? ""
        item = filter.item ?? ""
        age = filter.age.map(String.init) ?? ""
        isOverdue = filter.isOverdue
        gaps = page.elements.map { RegisterLine($0, texts) }
        hasGaps = !gaps.isEmpty
        found = texts("gapRegister.found", "\(page.total)")
        self.pager = pager
        self.tables = tables
        toVerifyAddress = Link.gaps.path + "?state=toVerify"
    }

    func windowTitle(_ texts: Texts) -> String { texts("gapRegister.title") }
}

/// A run in the register.
struct RegisterLine: Sendable {
    let address: String
    let item: String
    let text: String
    let siteName: String
    let siteAddress: String
    let severity: String
    let severityCode: String
    let state: String
    let colour: StandingColour?
    let since: String
    let age: String
    let repeats: String?
    let responsible: String
    let deadline: String
    let isOverdue: Bool

    init(_ gap: ListedGap, _ texts: Texts) {
        address = Link.gap(gap.site, gap.item).path
        item = gap.item
        text = texts(gap.text)
        siteName = texts(gap.siteName)
        siteAddress = Link.site(gap.site).path
        severity = texts(gap.severity)
        severityCode = gap.severity.rawValue
        state = texts(gap.state.title)
        colour = gap.standing.colour.map { StandingColour($0, texts) }
        since = gap.since.shanghai
        age = texts("gapRegister.days", "\(gap.standing.age)")
        repeats = gap.repeats > 0 ? texts("gapRegister.repeats", "\(gap.repeats)") : nil
        responsible = texts(gap.responsible)
        deadline = gap.deadline.shanghai
        isOverdue = gap.standing.isOverdue
    }
}
