import Foundation
import Testing

@testable import Compliance
@testable import Confinement
@testable import Papers

@Suite("Papers of hostile and of great content, and what becomes of them where something fails", .serialized)
struct PaperFaultTests {
    // What Typst, Word, XML and spreadsheets would take for theirs; what turns the direction; what XML cannot hold.
    private static let hostile =
        "=1+1 #read(\"/etc/passwd\") $x$ *粗* _斜_ `码` <w:t>&amp; \\ // /* @a ]] \u{202E}反\u{2066}向 \u{7}\u{FFFE}\u{FFFF}\u{1B}"
    private static let shown =
        "=1+1 #read(\"/etc/passwd\") $x$ *粗* _斜_ `码` <w:t>&amp; \\ // /* @a ]] \u{FFFD}反\u{FFFD}向 \u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"

    @Test("Nothing of a text is markup or a formula, and what does not show has a mark in its place")
    func hostileText() async throws {
        let content = SampleReport.content(name: Self.hostile, director: "-2+3", gap: "@SUM(A1)")
        let word = try await Readers.read(
            try await PaperMakerTests.paper(.docx, .zh, content),
            as: Readers.Word.self
        )
        let table = try #require(word.tables.first { $0.first?.first == "名次" })
        #expect(table[1][2] == Self.shown && table[1][10] == "-2+3")
        let book = try await Readers.read(
            try await PaperMakerTests.paper(.xlsx, .zh, content),
            as: Readers.Workbook.self
        )
        let row = try #require(book.sheets["乡镇隔离点排名"]?[1])
        #expect(row[2] == .text(Self.shown) && row[10] == .text("-2+3") && row[5] == -17.5)
        #expect(book.formulas == 0)
        let csv = String(decoding: try await PaperMakerTests.paper(.csv, .zh, content).bytes, as: UTF8.self)
        #expect(
            csv.contains("\"'=1+1 #read(\"\"/etc/passwd\"\")") && csv.contains("\"'-2+3\"")
                && csv.contains(",-17.5,")
        )
        #expect(csv.contains("\"'@SUM(A1)\"") && !csv.unicodeScalars.contains("\u{202E}"))
        let words = try await Readers.words(of: try await PaperMakerTests.paper(.pdf, .zh, content))
        #expect(words.contains("=1+1#read(\"/etc/passwd\")$x$*粗*_斜_`码`<w:t>&amp;\\///*@a]]"))
        #expect(!words.contains("root:"))
    }

    @Test(
        "A name of 200 characters, a note of 1,000 in a cell, a table of 2,000 rows",
        .timeLimit(.minutes(3))
    )
    func great() async throws {
        var content = SampleReport.content(
            name: String(repeating: "长", count: 200),
            gap: String(repeating: "注", count: 999) + "完"
        )
        content.failingItems = (1...2000)
            .map { number in
                WeeklyReport.FailingItem(
                    checklist: "list",
                    checklistTitle: SampleReport.text("检查表", "List"),
                    item: "B-\(number)",
                    text: SampleReport.text("第 \(number) 项", "Item \(number)"),
                    severity: .major,
                    citation: Citation(source: "S", clause: "\(number)", verified: .read),
                    source: SampleReport.text("规范", "Paper"),
                    sites: number,
                    inspected: 2000
                )
            }
        let words = try await Readers.words(of: try await PaperMakerTests.paper(.pdf, .zh, content))
        #expect(words.filter { $0 == "注" }.count == 999 && words.filter { $0 == "完" }.count == 1)
        // In the bars, the ranking, the gaps, the flags: and once in the sentence.
        #expect(words.filter { $0 == "长" }.count == 5 * 200)
        for number in [1, 999, 2000] { #expect(words.contains("B-\(number)第\(number)项")) }
        let word = try await Readers.read(
            try await PaperMakerTests.paper(.docx, .zh, content),
            as: Readers.Word.self
        )
        #expect(word.tables.map(\.count).max() == 2001)
        let book = try await Readers.read(
            try await PaperMakerTests.paper(.xlsx, .zh, content),
            as: Readers.Workbook.self
        )
        let rows = try #require(book.sheets["不符合最多的检查项"])
        #expect(rows.count == 2001 && rows[2000][1] == "B-2000" && rows[2000][4] == 2000)
    }

    @Test("More than a cell of a workbook holds is refused, not cut")
    func tooLong() async throws {
        let content = SampleReport.content(director: String(repeating: "长", count: 32_768))
        await #expect(throws: PaperRefusal.tooLarge) {
            try await PaperMakerTests.paper(.xlsx, .zh, content)
        }
    }

    @Test("A file that was cut half way, or is longer than it says, is none; why there is none is kept")
    func cut() throws {
        let whole = Array("{\"bytes\": 5}\n%PDF-".utf8)
        #expect(try PaperMaker.file(whole) == Array("%PDF-".utf8))
        for said in [Array(whole.dropLast()), whole + [0], [], Array("{\"bytes\": 5".utf8)] {
            #expect(throws: PaperRefusal.interrupted) { try PaperMaker.file(said) }
        }
        for refusal in [PaperRefusal.noFonts, .noTypst, .noDocx, .tooLarge, .unreadable] {
            #expect(throws: refusal) {
                try PaperMaker.file(Array("{\"refused\": \"\(refusal.rawValue)\"}\n".utf8))
            }
        }
    }

    @Test(
        "How a program ended is said: killed, out of time, out of memory",
        arguments: [
            (ConfinedProgram.Failure.noPython, PaperRefusal.noPython), (.busy, .busy),
            (.outOfTime, .outOfTime),
            (.exhausted, .outOfTime), (.interrupted, .interrupted), (.gaveUp, .tooLarge),
            (.tooMuchSaid, .tooLarge),
            (.fell, .unreadable),
        ]
    )
    func ends(failure: ConfinedProgram.Failure, refusal: PaperRefusal) {
        #expect(PaperRefusal(failure) == refusal)
        #expect(!refusal.message.zh.isEmpty && !refusal.message.en.isEmpty)
    }

    @Test("Where a package or the fonts are missing, the program says which", arguments: ["pdf", "docx"])
    func missing(format: String) async throws {
        let lacking = try await Readers.python(["-I", "-S", Readers.program, Readers.confinement, format])
        let why = format == "pdf" ? "noTypst" : "noDocx"
        #expect(String(decoding: lacking, as: UTF8.self) == "{\"refused\": \"\(why)\"}\n")
        guard format == "pdf" else { return }
        let without = """
            import runpy, sys, typst
            typst.Fonts = lambda **_: type("None", (), {"families": lambda self: []})()
            sys.argv = ["papers", "\(Readers.confinement)", "pdf"]
            runpy.run_path("\(Readers.program)", run_name="__main__")
            """
        let said = try await Readers.python(["-c", without])
        #expect(String(decoding: said, as: UTF8.self) == "{\"refused\": \"noFonts\"}\n")
    }

    @Test(
        "What is no paper is refused in a word, and what takes too much memory",
        arguments: ["pdf", "docx"]
    )
    func refused(format: String) async throws {
        for input in ["", "{}", "[1]", "{\"parts\": []}"] {
            let said = try await Readers.python(
                ["-I", Readers.program, Readers.confinement, format],
                Array(input.utf8)
            )
            #expect(String(decoding: said, as: UTF8.self) == "{\"refused\": \"unreadable\"}\n", "\(input)")
        }
        let huge = Array(repeating: UInt8(ascii: " "), count: (32 << 20) + 1)
        let said = try await Readers.python(["-I", Readers.program, Readers.confinement, format], huge)
        #expect(String(decoding: said, as: UTF8.self) == "{\"refused\": \"tooLarge\"}\n")
    }

    @Test("Once it has begun, the program opens nothing, on any of its threads", arguments: ["pdf", "docx"])
    func confined(format: String) async throws {
        let tries = [
            "open('/etc/passwd')", "open('/tmp/x', 'w')", "_socket.socket()", "os.pipe()",
            "bytearray(2 << 30)",
        ]
        let script = """
            import _socket, os, runpy, sys, threading
            sys.path.insert(0, "\(Readers.program)")
            own = runpy.run_path("\(Readers.program)", run_name="papers")
            make = own["maker"]("\(format)")
            begun, said, go = [], [], threading.Event()
            tries = [\(tries.map { "lambda: \($0)" }.joined(separator: ", "))]
            def attempt():
                go.wait()
                for one in tries:
                    try:
                        one()
                        said.append("done")
                    except (OSError, MemoryError):
                        said.append("refused")
            thread = threading.Thread(target=attempt)
            thread.start()
            own["confine"]()
            go.set()
            thread.join()
            attempt()
            print(" ".join(said))
            """
        let said = try await Readers.python(["-c", script, Readers.confinement, format])
        let expected = Array(repeating: "refused", count: 2 * tries.count).joined(separator: " ") + "\n"
        #expect(String(decoding: said, as: UTF8.self) == expected)
    }
}
