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
