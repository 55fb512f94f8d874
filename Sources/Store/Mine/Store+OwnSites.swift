package import Compliance
import Postgres

extension Store {
    /// Sites that are shown in full; somebody posted to more is led to the others.
    package static let mostOwnSites = 10
    /// Further cases that are listed.
    package static let mostOwnCases = 50
    /// Open gaps of one site that are shown in full; the register has all.
    package static let mostOwnGaps = 50

    /// What is open at the sites where whoever asks holds a duty today, by the account's own terms: an inspector who is a
    /// director besides has one site here.
    package func ownSites(now: Instant) async throws -> OwnSites {
        let rows = try await query(
            """
            SELECT \(Site.columns), held.duties FROM (
                SELECT d.site, array_agg(DISTINCT d.duty) AS duties FROM account_duty d
                JOIN posting p ON p.county_id = d.county_id AND p.site = d.site AND p.id = d.term AND p.replaced_at IS NULL
                    AND (now() AT TIME ZONE INTERVAL '08:00')::date BETWEEN p.held_from AND coalesce(p.held_to, 'infinity')
                WHERE d.county_id = \(county.id) AND d.account = acting_account()
                GROUP BY d.site) AS held
            JOIN site_today s ON s.county_id = \(county.id) AND s.code = held.site
            JOIN site own ON own.county_id = s.county_id AND own.code = s.code
            ORDER BY own.sort_key
            """,
            needing: .respond
        )
        var unreadable = UnreadableRows()
        let held = try rows.readable(leavingOut: &unreadable) { row in
            (site: try Site(row), duties: Set(try row["duties"] as [Responsible]))
        }
        var sites: [OwnSite] = []
        for (site, duties) in held.prefix(Self.mostOwnSites) {
            sites.append(try await ownSite(site, duties, now: now, leavingOut: &unreadable))
        }
        return OwnSites(
            sites: sites,
            others: held.dropFirst(Self.mostOwnSites).map(\.site),
            cases: try await ownCases(leavingOut: sites.flatMap(\.cases)),
            unreadable: unreadable
        )
    }

    /// The cases that name whoever asks by a term that they answer for, whatever became of the duty.
    func ownCases(leavingOut shown: [FactID]) async throws -> [FactID] {
        try await query(
            """
            SELECT c.id FROM accountability_case c
            WHERE c.county_id = \(county.id) AND c.id = ANY (acting_cases())
                AND c.id <> ALL (\(shown.map { "\($0)" })::uuid[])
            ORDER BY c.entry DESC LIMIT \(Self.mostOwnCases)
            """,
            needing: .respond
        )
        .map { row in try row["id"] as FactID }
    }

    private func ownSite(
        _ site: Site,
        _ duties: Set<Responsible>,
        now: Instant,
        leavingOut unreadable: inout UnreadableRows
    ) async throws -> OwnSite {
        let visits = try await visits(of: site.code).visits
        let handed = try await handedDown(to: site.code, now: now)
        let (noticed, ordered): (SQL, SQL) = (
            own("n.site", on: "n.visit_day", site.code),
            own("o.site", on: "(o.issued_at AT TIME ZONE INTERVAL '08:00')::date", site.code)
        )
        let notices = try await query(noticeQuery("\(noticed) AND a.how IS NULL"))
            .readable(leavingOut: &unreadable) { row in try NoticeRecord(row) }
        let unshown = try await query(
            noticeQuery("\(noticed) AND a.how = 'handedOver' AND photo.entry IS NULL")
        )
        .readable(leavingOut: &unreadable) { row in try NoticeRecord(row) }
        let orders = try await query(orderQuery("\(ordered) AND a.how IS NULL"))
            .readable(leavingOut: &unreadable) { row in try OrderRecord(row) }
        let cases = try await query(
            """
            SELECT c.id FROM accountability_case c
            WHERE c.county_id = \(county.id) AND c.id = ANY (acting_named())
                AND c.site IN (SELECT line.site FROM site_line(\(county.id), \(site.code)) AS line) AND NOT EXISTS (
                SELECT FROM case_act a WHERE a.county_id = c.county_id AND a.case_id = c.id AND a.kind IN ('withdrawn', 'closed'))
            ORDER BY c.entry DESC
            """
        )
        .map { row in try row["id"] as FactID }
        let open = try await openGaps(of: site.code, duties, now: now)
        unreadable = unreadable + visits.unreadable + handed.unreadable + open.unreadable
        return OwnSite(
            site: site,
            duties: duties,
            latest: visits.elements.first,
            standards: handed.now.standards,
            guidance: Array(handed.guidance.filter { $0.withdrawal == nil }.prefix(3)),
            notices: notices,
            unshown: unshown,
            orders: orders,
            gaps: open.gaps,
            ownGaps: open.own,
            openGaps: open.total,
            accountability: try await accountability(of: site, within: cases, leavingOut: &unreadable),
            cases: cases
        )
    }

    /// Whether what is of that code and day is the site's, which may have moved since.
    private func own(_ code: SQL, on day: SQL, _ site: String) -> SQL {
        """
        EXISTS (
            SELECT FROM site_life(\(county.id), \(site)) AS past
            WHERE past.site = \(code) AND \(day) <= past.until AND \(day) > past.after)
        """
    }

    /// What is open at the site and may be answered for by who holds those duties: all of it by a director, else the duty's own;
    /// how many of these there are, and how many in all.
    private func openGaps(
        of code: String,
        _ duties: Set<Responsible>,
        now: Instant
    ) async throws -> (gaps: [GapRecord], own: Int, total: Int, unreadable: UnreadableRows) {
        var filter = GapFilter()
        filter.site = code
        let all = try await self.gaps(filter, now: now)
        var listed = all
        if !duties.contains(.director) {
            filter.ofAny = duties
            listed = try await self.gaps(filter, now: now)
        }
        var gaps: [GapRecord] = []
        for gap in listed.elements.prefix(Self.mostOwnGaps) {
            // What was closed or withdrawn since the list was read is not open any more.
            let record: GapRecord
            do { record = try await self.gap(gap.site, gap.item) } catch StoreError.noGap { continue }
            if record.openRun != nil { gaps.append(record) }
        }
        return (gaps, listed.total, all.total, listed.unreadable)
    }

    /// Of visits that led to a case which is open and names whoever asks, the conditions are those of that case.
    private func accountability(
        of site: Site,
        within open: [FactID],
        leavingOut unreadable: inout UnreadableRows
    ) async throws -> OwnSite.Accountability? {
        guard site.kind == .townshipIsolation else { return nil }
        let notices = try await servedNotices(of: [site.code])[site.code] ?? []
        var (file, left) = try await siteFile(site.code, notices: notices)
        unreadable = unreadable + left
        file.cases.removeAll { open.contains($0.id) }
        let finding = file.finding
        return OwnSite.Accountability(
            finding: finding,
            handingDown: finding.found.map { file.handingDown(of: $0.version, at: $0.startedAt) }
        )
    }
}
