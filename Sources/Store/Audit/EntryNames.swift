package import Compliance
import Postgres

/// What those are called whom an entry speaks of, on the day that it speaks of; nil where whoever asks may not read it.
package struct EntryNames: Sendable, Hashable {
    /// What the holder of the account that acted was called.
    package var actor: String?
    /// What the holder of the account was called that the entry is about.
    package var account: String?
    package var site: SiteOfEntry?
    package var township: Text?
    package var visit: Visit?

    /// The site that the entry is about.
    package struct SiteOfEntry: Sendable, Hashable {
        package let code: String
        package let name: Text

        package init(code: String, name: Text) {
            self.code = code
            self.name = name
        }
    }

    /// The visit that the entry is about; a draft that was filed is about one too.
    package struct Visit: Sendable, Hashable {
        package let id: InspectionID
        package let day: Day

        package init(id: InspectionID, day: Day) {
            self.id = id
            self.day = day
        }
    }

    package init() {}
}

extension EntryNames {
    /// The columns that it is read from, beside `tables`.
    static let columns: SQL = """
        who.display AS actor_display, subject.display AS account_display, about.site AS about_site,
        about.visit AS about_visit, about.visit_day AS about_day, named.name_zh AS site_zh, named.name_en AS site_en,
        township.name_zh AS township_zh, township.name_en AS township_en
        """

    /// What follows an entry `e` among the tables: of names the one that was in use on the day of the visit, or when the
    /// entry was written.
    static let tables: SQL = """
        LEFT JOIN LATERAL (
            SELECT s.display FROM account_state s WHERE s.county_id = e.county_id AND s.account = e.actor
            ORDER BY s.since <= e.happened_at DESC, s.number DESC LIMIT 1) AS who ON true
        LEFT JOIN LATERAL (
            SELECT s.display FROM account_state s
            WHERE s.county_id = e.county_id AND s.account = split_part(e.object, '/', 2)
                AND split_part(e.object, '/', 1) IN ('account', 'link', 'password', 'token')
            ORDER BY s.since <= e.happened_at DESC, s.number DESC LIMIT 1) AS subject ON true
        LEFT JOIN LATERAL (
            SELECT CASE WHEN e.object ~ '^(inspection|draft|guidance|notice|order)/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                THEN split_part(e.object, '/', 2)::uuid END AS id) AS asked ON true
        LEFT JOIN inspection i ON i.county_id = e.county_id AND i.id = asked.id
        LEFT JOIN draft d ON d.county_id = e.county_id AND d.id = asked.id
        LEFT JOIN guidance g ON g.county_id = e.county_id AND g.id = asked.id
        LEFT JOIN supervision_order o ON o.county_id = e.county_id AND o.id = asked.id
        LEFT JOIN LATERAL (
            SELECT coalesce(i.site, d.site, g.site, o.site, CASE WHEN e.object LIKE 'site/%' THEN substr(e.object, 6)
                WHEN e.object LIKE 'issuance/%' THEN substr(e.object, 10) END,
                CASE WHEN e.object LIKE 'gap/%' THEN split_part(e.object, '/', 2) END) AS site,
                i.id AS visit, i.visit_day,
                coalesce(i.visit_day, CASE WHEN e.happened_at BETWEEN to_timestamp(-1e11) AND to_timestamp(1e11)
                    THEN (e.happened_at AT TIME ZONE INTERVAL '08:00')::date END, CURRENT_DATE) AS day) AS about ON true
        LEFT JOIN LATERAL (
            SELECT s.name_zh, s.name_en FROM site_description s
            WHERE s.county_id = e.county_id AND s.site = about.site AND s.replaced_at IS NULL
            ORDER BY s.since <= about.day DESC, CASE WHEN s.since <= about.day THEN s.since END DESC, s.since
            LIMIT 1) AS named ON true
        LEFT JOIN LATERAL (
            SELECT t.name_zh, t.name_en FROM township_name t
            WHERE t.county_id = e.county_id AND e.object = 'township/' || t.township AND t.replaced_at IS NULL
            ORDER BY t.since <= about.day DESC, CASE WHEN t.since <= about.day THEN t.since END DESC, t.since
            LIMIT 1) AS township ON true
        """

    init(_ row: Row) throws(PostgresError) {
        actor = try row["actor_display"]
        account = try row["account_display"]
        if let code: String = try row["about_site"], let zh: String = try row["site_zh"] {
            site = SiteOfEntry(code: code, name: Text(zh: zh, en: try row["site_en"]))
        }
        if let zh: String = try row["township_zh"] { township = Text(zh: zh, en: try row["township_en"]) }
        if let id: InspectionID = try row["about_visit"] { visit = Visit(id: id, day: try row["about_day"]) }
    }
}
