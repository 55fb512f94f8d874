import Compliance
import Store
import StrictJSON

extension Identity {
    /// Who is asking, and what they may do in the county.
    func json(county: String) -> Node {
        .object([
            ("county", .string(county)),
            ("account", .string(account)),
            ("display", .string(display)),
            ("roles", .array(roles.map(\.rawValue).sorted().map(Node.string))),
            ("rights", .array(rights.map(\.rawValue).sorted().map(Node.string))),
            ("sites", sites.map { .array($0.filter { $0 != "!" }.map(Node.string)) }),
            ("via", .string(via)),
            ("mustChangePassword", .bool(mustChange)),
        ])
    }
}
