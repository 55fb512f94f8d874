import NIOCore
import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Web

/// The description of the API and the API are the same.
@Suite struct OpenAPITests {
    @Test func everyRouteIsDescribedAndEveryDescriptionIsARoute() async throws {
        let document = try JSON.read(Array(try Resources().openAPI.bytes.readableBytesView))
        let described = (document["paths"]?.object ?? [])
            .flatMap { path in (path.value.object ?? []).map { "\($0.name.uppercased()) \(path.name)" } }
        let routes = try await Server.routes().filter { $0.pattern.hasPrefix("/api/") }
            .map { "\($0.method) \($0.pattern)" }
        #expect(described.sorted() == routes.sorted())
    }

    @Test func everySubjectDescribesItsOwnRoutes() async throws {
        let parts = try Resources.files().filter { $0.kind == "openapi.json" }
        #expect(parts.count > 7)
        let described = try parts.flatMap { part in
            (try JSON.read(Array(part.data))["paths"]?.object ?? []).map { "\(part.stem) \($0.name)" }
        }
        let routes = try await Server.withService { service in
            Subject.all.flatMap { subject in
                subject.routes(service).filter { $0.pattern.hasPrefix("/api/") }
                    .map { "\(subject.folder ?? "") \($0.pattern)" }
            }
        }
        #expect(Set(described) == Set(routes))
    }

    @Test func everyPartOfAPathIsAParameter() throws {
        let document = try JSON.read(Array(try Resources().openAPI.bytes.readableBytesView))
        for path in document["paths"]?.object ?? [] {
            let parts = path.name.matches(of: /\{(\w+)\}/).map { String($0.1) }
            for operation in path.value.object ?? [] {
                let named = (operation.value["parameters"]?.array ?? [])
                    .filter { $0["in"]?.string == "path" }.compactMap { $0["name"]?.string }
                #expect(named.sorted() == parts.sorted(), "\(operation.name) \(path.name)")
            }
        }
    }

    @Test func everyReferenceLeadsSomewhere() throws {
        let document = try JSON.read(Array(try Resources().openAPI.bytes.readableBytesView))
        for reference in Self.references(in: document) {
            let target = reference.dropFirst(2).split(separator: "/")
                .reduce(document as Node?) { $0?[String($1)] }
            #expect(target != nil, "\(reference)")
        }
    }

    @Test func theHeaderThatABrowserNeedsIsNamed() throws {
        let document = try JSON.read(Array(try Resources().openAPI.bytes.readableBytesView))
        let session = document["components"]?["securitySchemes"]?["session"]?["description"]?.string
        #expect(session?.contains("`\(CSRFToken.header)`") == true)
    }

    @Test func everyProblemKindAndEnumIsDescribed() throws {
        let schemas = try JSON.read(Array(try Resources().openAPI.bytes.readableBytesView))["components"]?[
            "schemas"
        ]
        func words(_ name: String) -> [String] { schemas?[name]?["enum"]?.array?.compactMap(\.string) ?? [] }
        #expect(words("SiteKind") == SiteKind.allCases.map(\.rawValue))
        #expect(words("InspectionKind") == InspectionKind.allCases.map(\.rawValue))
        #expect(words("Severity") == Severity.allCases.map(\.rawValue))
        #expect(words("Colour") == GradeRule.Colour.allCases.map(\.rawValue))
        #expect(words("Status") == Outcome.Status.allCases.map(\.rawValue))
        #expect(words("Recurrence") == Recurrence.allCases.map(\.rawValue))
        #expect(words("Verification") == Verification.allCases.map(\.rawValue))
        #expect(words("Duty") == Responsible.allCases.map(\.rawValue))
    }

    private static func references(in node: Node) -> [String] {
        (node["$ref"]?.string).map { [$0] } ?? []
            + (node.object ?? []).flatMap { references(in: $0.value) }
            + (node.array ?? []).flatMap(references)
    }
}
