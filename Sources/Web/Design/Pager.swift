import HTTPServer
import HummingbirdCore
import Store
import StrictJSON

/// The ways on from a page of a list, with what was asked for.
struct Pager: Sendable, Hashable {
    let first: String?
    let previous: String?
    let next: String?

    /// The ways on from the page that the request was answered with, of the list at that address; nil where that is
    /// the whole list.
    init?(_ page: ListPage<some Sendable>, of list: Link, _ request: Request) {
        guard page.previous != nil || page.next != nil else { return nil }
        previous = page.previous.map { request.address(at: $0, of: list.path) }
        next = page.next.map { request.address(at: $0, of: list.path) }
        first = page.previous.map { _ in request.address(at: nil, of: list.path) }
    }

    init(first: String?, previous: String?, next: String?) {
        self.first = first
        self.previous = previous
        self.next = next
    }
}

extension ListPage {
    /// The page of the list at that address as an answer in JSON, with how many there are in all and where it goes on.
    func node(_ name: String, of list: Link, _ request: Request, _ node: (Element) -> Node) -> Node {
        .object([
            (name, .array(elements.map(node))), ("total", .number(total)),
            ("previous", previous.map { .string(request.address(at: $0, of: list.api)) }),
            ("next", next.map { .string(request.address(at: $0, of: list.api)) }),
        ])
    }
}

extension Request {
    /// The place in the list that the address names; nil for its beginning.
    var place: ListPlace? {
        get throws {
            guard let text = queryValue("page"), !text.isEmpty else { return nil }
            guard let place = ListPlace(text) else { throw StoreError.noPlace }
            return place
        }
    }

    /// The list at another place: what else was asked for stays, the language included.
    fileprivate func address(at place: ListPlace?, of list: String) -> String {
        let fields = (uri.query.flatMap { FormText.fields(Array($0.utf8)) } ?? [])
            .filter { $0.name != "page" }
        let asked = fields.map { ($0.name, $0.value) } + (place.map { [("page", $0.text)] } ?? [])
        return asked.isEmpty ? list : list + "?" + FormText.write(asked)
    }
}
