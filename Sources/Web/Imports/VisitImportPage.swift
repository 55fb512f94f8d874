import ChecklistFiles
import Compliance
import StrictJSON

/// Where visits of before are sent, looked at and confirmed.
struct VisitImportPage: Page {
    static let template = "import-visits"

    let address = Link.importVisits.path
    let sites = Link.importSites.path
    /// What was filed a moment ago.
    let done: String?
    let preview: Preview?

    init(done: String? = nil, preview: Preview? = nil) {
        self.done = done
        self.preview = preview
    }

    func windowTitle(_ texts: Texts) -> String { texts("visitImport.title") }

    /// What became of a file, or would.
    struct Preview: Sendable {
        let name: String
        let heading: String
        /// nil where the file was not read.
        let summary: String?
        /// That the file is another than the one that was looked at.
        let isOther: Bool
        let problems: ImportPreview.Lines?
        let aside: ImportPreview.Lines?
        /// Which of a workbook's sheets is asked; empty where none is.
        let sheets: [Option]
        let asksSheet: Bool
        let sheet: String?
        /// The digest of the file that may be filed; nil where nothing of it can be.
        let seen: String?
        /// The whole file, where it is small enough to be sent again by the form; nil where it has to be chosen again.
        let kept: String?
        let goesOn: Bool

        init(
            _ file: VisitFile,
            _ outcome: VisitImport?,
            _ sent: SentRegister,
            isWritten: Bool,
            isOther: Bool,
            _ texts: Texts
        ) {
            name = sent.name
            self.isOther = isOther
            heading = texts(isWritten ? "visitImport.filed" : "visitImport.preview")
            summary = outcome.map { outcome in
                texts(
                    isWritten ? "visitImport.filedSummary" : "visitImport.summary",
                    "\(outcome.new)",
                    "\(outcome.known)",
                    "\(outcome.refused)"
                )
            }
            let found = file.problems + (outcome?.problems ?? [])
            problems = ImportPreview.Lines(found.map(\.message), unsaid: outcome?.unsaid ?? 0, texts)
            aside = ImportPreview.Lines((outcome?.setAside ?? []).map(\.message), texts)
            asksSheet = file.problems.contains { $0.code == "whichSheet" }
            sheets = asksSheet ? file.sheets.map { Option(value: $0, wording: $0, isChosen: false) } : []
            sheet = sent.sheet
            let hasNew = !isWritten && outcome.map { $0.new > 0 } == true
            seen = hasNew ? sent.digest : nil
            goesOn = hasNew || asksSheet
            kept = goesOn && sent.bytes.count <= SentRegister.mostKept ? sent.kept : nil
        }
    }
}
