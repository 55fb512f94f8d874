package import Compliance

/// What the whole tree was at one moment. Its text is what is signed; seven short lines that can be printed:
///
/// ```
/// lazaret record v1
/// county demo
/// size 1234
/// root 2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae
/// previous 0000000000000000000000000000000000000000000000000000000000000000
/// time 2021-08-18T01:00:00.5Z
/// key 1f2e3d4c5b6a7988
/// ```
package struct TreeHead: Sendable, Hashable {
    /// The county's code.
    package let county: String
    /// How many leaves the tree has.
    package let size: Int
    package let root: Hash
    /// The digest of the head before; zeros for the first.
    package let previous: Hash
    package let time: Instant
    /// The id of the key that signs it.
    package let key: String

    package init(county: String, size: Int, root: Hash, previous: Hash, time: Instant, key: String) {
        self.county = county
        self.size = size
        self.root = root
        self.previous = previous
        self.time = time
        self.key = key
    }

    private static let title = "lazaret record v1"

    /// The signed text; every line of it ends.
    package var text: String {
        """
        \(Self.title)
        county \(county)
        size \(size)
        root \(root.hex)
        previous \(previous.hex)
        time \(time)
        key \(key)

        """
    }

    /// SHA-256 of the text: what the next head names.
    package var digest: Hash { Hash(of: Array(text.utf8)) }

    /// Reads a head's text; nil unless it is to the byte what a head is written as.
    package init?(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count == 8, let county = Self.value("county", lines[1]),
            let size = Self.value("size", lines[2]).flatMap({ Int($0) }),
            let root = Self.value("root", lines[3]).flatMap({ Hash(hex: $0) }),
            let previous = Self.value("previous", lines[4]).flatMap({ Hash(hex: $0) }),
            let time = Self.value("time", lines[5]).flatMap({ Instant($0) }),
            let key = Self.value("key", lines[6])
        else { return nil }
        self.init(county: county, size: size, root: root, previous: previous, time: time, key: key)
        guard self.text == text else { return nil }
    }

    private static func value(_ name: String, _ line: String) -> String? {
        line.hasPrefix(name + " ") ? String(line.dropFirst(name.count + 1)) : nil
    }
}
