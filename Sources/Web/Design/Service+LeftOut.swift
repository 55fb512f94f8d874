import Compliance
import HTTPServer
import HummingbirdCore
import Logging
package import Store
package import StrictJSON

extension Service {
    /// The most rows that one line of the log names.
    private static let mostNamed = 20

    /// The document, with how many rows it leaves out because they cannot be read; names them in the log.
    func json(
        _ document: Node,
        leavingOut unreadable: UnreadableRows,
        isTagged: Bool = false,
        for context: RequestContext
    ) -> Response {
        logs(unreadable, for: context)
        let node = Node.object((document.object ?? []).map { ($0.name, $0.value) } + [unreadable.member])
        return isTagged ? .taggedJSON(node) : .json(node)
    }

    /// Names the rows in one line of the log: each with its table and key, and what of it cannot be read.
    func logs(_ unreadable: UnreadableRows, for context: RequestContext) {
        guard unreadable.count > 0 else { return }
        let named = unreadable.all.prefix(Self.mostNamed).map(\.description)
        let more = unreadable.count - named.count
        context.log(
            .error,
            "left out, as it cannot be read: \((named + (more > 0 ? ["\(more) more"] : [])).joined(separator: "; "))",
            metadata: ["county": .string(store.county.code), "rows": .stringConvertible(unreadable.count)]
        )
    }
}

extension UnreadableRows {
    /// How an answer in JSON says how many there are.
    package var member: (String, Node?) { ("unreadable", .number(count)) }
}
