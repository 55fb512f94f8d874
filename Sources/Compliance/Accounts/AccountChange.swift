import StrictJSON

/// What is to change of an account; what is nil stays as it is.
package struct AccountChange: Sendable, Hashable {
    /// How pages name the holder.
    package let display: String?
    package let roles: Set<Role>?
    /// The duties that its holder is to have from now on, by the terms that are held today.
    package let duties: [NewAccount.Link]?
    /// Where messages reach the holder; empty for nowhere.
    package let messageAddress: String?

    /// As somebody says it; no roles stay as they are. Throws everything that is wrong with it.
    package init(
        display: String?,
        roles: [String],
        duties: [String]? = nil,
        messageAddress: String?
    ) throws(Problems) {
        var problems: [Problem] = []
        let (display, messageAddress) = (display?.asTyped, messageAddress?.asTyped)
        if let display, display.isBlank || !display.isLine(atMost: 100) { problems.append(.accountDisplay) }
        let known = roles.compactMap(Role.init)
        if known.count != roles.count {
            problems.append(.accountRoles(unknown: roles.filter { Role(rawValue: $0) == nil }))
        }
        let links = duties?.map { (text: $0, link: NewAccount.Link($0)) }
        problems += (links ?? []).filter { $0.link == nil }.map { .accountDuty($0.text) }
        if let messageAddress, !messageAddress.isLine(atMost: 254) { problems.append(.accountMessageAddress) }
        if display == nil, roles.isEmpty, duties == nil, messageAddress == nil {
            problems.append(.accountUnchanged)
        }
        guard problems.isEmpty else { throw Problems(problems) }
        self.display = display
        self.roles = roles.isEmpty ? nil : Set(known)
        self.duties = links?.compactMap(\.link)
        self.messageAddress = messageAddress
    }
}

extension Problem {
    fileprivate static let accountMessageAddress = Problem(
        "accountMessageAddress",
        at: "/messageAddress",
        Text(
            zh: "接收消息的地址不超过 254 字，一行。",
            en: "An address for messages has at most 254 characters on one line."
        )
    )
    fileprivate static let accountUnchanged = Problem(
        "accountUnchanged",
        at: "",
        Text(zh: "请写明要改什么。", en: "Say what is to change.")
    )
}
