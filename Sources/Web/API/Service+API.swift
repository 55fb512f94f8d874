import Compliance
import Hummingbird
import Store
import StrictJSON

/// Reading through the API; figures of the moment are not to be kept, what cannot change carries a strong tag.
extension Service {
    @Sendable func apiCounty(_: Request, visit: Visit) async throws -> Response {
        .json(try await store(for: visit).countyFigures(now: now()).json)
    }

    @Sendable func apiWeek(_: Request, visit: Visit) async throws -> Response {
        .json(try await store(for: visit).weekFigures(try visit.week(now: now()), now: now()).json)
    }

    @Sendable func apiSites(request: Request, visit: Visit) async throws -> Response {
        let filter = try SiteFilter(request)
        let standings = try await store(for: visit).sites(kind: filter.kind, now: now()).filter(filter.holds)
        return .json(.object([("sites", .array(standings.map(\.json)))]))
    }

    @Sendable func apiSite(_: Request, visit: Visit) async throws -> Response {
        .json(try await store(for: visit).site(visit.part("code")).json)
    }

    @Sendable func apiChecklists(_: Request, visit: Visit) async throws -> Response {
        .taggedJSON(.object([("checklists", .array(try await store(for: visit).checklists().map(\.json)))]))
    }

    @Sendable func apiBaselines(_: Request, visit: Visit) async throws -> Response {
        .taggedJSON(.object([("baselines", .array(try await store(for: visit).baselines().map(\.json)))]))
    }

    /// One version with every item, and the baseline it is bound to; the version in force today unless one is named.
    @Sendable func apiChecklist(request: Request, visit: Visit) async throws -> Response {
        let standard = try await store(for: visit)
            .standard(
                visit.part("code"),
                version: request.queryValue("version"),
                on: Day(now())
            )
        let node = Node.object([
            ("digest", .string(standard.checklistDigest)),
            ("checklist", standard.checklist.node),
            ("baselineDigest", .string(standard.baselineDigest)),
            ("baseline", standard.baseline.node),
        ])
        return .json(node)
            .tagged(
                "\(standard.checklistDigest.prefix(24))-\(standard.baselineDigest.prefix(24))",
                .askAgainAlone
            )
    }

    @Sendable func apiInspection(_: Request, visit: Visit) async throws -> Response {
        .taggedJSON(try await store(for: visit).inspection(try visit.inspection).json)
    }

    @Sendable func apiExplanation(_: Request, visit: Visit) async throws -> Response {
        let record = try await store(for: visit).inspection(try visit.inspection)
        return .taggedJSON(record.standard.explain(record.result, record.filing.sheet).node)
    }

    @Sendable func openAPI(_: Request, visit: Visit) async throws -> Response {
        resources.openAPI.response(.askAgain)
    }
}

extension Visit {
    /// The inspection that the path names.
    var inspection: InspectionID {
        get throws {
            let text = part("id")
            guard let id = InspectionID(text) else {
                throw Refusal.notFound("没有编号为“\(text)”的检查。", "There is no inspection '\(text)'.")
            }
            return id
        }
    }

    /// The week that the path names; `current` is the one it is now.
    func week(now: Instant) throws -> ISOWeek {
        let text = part("week")
        guard let week = text == "current" ? ISOWeek(of: Day(now)) : ISOWeek(text), Self.weeks.contains(week)
        else {
            throw Refusal.notFound(
                "没有“\(text)”这一周,写法如 2021-W33。",
                "There is no week '\(text)'; write it as 2021-W33."
            )
        }
        return week
    }

    /// The weeks that can be asked for: those of the years 2000 to 2199.
    private static let weeks = ISOWeek(of: Day(ordinal: 10_957))...ISOWeek(of: Day(ordinal: 84_004))
}

extension SiteFilter {
    /// Reads `kind`, `grade` (a colour) and `q` of the address.
    init(_ request: Request) throws {
        var problems: [Problem] = []
        kind = Self.word(request, "kind", &problems)
        colour = Self.word(request, "grade", &problems)
        words = (request.queryValue("q") ?? "").trimmed.cut(to: 100)
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
    }

    private static func word<Word: RawRepresentable<String> & CaseIterable>(
        _ request: Request,
        _ name: String,
        _ problems: inout [Problem]
    ) -> Word? {
        guard let text = request.queryValue(name), !text.isEmpty else { return nil }
        if let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
        let message = Text(
            zh: "参数 \(name) 应为 \(words) 之一,现为“\(text)”。",
            en: "\(name) must be one of \(words); it is '\(text)'."
        )
        problems.append(Problem("unknownWord", at: "?\(name)", message))
        return nil
    }
}
