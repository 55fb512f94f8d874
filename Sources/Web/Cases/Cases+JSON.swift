import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Papers
package import Store
package import StrictJSON

extension Service {
    func apiCases(request: Request, context: RequestContext) async throws -> Response {
        let page = try await store(for: context).cases(at: try request.place)
        return json(
            page.node("cases", of: .cases, request, \.json),
            leavingOut: page.unreadable,
            for: context
        )
    }

    func apiCasesFile(_ format: TableFormat) -> Route.Handler {
        { request, context in
            let store = self.store(for: context)
            return try await self.file(Registers.cases, as: format, request, context) { take in
                try await store.everyCase(take)
            }
        }
    }

    func apiCase(_: Request, context: RequestContext) async throws -> Response {
        .json(try await store(for: context).caseRecord(try context.accountabilityCase).json)
    }
}

extension CaseSummary {
    package var json: Node {
        .object([
            ("id", .string("\(id)")), ("site", .string(site)), ("open", .bool(isOpen)),
            ("openedAt", .string("\(openedAt)")),
            ("end", end.map { .object([("kind", .string($0.kind.rawValue)), ("at", .string("\($0.at)"))]) }),
            ("persons", .array(persons.map(\.json))),
        ])
    }
}

extension CaseRecord {
    package var json: Node {
        .object([
            ("id", .string("\(id)")), ("site", .string(site)), ("open", .bool(isOpen)),
            ("openedAt", .string("\(openedAt)")), ("openedBy", .string(openedBy)),
            ("reason", .string(reason)), ("rests", rests.json),
            ("basis", .array((CaseBasis(sealed: basis)?.lines ?? []).map { $0.words.node })),
            ("persons", .array(persons.map(\.json))), ("steps", .array(steps.map(\.json))),
            ("acts", .array(acts.map(\.json))),
        ])
    }
}

extension CaseRecord.Ground {
    fileprivate var json: Node {
        switch self {
        case .visits(let found, let again, let items):
            .object([
                ("found", .string("\(found)")), ("again", .string("\(again)")),
                ("items", .array(items.map(Node.string))),
            ])
        case .infection(let infection):
            .object([
                ("infection", .string("\(infection.id)")), ("day", .string("\(infection.day)")),
                ("source", .string(infection.source)),
            ])
        }
    }
}

extension CaseRecord.Person {
    fileprivate var json: Node {
        .object([
            ("term", .string(term)), ("duty", .string(duty.rawValue)), ("person", .string(person)),
            ("namedAt", .string("\(namedAt)")), ("entry", .number(entry)),
        ])
    }
}

extension CaseRecord.Act {
    fileprivate var json: Node {
        .object([
            ("id", .string("\(id)")), ("kind", .string(kind.rawValue)), ("term", term.map(Node.string)),
            ("words", .string(words)), ("reason", reason.map(Node.string)),
            ("evidence", .array(evidence.map(Node.string))), ("onPaper", .bool(onPaper)),
            ("at", .string("\(at)")), ("recordedAt", .string("\(recordedAt)")),
            ("recordedBy", .string(recordedBy)), ("entry", .number(entry)),
        ])
    }
}

extension LadderStep {
    var json: Node {
        .object([
            ("rung", .string(rung.rawValue)), ("year", .number(year)), ("number", .number(number)),
            ("items", .array(items.map(Node.string))), ("takenAt", .string("\(takenAt)")),
            ("takenBy", .string(takenBy)), ("entry", .number(entry)),
            ("document", try? JSON.read(Array(document.utf8))),
        ])
    }
}
