import StrictJSON

/// Where a page of a list goes on: beside the row that has these values in the list's order.
///
/// It names a place and opens nothing: what is shown there follows from who asks. So it is not sealed, and read strictly.
package struct ListPlace: Sendable, Hashable {
    /// Wanted is the page before that row, not the one after it.
    let isBefore: Bool
    let values: [String]

    init(before: Bool, _ values: [String]) {
        isBefore = before
        self.values = values
    }

    /// Reads what `text` writes; nil where that is no place in any list.
    package init?(_ text: String) {
        guard text.utf8.count <= 300 else { return nil }
        let parts = text.split(at: "~", keepingEmpty: true).map(String.init)
        switch parts[0] {
        case "after": isBefore = false
        case "before": isBefore = true
        default: return nil
        }
        values = Array(parts.dropFirst())
    }

    /// As addresses carry it: `after~1~homeIsolation~P-000…02~P-2`.
    package var text: String { ([isBefore ? "before" : "after"] + values).joined(separator: "~") }
}

/// A page of a list, with what is said of the whole of it.
package struct ListPage<Element: Sendable>: Sendable {
    package let rows: Listing<Element>
    /// How many the whole list has.
    package let total: Int
    /// Where the pages before and after this one lie; nil where there is none.
    package let previous: ListPlace?
    package let next: ListPlace?

    package init(_ rows: Listing<Element>, total: Int, previous: ListPlace? = nil, next: ListPlace? = nil) {
        self.rows = rows
        self.total = total
        self.previous = previous
        self.next = next
    }

    package var elements: [Element] { rows.elements }
    package var unreadable: UnreadableRows { rows.unreadable }
}

extension ListPage: Equatable where Element: Equatable {}

/// The whole of a list, page by page, for who has to have it all.
package func wholeList<Element>(
    _ page: (ListPlace?) async throws -> ListPage<Element>
) async throws -> Listing<Element> {
    var (elements, unreadable) = ([Element](), UnreadableRows())
    var place: ListPlace?
    repeat {
        let found = try await page(place)
        elements += found.elements
        unreadable = unreadable + found.unreadable
        place = found.next
    } while place != nil
    return Listing(elements, leavingOut: unreadable)
}
