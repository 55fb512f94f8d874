import Compliance
import Postgres

@testable import Demo
@testable import Store

/// Histories by chance of all that a case rests on, of August 2021: sites of which some moved, visits by two versions with and
/// without a grade, of which some were filed by the operator or by `zhang`, who holds a duty at some sites from the 4th to the
/// 12th, issues and receipts, guidance, notices that reached somebody or nobody, moved deadlines, what was verified, in time or
/// too late, or sent back, and what was withdrawn. Every gap is critical: then rows show what a visit is below the minimum by.
struct CaseHistories {
    static let items = ["A-01", "A-02", "A-03", "A-04"]
    let store: Store
    let database: Database
    let versions: [Checklist]
    let sites = (101...220).map { "T-\($0)" }
    /// What notices come to, with when they were issued, by the present code of the site.
    private(set) var notices: [String: [(issuedAt: Instant, served: ServedNotice)]] = [:]
    private var random = SeededRandom(seed: 16, for: "cases")
    private var filers = SeededRandom(seed: 17, for: "filers")
    private var entry = 10_000

    init(store: Store, database: Database, versions: [Checklist]) {
        self.store = store
        self.database = database
        self.versions = versions
    }

    /// Every fourth site goes on from the one before it since the 12th; then that is none of its own any more.
    static let movedOn = 12
    func former(_ place: Int) -> Int? { place % 4 == 3 ? place - 1 : nil }
    func isPresent(_ place: Int) -> Bool { place % 4 != 2 }

    static func at(_ day: Int, _ clock: String) -> Instant {
        moment("08-\(day < 10 ? "0" : "")\(day) \(clock)")
    }

    /// Writes them all.
    mutating func write() async throws {
        _ = try await store.importSites(sites.map { township($0) })
        for place in sites.indices {
            guard let former = former(place) else { continue }
            _ = try await database.query(
                "UPDATE operation SET predecessor = \(sites[former]), opened_on = '2021-08-12' WHERE site = \(sites[place])"
            )
            _ = try await database.query(
                "UPDATE operation SET closed_on = '2021-08-12' WHERE site = \(sites[former])"
            )
        }
        try await appoint()
        var number = 0
        for place in sites.indices {
            // Where it moved, the former code has the days up to that one, and the present one those from it on.
            let days = isPresent(place) ? former(place) == nil ? 1...18 : Self.movedOn...18 : 1...Self.movedOn
            try await handDown(place)
            for day in days where random.happens(300) {
                number += 1
                try await visit(number, place, day)
            }
            for item in Self.items { try await change(item, place, days) }
        }
    }

    /// `zhang` files visits, and holds a duty at every second site from the 4th to the 12th.
    private func appoint() async throws {
        let form = AccountForm(name: "zhang", display: "某职务", roles: ["inspector"], duties: [])
        try await store.add(try form.account(), password: nil)
        for place in sites.indices where place % 2 == 0 {
            _ = try await database.query(
                """
                WITH term AS (
                    INSERT INTO posting (county_id, site, duty, person, held_from, held_to, id, entry)
                    VALUES (\(store.county.id), \(sites[place]), 'health', 'zhang', '2021-08-04', '2021-08-12',
                        gen_random_uuid(), 1) RETURNING *)
                INSERT INTO account_duty (county_id, account, site, duty, person, term)
                SELECT term.county_id, 'zhang', term.site, term.duty, term.person, term.id FROM term
                """
            )
        }
    }

    private mutating func handDown(_ place: Int) async throws {
        for version in versions where random.happens(850) {
            let issued = Self.at(random.number(1...3), "08:00")
            entry += 1
            _ = try await database.query(
                """
                INSERT INTO issuance VALUES (\(store.county.id), \(entry), \(sites[place]), \(DigestText(version.node.digest)),
                    \(DigestText(try TestCounty.baseline().node.digest)), \(issued)::timestamptz, 'office')
                """
            )
            if random.happens(500) {
                let received = issued.adding(seconds: random.number(1...60) * 3600)
                _ = try await database.query(
                    """
                    INSERT INTO issuance_receipt VALUES (\(store.county.id), \(entry), \(sites[place]), \(received)::timestamptz,
                        'wang', 'director', \(entry))
                    """
                )
            }
            for _ in 0..<random.number(0...2) {
                entry += 1
                let given = Self.at(random.number(1...7), "15:00")
                let id = try InspectionRows.id(entry)
                _ = try await database.query(
                    """
                    INSERT INTO guidance VALUES (\(store.county.id), \(id), \(sites[place]), \(DigestText(version.node.digest)),
                        \(DigestText(try TestCounty.baseline().node.digest)), \(given)::timestamptz, \(given)::timestamptz, 'li',
                        '检查表', '院长', \(entry))
                    """
                )
                if random.happens(150) {
                    _ = try await database.query(
                        """
                        INSERT INTO guidance_withdrawal VALUES (\(store.county.id), \(id), \(sites[place]),
                            \(given)::timestamptz, 'office', '填错', \(entry))
                        """
                    )
                }
            }
        }
    }

    private mutating func visit(_ number: Int, _ place: Int, _ day: Int) async throws {
        var gaps: [String] = []
        for item in Self.items where random.happens(650) {
            gaps.append(
                item + (random.happens(100) ? "?" : random.happens(100) ? "*" : random.happens(80) ? "~" : "")
            )
        }
        let isBelow: Bool? = random.happens(120) ? nil : random.happens(900)
        let ended = Self.at(day, "10:00")
        let version = versions[random.happens(200) ? 1 : 0]
        let rows = InspectionRows(store: store, database: database, checklist: version)
        let notAsked = Self.items.filter { item in
            !gaps.contains { $0.hasPrefix(item) } && random.happens(200)
        }
        let filer: String? = filers.happens(150) ? "zhang" : filers.happens(80) ? nil : "li"
        try await rows.add(
            number,
            sites[place],
            at: ended,
            grade: isBelow.map { $0 ? 0 : 2 },
            score: 50,
            gaps: gaps,
            severity: .critical,
            notAsked: notAsked,
            filedBy: filer
        )
        let id = try InspectionRows.id(number)
        if random.happens(60) {
            _ = try await database.query(
                """
                INSERT INTO withdrawal (county_id, inspection, site, withdrawn_by, reason)
                VALUES (\(store.county.id), \(id), \(sites[place]), 'x', 'x')
                """
            )
        }
        for item in Self.items where !gaps.contains(item) {
            let isReturned = random.happens(150)
            let waits = filer != "li" && !notAsked.contains(item) && !gaps.contains { $0.hasPrefix(item) }
            guard isReturned || waits && filers.happens(300) else { continue }
            entry += 1
            let said = ended.adding(seconds: (isReturned ? 1 : filers.number(1...72)) * 3600)
            _ = try await database.query(
                """
                INSERT INTO verification VALUES (\(store.county.id), \(entry), \(sites[place]), \(item), NULL, \(id)::uuid,
                    \(isReturned ? "returned" : "verified"), '照片看不清', \(said)::timestamptz, 'zhao')
                """
            )
        }
        let open = gaps.filter { !$0.hasSuffix("?") && !$0.hasSuffix("*") }.map { String($0.prefix(4)) }
        if !open.isEmpty, random.happens(900) { try await notice(id, place, number, open, ended) }
    }

    private mutating func notice(
        _ visit: InspectionID,
        _ place: Int,
        _ number: Int,
        _ open: [String],
        _ ended: Instant
    ) async throws {
        let issued = ended.adding(seconds: 1800)
        var (deadlines, lines) = ([String: ServedNotice.Deadline](), [String]())
        for item in open where random.happens(950) {
            let hours = [Rational(24), Rational(73).divided(by: 2) ?? 0, Rational(1).divided(by: 3) ?? 0][
                random.number(0...2)
            ]
            let at = ended.adding(seconds: random.number(1...60) * 3600)
            deadlines[item] = ServedNotice.Deadline(hours: hours, at: at)
            lines.append(#"{"item":"\#(item)","hours":"\#(hours.exact)","deadline":"\#(at)"}"#)
        }
        let document = #"{"items":[\#(lines.joined(separator: ","))]}"#
        _ = try await database.query(
            """
            INSERT INTO notice (county_id, inspection, site, visit_day, year, number, issued_at, issued_by, document, digest, entry)
            SELECT county_id, id, site, visit_day, 2021, \(number)::integer, \(issued)::timestamptz, 'office', \(document)::json,
                sha256('x'), \(number)::bigint FROM inspection WHERE id = \(visit)
            """
        )
        var reached: Instant?
        if random.happens(900) {
            // Handed over, and the photograph of the signed paper never came: then it reached nobody.
            let isPending = random.happens(100)
            let at = issued.adding(seconds: random.number(1...30) * 3600)
            if !isPending { reached = at }
            let photograph: DigestText? = isPending ? DigestText(String(repeating: "ab", count: 32)) : nil
            _ = try await database.query(
                """
                INSERT INTO notice_arrival (county_id, inspection, site, visit_day, how, reached_at, received_by, witness,
                    photograph, recorded_at, recorded_by, entry)
                SELECT county_id, id, site, visit_day, \(isPending ? "handedOver" : "acknowledged")::text, \(at)::timestamptz, 'wang',
                    \(orNull: isPending ? "见证人" : nil)::text, \(orNull: photograph)::bytea, \(at)::timestamptz, 'wang', \(number)::bigint
                FROM inspection WHERE id = \(visit)
                """
            )
        }
        let code = sites[isPresent(place) ? place : place + 1]
        notices[code, default: []]
            .append((issued, ServedNotice(visit: visit, reachedAt: reached, deadlines: deadlines)))
    }

    /// A deadline that was moved, and what was answered and verified.
    private mutating func change(_ item: String, _ place: Int, _ days: ClosedRange<Int>) async throws {
        for day in days where random.happens(30) {
            entry += 1
            let (at, code) = (Self.at(day, "13:00"), sites[isPresent(place) ? place : place + 1])
            if random.happens(500) {
                let deadline = at.adding(seconds: random.number(1...120) * 3600)
                _ = try await database.query(
                    """
                    INSERT INTO deadline_change VALUES (\(store.county.id), \(entry), \(sites[place]), \(item),
                        \(try InspectionRows.id(1)), \(at)::timestamptz, \(deadline)::timestamptz, '停水', \(at)::timestamptz, 'office')
                    """
                )
                for (index, notice) in (notices[code] ?? []).enumerated() where notice.issuedAt <= at {
                    let move = ServedNotice.Move(item: item, at: at, deadline: deadline)
                    notices[code]?[index].served.moves.append(move)
                }
            } else {
                let id = try InspectionRows.id(entry)
                _ = try await database.query(
                    """
                    INSERT INTO submission VALUES (\(store.county.id), \(id), \(sites[place]), \(item), \(try InspectionRows.id(1)),
                        '已整改', '{}', \(at)::timestamptz, 'wang', 'director', \(entry))
                    """
                )
                _ = try await database.query(
                    """
                    INSERT INTO verification VALUES (\(store.county.id), \(entry), \(sites[place]), \(item), \(id)::uuid, NULL,
                        'verified', NULL, \(at.adding(seconds: 3600))::timestamptz, 'zhao')
                    """
                )
            }
        }
    }
}
