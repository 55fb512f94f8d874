import Foundation
import Postgres
import TestSupport

@testable import Compliance
@testable import Store

/// A county with people and a clock, which reads and sends by its own role.
struct ClockCounty {
    let county: NoticeCounty
    let clock: Store

    var owner: Database { county.people.owner }

    static func with(_ body: (ClockCounty) async throws -> Void) async throws {
        try await NoticeCounty.with { county in
            let name =
                try await county.people.owner.query("SELECT current_database() AS name")[0]["name"] as String
            try await TestDatabase.withServer(name, as: Store.clockRole) { database in
                try await body(ClockCounty(county: county, clock: county.people.server.on(database)))
            }
        }
    }

    /// A turn with the clock put to that moment of 2021; says how many were told.
    @discardableResult
    func turn(
        _ at: String,
        _ wayOut: WayOut? = nil
    ) async throws -> Int? {
        try await clock.clockTurn(at: moment(at), withRungs: false, by: wayOut)?.told
    }

    /// Everything that was ever told, by whom and day: `wang order.near/T-01/… 08-19`.
    func told(on day: String? = nil) async throws -> [String] {
        try await owner.query(
            """
            SELECT concat_ws(' ', recipient, thing, to_char(day, 'MM-DD')) AS said FROM message
            WHERE coalesce(to_char(day, 'MM-DD') = \(orNull: day), true) ORDER BY recipient, thing, day
            """
        )
        .map { row in try row["said"] }
    }
}

/// What was sent, in its order, and what comes of it.
actor Post {
    private(set) var sent: [String] = []
    private(set) var ids: [UUID] = []
    private var outcomes: [DeliveryOutcome]

    /// The outcomes of the first attempts; what comes after is delivered.
    init(_ outcomes: DeliveryOutcome...) { self.outcomes = outcomes }

    func take(_ message: OutgoingMessage, _ destination: Destination) -> DeliveryOutcome {
        switch destination {
        case .mail(let address): sent.append("\(address) \(message.kind)")
        case .webhook(let address, let shape, let secret):
            sent.append("\(shape) \(address) \(secret ?? "-") \(message.kind)")
        }
        ids.append(message.id)
        return outcomes.isEmpty ? .delivered : outcomes.removeFirst()
    }

    nonisolated var wayOut: WayOut { WayOut(site: nil) { await self.take($0, $1) } }
}
