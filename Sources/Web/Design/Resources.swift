import Compliance
import Foundation
import HTTPServer
import Mustache
import StrictJSON

/// What answers are made with, read once at start from the folders of the subjects: templates, wordings, styles and
/// the description of the API.
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

    /// A file of one of the folders.
    struct File: Sendable {
        let name: String
        let data: Data

        /// What follows the first full stop, such as `zh.json`.
        var kind: String { name.split(at: ".", atMost: 1).dropFirst().first.map(String.init) ?? "" }
        var stem: String { String(name.split(at: ".", atMost: 1)[0]) }
    }

    /// All styles are one file, and all scripts.
    private static let styleSheetName = "lazaret.css"
    private static let scriptName = "lazaret.js"
    /// Those of `Design`, in their order; those of the subjects follow, and what is printed comes last.
    private static let designed = ["base", "masthead", "marks", "parts", "tables", "forms"]
    private static let last = "print"

    init() throws {
        let files = try Self.files()
        try Self.requireOnce(files.map(\.name))
        templates = try Self.library(files.filter { $0.kind == "mustache" })
        texts = try Self.texts(files)
        let styles = try Self.styles(files.filter { $0.kind == "css" })
        let scripts = files.filter { $0.kind == "js" }.reduce(into: Data()) { $0 += $1.data }
        assets = [
            Self.styleSheetName: Asset(styles, type: "text/css; charset=utf-8"),
            Self.scriptName: Asset(scripts, type: "text/javascript; charset=utf-8"),
        ]
        let parts = files.filter { $0.kind == "openapi.json" }
        openAPI = Asset(
            Data(JSON.write(try OpenAPIDocument.joined(parts)).utf8),
            type: "application/json; charset=utf-8"
        )
        tag = ContentTag.of(files.flatMap(\.data))
    }

    /// Where all styles are.
    var styleSheet: Link {
        Link.asset(Self.styleSheetName, tag: assets[Self.styleSheetName]?.tag ?? "")
    }

    /// Where all scripts are. Pages are whole without them.
    var script: Link { Link.asset(Self.scriptName, tag: assets[Self.scriptName]?.tag ?? "") }

    /// Every file of every subject, by name.
    static func files() throws -> [File] {
        try Subject.all.compactMap(\.folder).map { Bundle.module.bundleURL.appendingPathComponent($0) }
            .flatMap { try FileManager.default.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil) }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
            .map { File(name: $0.lastPathComponent, data: try Data(contentsOf: $0)) }
    }

    /// Throws where two subjects have something of one name: one would hide the other's.
    private static func requireOnce(_ names: [String]) throws {
        let twice = Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys
        guard let name = twice.min() else { return }
        throw Missing(description: "two subjects have a '\(name)'")
    }

    private static func library(_ files: [File]) throws -> MustacheLibrary {
        var library = MustacheLibrary()
        MustacheContentTypes.register(PageText(), named: PageText.name)
        for file in files {
            let text = String(decoding: file.data, as: UTF8.self)
            try library.register(PageText.template(text), named: file.stem)
        }
        for page in Subject.all.flatMap(\.pages) where library.getTemplate(named: page.template) == nil {
            throw Missing(description: "the template '\(page.template)' is missing")
        }
        return library
    }

    /// The wordings of one language, for what is said where no page is shown.
    static func texts(_ language: Language) throws -> Texts {
        guard let texts = try texts(try files())[language] else {
            throw Missing(description: "the wordings in '\(language.rawValue)' are missing")
        }
        return texts
    }

    private static func texts(_ files: [File]) throws -> [Language: Texts] {
        var texts: [Language: Texts] = [:]
        for language in Language.allCases {
            let catalogues = files.filter { $0.kind == "\(language.rawValue).json" }
            guard !catalogues.isEmpty else {
                throw Missing(description: "the wordings in '\(language.rawValue)' are missing")
            }
            let read = try catalogues.map { try JSON.read(Array($0.data)) }
            try requireOnce(read.flatMap { $0.object ?? [] }.map(\.name))
            texts[language] = Texts(language, catalogues: read)
        }
        return texts
    }

    private static func styles(_ files: [File]) throws -> Data {
        let order = designed + files.map(\.stem).filter { !designed.contains($0) && $0 != last } + [last]
        return try order.reduce(into: Data()) { sheet, name in
            guard let file = files.first(where: { $0.stem == name }) else {
                throw Missing(description: "the styles '\(name).css' are missing")
            }
            sheet += file.data
        }
    }
}
