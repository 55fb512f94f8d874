import Compliance
import Postgres
import StrictJSON

extension Store {
    /// What is on record of the sites with those codes.
    func register(of codes: [String], in transaction: Transaction) async throws -> [String: RegisterEntry] {
        let rows = try await transaction.pipeline([
            """
            SELECT \(Site.columns) FROM \(Site.tables)
            WHERE s.county_id = \(county.id) AND s.code = ANY (\(codes)::text[])
            """,
            """
            SELECT site, duty, person, held_from, held_to FROM posting
            WHERE county_id = \(county.id) AND site = ANY (\(codes)::text[])
            """,
        ])
        var postings: [String: [Posting]] = [:]
        for row in rows[1] {
            postings[try row["site"], default: []].append(try Posting(row))
        }
        var register: [String: RegisterEntry] = [:]
        for row in rows[0] {
            let site = try Site(row)
            register[site.code] = RegisterEntry(site: site, postings: postings[site.code] ?? [], row: 0)
        }
        return register
    }

    /// The statements that make the entry what is on record, with its audit entry.
    func write(_ entry: RegisterEntry, before: RegisterEntry?) -> [SQL] {
        let site = entry.site
        var statements: [SQL] = []
        if let township = site.township {
            statements.append(
                """
                INSERT INTO township (county_id, code, name_zh, name_en)
                VALUES (\(county.id), \(township.code), \(township.name.zh), \(township.name.en))
                ON CONFLICT (county_id, code) DO UPDATE
                SET name_zh = excluded.name_zh, name_en = excluded.name_en
                """
            )
        }
        statements.append(
            """
            INSERT INTO site (county_id, code, kind, name_zh, name_en, township, opened_on, closed_on, address, capacity)
            VALUES (\(county.id), \(site.code), \(site.kind), \(site.name.zh), \(site.name.en),
                \(orNull: site.township?.code), \(site.openedOn), \(orNull: site.closedOn), \(site.address),
                \(orNull: site.capacity))
            ON CONFLICT (county_id, code) DO UPDATE
            SET name_zh = excluded.name_zh, name_en = excluded.name_en, township = excluded.township,
                opened_on = excluded.opened_on, closed_on = excluded.closed_on,
                address = excluded.address, capacity = excluded.capacity
            """
        )
        // Those that end come first, so that no two terms overlap in between.
        let postings = entry.postings.filter { !(before?.postings.contains($0) ?? false) }
        statements += postings.sorted { $0.from < $1.from }
            .map { posting in
                """
                INSERT INTO posting (county_id, site, duty, person, held_from, held_to)
                VALUES (\(county.id), \(site.code), \(posting.duty), \(posting.person), \(posting.from),
                    \(orNull: posting.to))
                ON CONFLICT (county_id, site, duty, person, held_from) DO UPDATE SET held_to = excluded.held_to
                """
            }
        statements.append(
            """
            INSERT INTO audit_entry (county_id, verb, object, before_digest, after_digest)
            VALUES (\(county.id), \(before == nil ? "add" : "change"), \("site/" + site.code),
                \(orNull: before.map { DigestText($0.node.digest) }), \(DigestText(entry.node.digest)))
            """
        )
        return statements
    }
}

extension RegisterEntry {
    /// What the audit's digests are of.
    var node: Node {
        .object([
            ("code", .string(site.code)),
            ("kind", .string(site.kind.rawValue)),
            ("name", .array([.string(site.name.zh), .string(site.name.en)])),
            (
                "township",
                site.township.map { .array([.string($0.code), .string($0.name.zh), .string($0.name.en)]) }
            ),
            ("openedOn", .string(site.openedOn.description)),
            ("closedOn", site.closedOn.map { .string($0.description) }),
            ("address", .string(site.address)),
            ("capacity", site.capacity.map { .number($0) }),
            ("postings", .array(postings.sorted(by: Self.inOrder).map(Self.node))),
        ])
    }

    private static func inOrder(_ a: Posting, _ b: Posting) -> Bool {
        (a.duty.rawValue, a.person, a.from) < (b.duty.rawValue, b.person, b.from)
    }

    private static func node(_ posting: Posting) -> Node {
        .array([
            .string(posting.duty.rawValue), .string(posting.person), .string(posting.from.description),
            posting.to.map { .string($0.description) } ?? .null,
        ])
    }
}
