extension Gap {
    /// When it has to be closed: its hours after the end of the visit, to the second begun.
    ///
    /// The one place where hours become a moment; what is stored and what is shown are both taken from here. Hours
    /// come from a baseline, whose values are bounded (`Parameter.values`), so that the seconds are a machine integer.
    package func deadline(from finishedAt: Instant) -> Instant {
        finishedAt.adding(seconds: (deadlineHours * 3600).floor.integer ?? 0)
    }
}
