import Compliance
import Mustache
import Store
import StrictJSON

/// What surrounds every page: title, navigation, language switch, footer.
struct Frame: Sendable {
    let htmlLanguage: String
    let title: String
    let styleSheet: String
    let county: String
    /// Who has signed in; nil where nobody has.
    let reader: Reader?
    /// What every form of the page carries.
    let csrf: String
    /// The form of the page that its ways out send along.
    let form: FormInFrame?
    /// Whether the navigation keeps that form, and goes on then.
    let savesOnLeaving: Bool
    /// Where what makes pages more comfortable is.
    let script: String
    /// How many rows the page leaves out, in words; nil where it leaves none out.
    let leftOut: String?
    let navigation: [Group]
    let otherLanguage: Item

    /// Whoever has signed in.
    struct Reader: Sendable {
        let display: String
        let account: String
        let isCurrent: Bool
        /// Where the messages are, and how many are unread, `99+` of many; nil where none are.
        let messages: String
        let unread: String?
        let isAtMessages: Bool
    }

    /// A link with its wording; `isCurrent` marks the page one is on.
    struct Item: Sendable {
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
        styleSheet: String,
        identity: Identity? = nil,
        csrf: String = "",
        form: FormInFrame? = nil,
        script: String = "",
        leftOut: Int = 0
    ) {
        htmlLanguage = texts.language == .zh ? "zh-Hans" : "en"
        self.title = title
        self.county = texts(county)
        self.styleSheet = styleSheet
        let path = String(address.split(at: "?", atMost: 1, keepingEmpty: true)[0])
        self.csrf = csrf
        self.form = form
        savesOnLeaving = form?.isSavedOnLeaving == true
        self.script = script
        self.leftOut = leftOut > 0 ? texts("frame.leftOut", "\(leftOut)") : nil
        reader = identity.map {
            Reader(
                display: $0.display,
                account: Link.account.path,
                isCurrent: path == Link.account.path,
                messages: Link.messages.path,
                unread: $0.unread > 99 ? "99+" : $0.unread > 0 ? "\($0.unread)" : nil,
                isAtMessages: path == Link.messages.path
            )
        }
        navigation = Self.menu(identity, at: path, texts)
        let other: Language = texts.language == .zh ? .en : .zh
        otherLanguage = Item(
            address: Self.address(address, in: other),
            wording: other == .zh ? "中文" : "English",
            language: other == .zh ? "zh-Hans" : "en"
        )
    }

    /// The same address with `lang` set; the first page's where the address is none of this site.
    private static func address(_ address: String, in language: Language) -> String {
        let parts = (Link.isHere(address) ? address : Link.county.path).split(at: "?", atMost: 1)
        let kept = (parts.count > 1 ? parts[1] : "").split(at: "&").filter { !$0.begins(with: "lang=") }
        return "\(parts[0])?\((kept + ["lang=\(language.rawValue)"]).joined(separator: "&"))"
    }
}
