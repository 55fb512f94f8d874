import Compliance
import Mustache

/// What surrounds every page: title, navigation, language switch, footer.
struct Frame: Sendable {
    let htmlLanguage: String
    let title: String
    let styleSheet: String
    let county: String
    let navigation: [Link]
    let otherLanguage: Link

    /// A link with its wording; `current` marks the page one is on.
    struct Link: Sendable {
        let address: String
        let wording: String
        var language = ""
        var isCurrent = false
    }
}

extension Frame {
    /// The frame of the page at that address.
    init(
        title: String,
        address: String,
        county: String,
        texts: Texts,
        assets: [String: Resources.Asset]
    ) {
        htmlLanguage = texts.language == .zh ? "zh-Hans" : "en"
        self.title = title
        self.county = county
        styleSheet = Place.asset("lazaret.css", tag: assets["lazaret.css"]?.tag ?? "").path
        let path = address.prefix { $0 != "?" }
        navigation = [(Place.county, "nav.county"), (.sites, "nav.sites"), (.checklists, "nav.checklists")]
            .map { place, key in Link(address: place.path, wording: texts(key), isCurrent: place.path == path) }
        let other: Language = texts.language == .zh ? .en : .zh
        otherLanguage = Link(
            address: Self.address(address, in: other),
            wording: other == .zh ? "中文" : "English",
            language: other == .zh ? "zh-Hans" : "en"
        )
    }

    /// The same address with `lang` set.
    private static func address(_ address: String, in language: Language) -> String {
        let parts = address.split(separator: "?", maxSplits: 1)
        let kept = (parts.count > 1 ? parts[1] : "").split(separator: "&").filter { !$0.hasPrefix("lang=") }
        return "\(parts.first ?? "/")?\((kept + ["lang=\(language.rawValue)"]).joined(separator: "&"))"
    }
}

/// A page in its frame, as the templates see it: `t`, `frame` and `page`.
struct View: MustacheParent {
    let texts: Texts
    let frame: Frame
    let page: any Sendable

    func child(named name: String) -> Any? {
        switch name {
        case "t": texts
        case "frame": frame
        case "page": page
        default: nil
        }
    }
}
