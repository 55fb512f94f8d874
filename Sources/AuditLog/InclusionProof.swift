/// Shows that a leaf is in a tree whose root is known (RFC 6962 §2.1.1): the hashes beside its way to the root.
package struct InclusionProof: Sendable, Hashable {
    /// The leaf's place, counted from 0.
    package let position: Int
    /// How many leaves the tree has.
    package let size: Int
    /// The hashes beside the way, from the leaf's sibling up.
    package let path: [Hash]

    package init(position: Int, size: Int, path: [Hash]) {
        self.position = position
        self.size = size
        self.path = path
    }

    /// The proof for one of the leaves that were added to the tree of that range; nil where it is none of them.
    ///
    /// What stood in the tree before is known by its compact range alone, so this costs no more than the new leaves.
    package init?(of position: Int, adding leaves: [Hash], to compactRange: CompactRange) {
        let tree = PartialTree(compactRange: compactRange, leaves: leaves)
        guard (compactRange.size..<tree.size).contains(position),
            let path = tree.path(to: position, within: 0..<tree.size)
        else { return nil }
        self.init(position: position, size: tree.size, path: path)
    }

    /// The root that the leaf and the proof lead to; nil where the path is too short or too long.
    package func root(from leaf: Hash) -> Hash? {
        guard (0..<size).contains(position) else { return nil }
        var place = position
        var last = size - 1
        var root = leaf
        for sibling in path {
            guard last > 0 else { return nil }
            if place & 1 == 1 || place == last {
                root = .node(sibling, root)
                while place & 1 == 0, place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                root = .node(root, sibling)
            }
            place >>= 1
            last >>= 1
        }
        return last == 0 ? root : nil
    }
}

/// A tree of which the last leaves are known, and of what was before only the compact range.
private struct PartialTree {
    let compactRange: CompactRange
    let leaves: [Hash]

    var size: Int { compactRange.size + leaves.count }

    func path(to position: Int, within range: Range<Int>) -> [Hash]? {
        guard range.count > 1 else { return [] }
        let (left, right) = halves(range)
        let (own, sibling) = position < left.upperBound ? (left, right) : (right, left)
        guard let rest = path(to: position, within: own), let hash = root(sibling) else { return nil }
        return rest + [hash]
    }

    private func root(_ range: Range<Int>) -> Hash? {
        if range.upperBound <= compactRange.size {
            return compactRange.root(at: range.lowerBound, size: range.count)
        }
        if range.count == 1 { return leaves[range.lowerBound - compactRange.size] }
        let (left, right) = halves(range)
        guard let left = root(left), let right = root(right) else { return nil }
        return .node(left, right)
    }

    /// RFC 6962: the left half is the largest power of two that is smaller than the whole.
    private func halves(_ range: Range<Int>) -> (Range<Int>, Range<Int>) {
        let middle = range.lowerBound + 1 << (Int.bitWidth - 1 - (range.count - 1).leadingZeroBitCount)
        return (range.lowerBound..<middle, middle..<range.upperBound)
    }
}
