package import Compliance
import StrictJSON

extension Manuscript {
    /// The document of a rung of the ladder as paper says it (`domain.md` §14): what it says stands in its parts, each line with
    /// the address of what it rests on. A proposal is called one, and never a decision.
    package init(_ paper: StepPaper, sealed: String) {
        let to = Text.list(paper.to)
        let site = paper.site
        var parts: [Part] = [
            .paragraph(Text(zh: "\(to.zh)：", en: "To: \(to.en)")),
            .paragraph(
                Text(
                    zh: "点位：\(site.township.map { "\($0.zh) " } ?? "")\(site.name.zh)（\(site.code)）",
                    en: "Site: \(site.township.map { "\($0.en), " } ?? "")\(site.name.en) (\(site.code))"
                )
            ),
        ]
        for part in paper.parts {
            parts.append(.heading(part.title))
            parts += part.lines.flatMap(Self.parts(of:))
        }
        self.init(
            sealed: sealed,
            name: "\(paper.rung.rawValue)-\(paper.year)-\(paper.number)",
            office: paper.head.office,
            redHead: paper.head.redHead,
            number: Text(zh: paper.numbered, en: paper.numbered),
            title: paper.rung.paperTitle,
            about: [],
            day: paper.issuedOn,
            signatures: paper.signatures,
            parts: parts + [Self.digest(of: sealed)]
        )
    }

    /// A line, and what it rests on.
    static func parts(of line: StepPaper.Line) -> [Part] {
        let source = line.source.map { Part.note(Text(zh: "依据：\($0)", en: "Rests on: \($0)")) }
        return [.paragraph(line.words)] + (source.map { [$0] } ?? [])
    }

    /// What ties a paper to the sealed document that it was made from; the digest has a line of its own.
    static func digest(of sealed: String) -> Part {
        let digest = Node.digest(ofText: sealed)
        return .note(
            Text(
                zh: "本件出自封存的原文，原文摘要（SHA-256）：\n\(digest)",
                en: "Made from the sealed bytes, whose SHA-256 is\n\(digest)"
            )
        )
    }
}
