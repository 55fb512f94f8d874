import Compliance
import Store

/// A site below the minimum: the visits, who directed it at which of them, and what is not on record.
struct FlagCard: Sendable {
    let name: String
    let address: String
    let summary: String
    /// What else is to be known of the run, each a sentence.
    let notes: [String]
    let holders: [String]
    /// Who directs it at the end of the week, or now while it runs, with the words that say which.
    let presentLabel: String
    let present: String
    let evidence: [FlagVisit]
    /// The critical items by name, with how often each fell short.
    let items: [String]
    let hasItems: Bool
    let missing: [String]
    let hasMissing: Bool

    init(_ flag: Flag, isOver: Bool, _ texts: Texts) {
        name = texts(flag.site.name)
        address = Link.site(flag.site.code).path
        let key =
            switch (flag.isPersisting, flag.isUnproven) {
            case (true, false): "flag.persists"
            case (true, true): "flag.persistsUnproven"
            case (false, false): "flag.once"
            case (false, true): "flag.onceUnproven"
            }
        summary = texts(key, "\(flag.inspections)", "\(flag.since)")
        notes =
            (flag.changedHands ? [texts("flag.changedHands")] : [])
            + (flag.wasVacant ? [texts("flag.wasVacant")] : [])
            + (flag.undecided > 0 ? [texts("flag.undecided", "\(flag.undecided)")] : [])
        holders = flag.holders.map { Self.words($0, of: flag, texts) }
        presentLabel = texts(isOver ? "flag.presentThen" : "flag.presentNow")
        present = Self.present(flag, texts)
        evidence = flag.evidence.enumerated()
            .map { place, visit in
                FlagVisit(visit, after: place == 0 ? nil : flag.evidence[place - 1], of: flag, texts)
            }
        items = flag.criticalItems.map { item in
            let counts = [("flag.timesNotMet", item.notMet), ("flag.timesNotChecked", item.notChecked)]
                .filter { $0.1 > 0 }
                .map { key, times in texts(key, "\(times)") }
            return texts("flag.item", item.code, texts(item.text), texts.list(counts))
        }
        hasItems = !items.isEmpty
        missing = flag.missing.map { texts($0) }
        hasMissing = !missing.isEmpty
    }

    /// Whose visits of the run these are, and how many.
    private static func words(_ holder: Flag.Holder, of flag: Flag, _ texts: Texts) -> String {
        let who =
            holder.posting.map { posting in
                let line = PostingLine(posting, texts)
                return texts("flag.person", line.person, line.term)
            } ?? texts("flag.nobody")
        let place = holder.site == flag.site.code ? "" : texts("flag.at", holder.site)
        let days =
            holder.first == holder.last
            ? "\(holder.first)" : texts("flag.days", "\(holder.first)", "\(holder.last)")
        return texts("flag.holder", who, "\(holder.visits)", days) + place
    }

    private static func present(_ flag: Flag, _ texts: Texts) -> String {
        guard let present = flag.present else {
            return flag.vacantSince.map { texts("flag.vacantSince", "\($0)") } ?? texts("flag.noDirector")
        }
        let line = PostingLine(present, texts)
        let who = texts("flag.person", line.person, line.term)
        let ownVisits = flag.holders.contains {
            $0.posting?.person == present.person && $0.posting?.from == present.from
        }
        return ownVisits ? who : who + texts("flag.noneOfThese")
    }
}

/// A visit of the run, with the critical items by which its floor is broken.
struct FlagVisit: Sendable {
    let visit: VisitLine
    let critical: String
    /// That visits before this one are not listed, with where they are.
    let leftOut: String?
    let siteAddress: String
    /// The code under which it was visited, where that was another.
    let otherSite: String?

    init(_ visit: Flag.Evidence, after before: Flag.Evidence?, of flag: Flag, _ texts: Texts) {
        self.visit = VisitLine(visit.summary, texts)
        let parts = [("flag.notMet", visit.notMet), ("flag.notChecked", visit.notChecked)]
            .filter { !$0.1.isEmpty }
            .map { key, items in texts(key, texts.list(items.map(\.code))) }
        critical = parts.isEmpty ? "–" : parts.joined(separator: texts("list.separator"))
        let between = visit.number - (before?.number ?? 0) - 1
        leftOut = between > 0 ? texts("flag.leftOut", "\(between)") : nil
        siteAddress = Link.site(flag.site.code).path
        otherSite = visit.summary.site == flag.site.code ? nil : texts("flag.at", visit.summary.site)
    }
}
