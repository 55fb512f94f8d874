import Crypto
import StrictJSON

/// A visit that was drawn.
package struct DrawnVisit: Sendable, Hashable {
    package let site: String
    package let day: Day
    package let inspectors: [String]

    package init(site: String, day: Day, inspectors: [String]) {
        self.site = site
        self.day = day
        self.inspectors = inspectors
    }
}

/// Where the numbers of a draw come from: SHA-256 in counter mode.
///
/// Block *n* (0, 1, 2 …) is SHA-256 of the key and *n* in eight bytes, big-endian; it is eight words of four bytes,
/// big-endian, and the words of all blocks in a row are the stream. A number below *b* is the next word modulo *b*; words
/// from 2³² − (2³² mod *b*) on, which would favour low numbers, are passed over.
package struct DrawStream: Sendable {
    private let key: [UInt8]
    private var block: [UInt8] = []
    private var used: UInt64 = 0

    package init(key: [UInt8]) { self.key = key }

    /// The key of a draw: SHA-256 of `lazaret draw v1`, the frame's digest, the seed and the root, one after the other without
    /// anything between; the last three are 32 bytes each.
    package init(frame: [UInt8], seed: [UInt8], root: [UInt8]) {
        self.init(key: Array(SHA256.hash(data: Array("lazaret draw v1".utf8) + frame + seed + root)))
    }

    /// A number from 0 to below the bound, which is 1 to 2³² − 1.
    package mutating func number(below bound: Int) -> Int {
        let (bound, all) = (UInt64(bound), UInt64(1) << 32)
        while true {
            let word = nextWord()
            if word < all - all % bound { return Int(word % bound) }
        }
    }

    private mutating func nextWord() -> UInt64 {
        if used % 8 == 0 {
            let number = used / 8
            let bytes = (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * UInt64($0))) }
            block = Array(SHA256.hash(data: key + bytes))
        }
        let start = Int(used % 8) * 4
        used += 1
        return block[start..<start + 4].reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The first so many of a shuffle (Fisher and Yates): place *i* is exchanged with place *i* + a number below how many
    /// there are from *i* on.
    package mutating func first<Element>(_ count: Int, of all: [Element]) -> [Element] {
        var all = all
        for place in 0..<count {
            all.swapAt(place, place + number(below: all.count - place))
        }
        return Array(all.prefix(count))
    }
}

extension DrawFrame {
    /// What the seed and the root give, both of 32 bytes in lower-case hex; nil where one is not. Anybody can work it out
    /// again: first all sites are drawn, by a shuffle; then, site after site in that order, the day (the first and a number
    /// below how many there are), and the inspectors, by a shuffle of those who may go there.
    /// `sql/acts/draw_reading.sql` gives the same to those who go.
    package func lots(seed: String, root: String) -> [DrawnVisit]? {
        guard let seed = Self.bytes(seed), let root = Self.bytes(root) else { return nil }
        let frame = Array(SHA256.hash(data: Array(JSON.write(node).utf8)))
        var stream = DrawStream(frame: frame, seed: seed, root: root)
        let barred = Dictionary(grouping: self.barred, by: \.site).mapValues { Set($0.map(\.inspector)) }
        return stream.first(visits, of: sites)
            .map { site in
                let day = firstDay + stream.number(below: lastDay - firstDay + 1)
                let free = inspectors.filter { barred[site]?.contains($0) != true }
                return DrawnVisit(site: site, day: day, inspectors: stream.first(team, of: free))
            }
    }

    /// SHA-256 of a seed in lower-case hex; nil where the seed is none.
    package static func digest(ofSeed seed: String) -> String? {
        bytes(seed).map { hex(Array(SHA256.hash(data: $0))) }
    }

    /// 32 bytes from lower-case hex.
    private static func bytes(_ hex: String) -> [UInt8]? {
        let digits = Array(hex.utf8)
        guard digits.count == 64, digits.allSatisfy({ "0123456789abcdef".utf8.contains($0) }) else {
            return nil
        }
        return stride(from: 0, to: 64, by: 2)
            .compactMap { UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16) }
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
