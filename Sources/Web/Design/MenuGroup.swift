import Compliance
import HTTPServer
import Store
import StrictJSON

/// The places of the menu that its links stand under; of one place alone the menu shows the place itself.
enum MenuGroup: Sendable, CaseIterable {
    /// What the reader answers for.
    case own
    /// The county at one look, and its weeks.
    case overview
    case inspections
    case rectification
    /// What is asked of sites, and how it is handed down.
    case standards
    /// What is kept in order: the register, the accounts, the record.
    case administration

    func wording(_ texts: Texts) -> String {
        switch self {
        case .own: texts("menu.own")
        case .overview: texts("menu.overview")
        case .inspections: texts("menu.inspections")
        case .rectification: texts("menu.rectification")
        case .standards: texts("menu.standards")
        case .administration: texts("menu.administration")
        }
    }
}

extension Frame {
    /// A place of the menu: one link, or several that open under one word.
    struct Group: Sendable {
        let groupWording: String
        let items: [Item]
        /// Whether it is one link.
        let isAlone: Bool
        /// Whether the page is under one of them.
        let holdsCurrent: Bool
    }

    /// The menu of a reader on the page of that path: what the rights open, in the order of the groups.
    static func menu(_ identity: Identity?, at path: String, _ texts: Texts) -> [Group] {
        let links = Subject.all.flatMap(\.navigation)
            .filter { identity?.rights.contains($0.right) == true }
        return MenuGroup.allCases.compactMap { group in
            let items = links.filter { $0.group == group }
                .map { entry in
                    let place = entry.link.path
                    return Item(
                        address: place,
                        wording: texts(entry.wording),
                        isCurrent: place == "/" ? path == "/" : path.begins(with: place)
                    )
                }
            guard !items.isEmpty else { return nil }
            return Group(
                groupWording: group.wording(texts),
                items: items,
                isAlone: items.count == 1,
                holdsCurrent: items.contains(where: \.isCurrent)
            )
        }
    }
}
