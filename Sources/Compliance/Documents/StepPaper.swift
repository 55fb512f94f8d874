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
    package let head: Head
    /// To whom it goes, by duty.
    package let to: [Text]
    package let site: Addressed
    package let parts: [Part]
    /// What is signed at its end.
    package let signatures: [Text]

    /// How it begins.
    package struct Head: Sendable, Hashable {
        /// Who issues it.
        package let office: Text
        /// The short form in its number; nil where the county has none yet.
        package let short: String?
        /// What stands in red above the number, where the county wants it.
        package let redHead: String?

        package init(office: Text, short: String? = nil, redHead: String? = nil) {
            self.office = office
            self.short = short
            self.redHead = redHead
        }
    }

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
        head: Head,
        to: [Text],
        site: Addressed,
        parts: [Part],
        signatures: [Text]
    ) {
        self.rung = rung
        self.year = year
        self.number = number
        self.issuedOn = issuedOn
        self.head = head
        self.to = to
        self.site = site
        self.parts = parts
        self.signatures = signatures
    }

    /// As it is printed: `豫宁隔检提〔2021〕3号`.
    package var numbered: String {
        Self.numbered(rung, short: head.short, year: year, number: number)
    }

    package static func numbered(_ rung: Rung, short: String?, year: Int, number: Int) -> String {
        "\(short ?? "")\(rung.mark)〔\(year)〕\(number)号"
    }

    /// How many bytes one has at the most.
    package static let mostBytes = 4 << 20
}

extension Rung {
    /// What tells its series of numbers from the others.
    fileprivate var mark: String {
        switch self {
        case .reminder: "提"
        case .circular: "通"
        case .interview: "约"
        case .proposal: "建"
        }
    }
}
