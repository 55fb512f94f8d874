import Foundation
import Subprocess
import SystemPackage
import Testing

@testable import Papers

/// What a paper's file says, read by programs that did not make it.
enum Readers {
    /// What reads it is not installed.
    struct Missing: Error, CustomStringConvertible { let description: String }

    static let here = URL(filePath: #filePath).deletingLastPathComponent()
    static let project = here.appending(path: "../..").standardizedFileURL
    static let program = project.appending(path: "Sources/Papers/papers").path()
    static let confinement = project.appending(path: "Sources/Confinement/confinement").path()

    /// What the program says that is given those arguments and that input, and whether it ended well.
    static func run(
        _ program: String,
        _ arguments: [String],
        _ input: [UInt8] = []
    ) async throws -> (said: [UInt8], ended: TerminationStatus) {
        guard FileManager.default.isExecutableFile(atPath: program) else {
            throw Missing(description: "\(program) is missing; run scripts/install test first")
        }
        let ended = try await Subprocess.run(
            .path(FilePath(program)),
            arguments: Arguments(arguments),
            input: .array(input),
            output: .bytes(limit: 64 << 20),
            error: .discarded
        )
        return (ended.standardOutput, ended.terminationStatus)
    }

    static func python(_ arguments: [String], _ input: [UInt8] = []) async throws -> [UInt8] {
        try await run(project.appending(path: ".venv/bin/python").path(), ["-B"] + arguments, input).said
    }

    /// The words of a PDF without any space.
    static func words(of paper: Paper) async throws -> String {
        let said = try await run("/usr/bin/pdftotext", ["-enc", "UTF-8", "-", "-"], paper.bytes).said
        return String(
            String.UnicodeScalarView(
                String(decoding: said, as: UTF8.self).unicodeScalars
                    .filter {
                        !$0.properties.isWhitespace && $0 != "\u{200B}"
                    }
            )
        )
    }

    /// What python-docx or openpyxl reads of it.
    static func read<Said: Decodable>(_ paper: Paper, as type: Said.Type) async throws -> Said {
        let script = here.appending(path: "read_back.py").path()
        let said = try await python([script, paper.format.rawValue], paper.bytes)
        return try JSONDecoder().decode(type, from: Data(said))
    }

    struct Word: Decodable {
        let lines: [String]
        let tables: [[[String]]]
        let heads: Int
        let fonts: [String: String]
        let fields: [String]
        let margins: [Int]
    }

    struct Workbook: Decodable {
        let sheets: [String: [[Value?]]]
        let formulas: Int
    }

    /// A value of a spreadsheet: a text is none of the numbers.
    enum Value: Decodable, Equatable, ExpressibleByStringLiteral, ExpressibleByFloatLiteral,
        ExpressibleByIntegerLiteral
    {
        case text(String)
        case number(Double)

        init(stringLiteral text: String) { self = .text(text) }
        init(floatLiteral number: Double) { self = .number(number) }
        init(integerLiteral number: Int) { self = .number(Double(number)) }

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let number = try? value.decode(Double.self) {
                self = .number(number)
            } else {
                self = .text(try value.decode(String.self))
            }
        }
    }
}
