@testable import Compliance
@testable import Store
@testable import Web

/// Pages of lists, with ways on to both sides.
extension Samples {
    var pager: Pager {
        Pager(
            first: "/sites?q=a",
            previous: "/sites?q=a&page=before~1~zone~Z-1",
            next: "/sites?q=a&page=after~1~zone~Z-9"
        )
    }

    func tables(_ texts: Texts) -> [FileLink] {
        FileLink.all(Registers.sites, of: .sites, [(name: "q", value: "a")], texts)
            + FileLink.ofVisits([], texts)
    }

    var standings: ListPage<SiteStanding> { page(county.standings) }

    var visits: SiteVisits { SiteVisits(site: site(3), visits: page(figures.history)) }

    func page<Element>(_ elements: [Element]) -> ListPage<Element> {
        ListPage(Listing(elements, leavingOut: UnreadableRows()), total: 250)
    }
}
