import Compliance
import HTTPServer
import HummingbirdCore
import Papers
import Store
import StrictJSON

/// The visits of the county as files for spreadsheets.
extension Service {
    func apiInspectionsFile(_ format: TableFormat) -> Route.Handler {
        { request, context in
            let (filter, store) = (try VisitFilter(request), self.store(for: context))
            return try await self.file(Registers.inspections, as: format, request, context) { take in
                try await store.everyVisit(filter, take)
            }
        }
    }

    func apiInspectorsFile(_ format: TableFormat) -> Route.Handler {
        { request, context in
            let (filter, store) = (try VisitFilter(request), self.store(for: context))
            return try await self.file(Registers.inspectors, as: format, request, context) { take in
                try await store.everyVisit(filter) { visits in
                    try await take(Registers.Signature.all(of: visits))
                }
            }
        }
    }

    func apiAnswersFile(_ format: TableFormat) -> Route.Handler {
        { request, context in
            let (filter, store) = (try VisitFilter(request), self.store(for: context))
            return try await self.file(Registers.answers, as: format, request, context) { take in
                try await store.everyFiling(filter) { filings in
                    try await take(Registers.AnswerLine.all(of: filings))
                }
            }
        }
    }
}

extension VisitFilter {
    /// Reads `site`, and the days `from` and `to`, of the address.
    init(_ request: Request) throws {
        var problems: [Problem] = []
        let site = (request.queryValue("site") ?? "").trimmed.cut(to: 100)
        self.init(
            site: site.isEmpty ? nil : site,
            from: request.day("from", &problems),
            to: request.day("to", &problems)
        )
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
    }
}
