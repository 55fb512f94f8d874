import ChecklistFiles
import Compliance
import StrictJSON
import Testing

@Suite("CSV")
struct CSVTests {
    @Test(
        "Fields are read as written",
        arguments: [
            ("", []),
            ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
            ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
            ("\u{FEFF}名称,编号\n李庄,T-03\n", [["名称", "编号"], ["李庄", "T-03"]]),
            ("a,b,\n,,\n", [["a", "b", ""], ["", "", ""]]),
            (" a , b\n", [[" a ", " b"]]),
            ("a\n\n\r\nb\n", [["a"], ["b"]]),
            (#""Food, source","say ""hot""",x"#, [["Food, source", #"say "hot""#, "x"]]),
            ("\"\",\"\"\n", [["", ""]]),
            ("\"two\r\nlines\",b\nc,d\n", [["two\r\nlines", "b"], ["c", "d"]]),
            ("e\u{301},\u{1F3E5}\n", [["e\u{301}", "\u{1F3E5}"]]),
            ("a,b\r1,2\r\r3,4", [["a", "b"], ["1", "2"], ["3", "4"]]),
            ("a;b;c\n1,5;x;y\n", [["a", "b", "c"], ["1,5", "x", "y"]]),
            ("a\tb\n1,2\t3\n", [["a", "b"], ["1,2", "3"]]),
            ("sep=;\na,x;b\n", [["a,x", "b"]]),
            ("\u{FEFF}\"sep=\t\"\r\na,x,y\tb\r\n", [["a,x,y", "b"]]),
            ("SEP=,\na;x;y,b\n", [["a;x;y", "b"]]),
            ("\"a;b;c\",d\n1,2\n", [["a;b;c", "d"], ["1", "2"]]),
        ] as [(String, [[String]])]
    )
    func reads(text: String, expected: [[String]]) throws {
        let read = try CSV.read(text).map(\.fields)
        // Compared scalar by scalar: `==` on strings would let another composition of the same letter pass.
        #expect(
            read.map { $0.map { Array($0.unicodeScalars) } }
                == expected.map { $0.map { Array($0.unicodeScalars) } }
        )
    }

    @Test("A row knows the line it began on")
    func lines() throws {
        #expect(
            try CSV.read("a,b\n\"1\n2\n3\",x\n\ny,z") == [
                CSV.Row(["a", "b"], line: 1),
                CSV.Row(["1\n2\n3", "x"], line: 2),
                CSV.Row(["y", "z"], line: 6),
            ]
        )
        #expect(
            try CSV.read("sep=;\ra;b\r\"1\r2\";x\ry;z").map(\.line) == [2, 3, 5]
        )
    }

    @Test(
        "Bad quoting is refused where it stands",
        arguments: [
            ("a,b\"c\n", 1, 4),
            ("a,\"b\"c\n", 1, 6),
            ("\"a\" ,b\n", 1, 4),
            ("x,y\n1,\"open\n2,3\n", 2, 3),
            ("a\rb\"\n", 2, 2),
            ("\u{FEFF}a\"", 1, 2),
        ]
    )
    func badQuoting(text: String, line: Int, column: Int) {
        let problems = #expect(throws: Problems.self) { try CSV.read(text) }
        #expect(problems?.all.map(\.code) == ["badQuoting"])
        #expect(problems?.all.first.map { [$0.mark.line, $0.mark.column] } == [Int32(line), Int32(column)])
    }

    @Test("Every row of another length than the first is named")
    func uneven() {
        let problems = #expect(throws: Problems.self) { try CSV.read("a,b\n1\n2,3\n4,5,6\n") }
        #expect(problems?.all.map(\.code) == ["unevenRow", "unevenRow"])
        #expect(problems?.all.map(\.mark.line) == [2, 4])
    }
}
