package import FoundationEssentials

/// One message as it leaves the house: to one address, in one language.
package struct OutgoingMessage: Sendable, Equatable {
    /// The same in every attempt, so that whoever receives it twice can tell.
    package let id: UUID
    /// What it is about, as a machine reads it: `order.overdue`.
    package let kind: String
    /// When it was composed, whenever it is sent.
    package let composed: Instant
    package let title: String
    /// Lines of plain text.
    package let lines: [String]
    /// Where to act, a whole address; nil where the county has not said where its server is.
    package let link: String?
    package let language: Language

    package init(
        id: UUID,
        kind: String,
        composed: Instant,
        title: String,
        lines: [String],
        link: String?,
        language: Language
    ) {
        self.id = id
        self.kind = kind
        self.composed = composed
        self.title = title
        self.lines = lines
        self.link = link
        self.language = language
    }
}
