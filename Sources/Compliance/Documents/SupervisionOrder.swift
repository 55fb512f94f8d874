/// A three-colour order (三色督办单): what urges whoever has to mend a gap, as it was issued (`domain.md` §6, §14).
///
/// It is sealed as its canonical JSON (`node`), as a `Notice` is; page, print and API are made from that alone.
package struct SupervisionOrder: Sendable, Hashable {
    /// As it is printed: `豫宁隔检督〔2021〕12号`.
    package let number: String
    /// One series of numbers a year, of its own.
    package let year: Int
    package let serial: Int
    package let issuedAt: Instant
    package let office: Text
    package let redHead: String?
    package let content: Content

    /// All below the head: what it would say before it has a number.
    package struct Content: Sendable, Hashable {
        package let colour: GapStanding.Colour
        /// Why it is of that colour, with the moments that make it so.
        package let why: Text
        /// The site as it is called on the day of issue, under the code that it goes on under.
        package let site: Notice.AddressedSite
        /// Who must act: the site's director, and whose the gap is where that is another duty.
        package let to: [Addressee]
        /// The visit that found it last.
        package let inspection: InspectionID
        /// What it found, with the deadline of now.
        package let line: Notice.Line
        /// What happened since it was first found, the first first.
        package let dates: [Event]
        /// Who was told when: notices and earlier orders.
        package let told: [Event]
        /// How to answer.
        package let reply: Text

        package var deadline: Instant { line.deadline }

        package init(
            colour: GapStanding.Colour,
            why: Text,
            site: Notice.AddressedSite,
            to: [Addressee],
            inspection: InspectionID,
            line: Notice.Line,
            dates: [Event],
            told: [Event],
            reply: Text
        ) {
            self.colour = colour
            self.why = why
            self.site = site
            self.to = to
            self.inspection = inspection
            self.line = line
            self.dates = dates
            self.told = told
            self.reply = reply
        }
    }

    /// A duty, and who holds it on the day of issue.
    package struct Addressee: Sendable, Hashable {
        package let duty: Responsible
        /// As the register calls them; nil where nobody holds it.
        package let person: String?

        package init(duty: Responsible, person: String?) {
            self.duty = duty
            self.person = person
        }
    }

    /// What happened at a moment.
    package struct Event: Sendable, Hashable {
        package let at: Instant
        package let what: Text
        /// Who did it: as they signed, by duty or by account; nil where the act says nobody.
        package let by: String?

        package init(at: Instant, what: Text, by: String? = nil) {
            self.at = at
            self.what = what
            self.by = by
        }
    }
}
