import StrictJSON

/// The document of a rung of the ladder (`domain.md` §14), as it is sealed: page and print are made from it and nothing
/// else. What it says stands in parts of lines, each with the address of what it rests on; it names people by duty, and
/// never calls a proposal a decision.
package struct StepPaper: Sendable, Hashable {
    package let rung: Rung
    package let year: Int
    /// In the county's series of that rung and year.
    package let number: Int
    package let issuedOn: Day
    /// Who issues it.
    package let office: Text
    /// To whom it goes, by duty.
    package let to: [Text]
    package let site: Addressed
    package let parts: [Part]
    /// What is signed at its end.
    package let signatures: [Text]

    package struct Addressed: Sendable, Hashable {
        package let code: String
        package let name: Text
        package let township: Text?

        package init(code: String, name: Text, township: Text?) {
            self.code = code
            self.name = name
            self.township = township
        }
    }

    package struct Part: Sendable, Hashable {
        package let title: Text
        package let lines: [Line]

        package init(_ title: Text, _ lines: [Line]) {
            self.title = title
            self.lines = lines
        }
    }

    package struct Line: Sendable, Hashable {
        package let words: Text
        /// The address below the server's root of what it rests on, such as `/inspections/017b…`.
        package let source: String?

        package init(_ words: Text, source: String? = nil) {
            self.words = words
            self.source = source
        }
    }

    package init(
        rung: Rung,
        year: Int,
        number: Int,
        issuedOn: Day,
        office: Text,
        to: [Text],
        site: Addressed,
        parts: [Part],
        signatures: [Text]
    ) {
        self.rung = rung
        self.year = year
        self.number = number
        self.issuedOn = issuedOn
        self.office = office
        self.to = to
        self.site = site
        self.parts = parts
        self.signatures = signatures
    }
}
