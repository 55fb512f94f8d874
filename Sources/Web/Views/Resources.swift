import Compliance
import Foundation
import Hummingbird
import Mustache
import NIOCore
import StrictJSON

/// What pages are made with, read once at start: templates, wordings and static files.
struct Resources: Sendable {
    let templates: MustacheLibrary
    let texts: [Language: Texts]
    let assets: [String: Asset]

    /// A file served as it is.
    struct Asset: Sendable {
        let type: String
        let bytes: ByteBuffer
        /// Names the content; part of the file's address, so that it may be kept for ever.
        let tag: String
    }

    /// Why the server cannot start.
    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    /// Every page's template; a missing one is found at start, not by a reader.
    static let pages = [
        "county", "sites", "site", "inspection", "week", "checklists", "checklist", "inspect", "refusal",
    ]

    init() throws {
        let root = Bundle.module.bundleURL.appendingPathComponent("Resources")
        templates = try Self.templates(in: root.appendingPathComponent("templates"))
        var texts: [Language: Texts] = [:]
        for language in Language.allCases {
            let bytes = try Data(contentsOf: root.appendingPathComponent("texts/\(language.rawValue).json"))
            texts[language] = Texts(language, catalogue: try JSON.read(Array(bytes)))
        }
        self.texts = texts
        assets = try Self.assets(in: root.appendingPathComponent("static"))
    }

    private static func templates(in folder: URL) throws -> MustacheLibrary {
        var library = MustacheLibrary()
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            try library.register(text, named: file.deletingPathExtension().lastPathComponent)
        }
        for name in pages where library.getTemplate(named: name) == nil {
            throw Missing(description: "the template '\(name)' is missing in \(folder.path)")
        }
        return library
    }

    private static func assets(in folder: URL) throws -> [String: Asset] {
        let types = ["css": "text/css; charset=utf-8", "svg": "image/svg+xml", "js": "text/javascript; charset=utf-8"]
        var assets: [String: Asset] = [:]
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            guard let type = types[file.pathExtension] else { continue }
            let data = try Data(contentsOf: file)
            assets[file.lastPathComponent] = Asset(type: type, bytes: ByteBuffer(bytes: data), tag: tag(of: data))
        }
        return assets
    }

    /// FNV-1a, 64 bits: tells two versions of a file of ours apart; nobody gains by forging it.
    private static func tag(of data: Data) -> String {
        let hash = data.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }
}
