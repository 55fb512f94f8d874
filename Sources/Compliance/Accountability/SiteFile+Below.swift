extension SiteFile {
    /// Since when a reminder may be sent for what visits found (`domain.md` §7): the first visit of the present run below the
    /// minimum; nil where the last visit did not find the site below it.
    package var belowSince: Instant? {
        var since: Instant?
        for visit in visits { since = visit.isBelowMinimum ? since ?? visit.startedAt : nil }
        return since
    }
}
