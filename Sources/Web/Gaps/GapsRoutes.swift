import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Papers
import Store
import StrictJSON

extension Subject {
    /// Gaps as things with a life: the register of all (台账), and each with what was found, answered, verified and moved.
    static let gaps = Subject(
        "gaps",
        navigation: [NavigationLink(.gaps, "gapRegister.navigation", right: .read, in: .rectification)],
        pages: [GapsPage.self, GapPage.self]
    ) { service in
        [
            Route(.get, "/gaps", .right(.read), service.gapsPage),
            Route(.get, "/sites/{code}/gaps/{item}", .right(.read), service.gapPage),
            Route(
                .post,
                "/sites/{code}/gaps/{item}/submission",
                .right(.respond),
                streamsFile: true,
                service.receiveSubmission
            ),
            Route(
                .post,
                "/sites/{code}/gaps/{item}/submission/file",
                .right(.respond),
                streamsFile: true,
                service.receiveSubmissionFile
            ),
            Route(
                .post,
                "/sites/{code}/gaps/{item}/answers/{id}",
                .right(.respond),
                streamsFile: true,
                service.receiveMissingFile
            ),
            Route(.get, "/sites/{code}/gaps/{item}/answers/{id}/{n}", .right(.read), service.submissionFile),
            Route(
                .get,
                "/sites/{code}/gaps/{item}/answers/{id}/{n}/page",
                .right(.read),
                service.submissionCopy
            ),
            Route(
                .get,
                "/sites/{code}/gaps/{item}/answers/{id}/{n}/thumbnail",
                .right(.read),
                service.submissionThumbnail
            ),
            Route(
                .post,
                "/sites/{code}/gaps/{item}/verification",
                .right(.file),
                service.receiveVerification
            ),
            Route(.post, "/sites/{code}/gaps/{item}/deadline", .right(.manage), service.receiveDeadline),
            Route(.get, "/api/v1/gaps", .right(.read), service.apiGaps),
            Route(.get, "/api/v1/gaps.xlsx", .right(.read), service.apiGapsFile(.xlsx)),
            Route(.get, "/api/v1/gaps.csv", .right(.read), service.apiGapsFile(.csv)),
            Route(.get, "/api/v1/sites/{code}/gaps/{item}", .right(.read), service.apiGap),
            Route(
                .post,
                "/api/v1/sites/{code}/gaps/{item}/submission",
                .right(.respond),
                service.apiSubmission
            ),
            Route(
                .post,
                "/api/v1/sites/{code}/gaps/{item}/verification",
                .right(.file),
                service.apiVerification
            ),
            Route(.post, "/api/v1/sites/{code}/gaps/{item}/deadline", .right(.manage), service.apiDeadline),
        ]
    }
}

extension Link {
    /// The register of gaps.
    static let gaps = Link("/gaps")
    /// Of one site, by its code.
    static func gaps(of code: String) -> Link { Link("/gaps?site=\(FormText.encode(code))") }
    /// The life of an item at a site.
    static func gap(_ code: String, _ item: String) -> Link {
        Link(site(code).path + "/gaps/\(FormText.encode(item))")
    }
    /// Where files of an answer for the gap go that have not come with it.
    static func files(of gap: Link, _ submission: InspectionID) -> Link {
        Link(gap.path + "/answers/\(submission)")
    }
    /// A file that an answer for the gap names, as it was sent: it is saved, never shown.
    static func file(of gap: Link, at place: SubmissionPlace) -> Link {
        Link(files(of: gap, place.submission).path + "/\(place.index)")
    }
}

extension GapFilter {
    /// Reads `state`, `site`, `item`, `severity`, `responsible`, `overdue`, `age` and `sort` of the address.
    init(_ request: Request) throws {
        var problems: [Problem] = []
        self.init()
        func words(_ name: String) -> String? {
            let text = (request.queryValue(name) ?? "").trimmed.cut(to: 100)
            return text.isEmpty ? nil : text
        }
        if let standing: Standing = request.word("state", &problems) { self.standing = standing }
        if let order: Order = request.word("sort", &problems) { self.order = order }
        severity = request.word("severity", &problems)
        responsible = request.word("responsible", &problems)
        site = words("site")
        item = words("item")
        isOverdue = words("overdue") != nil
        if let text = words("age") {
            age = Int(text).flatMap { (0...36_500).contains($0) ? $0 : nil }
            if age == nil {
                problems.append(
                    Problem(
                        "badAge",
                        at: "?age",
                        Text(
                            zh: "参数 age 应为天数（0 至 36500），现为“\(text)”。",
                            en: "age must be a number of days, 0 to 36500; it is '\(text)'."
                        )
                    )
                )
            }
        }
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
    }
}

extension Service {
    func gapsPage(request: Request, context: RequestContext) async throws -> Response {
        let filter = try GapFilter(request)
        let page = try await store(for: context).gaps(filter, at: try request.place, now: now())
        let content = GapsPage(
            page,
            filter,
            Pager(page, of: .gaps, request),
            tables: FileLink.all(Registers.gaps, of: .gaps, try request.asked, try texts(of: context)),
            try texts(of: context)
        )
        return try show(content, leavingOut: page.unreadable, for: context)
    }
}
