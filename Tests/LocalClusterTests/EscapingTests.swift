import Hostile
import Testing

@testable import LocalCluster

/// A value in a connection string is read back as it was, by the rules of libpq: a backslash takes the byte behind it.
@Suite struct EscapingTests {
    @Test func everyMarkComesBack() {
        for (_, hidden) in HostileText.all {
            var (read, rest) = ([UInt8](), Array(LocalCluster.escaped("a" + hidden + "b").utf8)[...])
            while let byte = rest.popFirst() {
                #expect(byte != UInt8(ascii: "'"), "\(hidden.debugDescription) ends the value")
                read.append(byte == UInt8(ascii: "\\") ? rest.popFirst() ?? 0 : byte)
            }
            #expect(read == Array(("a" + hidden + "b").utf8))
        }
    }
}
