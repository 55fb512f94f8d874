import Testing

/// Holds what was found against a list of what is known: what is new, and what the list no longer needs, fails by name.
func expectSame(
    _ found: some Sequence<String>,
    as known: some Sequence<String>,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let (found, known) = (Set(found), Set(known))
    let (new, gone) = (found.subtracting(known).sorted(), known.subtracting(found).sorted())
    #expect(new == [], "not known yet", sourceLocation: sourceLocation)
    #expect(gone == [], "no longer so: take it from the list", sourceLocation: sourceLocation)
}
