import StrictJSON

/// An accountability case as a file (案卷, `domain.md` §7 and §14): its ground, whom it names, and everything that is on
/// record of it, in the order of the record.
///
/// A case grows until it ends, so its file is no row: it is made from rows that nobody changes, says up to which entry, and
/// the same rows give the same bytes. What the register, a visit or a deadline becomes later changes nothing of it; once the
/// case has ended, nothing does.
package struct Dossier: Sendable, Hashable {
    /// The county's code.
    package let county: String
    package let id: FactID
    /// The code of the site.
    package let site: String
    /// Items that both of its visits found not met; none where it rests on an infection.
    package let items: [String]
    /// As it was sealed when the case was opened; nil where that cannot be read.
    package let basis: CaseBasis?
    /// SHA-256 of what was sealed, lower-case hex.
    package let basisDigest: String
    package let persons: [Person]
    /// In the order of their entries.
    package let lines: [Line]
    /// Whether it has all that is on record of the case; else what its reader may read: whoever is named sees of requests,
    /// statements and decisions the own alone, and no proposal.
    package let isWhole: Bool

    package init(
        county: String,
        id: FactID,
        site: String,
        items: [String],
        basis: String,
        persons: [Person],
        lines: [Line],
        isWhole: Bool
    ) {
        self.county = county
        self.id = id
        self.site = site
        self.items = items
        self.basis = CaseBasis(sealed: basis)
        basisDigest = Node.digest(ofText: basis)
        self.persons = persons
        self.lines = lines.sorted { $0.entry < $1.entry }
        self.isWhole = isWhole
    }

    /// Somebody whom the case names: the term of duty, with the person as the register had it then.
    package struct Person: Sendable, Hashable {
        package let term: String
        package let duty: Responsible
        package let person: String

        package init(term: String, duty: Responsible, person: String) {
            self.term = term
            self.duty = duty
            self.person = person
        }
    }

    /// What happened, by the entry that put it on record.
    package struct Line: Sendable, Hashable {
        package let entry: Int
        package let kind: Kind
        /// When it happened, as stated.
        package let at: Instant
        package let recordedAt: Instant
        /// The account that put it on record; nil for the operator at the shell, and of who was named, whose entry says it.
        package let recordedBy: String?
        /// The term of duty that it is about.
        package var term: String?
        package var words: String?
        package var reason: String?
        /// Whether supervision recorded it from a signed paper.
        package var onPaper = false
        /// SHA-256 of the files that go with it, lower-case hex.
        package var files: [String] = []
        package var document: Document?

        package init(_ kind: Kind, entry: Int, at: Instant, recordedAt: Instant? = nil, by account: String?) {
            self.kind = kind
            self.entry = entry
            self.at = at
            self.recordedAt = recordedAt ?? at
            recordedBy = account
        }
    }

    /// A document that a line is of.
    package struct Document: Sendable, Hashable {
        /// As it is printed; nil of a visit, which has its id in the address.
        package let number: String?
        /// SHA-256 of what was sealed or filed, lower-case hex.
        package let digest: String
        /// Below the server's root.
        package let address: String

        package init(number: String?, digest: String, address: String) {
            self.number = number
            self.digest = digest
            self.address = address
        }
    }

    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// What it rests on.
        case visit, notice, arrival, infection
        case opened, named
        /// The steps of the ladder, as `Rung`.
        case reminder, circular, interview, proposal
        /// What happens in it, as `CaseAct.Kind`.
        case interviewHeld, interviewRefused, statementAsked, statement, decision, withdrawn, closed
    }

    /// The last entry that it has, and when that was put on record.
    package var last: Line? { lines.last }
    /// How the case ended; nil while it is open.
    package var end: Line? { lines.last { $0.kind == .withdrawn || $0.kind == .closed } }
}

extension Dossier {
    /// Canonical JSON: one line, members in one order, what is not there left out.
    package var text: String {
        JSON.write(
            .object([
                ("form", .string("lazaret dossier v1")), ("county", .string(county)),
                ("case", .string("\(id)")),
                ("site", .string(site)), ("whole", .bool(isWhole)),
                ("lastEntry", last.map { .number($0.entry) }),
                ("asOf", last.map { .string("\($0.recordedAt)") }),
                ("ended", .bool(end != nil)), ("items", .array(items.map(Node.string))),
                ("basisDigest", .string(basisDigest)),
                ("siteThen", basis?.site?.node), ("basis", basis.map { .array($0.lines.map(\.node)) }),
                ("persons", .array(persons.map(\.node))), ("lines", .array(lines.map(\.node))),
            ])
        )
    }

    /// SHA-256 of its bytes, lower-case hex.
    package var digest: String { Node.digest(ofText: text) }
}

extension Dossier.Person {
    fileprivate var node: Node {
        .object([
            ("term", .string(term)), ("duty", .string(duty.rawValue)), ("person", .string(person)),
        ])
    }
}

extension Dossier.Line {
    fileprivate var node: Node {
        .object([
            ("entry", .number(entry)), ("kind", .string(kind.rawValue)), ("at", .string("\(at)")),
            ("recordedAt", .string("\(recordedAt)")), ("recordedBy", recordedBy.map(Node.string)),
            ("term", term.map(Node.string)), ("words", words.map(Node.string)),
            ("reason", reason.map(Node.string)), ("onPaper", onPaper ? .bool(true) : nil),
            ("files", files.isEmpty ? nil : .array(files.map(Node.string))),
            (
                "document",
                document.map {
                    .object([
                        ("number", $0.number.map(Node.string)), ("digest", .string($0.digest)),
                        ("address", .string($0.address)),
                    ])
                }
            ),
        ])
    }
}
