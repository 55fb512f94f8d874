import Confinement
import Foundation
import Glibc

@testable import Compliance
@testable import Papers

/// The maker of papers in a folder of its own, in which what happens to it can be staged.
struct StagedMaker {
    private let folder: URL

    /// A copy of the maker in the project, so that it has the project's Python. Where there is a stage, that is what is run, in
    /// Python: `real` is the maker's own program, which runs behind it.
    static func with(_ stage: String? = nil, _ body: (StagedMaker) async throws -> Void) async throws {
        let folder = Readers.project.appending(path: ".build/papers-\(UUID().uuidString)")
        let files = FileManager.default
        try files.createDirectory(
            at: folder.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try files.copyItem(at: URL(filePath: Readers.program), to: folder)
        defer { try? files.removeItem(at: folder) }
        if let stage {
            let main = folder.appending(path: "__main__.py")
            try files.moveItem(at: main, to: folder.appending(path: "real.py"))
            try Data(("import os, sys, real\n" + stage + "\nreal.main()\n").utf8).write(to: main)
        }
        try await body(StagedMaker(folder: folder))
    }

    func program(_ format: PaperFormat, longest: Duration = .seconds(60)) -> ConfinedProgram {
        ConfinedProgram(
            folder,
            [format.rawValue],
            longest: longest,
            mostSaid: PaperMaker.mostBytes + 100,
            mostAtOnce: 1,
            environment: ["RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"]
        )
    }

    /// What is in the folder, by name.
    var names: Set<String> {
        get throws { Set(try FileManager.default.contentsOfDirectory(atPath: folder.path)) }
    }

    func remove(_ name: String) throws {
        try FileManager.default.removeItem(at: folder.appending(path: name))
    }

    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    /// The processes that run it now.
    var running: [pid_t] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return all.compactMap { pid_t($0) }
            .filter { process in
                guard let line = try? Data(contentsOf: URL(filePath: "/proc/\(process)/cmdline")) else {
                    return false
                }
                return String(decoding: line, as: UTF8.self).contains(folder.lastPathComponent)
            }
    }

    /// Whether it is so before many seconds have passed.
    static func soon(_ holds: () -> Bool) async throws -> Bool {
        for _ in 0..<400 {
            if holds() { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    /// A paper of a title and a table of so many rows.
    static func paper(_ title: String = "题", rows: Int = 1) -> Manuscript {
        let column = Manuscript.Column(Text(zh: "列", en: "Column"), 1)
        let cell = Manuscript.Cell.text(Text(zh: "某项内容", en: "Something"))
        return Manuscript(
            sealed: "{}",
            name: "paper",
            office: Text(zh: "县", en: "County"),
            number: Text(zh: "1号", en: "No. 1"),
            title: Text(zh: title, en: title),
            about: [],
            day: SampleReport.week.monday,
            signatures: [],
            parts: [
                .table(
                    Manuscript.Table(
                        Text(zh: "表", en: "Table"),
                        Array(repeating: column, count: 6),
                        Array(repeating: Array(repeating: cell, count: 6), count: rows)
                    )
                )
            ]
        )
    }
}
