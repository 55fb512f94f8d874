import Compliance
import Foundation
import Postgres

/// What stands on record of one site: its periods of operation, what it was called and was from which day on, and the
/// terms of duty.
struct SiteRecord: Sendable, Hashable {
    struct Period: Sendable, Hashable {
        let openedOn: Day
        let closedOn: Day?
        /// The site that it goes on from, having moved.
        var predecessor: String?
    }

    struct Description: Sendable, Hashable {
        /// nil for the first, which is of every day until the next.
        let since: Day?
        let name: Text
        let township: String?
        let address: String
        let capacity: Int?
        var place: SitePlace?
    }

    /// A posting with an id of its own, which stays when the term is corrected.
    struct Term: Sendable, Hashable {
        let id: String
        let posting: Posting

        init(id: String = UUID().uuidString.lowercased(), _ posting: Posting) {
            self.id = id
            self.posting = posting
        }
    }

    let code: String
    let kind: SiteKind
    /// By their first days.
    var periods: [Period]
    /// By their first days; there is one at least.
    var descriptions: [Description]
    /// By their ids.
    var terms: [Term]
}

extension SiteRecord {
    /// Two terms that cannot both be true.
    var overlap: (Posting, Posting)? { Self.overlap(of: terms) }

    static func overlap(of terms: [Term]) -> (Posting, Posting)? {
        let postings = terms.map(\.posting).sorted { $0.from < $1.from }
        for (place, one) in postings.enumerated() {
            for other in postings.dropFirst(place + 1)
            where one.duty == other.duty && (one.duty.hasOneHolder || one.person == other.person)
                && one.from <= other.to ?? .last && other.from <= one.to ?? .last
            {
                return (one, other)
            }
        }
        return nil
    }
}
