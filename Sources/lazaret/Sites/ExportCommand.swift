import ArgumentParser
import Compliance
import Foundation
import Papers
import Store
import StrictJSON
import Web

/// Writes a register to a file for spreadsheets.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: Wording.both("Write a register to a file for spreadsheets.", "把台账写成表格文件。"),
        discussion: Wording.about(
            """
            台账：sites 点位、gaps 整改、notices 通知书、orders 督办单、cases 问责案卷、
            inspections 检查、inspectors 谁检查的、answers 检查的全部填写（可再导入）。
            整份文件是同一时刻的；已有的文件不覆盖。--from、--until 只用于后三种，按结
            束日期。
            """,
            """
            The registers are sites, gaps, notices, orders, cases, inspections,
            inspectors (who inspected) and answers (all that visits found, which import
            inspections reads). A file is of one moment; one that is there is not
            replaced. --from and --until are for the last three alone, by the day on
            which a visit ended.
            """,
            examples: """
                lazaret export gaps --state all --format xlsx --to gaps.xlsx
                lazaret export inspections --from 2021-08-01 --format csv --to v.csv
                """
        )
    )

    /// What can be written.
    enum Register: String, CaseIterable, ExpressibleByArgument {
        case sites, gaps, notices, orders, cases, inspections, inspectors, answers
    }

    @Argument(help: .both("Which register.", "哪一本台账。", value: "register"))
    var register: Register

    @Option(help: .both("xlsx or csv.", "文件格式：xlsx 或 csv。", value: "format"))
    var format: TableFormat

    @Option(help: .both("The file to write.", "写到哪个文件。", value: "file"))
    var to: String

    @Option(
        help: .both(
            "zh or en, the language of the file; Chinese otherwise.",
            "文件的语言，zh 或 en；不写则为中文。",
            value: "language"
        )
    )
    var language: Language = .zh

    @Option(help: .both("Only of this site.", "只写这个点位的。", value: "code"))
    var site: String?

    @Option(help: .both("Of gaps: which of them (see show gaps).", "整改台账写哪些（见 show gaps）。", value: "state"))
    var state: GapFilter.Standing = .current

    @Option(help: .both("From this day on.", "从这一天起。", value: "YYYY-MM-DD"))
    var from: String?

    @Option(help: .both("Until this day.", "到这一天为止。", value: "YYYY-MM-DD"))
    var until: String?

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let days = (try Self.day(from), try Self.day(until))
        let file = try await options.withStore { store in try await self.file(of: store, days) }
        try NewFile.write(to) { place in
            var written = 0
            while written < file.size {
                let piece = try file.piece(from: written)
                guard !piece.isEmpty else { throw PaperRefusal.interrupted }
                try place.write(contentsOf: Data(piece))
                written += piece.count
            }
        }
        try options.say(
            .object([("file", .string(to)), ("bytes", .number(file.size))]),
            or: Wording.text("已写出 \(to)（\(file.size) 字节）。", "Wrote \(to) (\(file.size) bytes)."),
            else: .doneAllTheSame
        )
    }

    private func file(of store: Store, _ days: (from: Day?, until: Day?)) async throws -> TableFile {
        let now = Instant.now
        let visits = VisitFilter(site: site, from: days.from, to: days.until)
        return switch register {
        case .sites:
            try await make(Registers.sites) { take in
                try await store.everySite(SiteFilter(words: site ?? ""), now: now, take)
            }
        case .gaps:
            try await make(Registers.gaps) { take in
                var filter = GapFilter()
                (filter.site, filter.standing) = (site, state)
                try await store.everyGap(filter, now: now, take)
            }
        case .notices:
            try await make(Registers.notices) { take in
                try await store.everyNotice(NoticeFilter(words: site ?? ""), take)
            }
        case .orders:
            try await make(Registers.orders) { take in
                try await store.everyOrder(OrderFilter(words: site ?? ""), take)
            }
        case .cases: try await make(Registers.cases) { take in try await store.everyCase(take) }
        case .inspections:
            try await make(Registers.inspections) { take in try await store.everyVisit(visits, take) }
        case .inspectors:
            try await make(Registers.inspectors) { take in
                try await store.everyVisit(visits) { try await take(Registers.Signature.all(of: $0)) }
            }
        case .answers:
            try await make(Registers.answers) { take in
                try await store.everyFiling(visits) { try await take(Registers.AnswerLine.all(of: $0)) }
            }
        }
    }

    private func make<Element>(
        _ register: RegisterTable<Element>,
        _ rows: (_ take: ([Element]) async throws -> Void) async throws -> Void
    ) async throws -> TableFile {
        try await register.file(format, in: language, of: Day(.now), rows)
    }

    private static func day(_ text: String?) throws -> Day? {
        guard let text else { return nil }
        guard let day = Day(text) else {
            throw CommandError(
                zh: "日期写作 2021-08-18，现为“\(text)”。",
                en: "A day is written like 2021-08-18; this is '\(text)'."
            )
        }
        return day
    }
}

extension TableFormat: ExpressibleByArgument {}
