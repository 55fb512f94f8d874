import Compliance
import Store

/// One site: where it stands, its open gaps, who holds which duty, and every visit.
struct SitePage: Page {
    static let template = "site"

    let code: String
    let name: String
    let kind: String
    let particulars: [LabelledValue]
    /// Whether the site is open, and the reader may file inspections.
    let canBeInspected: Bool
    let inspectAddress: String
    let latest: VisitLine?
    let trend: Trend?
    let gaps: [GapLine]
    let hasGaps: Bool
    let gapsNameSites = false
    /// Where the standard stands here.
    let handed: [HandedLine]
    let hasHanded: Bool
    /// Said at the top where the reader has something to acknowledge.
    let waitsForReceipt: String?
    let guidanceAddress: String
    /// What is open, answered and closed of this site.
    let registerOfGaps: String
    let holders: [PostingLine]
    let hasHolders: Bool
    /// Duties that fell vacant, and since when.
    let vacancies: [String]
    let hasVacancies: Bool
    let formerHolders: [PostingLine]
    let hasFormerHolders: Bool
    /// Periods of operation before and after, where there are several.
    let periods: [String]
    let hasPeriods: Bool
    /// What it was called and was until which day.
    let former: [String]
    let hasFormer: Bool
    /// The sites that it goes on from, and those that go on from it.
    let moves: [MoveLine]
    let hasMoves: Bool
    let registerAddress: String
    let noticesAddress: String
    /// Where accountability stands here; for whoever may read it.
    let accountabilityAddress: String?
    let history: [VisitLine]
    let hasHistory: Bool
    /// Said where more visits are on record than shown, which lead to all of them.
    let more: String?
    let historyAddress: String
    let drafts: [DraftLine]
    let hasDrafts: Bool

    init(
        _ figures: SiteFigures,
        drafts: [ListedDraft],
        handed: HandedSite? = nil,
        reader: Identity?,
        now: Instant,
        _ texts: Texts
    ) {
        let mayFile = reader?.rights.contains(.file) == true
        let (site, today) = (figures.site, Day(now))
        code = site.code
        name = texts(site.name)
        kind = texts(site.kind)
        particulars = LabelledValue.of(site, texts) + LabelledValue.of(figures.place, texts)
        canBeInspected = mayFile && site.closedOn.map { $0 >= today } ?? true
        inspectAddress = Link.inspect(site.code).path
        latest = figures.history.first.map { VisitLine($0, at: site.code, texts) }
        trend = Trend(figures.history.reversed(), texts)
        gaps = figures.openGaps.map { GapLine($0, namesSite: false, now: now, texts) }
        hasGaps = !gaps.isEmpty
        let directs = handed?.isDirected == true
        self.handed = (handed?.standards ?? [])
            .map {
                HandedLine(
                    $0,
                    at: figures.site.code,
                    mayAcknowledge: directs && reader?.rights.contains(.respond) == true,
                    today: today,
                    texts
                )
            }
        hasHanded = !self.handed.isEmpty
        waitsForReceipt = self.handed.contains { $0.receipt != nil } ? texts("handed.waitsForYou") : nil
        guidanceAddress = Link.siteGuidance(site.code).path
        registerOfGaps = Link.gaps(of: site.code).path
        holders = figures.postings.filter { $0.covers(today) }.map { PostingLine($0, texts) }
        hasHolders = !holders.isEmpty
        vacancies = figures.vacancies(on: today)
            .map { texts("site.vacant", texts($0.duty), "\($0.since)") }
        hasVacancies = !vacancies.isEmpty
        formerHolders = figures.postings.filter { !$0.covers(today) }.map { PostingLine($0, texts) }
        hasFormerHolders = !formerHolders.isEmpty
        periods =
            figures.periods.count > 1
            ? figures.periods.map { texts.term($0.openedOn, $0.closedOn) } : []
        hasPeriods = !periods.isEmpty
        former = figures.formerly.map { texts.formerly($0) }
        hasFormer = !former.isEmpty
        moves = figures.moves.map { MoveLine($0, texts) }
        hasMoves = !moves.isEmpty
        noticesAddress = Link.notices(of: site.code).path
        accountabilityAddress =
            reader?.rights.isDisjoint(with: [.cases, .respond]) == false
            ? Link.accountability(site.code).path : nil
        registerAddress = Link.siteRegister(site.code).path
        history = figures.history.map { VisitLine($0, at: site.code, texts) }
        hasHistory = !history.isEmpty
        more =
            figures.inspections > figures.history.count
            ? texts("site.more", "\(figures.history.count)", "\(figures.inspections)") : nil
        historyAddress = Link.visits(site.code).path
        self.drafts = drafts.map { DraftLine($0, mayFile: mayFile, texts) }
        hasDrafts = !drafts.isEmpty
    }

    func windowTitle(_ texts: Texts) -> String { name }
}

/// A site that another goes on from.
struct MoveLine: Sendable {
    let address: String
    let name: String
    let code: String
    /// Which of the two is the one before, and since when.
    let wording: String

    init(_ move: SiteMove, _ texts: Texts) {
        address = Link.site(move.code).path
        name = texts(move.name)
        code = move.code
        wording = texts(move.isPredecessor ? "site.goesOnFrom" : "site.goesOnAs", "\(move.day)")
    }
}

/// A form begun and not yet filed.
struct DraftLine: Sendable {
    /// Where whoever may file goes on with it.
    let address: String?
    let saved: String

    init(_ draft: ListedDraft, mayFile: Bool, _ texts: Texts) {
        address = mayFile ? Link.draft(draft.id.description, site: draft.site).path : nil
        saved = texts("draft.saved", draft.savedAt.shanghai, draft.by)
    }
}

extension Texts {
    /// `until 2021-09-03: 旧名 · 旧乡 · 老学校 · 20 people`.
    fileprivate func formerly(_ former: SiteDescription) -> String {
        let said = [
            self(former.name), former.township.map { self($0.name) },
            former.address.isEmpty ? nil : former.address,
            former.capacity.map { self("site.formerCapacity", "\($0)") },
        ]
        return self(
            "site.formerly",
            former.until.map { "\($0)" } ?? "",
            said.compactMap { $0 }.joined(separator: " · ")
        )
    }
}

extension LabelledValue {
    /// Where it lies; nothing where that is not known.
    fileprivate static func of(_ place: SitePlace?, _ texts: Texts) -> [LabelledValue] {
        guard let place else { return [] }
        let wording = texts("site.degrees", place.latitude, place.longitude, place.datum)
        return [LabelledValue(label: texts("site.place"), wording: wording)]
    }

    /// What the register says of a site.
    static func of(_ site: Site, _ texts: Texts) -> [LabelledValue] {
        let entries: [(String, String?)] = [
            ("site.code", site.code), ("site.township", site.township.map { texts($0.name) }),
            ("site.opened", "\(site.openedOn)"), ("site.closed", site.closedOn.map { "\($0)" }),
            ("site.capacity", site.capacity.map(String.init)),
            ("site.address", site.address.isEmpty ? nil : site.address),
        ]
        return entries.compactMap { key, wording in
            wording.map { LabelledValue(label: texts(key), wording: $0) }
        }
    }
}
