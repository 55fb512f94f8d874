import Compliance
import Store
import StrictJSON

/// A field of the form's head, with its own problems.
struct HeaderField: Sendable {
    let id: String
    let name: String
    let type: String
    let label: String
    let value: String
    let isRequired: Bool
    let last: LastValue?
    let errors: [String]
    let hasErrors: Bool

    init(
        _ id: String,
        _ label: String,
        _ value: String?,
        _ pointer: String,
        _ found: FormProblems,
        _ texts: Texts,
        name: String? = nil,
        type: String = "text",
        isRequired: Bool = true,
        last: LastValue? = nil
    ) {
        self.id = id
        self.name = name ?? id
        self.type = type
        self.label = texts(label)
        self.value = value ?? ""
        self.isRequired = isRequired
        self.last = self.value.isEmpty ? last : nil
        errors = found.at(FormProblems.anchor(of: pointer))
        hasErrors = !errors.isEmpty
    }

    /// The two inspectors, the escort, and when the visit began and ended.
    static func all(
        _ document: Node,
        last: InspectionRecord?,
        _ found: FormProblems,
        _ texts: Texts
    ) -> [HeaderField] {
        let inspectors = document["inspectors"]?.array?.map { $0.string ?? "" } ?? []
        let second = inspectors.dropFirst().first
        return [
            HeaderField(
                "inspector-1",
                "form.inspector1",
                inspectors.first,
                "/inspectors/0",
                found,
                texts,
                name: "inspector"
            ),
            HeaderField(
                "inspector-2",
                "form.inspector2",
                second,
                "/inspectors/1",
                found,
                texts,
                name: "inspector",
                isRequired: false
            ),
            HeaderField(
                "escort",
                "form.escort",
                document["escort"]?.string,
                "/escort",
                found,
                texts,
                last: last.map {
                    LastValue($0.filing.escort, $0.filing.escort, on: Day($0.finishedAt), texts)
                }
            ),
            HeaderField(
                "startedAt",
                "form.started",
                FormDocument.fieldTime(document["startedAt"]),
                "/startedAt",
                found,
                texts,
                type: "datetime-local"
            ),
            HeaderField(
                "finishedAt",
                "form.finished",
                FormDocument.fieldTime(document["finishedAt"]),
                "/finishedAt",
                found,
                texts,
                type: "datetime-local"
            ),
        ]
    }
}

/// What the form takes for a fact or an item: one of its kinds is there, the others are nil.
struct Control: Sendable {
    /// Values to choose one of.
    let options: [RadioOption]
    let hasOptions: Bool
    /// A value to type.
    let input: Input?

    /// A value to choose, with an id for its label.
    struct RadioOption: Sendable {
        let id: String
        let value: String
        let wording: String
        let isChosen: Bool
    }

    /// A value to type.
    struct Input: Sendable {
        let type: String
        let mode: String
        let value: String
        let unit: String
        let isLong: Bool
    }

    init(
        _ type: AnswerType,
        _ value: String,
        id: String,
        extra: [(String, String)],
        chosen: String,
        _ texts: Texts
    ) {
        let choices: [(String, String)] =
            switch type {
            case .yesNo: [("yes", texts("answer.yes")), ("no", texts("answer.no"))]
            case .choice(let choices): choices.map { ($0.value, texts($0.title)) }
            case .graded: [("graded", texts("form.graded"))]
            case .number, .date, .text: []
            }
        let all = choices.isEmpty ? [] : extra.prefix(1) + choices + extra.dropFirst()
        options = all.enumerated()
            .map { index, choice in
                RadioOption(
                    id: "\(id)-\(index)",
                    value: choice.0,
                    wording: choice.1,
                    isChosen: choice.0 == chosen
                )
            }
        hasOptions = !options.isEmpty
        input =
            switch type {
            case .number(_, _, let decimals):
                Input(
                    type: "text",
                    mode: decimals == 0 ? "numeric" : "decimal",
                    value: value,
                    unit: texts.unit(of: type),
                    isLong: false
                )
            case .date: Input(type: "date", mode: "text", value: value, unit: "", isLong: false)
            case .text: Input(type: "text", mode: "text", value: value, unit: "", isLong: true)
            case .yesNo, .choice, .graded: nil
            }
    }
}

/// A fact about the site on the day of the visit.
struct FactField: Sendable {
    let id: String
    let name: String
    let title: String
    let control: Control
    let last: LastValue?
    let errors: [String]
    let hasErrors: Bool

    init(_ fact: Fact, _ node: Node?, last: InspectionRecord?, _ found: FormProblems, _ texts: Texts) {
        let value = node.flatMap { $0.bool.map { $0 ? "yes" : "no" } ?? FormNumber.text($0) } ?? ""
        id = "fact-\(fact.name)"
        name = "fact.\(fact.name)"
        title = texts(fact.title)
        control = Control(fact.type, value, id: id, extra: [], chosen: value, texts)
        self.last = value.isEmpty ? LastValue(fact, last, texts) : nil
        errors = found.at(id)
        hasErrors = !errors.isEmpty
    }
}
