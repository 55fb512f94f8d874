/// Text by its scalars, for everything that a machine reads.
///
/// A `Character` is what a reader takes for one sign. A `"` with a variation selector behind it is one `Character`, and
/// not `"`; the Greek question mark is the same `Character` as `;`. To HTML, CSV, SQL and HTTP it is the other way
/// round, so whatever escapes, quotes, splits, measures or checks text for them goes by scalars, with these.
///
/// What every request or every word of a filing is asked is inlinable: across modules, each byte would go through a
/// protocol's table.
extension StringProtocol {
    /// Whether it begins with exactly these scalars.
    @inlinable
    package func begins(with start: some StringProtocol) -> Bool { utf8.starts(with: start.utf8) }

    /// Whether it ends with exactly these scalars.
    @inlinable
    package func ends(with end: some StringProtocol) -> Bool {
        utf8.count >= end.utf8.count && utf8.suffix(end.utf8.count).elementsEqual(end.utf8)
    }

    /// Whether these are exactly its scalars; `==` also takes for one what only looks the same (`K` and the sign for
    /// Kelvin).
    @inlinable
    package func isExactly(_ other: some StringProtocol) -> Bool {
        utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }

    /// Whether the scalar stands anywhere in it.
    @inlinable
    package func holds(_ scalar: Unicode.Scalar) -> Bool { unicodeScalars.contains(scalar) }

    /// Whether these scalars stand in it, one behind the other.
    package func holds(_ part: some StringProtocol) -> Bool { utf8.firstRange(of: part.utf8) != nil }

    /// The text with what the closure gives for a scalar in that scalar's place.
    package func escaping(_ escape: (Unicode.Scalar) -> String?) -> String {
        // Of bytes: a view of scalars that grows is copied with each scalar in a debug build.
        var escaped: [UInt8] = []
        escaped.reserveCapacity(utf8.count)
        for scalar in unicodeScalars {
            if let replacement = escape(scalar) {
                escaped.append(contentsOf: replacement.utf8)
            } else {
                escaped.append(contentsOf: scalar.utf8)
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    /// What stands between the scalars that are such, at most so many splits; empty pieces only where they are asked
    /// for.
    @inlinable
    package func split(
        where isMark: (Unicode.Scalar) -> Bool,
        atMost most: Int = .max,
        keepingEmpty: Bool = false
    ) -> [SubSequence] {
        unicodeScalars.split(
            maxSplits: most,
            omittingEmptySubsequences: !keepingEmpty,
            whereSeparator: isMark
        )
        .map { self[$0.startIndex..<$0.endIndex] }
    }

    /// What stands between the marks.
    @inlinable
    package func split(
        at mark: Unicode.Scalar,
        atMost most: Int = .max,
        keepingEmpty: Bool = false
    ) -> [SubSequence] {
        split(where: { $0 == mark }, atMost: most, keepingEmpty: keepingEmpty)
    }

    /// Without such scalars at both ends.
    @inlinable
    package func trimming(where isBlank: (Unicode.Scalar) -> Bool) -> String {
        var rest = unicodeScalars[...]
        while let first = rest.first, isBlank(first) { rest.removeFirst() }
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        return String(self[rest.startIndex..<rest.endIndex])
    }

    /// Without white space at both ends.
    package var trimmed: String { trimming(where: \.properties.isWhitespace) }

    /// Its first scalars, at most so many: one `Character` may be a megabyte.
    package func cut(to most: Int) -> String { String(String.UnicodeScalarView(unicodeScalars.prefix(most))) }

    /// Whether nothing in it can be seen: white space, marks on nothing, and what never shows.
    @inlinable
    package var isBlank: Bool {
        unicodeScalars.allSatisfy {
            $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint
                || $0.properties.isGraphemeExtend
        }
    }
}
