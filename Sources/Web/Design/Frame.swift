import Compliance
import Mustache
import Store
import StrictJSON

/// What surrounds every page: title, navigation, language switch, footer.
struct Frame: Sendable {
    let htmlLanguage: String
    let title: String
    let styleSheets: [String]
    let county: String
    /// Who has signed in; nil where nobody has.
    let reader: Reader?
    /// What every form of the page carries.
    let seal: String
    let navigation: [Link]
    let otherLanguage: Link

    /// Whoever has signed in.
    struct Reader: Sendable {
        let display: String
        let account: String
    }

    /// A link with its wording; `isCurrent` marks the page one is on.
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
        county: Text,
        texts: Texts,
        styleSheets: [String],
        identity: Identity? = nil,
        seal: String = ""
    ) {
        htmlLanguage = texts.language == .zh ? "zh-Hans" : "en"
        self.title = title
        self.county = texts(county)
        self.styleSheets = styleSheets
        let path = String(address.split(at: "?", atMost: 1, keepingEmpty: true)[0])
        self.seal = seal
        reader = identity.map { Reader(display: $0.display, account: Place.account.path) }
        navigation = Self.places.filter { identity?.rights.contains($0.right) == true }
            .map { place, key, _ in
                Link(
                    address: place.path,
                    wording: texts(key),
                    isCurrent: place.path == "/" ? path == "/" : path.begins(with: place.path)
                )
            }
        let other: Language = texts.language == .zh ? .en : .zh
        otherLanguage = Link(
            address: Self.address(address, in: other),
            wording: other == .zh ? "中文" : "English",
            language: other == .zh ? "zh-Hans" : "en"
        )
    }

    /// What leads where, for those who have the right.
    private static let places: [(place: Place, key: String, right: Right)] = [
        (.county, "nav.county", .county), (.sites, "nav.sites", .read), (.weeks, "nav.week", .county),
        (.checklists, "nav.checklists", .read), (.audit, "nav.audit", .audit),
        (.accounts, "nav.accounts", .manage),
    ]

    /// The same address with `lang` set; the first page's where the address is none of this site.
    private static func address(_ address: String, in language: Language) -> String {
        let parts = (NextPlace.isHere(address) ? address : Place.county.path).split(at: "?", atMost: 1)
        let kept = (parts.count > 1 ? parts[1] : "").split(at: "&").filter { !$0.begins(with: "lang=") }
        return "\(parts[0])?\((kept + ["lang=\(language.rawValue)"]).joined(separator: "&"))"
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
