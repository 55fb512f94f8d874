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
        var place: Place?
    }

    /// Where it lies, as the database writes the figures.
    struct Place: Sendable, Hashable {
        let latitude: String
        let longitude: String
        let datum: String
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
    /// What stands once an entry of a register came to what is known. The entry speaks of the last period and the last
    /// description.
    init(_ entry: RegisterEntry, after known: SiteRecord?) {
        let site = entry.site
        code = site.code
        kind = site.kind
        periods = Array((known?.periods ?? []).dropLast())
        periods.append(
            Period(
                openedOn: site.openedOn,
                closedOn: site.closedOn,
                predecessor: known?.periods.last?.predecessor
            )
        )
        descriptions = Array((known?.descriptions ?? []).dropLast())
        descriptions.append(
            Description(
                since: known?.descriptions.last?.since,
                name: site.name,
                township: site.township?.code,
                address: site.address,
                capacity: site.capacity,
                place: known?.descriptions.last?.place
            )
        )
        terms = Self.merge(entry.postings, into: known?.terms ?? [])
    }

    /// A posting is added, or the last day of the term that began then is changed; a new holder of a duty that has one
    /// holder ends the one before the day earlier.
    private static func merge(_ new: [Posting], into known: [Term]) -> [Term] {
        var merged = known
        for posting in new {
            let same = merged.firstIndex {
                ($0.posting.duty, $0.posting.person, $0.posting.from)
                    == (posting.duty, posting.person, posting.from)
            }
            let term = same.map { Term(id: merged.remove(at: $0).id, posting) } ?? Term(posting)
            if posting.hasOneHolder {
                merged = merged.map { earlier in
                    let held = earlier.posting
                    guard held.duty == posting.duty, held.to == nil, held.from < posting.from else {
                        return earlier
                    }
                    return Term(
                        id: earlier.id,
                        Posting(duty: held.duty, person: held.person, from: held.from, to: posting.from - 1)
                    )
                }
            }
            merged.append(term)
        }
        return merged.sorted { $0.id < $1.id }
    }

    /// Two terms that cannot both be true.
    var overlap: (Posting, Posting)? {
        let postings = terms.map(\.posting).sorted { $0.from < $1.from }
        for (place, one) in postings.enumerated() {
            for other in postings.dropFirst(place + 1)
            where one.duty == other.duty && (one.hasOneHolder || one.person == other.person)
                && one.from <= other.to ?? .last && other.from <= one.to ?? .last
            {
                return (one, other)
            }
        }
        return nil
    }
}
