import ArgumentParser
import Compliance
import Foundation
import Papers
import Store
import StrictJSON
import Web

/// Writes the report of a closed week to a file.
struct WeekExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: Wording.both("Write a closed week's report to a file.", "把已封存的周报写成文件。"),
        discussion: Wording.about(
            """
            文件出自封存的原文。中文 PDF 已存档的，写出存档的那一份。
            已有的文件不覆盖。生成 PDF 和 Word 文件要先运行 scripts/install。
            """,
            """
            The file is made from the sealed bytes; where the PDF in Chinese is kept, it
            is that one. A file that is there is not replaced. PDF and Word files need
            what scripts/install installs.
            """,
            examples: """
                lazaret week export 2021-W33 --format docx --to W33.docx
                lazaret week export 2021-W33 --format pdf --language en --to W33.pdf
                """
        )
    )

    @Argument(help: .both("The ISO week, Asia/Shanghai.", "ISO 周，北京时间。", value: "YYYY-Www"))
    var week: String

    @Option(help: .both("pdf, docx, xlsx, csv or json.", "文件格式：pdf、docx、xlsx、csv 或 json。", value: "format"))
    var format: PaperFormat

    @OptionGroup var file: NewFileOptions

    @OptionGroup var chosen: RevisionOption

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let week = try WeeksCommand.read(week)
        let paper = try await options.withStore { store in
            let sealed = try await store.requiredSealedWeek(week, revision: chosen.revision)
            return try await WeekPapers.paper(of: sealed, as: format, in: file.language, from: store)
        }
        try file.write(of: paper.bytes.count, saying: options) { place in
            try place.write(contentsOf: Data(paper.bytes))
        }
    }
}

extension PaperFormat: ExpressibleByArgument {}
