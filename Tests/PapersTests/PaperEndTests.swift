import Confinement
import Foundation
import Glibc
import Testing

@testable import Compliance
@testable import Papers

/// Each is done to the confined process of the real maker; after each the next paper is made by the same program.
@Suite("What really ends the making of a paper, and that the next one is made well", .serialized)
struct PaperEndTests {
    /// What opens a file of the format.
    private static func begins(_ bytes: [UInt8], as format: PaperFormat) -> Bool {
        bytes.starts(with: format == .pdf ? Array("%PDF-".utf8) : Array("PK\u{3}\u{4}".utf8))
    }

    /// The paper is refused so; nothing of it is left, no process, no file; and the next one, once `mended`, is made well.
    private static func refused(
        _ why: PaperRefusal,
        _ paper: Manuscript,
        as format: PaperFormat,
        by program: ConfinedProgram,
        of maker: StagedMaker,
        mended: () throws -> Void = {}
    ) async throws {
        let before = try maker.names
        await #expect(throws: why) { try await PaperMaker.make(paper, in: .zh, by: program) }
        #expect(try await StagedMaker.soon { maker.running.isEmpty })
        #expect(try maker.names == before)
        try mended()
        let next = try await PaperMaker.make(StagedMaker.paper(), in: .zh, by: program)
        #expect(begins(next, as: format))
    }

    @Test("Killed half way through", .timeLimit(.minutes(3)), arguments: [PaperFormat.pdf, .docx])
    func killed(format: PaperFormat) async throws {
        try await StagedMaker.with { maker in
            // 20,000 rows take many seconds, of which less than one is spent on starting and reading them.
            let killing = Task {
                guard try await StagedMaker.soon({ !maker.running.isEmpty }) else { return false }
                try await Task.sleep(for: .seconds(1))
                return maker.running.allSatisfy { kill($0, SIGKILL) == 0 } && !maker.running.isEmpty
            }
            let paper = StagedMaker.paper(rows: 20_000)
            try await Self.refused(.interrupted, paper, as: format, by: maker.program(format), of: maker)
            _ = try await killing.value
        }
    }

    @Test("Out of time by the clock", .timeLimit(.minutes(3)), arguments: [PaperFormat.pdf, .docx])
    func clock(format: PaperFormat) async throws {
        // What is called so sleeps where it should be set.
        let sleeping = """
            import time
            make = real.maker
            def slow(kind):
                made = make(kind)
                return lambda paper: time.sleep(600) if paper["title"] == "睡" else made(paper)
            real.maker = slow
            """
        try await StagedMaker.with(sleeping) { maker in
            let program = maker.program(format, longest: .seconds(20))
            try await Self.refused(.outOfTime, StagedMaker.paper("睡"), as: format, by: program, of: maker)
        }
    }

    @Test("Out of a processor's time", .timeLimit(.minutes(3)), arguments: [PaperFormat.pdf, .docx])
    func processor(format: PaperFormat) async throws {
        let spinning = """
            real.SECONDS = 3
            make = real.maker
            def spin():
                while True: pass
            def busy(kind):
                made = make(kind)
                return lambda paper: spin() if paper["title"] == "转" else made(paper)
            real.maker = busy
            """
        try await StagedMaker.with(spinning) { maker in
            let program = maker.program(format)
            try await Self.refused(.outOfTime, StagedMaker.paper("转"), as: format, by: program, of: maker)
        }
    }

    @Test("Out of memory: Typst by a table that is too great for it", .timeLimit(.minutes(3)))
    func memoryOfTypst() async throws {
        try await StagedMaker.with { maker in
            let paper = StagedMaker.paper(rows: 20_000)
            try await Self.refused(.tooLarge, paper, as: .pdf, by: maker.program(.pdf), of: maker)
        }
    }

    @Test("Out of memory: python-docx", .timeLimit(.minutes(3)))
    func memoryOfWord() async throws {
        // With an eighth of the memory, so that it is spent before its time is.
        try await StagedMaker.with("real.MEMORY = 1 << 27") { maker in
            let paper = StagedMaker.paper(rows: 40_000)
            try await Self.refused(.tooLarge, paper, as: .docx, by: maker.program(.docx), of: maker)
        }
    }

    @Test(
        "Without the package, until it is there",
        arguments: [(PaperFormat.pdf, PaperRefusal.noTypst), (.docx, .noDocx)]
    )
    func package(format: PaperFormat, why: PaperRefusal) async throws {
        let without = """
            if os.path.exists(os.path.join(os.path.dirname(__file__), "lacking")):
                sys.path[:] = [place for place in sys.path if "-packages" not in place]
            """
        try await lacking(without, why, format)
    }

    @Test("Without the fonts, until they are there")
    func fonts() async throws {
        // As on a machine that has none.
        let without = """
            if os.path.exists(os.path.join(os.path.dirname(__file__), "lacking")):
                import functools, typst
                typst.Fonts = functools.partial(typst.Fonts, include_system_fonts=False)
            """
        try await lacking(without, .noFonts, .pdf)
    }

    private func lacking(_ stage: String, _ why: PaperRefusal, _ format: PaperFormat) async throws {
        try await StagedMaker.with(stage) { maker in
            try maker.write("lacking", "")
            let program = maker.program(format)
            try await Self.refused(why, StagedMaker.paper(), as: format, by: program, of: maker) {
                try maker.remove("lacking")
            }
        }
    }
}
