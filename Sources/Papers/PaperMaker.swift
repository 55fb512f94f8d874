package import Compliance
import Confinement
import Foundation
import StrictJSON

/// Makes files of what papers say. PDF and DOCX come from a program of ours that is confined: it gets the words as data, and
/// whatever they are it opens no file and no connection, and takes no more memory, time and output than it is given
/// (`papers/__main__.py`).
package enum PaperMaker {
    /// The most that a file of PDF or DOCX has.
    package static let mostBytes = 16 << 20

    private static let pdf = program("pdf")
    private static let docx = program("docx")

    private static func program(_ format: String) -> ConfinedProgram {
        ConfinedProgram(
            Bundle.module.bundleURL.appending(path: "papers"),
            [format],
            longest: .seconds(60),
            mostSaid: mostBytes + 100,
            mostAtOnce: 2,
            environment: ["RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"]
        )
    }

    /// The document as a file of that format: whole, or not at all.
    package static func make(
        _ manuscript: Manuscript,
        as format: PaperFormat,
        in language: Language
    ) async throws(PaperRefusal) -> Paper {
        let bytes: [UInt8] =
            switch format {
            case .json: Array(manuscript.sealed.utf8)
            case .csv: Array(TableForSpreadsheets.write(manuscript, in: language).utf8)
            case .xlsx: try Spreadsheet.bytes(of: manuscript, in: language)
            case .pdf: try await make(manuscript, in: language, by: pdf)
            case .docx: try await make(manuscript, in: language, by: docx)
            }
        return Paper(format: format, bytes: bytes, fileName: "\(manuscript.name).\(format.rawValue)")
    }

    /// The bytes of the file that the program makes of it.
    static func make(
        _ manuscript: Manuscript,
        in language: Language,
        by program: ConfinedProgram
    ) async throws(PaperRefusal) -> [UInt8] {
        let words = JSON.write(manuscript.node(in: language))
        let said: [UInt8]
        do {
            said = try await program.said { Array(words.utf8) }
        } catch {
            throw PaperRefusal(error as? ConfinedProgram.Failure ?? .interrupted)
        }
        return try file(said)
    }

    /// The bytes behind the line that says how many they are; throws where it says that there are none, or another number.
    static func file(_ said: [UInt8]) throws(PaperRefusal) -> [UInt8] {
        guard let end = said.firstIndex(of: UInt8(ascii: "\n")),
            let line = try? JSON.read(Array(said[..<end]))
        else { throw .interrupted }
        if let why = line["refused"]?.string { throw PaperRefusal(rawValue: why) ?? .unreadable }
        let bytes = Array(said[(end + 1)...])
        guard let count = line["bytes"]?.number.flatMap({ Int($0) }), count == bytes.count else {
            throw .interrupted
        }
        return bytes
    }
}

extension PaperRefusal {
    init(_ failure: ConfinedProgram.Failure) {
        self =
            switch failure {
            case .noPython: .noPython
            case .busy: .busy
            case .outOfTime, .exhausted: .outOfTime
            case .interrupted: .interrupted
            // It asked for more than it may have, of memory or of output.
            case .gaveUp, .tooMuchSaid: .tooLarge
            case .fell: .unreadable
            }
    }
}

extension Manuscript {
    /// What the program is given, as `papers/__main__.py` says.
    fileprivate func node(in language: Language) -> Node {
        func said(_ text: Text) -> Node { .string(text[language].shownOnPaper) }
        let (year, month, date) = day.components
        return .object([
            ("language", .string(language.rawValue)), ("office", said(office)),
            ("redHead", redHead.map { .string($0.shownOnPaper) } ?? .null), ("number", said(number)),
            ("title", said(title)), ("about", .array(about.map(said))), ("date", .string("\(day)")),
            ("dateShown", .string(language == .zh ? "\(year)年\(month)月\(date)日" : "\(day)")),
            ("copies", copies.map(said) ?? .null), ("signatures", .array(signatures.map(said))),
            ("parts", .array(parts.map { $0.node(in: language) })),
        ])
    }
}

extension Manuscript.Part {
    fileprivate func node(in language: Language) -> Node {
        func said(_ text: Text) -> Node { .string(text[language].shownOnPaper) }
        func part(_ kind: String, _ more: (String, Node)...) -> Node {
            .object([("kind", .string(kind))] + more)
        }
        return switch self {
        case .heading(let text): part("heading", ("text", said(text)))
        case .paragraph(let text): part("paragraph", ("text", said(text)))
        case .note(let text): part("note", ("text", said(text)))
        case .sentences(let items): part("sentences", ("items", .array(items.map(said))))
        case .table(let table):
            part(
                "table",
                ("title", said(table.title)),
                (
                    "columns",
                    .array(
                        table.columns.map { column in
                            .object([
                                ("title", said(column.title)), ("share", .number(column.share)),
                                ("isFigure", .bool(column.isFigure)),
                            ])
                        }
                    )
                ),
                (
                    "rows",
                    .array(table.rows.map { row in .array(row.map { .string($0.words(in: language)) }) })
                ),
                ("isFine", .bool(table.isFine)),
                ("none", .string(language == .zh ? "没有。" : "None."))
            )
        case .bars(let title, let bars):
            part("bars", ("title", said(title)), ("bars", .array(bars.map { $0.node(in: language) })))
        }
    }
}

extension Manuscript.Bar {
    fileprivate func node(in language: Language) -> Node {
        .object([
            ("label", .string(label[language].shownOnPaper)),
            ("value", .string(value[language].shownOnPaper)),
            (
                "parts",
                .array(
                    pieces.map { piece in
                        .object([
                            ("colour", .string(piece.colour?.rawValue ?? "undecided")),
                            ("share", Node(.number(piece.share.rounded(decimals: 1)))),
                        ])
                    }
                )
            ),
        ])
    }
}
