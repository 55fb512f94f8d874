import Compliance
import HTTPServer

/// Something that people come for, such as inspections, with all that answers them.
///
/// Its folder holds its routes, pages and JSON, and in a folder of the same name in lower case its templates, wordings,
/// styles and its part of the API's description. No subject uses another's pages, templates, wordings or styles: what
/// two of them share is in `Design`, and what leads from one to another is a `Link`.
struct Subject: Sendable {
    /// The folder of its templates, wordings and styles, which `Package.swift` lists; nil where it has none.
    let folder: String?
    /// Where the navigation leads to it.
    let navigation: [NavigationLink]
    /// Every page that it shows: their templates are looked for at start.
    let pages: [any Page.Type]
    /// What it counts for operators.
    let counters: [Metrics.Counter]
    /// What it answers, and who may ask; `Tests/WebTests/Access/AccessTable.swift` holds the same.
    let routes: @Sendable (Service) -> [Route]

    init(
        _ folder: String?,
        navigation: [NavigationLink] = [],
        pages: [any Page.Type] = [],
        counters: [Metrics.Counter] = [],
        routes: @escaping @Sendable (Service) -> [Route]
    ) {
        self.folder = folder
        self.navigation = navigation
        self.pages = pages
        self.counters = counters
        self.routes = routes
    }

    /// A place in the navigation, for those who have the right.
    struct NavigationLink: Sendable {
        let link: Link
        /// The key of its wording.
        let wording: String
        let right: Right
        /// Under which place of the menu it stands.
        let group: MenuGroup

        init(_ link: Link, _ wording: String, right: Right, in group: MenuGroup = .administration) {
            self.link = link
            self.wording = wording
            self.right = right
            self.group = group
        }
    }

    /// Every subject, in the order that links have in their group of the menu.
    static let all: [Subject] = [
        .mine, .county, .sites, .gaps, .register, .imports, .messages, .inspections, .cases, .guidance,
        .notices,
        .evidence,
        .weeks,
        .planning,
        .standards, .audit, .accounts,
        .operations, .api, .design,
    ]
}
