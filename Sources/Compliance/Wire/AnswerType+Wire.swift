import StrictJSON

extension AnswerType {
    init(_ field: Field) {
        switch field.node?.string {
        case "yesNo": self = .yesNo
        case "text": self = .text
        case "date": self = .date
        case let word?:
            field.note(
                "unknownWord",
                zh: "没有“\(word.shown)”这种答案；可用 yesNo、text、date、{number: …}、{choice: …}、{graded: …}。",
                en:
                    "There is no answer '\(word.shown)'; use yesNo, text, date, {number: …}, {choice: …} or {graded: …}."
            )
            self = .text
        case nil: self = Self.detailed(field)
        }
    }

    private static func detailed(_ field: Field) -> AnswerType {
        guard let member = field.node?.object, member.count == 1, let name = member.first?.name else {
            field.noteWrongType(
                zh: "yesNo、text、date，或 {number: …}、{choice: …}、{graded: …} 之一",
                en: "yesNo, text, date, or one of {number: …}, {choice: …}, {graded: …}"
            )
            return .text
        }
        let fields = field.fields("number", "choice", "graded")
        switch name {
        case "number": return number(fields.require(name))
        case "choice": return .choice(Choice.list(fields.require(name)))
        case "graded": return graded(fields.require(name))
        default: return .text
        }
    }

    /// What a number in an answer may be.
    static let numbers: ClosedRange<Rational> = -1_000_000_000...1_000_000_000

    private static func number(_ field: Field) -> AnswerType {
        let fields = field.fields("unit", "min", "max", "decimals")
        let decimals = fields["decimals"]?.number(0...3, decimals: 0).integer ?? 0
        let least = fields["min"]?.number(numbers, decimals: decimals) ?? 0
        let most = fields.require("max")
        let highest = most.number(numbers, decimals: decimals)
        if most.node?.number != nil, highest <= least {
            most.note(
                "emptyRange",
                zh: "最大值 \(highest) 应大于最小值 \(least)。",
                en: "The max, \(highest), must be more than the min, \(least)."
            )
        }
        return .number(
            unit: fields.require("unit").text(longest: 40),
            range: least...max(least, highest),
            decimals: decimals
        )
    }

    private static func graded(_ field: Field) -> AnswerType {
        let fields = field.fields("step", "deductions")
        let step = fields.require("step").points()
        return .graded(step: step, deductions: Deduction.list(fields.require("deductions"), step: step))
    }

    var node: Node {
        switch self {
        case .yesNo: "yesNo"
        case .text: "text"
        case .date: "date"
        case .number(let unit, let range, let decimals):
            .object([
                (
                    "number",
                    .object([
                        ("unit", unit.node),
                        ("min", range.lowerBound.isZero ? nil : .number(range.lowerBound)),
                        ("max", .number(range.upperBound)),
                        ("decimals", decimals == 0 ? nil : .number(decimals)),
                    ])
                )
            ])
        case .choice(let choices): .object([("choice", .array(choices.map(\.node)))])
        case .graded(let step, let deductions):
            .object([
                (
                    "graded",
                    .object([("step", .number(step)), ("deductions", .array(deductions.map(\.node)))])
                )
            ])
        }
    }
}

extension Choice {
    fileprivate static func list(_ field: Field) -> [Choice] {
        var choices: [Choice] = []
        for element in field.list(2...40) {
            let fields = element.fields("value", "title")
            let value = fields.require("value")
            let choice = Choice(value: value.name(.word), title: fields.require("title").text())
            if choices.contains(where: { $0.value == choice.value }) {
                value.noteRepeated(choice.value.shown)
            }
            choices.append(choice)
        }
        return choices
    }

    fileprivate var node: Node { .object([("value", .string(value)), ("title", title.node)]) }
}

extension Deduction {
    fileprivate static func list(_ field: Field, step: Rational) -> [Deduction] {
        var deductions: [Deduction] = []
        for element in field.list(0...40) {
            let fields = element.fields("code", "title", "points")
            let (code, points) = (fields.require("code"), fields.require("points"))
            let deduction = Deduction(
                code: code.name(.deduction),
                title: fields.require("title").text(),
                points: points.points()
            )
            if deductions.contains(where: { $0.code == deduction.code }) {
                code.noteRepeated(deduction.code.shown)
            }
            if let steps = deduction.points.divided(by: step), !steps.isInteger {
                points.note(
                    "notInSteps",
                    zh: "\(deduction.points) 分不是每档 \(step) 分的整数倍。",
                    en: "\(deduction.points) is not a whole number of steps of \(step)."
                )
            }
            deductions.append(deduction)
        }
        return deductions
    }

    fileprivate var node: Node {
        .object([("code", .string(code)), ("title", title.node), ("points", .number(points))])
    }
}
