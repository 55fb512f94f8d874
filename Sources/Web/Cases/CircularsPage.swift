import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

/// The county's circulars: read by everybody who holds a duty at a township site.
struct CircularsPage: Page {
    static let template = "circulars"

    let found: String
    let lines: [Line]
    let hasLines: Bool
    let pager: Pager?

    struct Line: Sendable {
        let number: String
        let address: String
        let when: String
        /// The site that it speaks of, as its paper has it.
        let site: String
        let items: String
    }

    init(_ page: ListPage<LadderStep>, _ pager: Pager?, _ texts: Texts) {
        found = texts("cases.circularsFound", "\(page.total)")
        lines = page.elements.map { step in
            let paper = StepPaper(sealed: step.document)
            return Line(
                number: step.numbered,
                address: Link.step(step.entry).path,
                when: step.takenAt.shanghai,
                site: paper.map { "\(texts($0.site.name)) (\(step.site))" } ?? step.site,
                items: texts.list(step.items)
            )
        }
        hasLines = !lines.isEmpty
        self.pager = pager
    }

    func windowTitle(_ texts: Texts) -> String { texts("cases.circulars") }
}

extension Service {
    func circularsPage(request: Request, context: RequestContext) async throws -> Response {
        let page = try await store(for: context).circulars(at: try request.place)
        return try show(
            CircularsPage(page, Pager(page, of: .circulars, request), try texts(of: context)),
            leavingOut: page.unreadable,
            for: context
        )
    }

    func apiCirculars(request: Request, context: RequestContext) async throws -> Response {
        let page = try await store(for: context).circulars(at: try request.place)
        return json(
            page.node("circulars", of: .circulars, request, \.json),
            leavingOut: page.unreadable,
            for: context
        )
    }
}
