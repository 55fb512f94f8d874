import StrictJSON
import Testing

@testable import Compliance

@Suite("A figure never contradicts its grade")
struct GradeThresholdsTests {
    private static func standard(_ conditions: [String]) throws -> Standard {
        try .sample(
            [
                .sample("A-01", points: 1, allowsNotApplicable: true),
                .sample("B-01", points: 1, allowsNotApplicable: true),
            ],
            grades: conditions.enumerated().map { GradeRule("g\($0)", $1) } + [GradeRule("last", "true()")]
        )
    }

    @Test(
        "By hand: beside which condition a score is shown how",
        arguments: [
            ("${score} < 70", "69.95", "69.95"), ("${score} < 70", "69.94", "69.9"),
            ("${score} < 70", 70, "70.0"), ("${score} < 70", "70.04", "70.0"),
            ("${score} < ${pass_mark}", "69.95", "69.95"), ("70 > ${score}", "69.95", "69.95"),
            ("not(${score} >= 70)", "69.95", "69.95"), ("${score} < 70", "209999/3000", "69.9997"),
            ("${score} < 70", "69.9999999999", "69.9999999999"),
            // 70.04 is above what `<= 70` takes in, and 69.95 below.
            ("${score} <= 70", "70.04", "70.04"), ("${score} <= 70", "69.95", "70.0"),
            ("${score} = 70", "69.95", "69.95"), ("${score} = 70", "70.04", "70.04"),
            ("${score} != 70", 70, "70.0"), ("${score} < 69.93", "69.94", "69.94"),
            ("${score} + 5 < 75", "69.95", "69.95"), ("2 * ${score} div 2 < 70", "69.95", "69.95"),
            ("round(${score}) < 70", "69.46", "69.46"), ("max(${score}, 10) < 70", "69.95", "69.95"),
            ("if(${critical_gaps} > 0, ${score} < 50, ${score} < 70)", "49.95", "49.95"),
            ("if(${critical_gaps} > 0, ${score}, 100) < 70", "69.95", "69.95"),
            ("${critical_gaps} > 0 or ${score} < ${pass_mark} and ${lost} > 3", "69.95", "69.95"),
            // No threshold of the score by itself: a section's, points', one of two figures together.
            ("${score_A} < 70", "69.95", "70.0"), ("${lost} > 70", "69.95", "70.0"),
            ("${score} + ${score_A} < 70", "69.95", "70.0"), ("${score} < 200 div 3", "200/3", "66.7"),
        ] as [(String, Rational, String)]
    )
    func byHand(condition: String, score: Rational, shown: String) throws {
        #expect(try Self.standard([condition]).shown(score: score, of: nil) == shown)
    }

    @Test(
        "By hand: points that a score is made of have thresholds too",
        arguments: [
            // 59.96 of 100 points; 239.84 of 400.
            ("${earned} < 60", "59.96", 100, "59.96"), ("${earned} < 240", "59.96", 400, "59.96"),
            ("${lost} > 40", "59.96", 100, "59.96"), ("${earned} < 60", "59.94", 100, "59.9"),
            ("${earned} < 0.6 * ${attainable}", "59.96", 7, "59.96"),
            ("${lost} >= 28", "72.04", 100, "72.04"),
            ("${score} < 70 and ${attainable} > 50", "69.96", 100, "69.96"),
            ("${lost} > 40", "59.96", 10, "60.0"),
        ] as [(String, Rational, Rational, String)]
    )
    func ofPoints(condition: String, score: Rational, attainable: Rational, shown: String) throws {
        #expect(try Self.standard([condition]).shown(score: score, of: attainable) == shown)
    }

    @Test("Sections have thresholds of their own, also where the lowest decides")
    func sections() throws {
        let standard = try Self.standard(["min(${score_A}, ${score_B}) < 60", "${score} < 70"])
        #expect(standard.shown(score: "59.96", ofSection: "A") == "59.96")
        #expect(standard.shown(score: "59.96", ofSection: "B") == "59.96")
        // Readers hold a section's score against the pass mark of the whole.
        #expect(standard.shown(score: "69.96", ofSection: "A") == "69.96")
        #expect(standard.shown(score: "79.96", ofSection: "A") == "80.0")
        #expect(
            standard.shown(score: "59.96", of: nil) == "60.0"
                && standard.shown(score: "69.96", of: nil) == "69.96"
        )
        // 9.996 points lost on one item beside a threshold of ten.
        #expect(try Self.standard(["${worst} >= 10"]).shownPoints(lost: "29999/3000") == "9.9997")
    }

    @Test("What is shown lies on the same side of every threshold as what is", arguments: 0..<300)
    func property(seed: Int) throws {
        var numbers = SeededNumbers(seed: seed)
        let comparisons: [(String, (Rational, Rational) -> Bool)] = [
            ("<", { $0 < $1 }), ("<=", { $0 <= $1 }), (">", { $0 > $1 }), (">=", { $0 >= $1 }),
            ("=", { $0 == $1 }), ("!=", { $0 != $1 }),
        ]
        var thresholds: [(String, Rational, (Rational, Rational) -> Bool)] = []
        for _ in 0..<Int.random(in: 1...4, using: &numbers) {
            let (symbol, holds) = try #require(comparisons.randomElement(using: &numbers))
            let threshold = Rational(Int.random(in: 0...1_000, using: &numbers)) * "0.1"
            thresholds.append((symbol, threshold, holds))
        }
        let standard = try Self.standard(thresholds.map { "${score} \($0.0) \($0.1.exact)" })
        for _ in 0..<20 {
            // Close to one of the thresholds, where rounding decides, at any distance.
            let threshold = try #require(thresholds.randomElement(using: &numbers)).1
            let distance = try #require(
                Rational(
                    Int.random(in: -120...120, using: &numbers),
                    over: [1_000, 3_000, 70_000, 1_000_000_007, 7_000_000_000_000]
                        .randomElement(using: &numbers) ?? 1
                )
            )
            let score = threshold + distance
            let shown = try #require(Rational(exact: standard.shown(score: score, of: nil)))
            // What a column keeps of it is shown on the same side, and so is what is kept itself.
            let kept = standard.kept(score: score, of: 100)
            #expect((kept * 1_000_000_000).isInteger && abs(score, kept) <= Self.billionth)
            let shownFromColumn = try #require(Rational(exact: standard.shown(score: kept, of: nil)))
            for (symbol, threshold, holds) in thresholds {
                #expect(
                    holds(kept, threshold) == holds(score, threshold),
                    "\(score) kept as \(kept), \(symbol) \(threshold)"
                )
                #expect(holds(shownFromColumn, threshold) == holds(score, threshold))
            }
            for (symbol, threshold, holds) in thresholds {
                #expect(
                    holds(shown, threshold) == holds(score, threshold),
                    "\(score) as \(shown), \(symbol) \(threshold)"
                )
            }
        }
    }

    private static let billionth: Rational = "0.000000001"

    private func abs(_ a: Rational, _ b: Rational) -> Rational { a < b ? b - a : a - b }

    @Test(
        "A column keeps nine decimals, cut off, on the same side",
        arguments: [
            ("${score} < 70", "200/3", "66.666666666"), ("${score} < 70", "69.9999999999", "69.999999999"),
            ("${score} <= 70", "70.0000000001", "70.000000001"), ("${score} < 70", "70.0000000001", 70),
            ("${score} = 70", "70.0000000001", "70.000000001"), ("${score} < 70", 100, 100),
        ] as [(String, Rational, Rational)]
    )
    func columns(condition: String, score: Rational, kept: Rational) throws {
        #expect(try Self.standard([condition]).kept(score: score, of: 100) == kept)
    }

    @Test("Far from every threshold one decimal is shown, halves up")
    func plain() throws {
        let standard = try Self.standard(["${score} < 70"])
        #expect(
            standard.shown(score: "12.25", of: nil) == "12.3"
                && standard.shown(score: "200/3", of: nil) == "66.7"
        )
        #expect(standard.shown(score: 0, of: nil) == "0.0" && standard.shown(score: 100, of: nil) == "100.0")
    }

    @Test("Report, explanation and what-if show it so")
    func everywhere() throws {
        let standard = try Standard.sample([.graded("A-01", points: 1_000)])
        let sheet = standard.sheet(["A-01": .deducted(codes: [], further: "300.5")])
        let result = standard.score(sheet)
        #expect(result.grade?.code == "belowMinimum")
        #expect(result.report(standard)["shown"]?.string == "69.95")
        #expect(standard.explain(result, sheet).value.en.hasPrefix("69.95 ("))
        let whatIf = WhatIf(result, sheet, from: standard, to: standard)
        #expect(whatIf.before.shown == "69.95" && whatIf.node["after"]?["shown"]?.string == "69.95")
    }
}
