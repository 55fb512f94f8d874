import Postgres

/// The reports of `sql/reports`: each one SELECT with named parameters, which psql runs as it is.
enum Report: String, CaseIterable {
    case siteStandings = "site_standings"
    case siteHistory = "site_history"
    case siteGaps = "site_gaps"
    case worstGaps = "worst_gaps"
    case coverage
    case weekRanking = "week_ranking"
    case weekCriticalGaps = "week_critical_gaps"
    case weekFailingItems = "week_failing_items"
    case weekFlags = "week_flags"
    case weekTrend = "week_trend"
    case weekVersions = "week_versions"

    /// The statement with its values. Every parameter has to be given, and nothing else.
    func callAsFunction(_ values: KeyValuePairs<String, any Bindable>) throws -> SQL {
        guard let text = try Self.loaded.get()[rawValue] else {
            throw SQLFiles.Missing(place: "reports/\(rawValue)")
        }
        return text(values)
    }

    /// Throws unless every report is there.
    static func check() throws {
        let loaded = try loaded.get()
        for report in allCases where loaded[report.rawValue] == nil {
            throw SQLFiles.Missing(place: "reports/\(report.rawValue)")
        }
    }

    private static let loaded = Swift.Result {
        let reports = try SQLFiles.all(in: "reports").map { ReportText(String($0.name.dropLast(4)), $0.text) }
        return Dictionary(reports.map { ($0.name, $0) }) { first, _ in first }
    }
}
