import ChecklistFiles
import Compliance
import Store
import StrictJSON
import Web

/// Registers as they lie on disk, read together, so that what is wrong with any of them is said at once.
struct RegisterFiles {
    private let files: [(path: String, bytes: [UInt8])]

    init(_ paths: [String]) throws {
        files = try paths.withoutRepeats.map { ($0, try FileBytes.read($0)) }
    }

    /// What they would do to the register of that store.
    func preview(sheet: String?, confirming: Set<String>, in store: Store) async throws -> RegisterPreview {
        let townships = try await store.townshipNames()
        var read: [RegisterFile] = []
        for (path, bytes) in files {
            read.append(
                await RegisterFile.read(
                    bytes,
                    name: path,
                    sheet: sheet,
                    townships: townships,
                    confirming: confirming
                )
            )
        }
        return try await RegisterPreview(read, confirming: confirming, in: store)
    }
}

/// Everything that keeps the files of a register from being taken.
struct RegisterProblems: Error, CustomStringConvertible {
    let description: String

    init(_ preview: RegisterPreview) {
        let files = preview.files.map { file in
            FileProblems(
                file: file.name,
                problems: preview.problems.filter { $0.file == file.name }.map(\.problem).inOrderOfText
                    .withoutRepeats.map(\.saidOnce)
            )
        }
        description =
            (files.filter { !$0.problems.isEmpty }.map(\.description)
            + (preview.unsaid > 0
                ? [Wording.text("另有 \(preview.unsaid) 处问题没有列出。", "\(preview.unsaid) more are not listed.")]
                : [])
            + preview.questionLines)
            .joined(separator: "\n")
    }
}

extension RegisterPreview {
    /// What has to be answered, each with the ways to do it.
    var questionLines: [String] {
        questions.flatMap { file, question in
            [FileProblems(file: file, problems: [question.problem.saidOnce]).description]
                + question.answers.map { "    --confirm \($0.id)  \($0.text[.ofShell])" }
        }
    }

    /// What was set aside, one a line.
    var asideLines: [String] {
        setAside.map { Wording.text("没有读取：", "set aside: ") + $0.what.message[.ofShell] }
    }
}

extension Problem {
    /// Without its place beside the message, where the message names row and column.
    fileprivate var saidOnce: Problem { pointer.isEmpty ? self : Problem(code, at: "", message) }
}
