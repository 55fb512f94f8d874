@testable import Compliance
@testable import Store

/// Whole lists, for tests whose counties are small.
extension Store {
    func sites(kind: SiteKind?, now: Instant) async throws -> Listing<SiteStanding> {
        try await wholeList { place in try await self.sites(SiteFilter(kind: kind), at: place, now: now) }
    }

    func drafts(site: String?) async throws -> Listing<ListedDraft> {
        try await wholeList { place in try await self.drafts(site: site, at: place) }
    }
}
