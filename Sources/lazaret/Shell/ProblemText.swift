import Compliance
import StrictJSON

extension Problem {
    /// As programs read it; `pointer` and `item` say where.
    var node: Node {
        .object([
            ("code", .string(code)),
            ("pointer", .string(pointer)),
            ("item", item.map { .string($0) }),
            ("zh", .string(message.zh)),
            ("en", .string(message.en)),
        ])
    }

    /// Where it stands and what it is, on one line.
    var line: String {
        let place = mark.line > 0 ? "\(mark.line):\(mark.column): " : ""
        let pointer = pointer.isEmpty ? "" : "\(pointer): "
        return place + pointer + message[.ofShell]
    }
}

extension Sequence where Element: Hashable {
    /// Each once, where it stands first.
    var withoutRepeats: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}

/// Everything wrong with one file, as lines of `file:line:column: item CODE: message`.
struct FileProblems: Error, CustomStringConvertible {
    let file: String
    let problems: [Problem]

    var description: String {
        problems.map { problem in
            let pointer = problem.pointer.isEmpty ? "" : ": \(problem.pointer)"
            let place = problem.mark.line > 0 ? ":\(problem.mark.line):\(problem.mark.column)" : pointer
            let item = problem.item.map { Language.ofShell == .zh ? "检查项 \($0):" : "item \($0): " } ?? ""
            return "\(file)\(place): \(item)\(problem.message[.ofShell])"
        }
        .joined(separator: "\n")
    }
}
