import Compliance
import Postgres

@testable import Store

extension GapHistories {
    static func write(
        _ visits: [Visit],
        _ acts: Acts,
        _ duties: [String: [Term]],
        _ store: Store,
        _ database: Database
    ) async throws {
        _ = try await store.importSites(sites.map { township($0) })
        for (place, site) in sites.enumerated() {
            guard let former = former(place) else { continue }
            _ = try await database.query(
                "UPDATE operation SET predecessor = \(sites[former]), opened_on = '2021-08-12' WHERE site = \(site)"
            )
            _ = try await database.query(
                "UPDATE operation SET closed_on = '2021-08-12' WHERE site = \(sites[former])"
            )
        }
        for name in ["wang", "zhao"] {
            let form = AccountForm(name: name, display: "某职务", roles: ["inspector"], duties: [])
            try await store.add(try form.account(), password: nil)
        }
        for (site, held) in duties {
            for one in held {
                let duty = one.account == "wang" ? "health" : "fire"
                _ = try await database.query(
                    """
                    WITH term AS (
                        INSERT INTO posting (county_id, site, duty, person, held_from, held_to, id, entry, replaced_by, replaced_at)
                        VALUES (\(store.county.id), \(site), \(duty), \(one.account), \(Term.on(one.from))::date,
                            \(Term.on(one.to))::date, gen_random_uuid(), 1, \(orNull: one.replacedOn.map { _ in 2 }),
                            \(orNull: one.replacedOn.map { moment("08-\($0 < 10 ? "0" : "")\($0) 12:00") })::timestamptz)
                        RETURNING *)
                    INSERT INTO account_duty (county_id, account, site, duty, person, term)
                    SELECT term.county_id, \(one.account), term.site, term.duty, term.person, term.id FROM term
                    """
                )
            }
        }
        let rows = InspectionRows(store: store, database: database)
        for visit in visits {
            let original = visits.first { $0.place == visit.place && $0.number < visit.number }
            try await rows.add(
                visit.number,
                visit.site,
                at: visit.at,
                grade: 1,
                score: 80,
                gaps: visit.gaps.sorted { $0.key < $1.key }
                    .map { item, gap in gap == "!" ? item : item + String(gap) },
                revises: original?.number,
                severity: visit.hours == 24 ? .critical : visit.hours == 72 ? .major : .minor,
                notAsked: visit.notAsked.sorted(),
                filedBy: visit.filedBy,
                receivedAt: visit.receivedAt
            )
            if !visit.stands, !visits.contains(where: { $0.place == visit.place && $0.number > visit.number })
            {
                _ = try await database.query(
                    """
                    INSERT INTO withdrawal (county_id, inspection, site, withdrawn_by, reason)
                    VALUES (\(store.county.id), \(try InspectionRows.id(visit.number)), \(visit.site), 'x', 'x')
                    """
                )
            }
        }
        for (site, item, act) in acts.submissions {
            _ = try await database.query(
                """
                INSERT INTO submission VALUES (\(store.county.id), \(act.id), \(site), \(item), \(act.inspection), \(act.words), '{}',
                    \(act.at)::timestamptz, \(act.by), \(act.duty), \(act.entry))
                """
            )
        }
        for (site, item, act) in acts.verifications {
            var (submission, visit) = (InspectionID?.none, InspectionID?.none)
            switch act.of {
            case .submission(let id): submission = id
            case .visit(let id): visit = id
            }
            _ = try await database.query(
                """
                INSERT INTO verification VALUES (\(store.county.id), \(act.entry), \(site), \(item), \(orNull: submission)::uuid,
                    \(orNull: visit)::uuid, \(act.verdict), \(orNull: act.reason), \(act.at)::timestamptz, \(act.by))
                """
            )
        }
        for (site, item, act) in acts.changes {
            _ = try await database.query(
                """
                INSERT INTO deadline_change VALUES (\(store.county.id), \(act.entry), \(site), \(item), \(try InspectionRows.id(1)),
                    \(act.was)::timestamptz, \(act.deadline)::timestamptz, \(act.reason), \(act.at)::timestamptz, \(act.by))
                """
            )
        }
    }
}
