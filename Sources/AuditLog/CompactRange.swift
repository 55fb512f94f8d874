/// What has to be known of a hash tree (RFC 6962) to go on adding leaves to it: the roots of its largest whole
/// subtrees, from the left, of which there are as many as the size has binary ones. Transparency logs call it a
/// compact range; the column that keeps it is `frontier`.
package struct CompactRange: Sendable, Hashable {
    /// How many leaves the tree has.
    package private(set) var size = 0
    /// The roots, the largest subtree first.
    package private(set) var roots: [Hash] = []

    /// Of the tree without leaves.
    package init() {}

    /// The range as it was kept; nil where the roots are not as many as the size asks for.
    package init?(size: Int, roots: [Hash]) {
        guard size >= 0, size.nonzeroBitCount == roots.count else { return nil }
        self.size = size
        self.roots = roots
    }

    /// Adds a leaf on the right.
    package mutating func append(_ leaf: Hash) {
        var root = leaf
        // As many whole subtrees close as the size ends in binary ones.
        for _ in 0..<(~size).trailingZeroBitCount {
            root = .node(roots.removeLast(), root)
        }
        roots.append(root)
        size += 1
    }

    /// The root of the whole tree; that of no leaves is the hash of nothing.
    package var root: Hash {
        guard var root = roots.last else { return Hash(of: []) }
        for left in roots.dropLast().reversed() { root = .node(left, root) }
        return root
    }

    /// The root of the whole subtree of that size that begins at the leaf; nil where there is none such.
    func root(at first: Int, size wanted: Int) -> Hash? {
        var start = 0
        var index = 0
        for power in stride(from: Int.bitWidth - 2, through: 0, by: -1) where size & (1 << power) != 0 {
            if start == first { return 1 << power == wanted ? roots[index] : nil }
            start += 1 << power
            index += 1
        }
        return nil
    }
}
