import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Web

/// What is entered and not used as things are chosen now stays in the draft, and what a program saved in it is carried.
@Suite struct UnusedEntryTests {
    private static let english = ["Accept-Language": "en"]

    private static func draft(_ client: Client, _ number: Int) async throws -> Node? {
        try JSON.read(try await client.get("/api/v1/drafts/\(Samples.id(number))").body)["fields"]
    }

    /// I-02 may be not applicable, with a reason; here the box is not ticked any more.
    @Test func aReasonStaysWhereNotApplicableIsNotChosenAndIsNotFiled() async throws {
        try await Server.running { client in
            var form = FormOfTests(Samples.id(601), version: "2021-08")
            form["reason.I-02"] = "没有人<离点>"
            form["answer.A-01"] = "yes"
            let kept = try await client.post("/inspect/T-01", form: form.with("action", "draft"))
            let page = try await client.get(try #require(kept.headers["location"]), Self.english).text
            #expect(
                page.contains("name=\"reason.I-02\" type=\"text\" placeholder=\" \" value=\"没有人&lt;离点&gt;\"")
            )
            #expect(page.ranges(of: "class=\"quiet unused unused-is-kept\"").count == 1)
            let answers = try await Self.draft(client, 601)?["answers"]
            #expect(answers?["I-02"] == nil && answers?["A-01"]?.string == "yes")
            form["na.I-02"] = "on"
            form["edition"] = "1"
            _ = try await client.post("/inspect/T-01", form: form.with("action", "draft"))
            let used = try await Self.draft(client, 601)
            #expect(used?["answers"]?["I-02"]?["notApplicable"]?.string == "没有人<离点>")
            #expect(used?["aside"] == nil)
            form["na.I-02"] = nil
            #expect(try await client.file(form.fields, edition: 2).status == 303)
            let record = try JSON.read(try await client.get("/api/v1/inspections/\(Samples.id(601))").body)
            #expect(record["filing"]?["answers"]?["A-01"]?.string == "yes")
            #expect(record["filing"]?["answers"]?["I-02"] == nil && record["filing"]?["aside"] == nil)
        }
    }

    /// Nothing but a reason stands in a new form: leaving it keeps it.
    @Test func aFormWithNothingButAReasonIsKept() async throws {
        try await Server.running { client in
            let form = [
                ("id", "\(Samples.id(602))"), ("checklist", "township-isolation"), ("version", "2021-08"),
                ("reason.I-02", "没有人离点"), ("then", "/sites"),
            ]
            #expect(try await client.post("/inspect/T-01", form: form).status == 303)
            let aside = try await Self.draft(client, 602)?["aside"]
            #expect(aside?["I-02"]?["reason"]?.string == "没有人离点")
        }
    }

    /// B-11 takes points off in steps of 0.25 of its one point; a program may give points instead.
    @Test func pointsThatAProgramGaveAreCarriedUntilSomethingElseIsChosen() async throws {
        try await Server.running { client in
            var members = (Samples.filing(603).object ?? []).filter { $0.name != "answers" }
                .map { ($0.name, $0.value as Node?) }
            members.append(
                ("answers", .object([("B-11", .object([("given", Node(.number("0.75"))), ("note", "侧门")]))]))
            )
            let put = try await client.send(
                "PUT",
                "/api/v1/drafts/\(Samples.id(603))",
                ["Content-Type": "application/json"],
                Array(JSON.write(.object(members)).utf8)
            )
            #expect(put.status == 200)
            let page = try await client.get("/inspect/T-01?draft=\(Samples.id(603))", Self.english).text
            #expect(page.contains("Points given by a program: 0.75"))
            #expect(page.contains("name=\"answer.B-11\" value=\"given\" checked"))
            #expect(page.contains("<input type=\"hidden\" name=\"given.B-11\" value=\"0.75\">"))
            var form = FormOfTests(Samples.id(603), version: "2021-08")
            form["answer.B-11"] = "given"
            form["given.B-11"] = "0.75"
            form["note.B-11"] = "侧门"
            form["edition"] = "1"
            #expect(try await client.post("/inspect/T-01", form: form.with("action", "draft")).status == 303)
            let answer = try await Self.draft(client, 603)?["answers"]?["B-11"]
            #expect(answer?["given"]?.number == "0.75" && answer?["note"]?.string == "侧门")
            // Another choice leaves it beside, to be chosen again.
            form["answer.B-11"] = nil
            form["edition"] = "2"
            #expect(try await client.post("/inspect/T-01", form: form.with("action", "draft")).status == 303)
            let unchosen = try await Self.draft(client, 603)
            #expect(unchosen?["answers"]?["B-11"]?["notChecked"]?.string == "侧门")
            #expect(unchosen?["aside"]?["B-11"]?["given"]?.string == "0.75")
            form["answer.B-11"] = "given"
            #expect(try await client.file(form.fields, edition: 3).status == 303)
            let record = try JSON.read(try await client.get("/api/v1/inspections/\(Samples.id(603))").body)
            let filed = try #require(record["filing"]?["answers"]?["B-11"])
            #expect(filed["further"]?.number == "0.25", "\(JSON.write(filed))")
        }
    }
}
