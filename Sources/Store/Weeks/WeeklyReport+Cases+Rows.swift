import Compliance
import Postgres

extension WeeklyReport.Case {
    /// Reads a row of `week_cases`, with those of `week_steps`.
    init(_ row: Row, _ steps: Rows) throws {
        self = try row.reading("accountability_case", by: "id") {
            let id = try row["id"] as FactID
            let own = try steps.filter { try $0["case_id"] as FactID? == id }
            let duties = try row["duties"] as [String]
            return WeeklyReport.Case(
                id: id,
                site: try WeeklyReport.Addressed(row),
                openedAt: try row["opened_at"],
                ground: try WeeklyReport.Ground(row),
                duties: Responsible.allCases.filter { duties.contains($0.rawValue) },
                steps: try own.map { try WeeklyReport.Step($0) },
                end: try (row["end_kind"] as CaseAct.Kind?)
                    .map { WeeklyReport.End(kind: $0, at: try row["ended_at"]) }
            )
        }
    }
}

extension WeeklyReport.Ground {
    fileprivate init(_ row: Row) throws {
        if let day = try row["infection"] as Day? {
            self = .infection(day)
        } else {
            self = .visits(found: try row["found"], again: try row["again"], items: try row["items"])
        }
    }
}

extension WeeklyReport.SiteStep {
    /// Reads a row of `week_steps`; nil where it is a case's.
    init?(_ row: Row) throws {
        guard try row["case_id"] as FactID? == nil else { return nil }
        self = try row.reading("ladder_step", by: "entry") {
            WeeklyReport.SiteStep(
                site: try WeeklyReport.Addressed(row),
                step: try WeeklyReport.Step(row),
                items: try row["items"]
            )
        }
    }
}

extension WeeklyReport.Step {
    fileprivate init(_ row: Row) throws {
        let rung = try row["rung"] as Rung
        self.init(
            entry: try row["entry"],
            rung: rung,
            numbered: StepPaper.numbered(
                rung,
                short: try row["short"],
                year: try row["year"],
                number: try row["number"]
            ),
            takenAt: try row["taken_at"]
        )
    }
}

extension WeeklyReport.Addressed {
    fileprivate init(_ row: Row) throws {
        let code = try row["site"] as String
        let (zh, en) = (try row["name_zh"] as String?, try row["name_en"] as String?)
        self.init(code: code, name: Text(zh: zh ?? code, en: en ?? code))
    }
}
