package import Compliance
import Postgres

/// Which sites are asked for; what is nil or empty is not asked for.
package struct SiteFilter: Sendable, Hashable {
    package let kind: SiteKind?
    /// The colour of the latest grade; grey for sites without one: never inspected, or not to be worked out.
    package let colour: GradeRule.Colour?
    /// Each of these words, in whatever order, occurs in the site's code, in what it is or was called or where it is or
    /// was, or in its township's name, in either language. Full-width letters and digits are half-width ones, and
    /// capitals are no matter.
    package let words: String

    package init(kind: SiteKind? = nil, colour: GradeRule.Colour? = nil, words: String = "") {
        self.kind = kind
        self.colour = colour
        self.words = words
    }
}

extension SiteFilter {
    /// The codes of the sites that have all the words; nil where there are none to look for. Whole words are looked
    /// for, so that no letter in them means anything; `search_text` is what both sides are read by.
    func codes(in county: Int) -> SQL? {
        guard !words.isEmpty else { return nil }
        return """
            SELECT texts.site FROM (
                SELECT d.site, search_text(d.site) || E'\\n'
                    || string_agg(d.words || coalesce(E'\\n' || t.words, ''), E'\\n') AS words
                FROM site_description d
                LEFT JOIN township_name t ON t.county_id = d.county_id AND t.township = d.township
                WHERE d.county_id = \(county) GROUP BY d.site) AS texts
            WHERE (
                SELECT coalesce(bool_and(strpos(texts.words, word) > 0), true)
                FROM regexp_split_to_table(search_text(\(words)), '\\s+') AS word)
            """
    }

    /// Those codes with all the others that the same sites had or have (`site_line`): what was done at one that moved stands
    /// under each.
    static func lines(of codes: SQL, in county: Int) -> SQL {
        "SELECT line.site FROM (\(codes)) AS found (site) CROSS JOIN LATERAL site_line(\(county), found.site) AS line"
    }
}
