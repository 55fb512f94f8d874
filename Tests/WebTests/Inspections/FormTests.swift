import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Web

/// The form's fields and a filing's document say the same.
@Suite struct FormTests {
    private static let number = AnswerType.number(
        unit: Text(zh: "人", en: "people"),
        range: 0...500,
        decimals: 0
    )

    @Test(
        arguments: [
            ([("answer.A-01", "yes")], nil, #""yes""#),
            ([("answer.A-01", "")], nil, nil),
            ([("answer.A-01", ""), ("note.A-01", "门锁着")], nil, #"{"notChecked":"门锁着"}"#),
            (
                [
                    ("answer.A-01", "no"), ("note.A-01", " 有缺口 "), ("evidence.A-01", "p1  p2"),
                    ("fixed.A-01", "on"),
                ], nil,
                #"{"value":"no","note":"有缺口","evidence":["p1","p2"],"fixedOnSpot":true}"#
            ),
            ([("answer.A-01", "notApplicable"), ("reason.A-01", "没有电梯")], nil, #"{"notApplicable":"没有电梯"}"#),
            ([("answer.A-01", "31")], number, "31"),
            ([("answer.A-01", "３１")], number, "31"),
            ([("answer.A-01", "1.50")], number, "1.5"),
            ([("answer.A-01", "多")], number, #""多""#),
            ([("answer.A-01", "31")], nil, #""31""#),
            (
                [("deduct.A-01", "no-log"), ("deduct.A-01", "dirty"), ("further.A-01", "0.5")], nil,
                #"{"deductions":["no-log","dirty"],"further":0.5}"#
            ),
            ([("answer.A-01", "graded")], nil, #"{"deductions":[]}"#),
            (
                [("deduct.A-01", "dirty"), ("note.A-01", "地面"), ("evidence.A-01", "p1")], nil,
                #"{"deductions":["dirty"],"note":"地面","evidence":["p1"]}"#
            ),
            (
                [("answer.A-01", "notApplicable"), ("reason.A-01", "没有电梯"), ("note.A-01", "平房")], nil,
                #"{"notApplicable":"没有电梯","note":"平房"}"#
            ),
            (
                [("note.A-01", "门锁着"), ("evidence.A-01", "p1")], nil,
                #"{"notChecked":"","note":"门锁着","evidence":["p1"]}"#
            ),
            (
                [("answer.A-01", "5"), ("na.A-01", "on"), ("reason.A-01", "x")], number,
                #"{"notApplicable":"x","value":5}"#
            ),
        ] as [([(String, String)], AnswerType?, String?)]
    )
    func fieldsBecomeAnAnswerAndTheAnswerTheFields(
        fields: [(String, String)],
        type: AnswerType?,
        json: String?
    ) {
        let entry = FormEntry(FormFields(fields.map { (name: $0.0, value: $0.1) }), "A-01")
        let node = entry.node(for: type)
        #expect(node.map(JSON.write) == json)
        #expect(FormEntry(node).node(for: type).map(JSON.write) == json)
    }

    @Test func timesAreShanghaiTimes() {
        let fields = FormFields([("startedAt", "2021-08-18T09:00"), ("finishedAt", "gestern")])
        let node = FormDocument.node(fields, site: "T-01", Samples.standard.checklist)
        #expect(node["startedAt"]?.string == "2021-08-18T09:00:00+08:00")
        #expect(node["finishedAt"]?.string == "gestern")
        #expect(FormDocument.fieldTime("2021-08-18T01:00:00Z") == "2021-08-18T09:00")
        #expect(FormDocument.fieldTime("gestern") == "gestern")
        #expect(node["version"] == nil)
    }

    @Test(arguments: [
        ("/answers/A-01/value", "item-A-01"), ("/answers/A-01", "item-A-01"),
        ("/facts/residents", "fact-residents"),
        ("/inspectors", "inspector-1"), ("/inspectors/0", "inspector-1"), ("/inspectors/1", "inspector-2"),
        ("/startedAt", "startedAt"),
        ("/revises/reason", "revises-reason"), ("", "form"), ("/answers/a~1b", "item-a/b"),
    ])
    func aProblemLeadsToItsField(pointer: String, anchor: String) {
        #expect(FormProblems.anchor(of: pointer) == anchor)
    }

    @Test func problemsAreNamedAsTheFormNamesItsFields() throws {
        let texts = try #require(Resources().texts[.zh])
        let found = FormProblems(
            [
                Problem("missing", at: "/escort", Text(zh: "缺少“escort”。", en: "'escort' is missing.")),
                Problem("tooFew", at: "/inspectors", Text(zh: "此处有 0 项。", en: "There are 0 here.")),
                Problem("inTheFuture", at: "/finishedAt", Text(zh: "还没有到。", en: "It is in the future.")),
            ],
            Samples.standard.checklist,
            texts
        )
        #expect(found.lines.map(\.wording) == ["请填写“陪同人员”。", "请填写“检查人”。", "结束时间：还没有到。"])
        #expect(found.lines.map(\.anchor) == ["escort", "inspector-1", "finishedAt"])
        // Beside its field a problem need not name it.
        #expect(found.at("finishedAt") == ["还没有到。"])
    }

    @Test func aNewIdIsAUUIDOfVersionSeven() {
        let id = FreshID.text(at: Instant(microseconds: 1_629_248_400_123_456), random: (.max, .max))
        #expect(id == "017b56c5-aafb-7fff-bfff-ffffffffffff")
        #expect(
            FreshID.text(at: Instant(microseconds: 0), random: (0, 0))
                == "00000000-0000-7000-8000-000000000000"
        )
    }

    @Test(arguments: ["2021-08-18T00:00:00Z", "2021-08-17T16:59:07Z", "2021-08-18T01:00:59.25Z"])
    func aTimeSentBackUnchangedIsTheSame(text: String) {
        let fields = FormFields([(name: "finishedAt", value: FormDocument.fieldTime(.string(text)))])
        let node = FormDocument.node(fields, site: "T-01", Samples.standard.checklist)
        #expect(node["finishedAt"]?.string.flatMap { Instant($0) } == Instant(text))
    }

    /// What the form writes is read as the answer it means, with what stands beside it.
    @Test func everythingBesideAnAnswerIsRead() throws {
        let items = Samples.standard.checklist.items
        let graded = try #require(items.first { if case .graded = $0.answer { true } else { false } })
        guard case .graded(_, let deductions) = graded.answer else { return }
        let optional = try #require(items.first { $0.allowsNotApplicable })
        let code = try #require(deductions.first?.code)
        let cases: [(Item, [(String, String)], Answer)] = [
            (
                graded, [("deduct", code), ("note", "地面"), ("evidence", "p1")],
                Answer(.deducted(codes: [code], further: 0), note: "地面", evidence: ["p1"])
            ),
            (
                optional, [("answer", "notApplicable"), ("reason", "没有"), ("note", "平房")],
                Answer(.notApplicable(reason: "没有"), note: "平房")
            ),
            (graded, [("note", "门锁着")], Answer(.notChecked, note: "门锁着")),
            (
                graded, [("note", "门锁着"), ("evidence", "p1")],
                Answer(.notChecked, note: "门锁着", evidence: ["p1"])
            ),
        ]
        for (item, fields, answer) in cases {
            let sent = FormFields(fields.map { (name: "\($0.0).\(item.code)", value: $0.1) })
            let findings = ProblemCollector()
            let node = try #require(FormEntry(sent, item.code).node(for: item.answer))
            #expect(
                try Answer(Field(node, findings), to: #require(Samples.standard.rule(item.code))) == answer
            )
            #expect(findings.all.isEmpty)
        }
    }

    @Test func aCorrectionBeginsWithWhatWasFiled() {
        let node = FormDocument.correction(of: Samples.filing(), inspection: "old", id: "new")
        #expect(node["id"]?.string == "new" && node["escort"]?.string == "值班长")
        #expect(node["revises"].map(JSON.write) == #"{"inspection":"old"}"#)
    }
}
