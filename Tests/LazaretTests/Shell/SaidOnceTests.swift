import Foundation
import Testing

/// Each problem of a file is said once, and a file that is no text is said to be what it is.
@Suite(.serialized) struct SaidOnceTests {
    private static func written(_ text: String, to name: String, in folder: String) throws -> String {
        try Data(text.utf8).write(to: URL(filePath: folder + "/" + name))
        return folder + "/" + name
    }

    @Test func lintLooksAtAFileOnce() async throws {
        try await Shell.withFolder { folder in
            let file = try Self.written("checklist: x\n", to: "x.yaml", in: folder)
            let once = try await Shell().run("checklist", "lint", file)
            #expect(once.code == 1 && !once.lines.isEmpty)
            #expect(Set(once.lines).count == once.lines.count)
            #expect(try await Shell().run("checklist", "lint", file, file).output == once.output)
        }
    }

    @Test(arguments: ["C.UTF-8", "zh_CN.UTF-8"])
    func lintSaysWhatIsNoText(language: String) async throws {
        let chinese = language.hasPrefix("zh")
        let kinds = [
            ("%PDF-1.7\n", "PDF 文件", "a PDF file"),
            ("PK\u{3}\u{4}xl/workbook.xml", "Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)"),
            ("GIF89a", "图片", "an image"), ("\u{7F}ELF", "可执行程序", "a program"),
        ]
        try await Shell.withFolder { folder in
            for (text, zh, en) in kinds {
                for name in ["x.yaml", "x.json"] {
                    let file = try Self.written(text, to: name, in: folder)
                    let said = try await Shell(["LC_ALL": language]).run("checklist", "lint", file)
                    let expected =
                        chinese
                        ? "\(file): 文件是“\(zh)”，不是文本，没有读取。"
                        : "\(file): The file is \(en) and no text; it was not read."
                    #expect(said.lines == [expected])
                }
            }
        }
    }

    @Test func whatIsReadLineByLineIsNotRefusedLineByLine() async throws {
        try await Shell.withFolder { folder in
            let file = try Self.written("%PDF-1.7\n1 0 obj\nendobj\n", to: "x.ndjson", in: folder)
            let said = try await Shell()
                .run("score", "--checklist", "checklists/zone.yaml", "--ndjson", "--answers", file)
            #expect(said.lines.count == 1)
            #expect(said.output.contains("The file is a PDF file and no text"), "\(said.output)")
        }
    }

    @Test func importSaysEachPlaceAndEachProblemOnce() async throws {
        let shell = Shell(["DATABASE_URL": try await CheckpointCounty.shared.url, "LAZARET_COUNTY": "test"])
        try await Shell.withFolder { folder in
            let rows = "K-40,卡点,甲,91,甲镇,2021-08-01\nK-41,卡点,乙,91,乙镇,2021-08-32\nK-42,卡点,丙,91,丙镇,2021-08-01\n"
            let file = try Self.written("编号,类型,名称,乡镇编号,乡镇,启用日期\n" + rows, to: "x.csv", in: folder)
            let said = try await shell.run("import", "sites", file, file)
            #expect(said.code == 1)
            let lines = said.error.split(separator: "\n").map { $0.replacing(file, with: "x.csv") }
            #expect(
                lines == [
                    "x.csv: row 3, column 'township': township 91 is called '甲镇' in row 2 and '乙镇' here.",
                    "x.csv: row 3, column 'opened': '2021-08-32' is not a date; write 2021-08-01.",
                    "x.csv: row 4, column 'township': township 91 is called '甲镇' in row 2 and '丙镇' here.",
                ]
            )
            let pdf = try Self.written("%PDF-1.7\n", to: "x.xlsx", in: folder)
            let none = try await shell.run("import", "sites", pdf)
            #expect(none.error.contains("The file is a PDF file and no table"), "\(none.error)")
            #expect(none.error.split(separator: "\n").count == 1)
        }
    }
}
