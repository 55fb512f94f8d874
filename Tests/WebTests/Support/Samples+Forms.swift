import AuditLog
import StrictJSON

@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

/// What pages around the form are made of.
extension Samples {
    func reviewPage(_ texts: Texts) -> ReviewPage {
        var draft = Draft(
            id: Self.id(7),
            site: "T-3",
            fields: namingFiles,
            by: "inspector",
            savedAt: Self.now
        )
        draft.version = 4
        let lately = LastVisit(id: Self.id(8), receivedAt: Self.now)
        return ReviewPage(
            record.inspection,
            ReviewPage.State(draft: draft, lately: lately, isChanged: true, asksAgain: true, own: ownFiles),
            texts
        )
    }

    /// A draft that names a file that has come, one that has not, and what is none.
    var namingFiles: Node {
        let named = ownFiles.keys.map(\.hex) + [Hash(of: [2]).hex, twist("台账第3页")]
        return .object([
            ("id", "x"),
            (
                "answers",
                .object([("A-01", .object([("value", "no"), ("evidence", .array(named.map(Node.string)))]))])
            ),
        ])
    }

    var ownFiles: [Hash: OwnEvidence] { [Hash(of: [1]): OwnEvidence(size: 1_300_000, kind: .jpeg)] }

    func beginPage(_ texts: Texts) -> BeginPage {
        let lately = LastVisit(id: Self.id(8), receivedAt: Self.now)
        return BeginPage(site(3), [draft], lately, newID: "\(Self.id(9))", texts)
    }

    /// What is entered beside what is kept; nil where nothing is kept any more.
    func choicePage(isHeld: Bool?, _ texts: Texts) -> DraftChoicePage {
        let entered = [
            (name: "id", value: "\(Self.id(7))"), (name: "escort", value: twist("值班长")),
            (name: "answer.A-01", value: "no"), (name: "note.A-01", value: twist("缺口")),
        ]
        let checklist = Self.standard.checklist
        guard let sent = try? FormSubmission(FormFields(entered), site: "T-3", checklist) else {
            fatalError("the sample's form can be read")
        }
        let there = Draft(
            id: Self.id(7),
            site: "T-3",
            fields: .object([("escort", "副班长"), ("answers", .object([("A-01", "yes"), ("Z-9", "yes")]))]),
            by: twist("inspector2"),
            savedAt: Self.now
        )
        let state = DraftChoicePage.State(
            here: sent,
            there: isHeld == nil ? nil : there,
            entered: entered,
            isHeld: isHeld == true,
            apart: "\(Self.id(9))"
        )
        return DraftChoicePage(site(3), checklist, state, texts)
    }

    func keptFormPage(_ kind: Refusal.Kind, _ texts: Texts) -> KeptFormPage {
        let asks = kind == .unauthenticated
        let refusal = Refusal(kind, text("没有办成", "Not done"), first: asks ? nil : .changePassword)
        return KeptFormPage(
            KeptFormPage.State(
                refusal: refusal,
                detail: texts(refusal.detail),
                fields: [
                    HiddenField(name: "answer.A-01", value: "no"),
                    HiddenField(name: "note.A-01", value: twist("缺口")),
                ],
                action: "review",
                site: "T-3",
                csrf: "s",
                asksWho: asks,
                files: [twist("照片.jpg")],
                name: twist("a"),
                problem: twist("不对"),
                hasOpenID: true,
                requestID: "r-1"
            ),
            texts
        )
    }
}
