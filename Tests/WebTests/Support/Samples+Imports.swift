@testable import ChecklistFiles
import StrictJSON

@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

extension Samples {
    /// A preview with something in every part of it.
    func importPage(_ texts: Texts) -> ImportPage {
        ImportPage(done: twist("done"), preview: importPreview(isLarge: false, texts))
    }

    /// The same of a file that is too large to be carried along, and of which the sheet is not known.
    func importPreview(isLarge: Bool, _ texts: Texts) -> ImportPreview {
        let change = RegisterChange(
            edition: 3,
            day: Samples.day("2021-08-18"),
            sites: [
                SiteChange(
                    index: 0,
                    code: twist("T-01"),
                    isNew: false,
                    fields: [
                        FieldChange(field: .capacity, before: "40", after: nil),
                        FieldChange(field: .duty(.director), before: nil, after: twist("院长")),
                    ]
                ),
                SiteChange(
                    index: 1,
                    code: twist("T-09"),
                    isNew: true,
                    fields: [FieldChange(field: .name, before: nil, after: twist("新点"))]
                ),
            ],
            townships: [TownshipChange(code: twist("09"), before: nil, after: text("新镇", "New township"))],
            unchanged: 4,
            questions: [],
            effects: effects
        )
        let problem = Problem(isLarge ? "whichSheet" : "x", at: "", text("问题", "a problem"))
        let answers = ["a", "b"].map { FileQuestion.Answer(id: twist($0), text: text("是", "yes")) }
        let preview = RegisterPreview(
            files: [
                RegisterFile(name: twist("f"), reading: reading, problems: [], sheets: [twist("Sheet1")])
            ],
            entries: [],
            problems: [("f", problem)],
            unsaid: 1,
            questions: [
                ("f", FileQuestion(problem: problem, answers: answers)),
                ("f", FileQuestion(problem: problem, answers: [answers[0]])),
            ],
            change: change
        )
        let sent = SentRegister(
            name: twist("f"),
            bytes: [],
            sheet: twist("Sheet1"),
            confirmed: [twist("c")],
            seen: nil
        )
        return ImportPreview(preview, sent, kept: isLarge ? nil : twist("k"), isOther: true, texts)
    }

    /// Visits of a file that were looked at, or of which the sheet is not known.
    func visitImportPage(_ texts: Texts, asksSheet: Bool) -> VisitImportPage {
        let problem = Problem(asksSheet ? "whichSheet" : "x", at: "", text("问题", "a problem"))
        var outcome = VisitImport(setAside: [SetAside(.title, row: 1, twist("标题"))])
        (outcome.new, outcome.known, outcome.refused) = (2, 1, 1)
        (outcome.problems, outcome.unsaid) = ([problem], 3)
        let file = VisitFile(
            table: nil,
            problems: asksSheet ? [problem] : [],
            sheets: [twist("Sheet1"), twist("Sheet2")]
        )
        let sent = SentRegister(
            name: twist("f"),
            bytes: [],
            sheet: asksSheet ? nil : twist("Sheet1"),
            confirmed: [],
            seen: nil
        )
        return VisitImportPage(
            done: twist("done"),
            preview: .init(
                file,
                asksSheet ? nil : outcome,
                sent,
                isWritten: false,
                isOther: true,
                texts
            )
        )
    }

    private var effects: RegisterEffects {
        var effects = RegisterEffects()
        effects.namings = [
            .init(
                site: twist("T-01"),
                from: Samples.day("2021-08-01"),
                to: Samples.day("2021-08-02"),
                before: twist("甲"),
                after: nil,
                belowMinimum: 1
            )
        ]
        return effects
    }

    /// What can be read of a register with a column that nobody knows.
    private var reading: RegisterReading? {
        var sheet = Sheet(name: twist("Sheet1"))
        let heads = ["编号", "类型", "名称", "启用日期", twist("备注")]
        sheet.rows = [heads, ["C-1", "县隔离点", "甲", "2021-08-01", "x"]].enumerated()
            .map { row, cells in
                Sheet.Row(
                    number: row + 1,
                    cells: cells.enumerated().map { Sheet.Cell(column: $0 + 1, .text, $1) }
                )
            }
        return try? SiteRegister.reading(Workbook(sheets: [sheet]))
    }
}
