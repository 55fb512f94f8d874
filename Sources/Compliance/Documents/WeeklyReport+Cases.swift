// What became of accountability in the week: by duty and by document, never a name.
extension WeeklyReport {
    /// A case that was open at any time of the week, as it stood at the week's end.
    package struct Case: Sendable, Hashable {
        package let id: FactID
        package let site: Addressed
        package let openedAt: Instant
        package let ground: Ground
        /// The duties of those whom it names, each once, in the order of duties.
        package let duties: [Responsible]
        /// Its interview and its proposal, in the order in which they were taken.
        package let steps: [Step]
        package let end: End?

        package init(
            id: FactID,
            site: Addressed,
            openedAt: Instant,
            ground: Ground,
            duties: [Responsible],
            steps: [Step] = [],
            end: End? = nil
        ) {
            self.id = id
            self.site = site
            self.openedAt = openedAt
            self.ground = ground
            self.duties = duties
            self.steps = steps
            self.end = end
        }
    }

    /// What a case rests on.
    package enum Ground: Sendable, Hashable {
        /// Two visits that found the same items not met.
        case visits(found: InspectionID, again: InspectionID, items: [String])
        case infection(Day)
    }

    /// A site by the name that it had.
    package struct Addressed: Sendable, Hashable {
        package let code: String
        package let name: Text

        package init(code: String, name: Text) {
            self.code = code
            self.name = name
        }
    }

    /// A document of the ladder.
    package struct Step: Sendable, Hashable {
        /// Its entry in the record.
        package let entry: Int
        package let rung: Rung
        /// Its number as the document has it.
        package let numbered: String
        package let takenAt: Instant

        package init(entry: Int, rung: Rung, numbered: String, takenAt: Instant) {
            self.entry = entry
            self.rung = rung
            self.numbered = numbered
            self.takenAt = takenAt
        }
    }

    /// A document that precedes a case, a reminder or circular, and the gaps that it is about.
    package struct SiteStep: Sendable, Hashable {
        package let site: Addressed
        package let step: Step
        package let items: [String]

        package init(site: Addressed, step: Step, items: [String]) {
            self.site = site
            self.step = step
            self.items = items
        }
    }

    /// How a case ended.
    package struct End: Sendable, Hashable {
        /// `withdrawn` or `closed`.
        package let kind: CaseAct.Kind
        package let at: Instant

        package init(kind: CaseAct.Kind, at: Instant) {
            self.kind = kind
            self.at = at
        }
    }
}
