/// Names what a person may rightly do twice, such as a statement: a UUID of version 7, made by whoever does it, so that the
/// same again changes nothing.
package struct FactID: Sendable, Hashable, CustomStringConvertible {
    /// In lower case.
    package let description: String

    /// Reads a UUID of version 7 in either case, and nothing else.
    package init?(_ text: String) {
        guard let id = InspectionID(text) else { return nil }
        self.init(id)
    }

    /// What is named like an inspection.
    init(_ id: InspectionID) { description = id.description }
}
