package import Compliance
import Postgres

extension Store {
    /// The director of the site acknowledges the paper; once more by acknowledgement changes nothing.
    ///
    /// Throws `StoreError.noNotice` or `.noOrder`, `.notDirector`, and `.arrived` where it was handed over before.
    package func acknowledge(_ paper: ServedPaper) async throws {
        let rows = try await act { who in
            switch paper {
            case .notice(let visit): "SELECT acknowledge_notice(\(who), \(visit)) AS outcome"
            case .order(let id): "SELECT acknowledge_order(\(who), \(id)) AS outcome"
            }
        }
        switch try rows.first?["outcome"] as String? {
        case "acknowledged": return
        case "already":
            guard try await arrival(of: paper)?.how == .acknowledged else { throw StoreError.arrived(paper) }
        case "unknown": throw paper.unknown
        case "stranger": throw StoreError.notDirector
        default: throw StoreError.unavailable(cause: "an acknowledgement was answered as nobody knows")
        }
    }

    /// Puts on record that the paper was handed over; the same once more changes nothing.
    ///
    /// Throws `Problems` for a time before it was issued or yet to come and for a photograph that this account has not sent in
    /// full, `StoreError.noNotice` or `.noOrder`, and `.arrived` where it had reached the director otherwise.
    package func handOver(_ paper: ServedPaper, _ handOver: HandOver) async throws {
        let rows = try await act { who in
            let said: SQL = """
                \(handOver.reachedAt), \(handOver.receivedBy), \(handOver.witness), \(DigestText(handOver.photograph))::bytea
                """
            return switch paper {
            case .notice(let visit): "SELECT hand_over_notice(\(who), \(visit), \(said)) AS outcome"
            case .order(let id): "SELECT hand_over_order(\(who), \(id), \(said)) AS outcome"
            }
        }
        switch try rows.first?["outcome"] as String? {
        case "delivered": return
        case "already":
            let arrival = try await arrival(of: paper)
            guard arrival?.reachedAt == handOver.reachedAt, arrival?.photograph == handOver.photograph else {
                throw StoreError.arrived(paper)
            }
        case "unknown": throw paper.unknown
        case "early": throw Problems([.handedOverEarly])
        case "future": throw Problems([.handedOverInFuture])
        case "unsent": throw Problems([.photographUnsent])
        default: throw StoreError.unavailable(cause: "a hand-over was answered as nobody knows")
        }
    }

    /// nil while the paper has not reached the director, or whoever asks does not see the site.
    package func arrival(of paper: ServedPaper) async throws -> Arrival? {
        switch paper {
        case .notice(let visit): try await notice(of: visit)?.arrival
        case .order(let id): try await order(id)?.arrival
        }
    }

    /// Whether whoever asks directs today the site, or one that goes on from it of what was found there, or issued to it, on
    /// that day: what acknowledging asks.
    package func directs(_ site: String, since day: Day) async throws -> Bool {
        let rows = try await query(
            """
            SELECT FROM account_duty d
            JOIN posting p ON p.county_id = d.county_id AND p.site = d.site AND p.id = d.term AND p.duty = d.duty
                AND p.replaced_at IS NULL
            CROSS JOIN LATERAL (SELECT (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date AS day) AS today
            CROSS JOIN LATERAL site_past(\(county.id), d.site, today.day) AS past
            WHERE d.county_id = \(county.id) AND d.account = acting_account() AND d.duty = 'director'
                AND today.day BETWEEN p.held_from AND coalesce(p.held_to, 'infinity')
                AND past.site = \(site) AND \(day)::date <= past.until
            """
        )
        return !rows.isEmpty
    }
}
