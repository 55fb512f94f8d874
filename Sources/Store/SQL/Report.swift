import Postgres

/// The reports of `sql/reports`: each one SELECT with named parameters, which psql runs as it is.
enum Report: String, CaseIterable {
    case siteStandings = "site_standings"
    case siteHistory = "site_history"
    case siteGaps = "site_gaps"
    case gapFindings = "gap_findings"
    case countySites = "county_sites"
    case countyGaps = "county_gaps"
    case coverage
    case weekRanking = "week_ranking"
    case weekGaps = "week_gaps"
    case weekFlags = "week_flags"
    case weekTrend = "week_trend"
    case weekVersions = "week_versions"
    case weekInspections = "week_inspections"
    case weekTownships = "week_townships"
    case weekOrders = "week_orders"
    case weekStandards = "week_standards"
    case weekPasts = "week_pasts"
    case weekCases = "week_cases"
    case weekSteps = "week_steps"
    case commissionOwed = "commission_owed"
    case inspectorPlan = "inspector_plan"

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

/// The text of a report, taken apart at its parameters.
struct ReportText: Sendable {
    let name: String
    /// The text between the parameters; one piece more than there are parameters.
    private let pieces: [String]
    private let parameters: [String]

    /// Takes psql's `:name` and `:'name'` for parameters; comments may say them too, and are left out.
    init(_ name: String, _ text: String) {
        self.name = name
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("--") }
        let statement = lines.joined(separator: "\n").replacing(/;\s*$/, with: "")
        var pieces: [String] = []
        var parameters: [String] = []
        var rest = statement[...]
        var piece = ""
        // A cast (`::`) is taken whole, so that its second colon begins no name.
        while let match = rest.firstMatch(of: /::|:([a-z_]+)|:'([a-z_]+)'/) {
            piece += rest[..<match.range.lowerBound]
            if let name = match.1 ?? match.2 {
                pieces.append(piece)
                parameters.append(String(name))
                piece = ""
            } else {
                piece += match.0
            }
            rest = rest[match.range.upperBound...]
        }
        self.pieces = pieces + [piece + rest]
        self.parameters = parameters
    }

    /// The statement with its values. Every parameter has to be given, and nothing else.
    func callAsFunction(_ values: KeyValuePairs<String, any Bindable>) -> SQL {
        let given = Dictionary(values.map { ($0.key, $0.value) }) { first, _ in first }
        precondition(Set(given.keys) == Set(parameters), "report \(name) takes \(Set(parameters).sorted())")
        var sql = SQL(unsafe: pieces[0])
        for (parameter, piece) in zip(parameters, pieces.dropFirst()) {
            guard let value = given[parameter] else { continue }
            sql = "\(sql)\(value)\(unsafe: piece)"
        }
        return sql
    }
}
