/// What an import did to the register.
package struct ImportOutcome: Sendable, Hashable {
    /// Sites that were not there before.
    package let added: Int
    /// Sites of which something changed, a posting or the township's name included.
    package let changed: Int
    package let unchanged: Int

    package init(added: Int, changed: Int, unchanged: Int) {
        self.added = added
        self.changed = changed
        self.unchanged = unchanged
    }
}
