import Foundation
import Testing

@testable import AuditLog

@Suite("The hash tree is that of RFC 6962")
struct TreeTests {
    /// The eight inputs of the Certificate Transparency project's merkle tree tests, and the root after each.
    private static let inputs = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ]
    private static let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test("The root of nothing is the hash of nothing")
    func empty() {
        #expect(
            CompactRange().root.hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        )
    }

    @Test("The published roots of one to eight leaves")
    func published() throws {
        var compactRange = CompactRange()
        for (input, root) in zip(Self.inputs, Self.roots) {
            compactRange.append(.leaf(try #require([UInt8](hex: input))))
            #expect(compactRange.root.hex == root)
        }
    }

    @Test("The published proof of the sixth of eight leaves")
    func publishedProof() throws {
        let leaves = try Self.inputs.map { Hash.leaf(try #require([UInt8](hex: $0))) }
        let proof = try #require(InclusionProof(of: 5, adding: leaves, to: CompactRange()))
        #expect(
            proof.path.map(\.hex) == [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ]
        )
        #expect(proof.root(from: leaves[5])?.hex == Self.roots[7])
    }

    @Test("Roots and proofs are those of a second implementation, from any compact range")
    func second() throws {
        var random = SystemRandomNumberGenerator()
        let sizes = Array(1...40) + (0..<30).map { _ in Int.random(in: 41...700, using: &random) }
        let cases = sizes.map { ($0, Int.random(in: 0..<$0, using: &random)) }
        let answers = try Self.python(cases)
        try #require(answers.count == cases.count)
        for ((size, place), answer) in zip(cases, answers) {
            let leaves = (0..<size).map { Hash.leaf(Array(String($0).utf8)) }
            let before = Int.random(in: 0...place, using: &random)
            var compactRange = CompactRange()
            for leaf in leaves.prefix(before) { compactRange.append(leaf) }
            let proof = try #require(
                InclusionProof(of: place, adding: Array(leaves.dropFirst(before)), to: compactRange)
            )
            for leaf in leaves.dropFirst(before) { compactRange.append(leaf) }
            #expect([compactRange.root.hex] + proof.path.map(\.hex) == answer, "leaf \(place) of \(size)")
            #expect(proof.root(from: leaves[place]) == compactRange.root)
            // Nothing but that leaf, in that place, with that path.
            #expect(proof.root(from: .leaf([1])) != compactRange.root)
            let longer = InclusionProof(position: place, size: size, path: proof.path + [.zero])
            #expect(longer.root(from: leaves[place]) == nil)
            if size > 1 {
                let shorter = InclusionProof(position: place, size: size, path: Array(proof.path.dropLast()))
                #expect(shorter.root(from: leaves[place]) == nil)
                let elsewhere = InclusionProof(position: (place + 1) % size, size: size, path: proof.path)
                #expect(elsewhere.root(from: leaves[place]) != compactRange.root)
            }
        }
    }

    @Test("What was in the tree before cannot be proven from the compact range, nor what is not in it at all")
    func outside() {
        var compactRange = CompactRange()
        for number in 0..<5 { compactRange.append(.leaf([UInt8(number)])) }
        let new = [Hash.leaf([5])]
        #expect(InclusionProof(of: 4, adding: new, to: compactRange) == nil)
        #expect(InclusionProof(of: 5, adding: new, to: compactRange) != nil)
        #expect(InclusionProof(of: 6, adding: new, to: compactRange) == nil)
    }

    @Test("A compact range is kept and taken up again; one with too few or too many roots is not")
    func kept() {
        var compactRange = CompactRange()
        for number in 0..<100 { compactRange.append(.leaf([UInt8(number)])) }
        #expect(compactRange.roots.count == 3)  // 64 + 32 + 4
        #expect(CompactRange(size: 100, roots: compactRange.roots) == compactRange)
        #expect(CompactRange(size: 101, roots: compactRange.roots) == nil)
        #expect(CompactRange(size: -1, roots: []) == nil)
    }

    private static func python(_ cases: [(Int, Int)]) throws -> [[String]] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3",
            URL(filePath: #filePath).deletingLastPathComponent().appending(path: "merkle.py").path(),
        ]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let text = cases.map { "\($0.0) \($0.1)\n" }.joined()
        try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try input.fileHandleForWriting.close()
        let answer = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: answer, as: UTF8.self).split(separator: "\n")
            .map { $0.split(separator: " ").map(String.init) }
    }
}
