extension SiteFile {
    /// Since when a reminder may be sent for what visits found (`domain.md` §7): the first visit of the present run below the
    /// minimum; nil where the last visit with a grade did not find the site below it. A visit without a grade neither ends nor
    /// extends a run (`domain.md` §4).
    package var belowSince: Instant? {
        var since: Instant?
        for visit in visits {
            guard let isBelow = visit.isBelowMinimum else { continue }
            since = isBelow ? since ?? visit.startedAt : nil
        }
        return since
    }
}
