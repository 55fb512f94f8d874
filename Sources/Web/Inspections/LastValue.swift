import Compliance
import Store

/// What a field had at the site's last visit, shown beside it while it is empty: never taken over unless somebody does so.
struct LastValue: Sendable {
    /// As the field takes it.
    let value: String
    let wording: String

    init(_ value: String, _ said: String, on day: Day, _ texts: Texts) {
        self.value = value
        wording = texts("form.asLast", "\(day)", said)
    }

    /// What was said of the fact at that visit; nil where nothing was.
    init?(_ fact: Fact, _ record: InspectionRecord?, _ texts: Texts) {
        guard let record, let value = record.filing.sheet.facts[fact.name] else { return nil }
        self.init(value.field, texts.fact(value, fact), on: Day(record.finishedAt), texts)
    }
}

extension FactValue {
    /// As a form's field takes it.
    fileprivate var field: String {
        switch self {
        case .yes: "yes"
        case .no: "no"
        case .number(let number): number.exact
        case .choice(let text), .text(let text): text
        case .date(let day): "\(day)"
        }
    }
}
