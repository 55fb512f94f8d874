/// What names a standard for ever, and so a version of it: the digests of its checklist and of its baseline, each SHA-256
/// in lower-case hex. A new baseline changes the minimum too.
package struct StandardDigests: Sendable, Hashable {
    package let checklist: String
    package let baseline: String

    package init(checklist: String, baseline: String) {
        self.checklist = checklist
        self.baseline = baseline
    }

    package init(_ standard: Standard) {
        self.init(checklist: standard.checklistDigest, baseline: standard.baselineDigest)
    }
}
