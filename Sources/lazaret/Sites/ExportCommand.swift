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
            整份文件是同一时刻的；已有的文件不覆盖。点位、通知书、督办单用 --words 筛
            选，整改用 --site、--state，检查用 --site、--from、--until（按结束日期）。
            """,
            """
            The registers are sites, gaps, notices, orders, cases, inspections,
            inspectors (who inspected) and answers (all that visits found, which import
            inspections reads). A file is of one moment; one that is there is not
            replaced. Sites, notices and orders are chosen by --words, gaps by --site
            and --state, visits by --site, --from and --until, the day they ended.
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

        /// The options by which it is chosen from.
        var filters: Set<String> {
            switch self {
            case .sites, .notices, .orders: ["words"]
            case .gaps: ["site", "state"]
            case .cases: []
            case .inspections, .inspectors, .answers: ["site", "from", "until"]
            }
        }
    }

    @Argument(help: .both("Which register.", "哪一本台账。", value: "register"))
    var register: Register

    @Option(help: .both("xlsx or csv.", "文件格式：xlsx 或 csv。", value: "format"))
    var format: TableFormat

    @OptionGroup var place: NewFileOptions

    @Option(help: .both("Only of this site.", "只写这个点位的。", value: "code"))
    var site: String?

    @Option(help: .both("Only of sites with these words.", "只写含这些字词的点位的。", value: "words"))
    var words: String?

    @Option(help: .both("Of gaps: which of them (see show gaps).", "整改台账写哪些（见 show gaps）。", value: "state"))
    var state: GapFilter.Standing?

    @Option(help: .both("From this day on.", "从这一天起。", value: "YYYY-MM-DD"))
    var from: String?

    @Option(help: .both("Until this day.", "到这一天为止。", value: "YYYY-MM-DD"))
    var until: String?

    @OptionGroup var options: CountyOptions

    /// A filter that the register does not have would give more than was asked for.
    func validate() throws {
        let given = [
            ("words", words), ("site", site), ("state", state?.rawValue), ("from", from), ("until", until),
        ]
        let unknown = given.filter { $0.1 != nil && !register.filters.contains($0.0) }.map { "--\($0.0)" }
        guard unknown.isEmpty else {
            throw ValidationError(
                Wording.text(
                    "\(register.rawValue) 没有这样的筛选：\(unknown.joined(separator: "、"))",
                    "\(register.rawValue) has no such filter: \(unknown.joined(separator: ", "))"
                )
            )
        }
    }

    func run() async throws {
        let days = (try Self.day(from), try Self.day(until))
        let file = try await options.withStore { store in try await self.file(of: store, days) }
        try place.write(of: file.size, saying: options) { place in
            var written = 0
            while written < file.size {
                let piece = try file.piece(from: written)
                guard !piece.isEmpty else { throw PaperRefusal.interrupted }
                try place.write(contentsOf: Data(piece))
                written += piece.count
            }
        }
    }

    private func file(of store: Store, _ days: (from: Day?, until: Day?)) async throws -> TableFile {
        let now = Instant.now
        let visits = VisitFilter(site: site, from: days.from, to: days.until)
        return switch register {
        case .sites:
            try await make(Registers.sites) { take in
                try await store.everySite(SiteFilter(words: words ?? ""), now: now, take)
            }
        case .gaps:
            try await make(Registers.gaps) { take in
                var filter = GapFilter()
                (filter.site, filter.standing) = (site, state ?? .current)
                try await store.everyGap(filter, now: now, take)
            }
        case .notices:
            try await make(Registers.notices) { take in
                try await store.everyNotice(NoticeFilter(words: words ?? ""), take)
            }
        case .orders:
            try await make(Registers.orders) { take in
                try await store.everyOrder(OrderFilter(words: words ?? ""), take)
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
        try await register.file(format, in: place.language, of: Day(.now), rows)
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
