import Compliance
import HTTPTypes
import Hummingbird
import StrictJSON

extension Refusal {
    /// Where a reader is taken who opened a page that this refuses: to the login and back, or to where the matter can
    /// be settled. nil where the refusal is shown.
    func leadsTo(from request: Request) -> String? {
        guard [.get, .head].contains(request.method) else { return nil }
        if kind == .unauthenticated {
            return Place.login.path + "?next=\(FormText.encode(request.uri.string))"
        }
        return leadsTo
    }
}

/// A place of this site to go on to.
enum NextPlace {
    /// The address, if it is a path here; the first page otherwise. Addresses of other sites are not followed.
    static func path(_ text: String?) -> String {
        guard let text, text.utf8.count <= 2000, isHere(text),
            !text.split(where: { $0 == "?" || $0 == "#" }, atMost: 1)[0].isExactly(Place.login.path)
        else { return Place.county.path }
        return text
    }

    /// Whether a browser that follows the address stays on this site. It takes `//` and `/\` at the beginning for
    /// another host, and leaves out tabs and line breaks before it looks.
    static func isHere(_ address: String) -> Bool {
        address.begins(with: "/") && !address.begins(with: "//")
            && !address.unicodeScalars.contains { $0.value < 0x21 || $0.value == 0x7F || $0 == "\\" }
    }
}
