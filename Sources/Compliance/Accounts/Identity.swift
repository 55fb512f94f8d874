import StrictJSON

/// Who a session or token acts for, and what they may do.
package struct Identity: Sendable, Hashable {
    package let account: String
    /// How pages name the holder.
    package let display: String
    package let roles: Set<Role>
    /// What the roles allow, less what a token's scope leaves out; nothing while the password has to be changed.
    package let rights: Set<Right>
    /// The codes of the sites that the account is confined to; nil where it sees all.
    package let sites: [String]?
    /// The session or token, as the record names it: `session:1f00ab42`, `token:phone app`.
    package let via: String
    /// The password was given by somebody else and opens nothing but the page that changes it.
    package let mustChange: Bool
    /// How many messages the account has not read, a hundred at most.
    package let unread: Int

    package var isToken: Bool { via.begins(with: "token:") }

    package init(
        account: String,
        display: String,
        roles: Set<Role>,
        rights: Set<Right>,
        sites: [String]?,
        via: String,
        mustChange: Bool,
        unread: Int = 0
    ) {
        self.account = account
        self.display = display
        self.roles = roles
        self.rights = rights
        self.sites = sites
        self.via = via
        self.mustChange = mustChange
        self.unread = unread
    }
}
