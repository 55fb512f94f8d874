import StrictJSON

extension Minimum {
    /// Reads the `minimum` of an item, or what it is when left out.
    init(_ fields: Fields, for answer: AnswerType) {
        let field = fields["minimum"]
        switch answer {
        case .yesNo: self = .answered(yes: field?.yesOrNo() ?? true)
        case .text:
            field?.noteNoMinimum()
            self = .anyText
        case .graded:
            field?.noteNoMinimum()
            self = .fullPoints
        case .choice(let choices): self = .oneOf(field.map { Self.values($0, choices) } ?? [])
        case .number, .date: self = field.map(Self.bound) ?? .bound(.atLeast, Formula("0"))
        }
        if field == nil, answer.needsMinimum {
            _ = fields.require("minimum")
        }
    }

    private static func values(_ field: Field, _ choices: [Choice]) -> [String] {
        let known = choices.map(\.value)
        var values: [String] = []
        for element in field.fields("oneOf").require("oneOf").list(1...40) {
            let value = element.words(longest: 60)
            if !known.isEmpty, !known.contains(value) {
                let near = nearest(to: value, among: element.collector.suggestions(known))
                element.note(
                    "unknownChoice",
                    zh: "choice 里没有“\(value.shown)”" + (near.map { "，是否指“\($0)”？" } ?? "。"),
                    en: "'\(value.shown)' is not one of the choices"
                        + (near.map { "; did you mean '\($0)'?" } ?? ".")
                )
            }
            if values.contains(value) { element.noteRepeated(value.shown) }
            values.append(value)
        }
        return values
    }

    private static func bound(_ field: Field) -> Minimum {
        let known = Direction.allCases.map(\.rawValue)
        guard let object = field.node?.object, object.count == 1, let name = object.first?.name else {
            field.noteWrongType(
                zh: "{atLeast: …}、{atMost: …} 或 {equals: …}",
                en: "{atLeast: …}, {atMost: …} or {equals: …}"
            )
            return .bound(.atLeast, Formula("0"))
        }
        let fields = Fields(field, known: known)
        guard let direction = Direction(rawValue: name) else { return .bound(.atLeast, Formula("0")) }
        return .bound(direction, fields.require(name).formula())
    }

    /// nil where it is what the answer has by itself.
    var node: Node? {
        switch self {
        case .answered(let yes): yes ? nil : "no"
        case .bound(let direction, let formula): .object([(direction.rawValue, .string(formula.text))])
        case .oneOf(let values): .object([("oneOf", .array(values.map { .string($0) }))])
        case .anyText, .fullPoints: nil
        }
    }
}

extension AnswerType {
    fileprivate var needsMinimum: Bool {
        switch self {
        case .number, .date, .choice: true
        case .yesNo, .text, .graded: false
        }
    }
}

extension Field {
    fileprivate func yesOrNo() -> Bool {
        switch node?.value {
        case .string("yes"), .bool(true): return true
        case .string("no"), .bool(false): return false
        default:
            noteWrongType(zh: "yes 或 no", en: "yes or no")
            return true
        }
    }

    fileprivate func noteNoMinimum() {
        note(
            "noMinimum",
            zh: "这种答案不写 minimum：文字只要不空，扣分制只要不扣分。",
            en: "This answer takes no minimum: a text must not be blank, a graded item must lose no points."
        )
    }
}
