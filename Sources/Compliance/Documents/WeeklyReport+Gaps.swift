// Where sites fell short.
extension WeeklyReport {
    /// A critical gap that the week's last visit to a site left open.
    package struct Gap: Sendable, Hashable {
        /// The code; the site itself stands in the ranking.
        package let site: String
        package let inspection: InspectionID
        package let item: String
        package let text: Text
        package let severity: Severity
        package let status: Outcome.Status
        package let pointsLost: Rational
        package let responsible: Responsible
        package let recurrence: Recurrence
        package let since: Day
        package let deadline: Instant

        package init(
            site: String,
            inspection: InspectionID,
            item: String,
            text: Text,
            severity: Severity,
            status: Outcome.Status,
            pointsLost: Rational,
            responsible: Responsible,
            recurrence: Recurrence,
            since: Day,
            deadline: Instant
        ) {
            self.site = site
            self.inspection = inspection
            self.item = item
            self.text = text
            self.severity = severity
            self.status = status
            self.pointsLost = pointsLost
            self.responsible = responsible
            self.recurrence = recurrence
            self.since = since
            self.deadline = deadline
        }
    }

    /// An item that fell short at several sites, with the clause it stands on.
    package struct FailingItem: Sendable, Hashable {
        package let checklist: String
        package let checklistTitle: Text
        package let item: String
        package let text: Text
        package let severity: Severity
        package let citation: Citation
        /// The title of the cited paper.
        package let source: Text
        package let sites: Int
        package let inspected: Int

        package init(
            checklist: String,
            checklistTitle: Text,
            item: String,
            text: Text,
            severity: Severity,
            citation: Citation,
            source: Text,
            sites: Int,
            inspected: Int
        ) {
            self.checklist = checklist
            self.checklistTitle = checklistTitle
            self.item = item
            self.text = text
            self.severity = severity
            self.citation = citation
            self.source = source
            self.sites = sites
            self.inspected = inspected
        }
    }

    /// An item that nobody checked at the week's last visit to a site: the commission owes a re-check (`domain.md` §6).
    package struct Recheck: Sendable, Hashable {
        package let site: String
        package let inspection: InspectionID
        package let item: String
        package let text: Text
        package let severity: Severity

        package init(site: String, inspection: InspectionID, item: String, text: Text, severity: Severity) {
            self.site = site
            self.inspection = inspection
            self.item = item
            self.text = text
            self.severity = severity
        }
    }
}
