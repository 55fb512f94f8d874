package import Compliance

extension Manuscript {
    /// A case as paper says it: its ground, whom it names, a table of what happened, and then every word of it. Made from rows
    /// that nobody changes; `office` is the county's name, since nobody issues a file of a case. A case has no number: it is
    /// known by its site and the day on which it was opened.
    package init(_ dossier: Dossier, office: Text) {
        let site = dossier.basis?.site
            .map { Text(zh: "\($0.name.zh)（\(dossier.site)）", en: "\($0.name.en) (\(dossier.site))") }
        self.init(
            sealed: dossier.text,
            name: "dossier-\(dossier.site)" + (dossier.openedOn.map { "-\($0)" } ?? ""),
            office: office,
            number: dossier.called,
            title: dossier.title,
            about: [site, dossier.standing, dossier.reach, dossier.partial].compactMap(\.self),
            day: Day(dossier.last?.recordedAt ?? Instant(microseconds: 0)),
            signatures: [],
            parts: dossier.ground + dossier.named + dossier.happened + [Self.digest(of: dossier.text)]
        )
    }
}

extension Dossier {
    fileprivate var ground: [Manuscript.Part] {
        let unread = Text(
            zh: "启动时封存的依据无法读取，请核验审计记录。",
            en: "What was sealed of its ground cannot be read; verify the record."
        )
        let lines = basis.map(\.lines) ?? [StepPaper.Line(unread)]
        return [.heading(Text(zh: "依据（启动时在案的）", en: "Ground, as it was on record at its opening"))]
            + lines.flatMap(Manuscript.parts(of:)) + [Self.digest("依据的原文", "The ground", basisDigest)]
    }

    fileprivate var named: [Manuscript.Part] {
        let nobody = Text(zh: "案卷还没有列入责任人，由督查指定。", en: "Nobody is named yet; supervision names them.")
        return [.heading(Text(zh: "案卷所列责任人", en: "Whom it names"))]
            + (persons.isEmpty ? [nobody] : persons.map(\.words)).map { .paragraph($0) }
    }

    /// A table of all that happened, for whoever looks something up; then word for word what words or files go with.
    fileprivate var happened: [Manuscript.Part] {
        let rows = lines.map { line -> [Manuscript.Cell] in
            [
                .count(line.entry), .moment(line.at), .text(line.title),
                person(of: line).map { .text($0) } ?? .nothing,
                line.document.map { .text($0.number ?? $0.address) } ?? .nothing,
                line.recorder.map { .text($0) } ?? .nothing, .moment(line.recordedAt),
            ]
        }
        let table = Manuscript.Table(
            Text(zh: "经过一览", en: "What happened, in a table"),
            [
                .figures(Text(zh: "记录号", en: "Entry")), .init(Text(zh: "时间", en: "When"), 3),
                .init(Text(zh: "事项", en: "What"), 4), .init(Text(zh: "对象", en: "About"), 4),
                .init(Text(zh: "文书", en: "Document"), 4), .init(Text(zh: "录入", en: "Recorded by"), 4),
                .init(Text(zh: "录入时间", en: "Recorded at"), 3),
            ],
            rows
        )
        return [.heading(Text(zh: "经过", en: "What happened")), .table(table)] + lines.flatMap(words)
    }

    /// One line with all its words, what it rests on and which files go with it; nothing of one that has none.
    private func words(_ line: Line) -> [Manuscript.Part] {
        if line.words == nil, line.reason == nil, line.document == nil, line.files.isEmpty { return [] }
        let about = person(of: line)
        let head = Text(
            zh: "\(line.at.shanghai) \(line.title.zh)\(about.map { " \($0.zh)" } ?? "")",
            en: "\(line.at.shanghai) \(line.title.en)\(about.map { ", \($0.en)" } ?? "")"
        )
        var parts: [Manuscript.Part] = [.paragraph(head)]
        if let said = line.words { parts.append(.paragraph(Text(zh: "“\(said)”", en: "“\(said)”"))) }
        if let reason = line.reason {
            parts.append(.paragraph(Text(zh: "理由：\(reason)", en: "Reason: \(reason)")))
        }
        if let document = line.document {
            let name = document.number ?? document.address
            parts.append(Self.digest(name, name, document.digest))
        }
        for file in line.files { parts.append(Self.digest("附件", "File", file)) }
        return parts
    }

    private static func digest(_ zh: String, _ en: String, _ digest: String) -> Manuscript.Part {
        .note(Text(zh: "\(zh)，SHA-256：\n\(digest)", en: "\(en), SHA-256:\n\(digest)"))
    }
}
