import Compliance
import Foundation
import Mustache
import StrictJSON

/// What answers are made with, read once at start: templates, wordings, static files and the API's description.
struct Resources: Sendable {
    let templates: MustacheLibrary
    let texts: [Language: Texts]
    let assets: [String: Asset]
    let openAPI: Asset
    /// Names this release's templates, wordings and styles together: part of the tag of pages that may be kept.
    let tag: String

    /// Why the server cannot start.
    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    /// Every page's template; a missing one is found at start, not by a reader.
    static let pages = [
        "county", "sites", "site", "inspection", "week", "checklists", "checklist", "inspect", "refusal",
        "audit", "audit-entry",
        "login", "account", "accounts",
    ]
    /// In the order in which a page loads them.
    static let styleSheets = [
        "base.css", "marks.css", "parts.css", "tables.css", "forms.css", "people.css", "print.css",
    ]

    private static let types = [
        "css": "text/css; charset=utf-8", "svg": "image/svg+xml", "js": "text/javascript; charset=utf-8",
    ]

    init() throws {
        let root = Bundle.module.bundleURL.appendingPathComponent("Resources")
        let templates = try Self.files(in: root.appendingPathComponent("templates"))
        let catalogues = try Self.files(in: root.appendingPathComponent("texts"))
        let statics = try Self.files(in: root.appendingPathComponent("static"))
        self.templates = try Self.library(templates)
        texts = try Self.texts(catalogues)
        assets = statics.reduce(into: [:]) { assets, file in
            guard let type = Self.types[file.url.pathExtension] else { return }
            assets[file.url.lastPathComponent] = Asset(file.data, type: type)
        }
        for name in Self.styleSheets where assets[name] == nil {
            throw Missing(description: "the style sheet '\(name)' is missing in \(root.path)")
        }
        openAPI = Asset(
            try Data(contentsOf: root.appendingPathComponent("openapi.json")),
            type: "application/json; charset=utf-8"
        )
        tag = ContentTag.of((templates + catalogues + statics).flatMap(\.data))
    }

    private static func library(_ files: [(url: URL, data: Data)]) throws -> MustacheLibrary {
        var library = MustacheLibrary()
        MustacheContentTypes.register(PageText(), named: PageText.name)
        for (url, data) in files {
            let name = url.deletingPathExtension().lastPathComponent
            try library.register(PageText.template(String(decoding: data, as: UTF8.self)), named: name)
        }
        for name in pages where library.getTemplate(named: name) == nil {
            throw Missing(description: "the template '\(name)' is missing")
        }
        return library
    }

    private static func texts(_ files: [(url: URL, data: Data)]) throws -> [Language: Texts] {
        var texts: [Language: Texts] = [:]
        for (url, data) in files {
            guard let language = Language(rawValue: url.deletingPathExtension().lastPathComponent) else {
                continue
            }
            texts[language] = Texts(language, catalogue: try JSON.read(Array(data)))
        }
        for language in Language.allCases where texts[language] == nil {
            throw Missing(description: "the wordings '\(language.rawValue).json' are missing")
        }
        return texts
    }

    /// The files of the folder, by name.
    private static func files(in folder: URL) throws -> [(url: URL, data: Data)] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
            .map { ($0, try Data(contentsOf: $0)) }
    }
}
