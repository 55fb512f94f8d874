import ArgumentParser
import Compliance
import Store
import StrictJSON
import Web

/// Accountability cases at the shell: read, never led.
struct CaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case",
        abstract: Wording.both(
            "Read accountability cases; people lead them on the pages.",
            "问责案卷：查看；办理在网页上由本人进行。"
        ),
        subcommands: [CaseList.self, CaseShow.self, CaseDossier.self]
    )
}

/// Lists the cases, those that are open first.
struct CaseList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: Wording.both("Every case, those that are open first.", "全部问责案卷，办理中的在前。")
    )

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let cases = try await options.withStore { store in
            try await wholeList { place in try await store.cases(at: place) }
        }
        let lines = cases.elements.map { one in
            [
                "\(one.id)", one.site, one.openedAt.shanghai,
                one.end.map { "\($0.kind.title[.ofShell]) \($0.at.shanghai)" } ?? Wording.text("办理中", "open"),
                one.persons.map { "\($0.duty.title[.ofShell]) \($0.person)" }
                    .joined(separator: Wording.text("、", ", ")),
            ]
        }
        try options.say(
            .object([("cases", .array(cases.elements.map(\.json)))]),
            or: lines.isEmpty ? Wording.text("没有问责案卷。", "There is no case.") : Terminal.table(lines),
            leavingOut: cases.unreadable
        )
    }
}

/// Shows one case with what is on record of it.
struct CaseShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: Wording.both("One case: ground, persons, what happened.", "一件案卷：依据、责任人、经过。")
    )

    @Argument(help: .both("The case.", "案卷的编号。", value: "id"))
    var id: String

    @OptionGroup var options: CountyOptions

    func run() async throws {
        guard let known = FactID(id) else { throw StoreError.noCase(id) }
        let (record, dossier) = try await options.withStore { store in
            (try await store.caseRecord(known), try await store.dossier(known))
        }
        try options.say(record.json, or: DossierText(dossier).whole)
    }
}

/// Writes the file of a case, to the byte.
struct CaseDossier: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dossier",
        abstract: Wording.both("The file of a case as canonical JSON.", "案卷原文（规范 JSON）。"),
        discussion: Wording.about(
            """
            由不再改动的记录生成，写明截至第几号记录；同样的记录得出同样的字节。末尾的
            换行不计入 SHA-256。
            """,
            """
            It is made from records that nobody changes, and says up to which entry; the
            same records give the same bytes. The line break behind it is not part of what
            its SHA-256 is of.
            """,
            examples: "lazaret case dossier ID | head -c -1 | sha256sum"
        )
    )

    @Argument(help: .both("The case.", "案卷的编号。", value: "id"))
    var id: String

    @OptionGroup var options: CountyOptions

    func run() async throws {
        guard let known = FactID(id) else { throw StoreError.noCase(id) }
        let dossier = try await options.withStore { store in try await store.dossier(known) }
        try Terminal.say(dossier.text)
    }
}

/// The file of a case in words.
struct DossierText {
    private let dossier: Dossier

    init(_ dossier: Dossier) { self.dossier = dossier }

    var whole: String {
        let head = [
            "\(dossier.id)  \(dossier.site)",
            Wording.text("截至第 \(dossier.last?.entry ?? 0) 号记录", "up to entry \(dossier.last?.entry ?? 0)")
                + "  SHA-256 \(dossier.digest)",
        ]
        let part = dossier.partial.map { [$0[.ofShell]] } ?? []
        let ground = (dossier.basis?.lines ?? []).map { $0.words[.ofShell] }
        return (head + part + ground + dossier.lines.map(line)).joined(separator: "\n")
    }

    private func line(_ line: Dossier.Line) -> String {
        let person = dossier.persons.first { $0.term == line.term }
            .map { "\($0.duty.title[.ofShell]) \($0.person)" }
        let document = line.document.map { $0.number ?? $0.address }
        return
            ([line.at.shanghai, "#\(line.entry)", line.kind.rawValue]
            + [person, document, line.words, line.reason].compactMap(\.self))
            .joined(separator: "  ")
    }
}
