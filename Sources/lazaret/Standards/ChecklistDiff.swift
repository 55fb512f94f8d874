import ArgumentParser
import Compliance
import StrictJSON

/// Compares two versions of a checklist, or of a baseline.
struct ChecklistDiff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: Wording.both("What differs between two versions, field by field.", "比较两个版本。")
    )

    @Argument(help: .both("The older version.", "旧版本。", value: "old"))
    var old: String

    @Argument(help: .both("The newer version.", "新版本。", value: "new"))
    var new: String

    @Flag(help: .both("Write JSON.", "以 JSON 答复。"))
    var json = false

    func run() throws {
        let kinds = try [old, new]
            .map { file in
                let kind = StandardFiles.Kind(try DocumentFile.read(file))
                return kind == .checklist || kind == .amendment
            }
        guard kinds[0] == kinds[1] else {
            throw CommandError(zh: "不能拿检查表和基准相比。", en: "A checklist cannot be compared with a baseline.")
        }
        if kinds[0] {
            let (before, after) = (try StandardFiles.checklist(old), try StandardFiles.checklist(new))
            let words = { (checklist: Checklist, file: String) in
                FormulaWords(checklist, try? StandardFiles.baseline(for: checklist, beside: file, on: nil))
            }
            try show(ChecklistComparison(before, after), words(before, old), words(after, new))
        } else {
            try show(BaselineComparison(try StandardFiles.baseline(old), try StandardFiles.baseline(new)))
        }
    }

    private func show(
        _ comparison: ChecklistComparison,
        _ before: FormulaWords,
        _ after: FormulaWords
    ) throws {
        guard !json else { return try Terminal.say(JSON.writePretty(comparison.node)) }
        let lists = [
            (Text(zh: "来源", en: "Sources"), comparison.sources),
            (Text(zh: "点位情况", en: "Facts"), comparison.facts),
            (Text(zh: "等级", en: "Grades"), comparison.grades),
            (Text(zh: "部分", en: "Sections"), comparison.sections),
            (Text(zh: "检查项", en: "Items"), comparison.items),
            (Text(zh: "条件", en: "Conditions"), comparison.constraints),
        ]
        try say(comparison.header, lists, isEmpty: comparison.isEmpty, before, after)
        for code in comparison.reusedCodes {
            Terminal.note(Text(zh: "警告：", en: "warning: ")[.ofShell] + code.message[.ofShell])
        }
    }

    private func show(_ comparison: BaselineComparison) throws {
        guard !json else { return try Terminal.say(JSON.writePretty(comparison.node)) }
        try say(
            comparison.header,
            [
                (Text(zh: "来源", en: "Sources"), comparison.sources),
                (Text(zh: "参数", en: "Parameters"), comparison.parameters),
            ],
            isEmpty: comparison.isEmpty,
            nil,
            nil
        )
        for shift in comparison.shifts {
            let name = "\(shift.parameter.name) \(shift.before) → \(shift.parameter.value)"
            let word =
                switch shift.isStricter {
                case true?: Text(zh: "更严", en: "stricter")
                case false?: Text(zh: "更宽", en: "looser")
                case nil: Text(zh: "不同", en: "different")
                }
            try Terminal.say("\(name): \(word[.ofShell])")
        }
    }

    private func say(
        _ header: [FieldChange],
        _ lists: [(Text, EntriesComparison)],
        isEmpty: Bool,
        _ before: FormulaWords?,
        _ after: FormulaWords?
    ) throws {
        guard !isEmpty else {
            try Terminal.say(Text(zh: "两个版本相同。", en: "The two versions are the same.")[.ofShell])
            return
        }
        for change in header { try Terminal.say(Self.line(change, nil, nil)) }
        for (title, list) in lists where !list.isEmpty {
            try Terminal.say("\n\(title[.ofShell])")
            for entry in list.removed { try Terminal.say("- \(entry.code)  \(entry.title[.ofShell])") }
            for entry in list.added { try Terminal.say("+ \(entry.code)  \(entry.title[.ofShell])") }
            for changed in list.changed {
                try Terminal.say("~ \(changed.entry.code)  \(changed.entry.title[.ofShell])")
                for field in changed.fields { try Terminal.say("    " + Self.line(field, before, after)) }
            }
        }
    }

    private static func line(_ change: FieldChange, _ before: FormulaWords?, _ after: FormulaWords?) -> String
    {
        let isFormula = formulas.contains(change.field)
        let field = FieldWords(change.field)
        func value(_ node: Node?, _ formulas: FormulaWords?) -> String {
            node.flatMap { field.value($0) } ?? words(node, isFormula ? formulas : nil)
        }
        return field.name + Wording.text("：", ": ")
            + "\(value(change.before, before)) → \(value(change.after, after))"
    }

    /// The fields that are formulas, which are compared in words.
    private static let formulas: Set<String> = [
        "minimum.atLeast", "minimum.atMost", "minimum.equals", "applies", "when", "constraint",
    ]

    private static func words(_ node: Node?, _ formulas: FormulaWords?) -> String {
        guard let node else { return "–" }
        guard let text = node.string else { return JSON.write(node) }
        return formulas?.words(for: Formula(text))[.ofShell] ?? text
    }
}
