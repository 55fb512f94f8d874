import ArgumentParser
import Compliance
import StrictJSON

/// Shows a checklist or a baseline as a table.
struct ChecklistShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: Wording.both("Items with their minimums, or parameters with their sources.", "查看检查表或基准。")
    )

    @Argument(
        help: .both(
            "A checklist or its amendment, a baseline or county override.",
            "检查表或其修订、基准或县级加严文件。",
            value: "file"
        )
    )
    var file: String

    @Flag(help: .both("Write the file as JSON, with its digest.", "以 JSON 写出文件内容和摘要。"))
    var json = false

    func run() throws {
        let node = try DocumentFile.read(file)
        let kind = StandardFiles.Kind(node)
        if kind == .checklist || kind == .amendment {
            let checklist = try StandardFiles.checklist(file)
            let baseline = try? StandardFiles.baseline(for: checklist, beside: file, on: nil)
            let words = FormulaWords(checklist, baseline)
            try Terminal.say(json ? Self.json(checklist.node) : Self.table(checklist, words))
        } else {
            let baseline = try StandardFiles.baseline(file)
            try Terminal.say(json ? Self.json(baseline.node) : Self.table(baseline))
        }
    }

    private static func json(_ node: Node) -> String {
        JSON.writePretty(.object([("digest", .string(node.digest)), ("document", node)]))
    }

    private static func table(_ checklist: Checklist, _ words: FormulaWords) -> String {
        let heading = columns(
            zh: ["编号", "分值", "级别", "最低要求", "适用", "依据", "核实", "内容"],
            en: ["code", "points", "severity", "minimum", "applies", "source", "verified", "requirement"]
        )
        let sections = checklist.sections.map { section in
            let rows = section.items.map { item in
                [
                    item.code, item.points.points, item.severity.title[.ofShell],
                    words.requirement(of: item)[.ofShell],
                    words.applies(item)?[.ofShell] ?? "", item.citation.place,
                    item.citation.verified.title[.ofShell],
                    item.text[.ofShell],
                ]
            }
            return "\(section.code)  \(section.title[.ofShell])\n" + Terminal.table([heading] + rows)
        }
        return head(
            checklist.title,
            "\(checklist.code) \(checklist.version)",
            checklist.effectiveFrom,
            checklist.node
        )
            + sections.joined(separator: "\n\n") + "\n\n" + grades(checklist, words)
            + conditions(checklist, words)
            + counts(checklist.items.map(\.citation), zh: "个检查项", en: "items")
    }

    /// The grades, worst first, with the condition of each.
    private static func grades(_ checklist: Checklist, _ words: FormulaWords) -> String {
        let heading = columns(zh: ["等次", "条件"], en: ["grade", "given when"])
        let rows = checklist.grades.map { [$0.title[.ofShell], words.condition(of: $0)[.ofShell]] }
        return Terminal.table([heading] + rows) + "\n\n"
    }

    /// The conditions that facts and answers are held against; nothing where there are none.
    private static func conditions(_ checklist: Checklist, _ words: FormulaWords) -> String {
        guard !checklist.constraints.isEmpty else { return "" }
        let heading = columns(
            zh: ["条件", "", "应成立", "否则"],
            en: ["condition", "", "must hold", "or else"]
        )
        let rows = checklist.constraints.map {
            [$0.code, $0.kind.title[.ofShell], words.condition(of: $0)[.ofShell], $0.message[.ofShell]]
        }
        return Terminal.table([heading] + rows) + "\n\n"
    }

    private static func table(_ baseline: Baseline) -> String {
        let heading = columns(
            zh: ["参数", "", "数值", "单位", "依据", "核实", "含义"],
            en: ["parameter", "", "value", "unit", "source", "verified", "meaning"]
        )
        let rows = baseline.parameters.map { parameter in
            [
                parameter.name, parameter.direction.title[.ofShell], parameter.value.points,
                parameter.unit[.ofShell], parameter.citation.place,
                parameter.citation.verified.title[.ofShell], parameter.title[.ofShell],
            ]
        }
        return head(
            baseline.title,
            "\(baseline.code) \(baseline.version)",
            baseline.effectiveFrom,
            baseline.node
        )
            + Terminal.table([heading] + rows) + "\n\n"
            + counts(baseline.parameters.map(\.citation), zh: "个参数", en: "parameters")
    }

    private static func head(_ title: Text, _ version: String, _ from: Day, _ node: Node) -> String {
        let since = Text(zh: "自 \(from) 起", en: "from \(from)")[.ofShell]
        let comma = Wording.text("，", ", ")
        return "\(title[.ofShell])\n\(version)\(comma)\(since)\(comma)\(node.digest.prefix(12))\n\n"
    }

    /// How many there are, and how well the papers behind them were read.
    private static func counts(_ citations: [Citation], zh: String, en: String) -> String {
        let parts = Verification.allCases.map { verification in
            "\(verification.title[.ofShell]) \(citations.filter { $0.verified == verification }.count)"
        }
        return "\(citations.count) " + Wording.text("\(zh)：", "\(en): ")
            + parts.joined(separator: Wording.text("，", ", "))
    }

    private static func columns(zh: [String], en: [String]) -> [String] {
        Language.ofShell == .zh ? zh : en
    }
}
