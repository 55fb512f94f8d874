import ChecklistFiles
import Compliance
import Store
import Web

/// What an import would do, in words and tables.
struct PreviewText {
    private let preview: RegisterPreview

    init(_ preview: RegisterPreview) {
        self.preview = preview
    }

    var whole: String {
        var parts: [String] = []
        if let change = preview.change {
            let added = change.sites.count { $0.isNew }
            parts.append(
                Text(
                    zh: "将新增 \(added) 个，更改 \(change.sites.count - added) 个，未变 \(change.unchanged) 个；还没有写入。",
                    en:
                        "Would add \(added), change \(change.sites.count - added), leave \(change.unchanged) unchanged; "
                        + "nothing is written yet."
                )[.ofShell]
            )
            if !change.sites.isEmpty { parts.append(Terminal.table(change.sites.flatMap(Self.rows))) }
            let townships = change.townships.map { "\($0.code) \($0.after[.ofShell])" }
            let effects = change.effects.words.map { $0[.ofShell] }
            if !effects.isEmpty {
                parts.append(
                    Wording.text("对以往的影响：", "What it does to what is past:") + "\n"
                        + effects.joined(separator: "\n")
                )
            }
            if !townships.isEmpty {
                parts.append(
                    Wording.text("新的乡镇：", "New townships: ")
                        + townships.joined(separator: Wording.text("、", ", "))
                )
            }
        }
        let open = RegisterProblems(preview).description
        if !open.isEmpty { parts.append(open) }
        if !preview.asideLines.isEmpty { parts.append(preview.asideLines.joined(separator: "\n")) }
        return parts.joined(separator: "\n\n")
    }

    /// A line for each field of a site.
    private static func rows(_ site: SiteChange) -> [[String]] {
        site.fields.enumerated()
            .map { place, field in
                [
                    place == 0 ? (site.isNew ? Wording.text("新", "new") : Wording.text("改", "changed")) : "",
                    place == 0 ? site.code : "", field.field.title[.ofShell], field.before ?? "–", "→",
                    field.after ?? "–",
                ]
            }
    }
}
