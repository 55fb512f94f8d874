package import Compliance
import Postgres

/// Which entries of the record are asked for; what is nil is not asked for.
package struct EntryFilter: Sendable, Hashable {
    /// An account, or words that are in the names of accounts or in what their holders are or were called.
    package var actor: String?
    package var verb: String?
    /// How the object begins: `site/T-03`, `inspection/`.
    package var object: String?
    /// The first and the last day, in Asia/Shanghai.
    package var from: Day?
    package var to: Day?
    /// Words by which sites are found (`SiteFilter`): what is asked for is about one of them.
    package var site: String?
    package var kind: EntryKind?

    package init(
        actor: String? = nil,
        verb: String? = nil,
        object: String? = nil,
        from: Day? = nil,
        to: Day? = nil,
        site: String? = nil,
        kind: EntryKind? = nil
    ) {
        self.actor = actor
        self.verb = verb
        self.object = object
        self.from = from
        self.to = to
        self.site = site
        self.kind = kind
    }
}

/// What an entry is about, as its object begins.
package enum EntryKind: String, Sendable, Hashable, CaseIterable {
    case inspection, draft, gap, site, township, register, checklist, baseline, account, link, password,
        token,
        session
    case wait, audit, key
    case lostKey = "lost-key"
    case county, database, issuance, guidance
    case notice, order, letterhead, infection
    case accountability = "case"
    case reminder, circular, interview, proposal, ladder, evidence
    case evidenceLimit = "evidence-limit", week, paper
    case cadence, draw, messages
    case closingOrder = "closing-order"
}

extension EntryFilter {
    /// What an entry `e` of the county has to meet besides being of it.
    func condition(in county: Int) -> SQL {
        var sql: SQL = "e.county_id = \(county)"
        if let actor { sql = "\(sql) AND e.actor = ANY ((\(Self.actors(actor, in: county)))::text[])" }
        if let verb { sql = "\(sql) AND e.verb = \(verb)" }
        if let object { sql = "\(sql) AND starts_with(e.object, \(object))" }
        if let kind {
            sql = "\(sql) AND (e.object = \(kind.rawValue) OR starts_with(e.object, \(kind.rawValue + "/")))"
        }
        if let from { sql = "\(sql) AND e.happened_at >= \(Instant(startOf: from))::timestamptz" }
        if let to {
            sql = "\(sql) AND e.happened_at < \(Instant(startOf: to).adding(seconds: 86_400))::timestamptz"
        }
        if let site, let codes = SiteFilter(words: site).codes(in: county) {
            sql = "\(sql) AND e.object IN (\(Self.objects(of: codes, in: county)))"
        }
        return sql
    }

    /// Who is meant: the account of exactly that name, where there is one; else everybody who has each of the words in
    /// their name or in what they are or were called, and whoever acted under that name without an account.
    private static func actors(_ words: String, in county: Int) -> SQL {
        """
        SELECT CASE WHEN EXISTS (SELECT FROM account a WHERE a.county_id = \(county) AND a.name = \(words))
            THEN ARRAY[\(words)::text]
            ELSE ARRAY[\(words)::text] || array(
                SELECT s.account FROM account_state s
                WHERE s.county_id = \(county) AND (
                    SELECT coalesce(bool_and(strpos(search_text(s.account || E'\\n' || s.display), word) > 0), true)
                    FROM regexp_split_to_table(search_text(\(words)), '\\s+') AS word)) END
        """
    }

    /// Everything that is about the sites: they themselves, their visits, and what is being written about them. Whoever
    /// asks finds no site that they may not read: tables answer under their own rights.
    private static func objects(of codes: SQL, in county: Int) -> SQL {
        """
        WITH wanted AS MATERIALIZED (\(codes)),
        visit AS MATERIALIZED (SELECT i.id FROM inspection i WHERE i.county_id = \(county) AND i.site IN (TABLE wanted))
        SELECT kind || '/' || w.site FROM wanted w, unnest(ARRAY['site', 'issuance']) AS kind
        UNION ALL SELECT 'guidance/' || g.id FROM guidance g WHERE g.county_id = \(county) AND g.site IN (TABLE wanted)
        UNION ALL SELECT 'inspection/' || v.id FROM visit v
        UNION ALL SELECT 'draft/' || v.id FROM visit v
        UNION ALL SELECT 'notice/' || v.id FROM visit v
        UNION ALL SELECT 'order/' || o.id FROM supervision_order o WHERE o.county_id = \(county) AND o.site IN (TABLE wanted)
        UNION ALL SELECT 'draft/' || d.id FROM draft d WHERE d.county_id = \(county) AND d.site IN (TABLE wanted)
        """
    }
}
