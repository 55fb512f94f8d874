import ArgumentParser
import Compliance
import Store
import StrictJSON
import Web

/// Draws again, by what is open of a draw.
struct DrawVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: Wording.both("Draw again, and say whether it comes out alike.", "重算一次抽查。"),
        discussion: Wording.about(
            """
            核对种子和名单与抽取时登记的摘要，并用它们和封存值重算。用 --file 时不用数据
            库：文件是 draw show --json 或接口给出的。不符时退出码为 1。
            """,
            """
            Holds the seed and the list against the digests on record, and draws again with
            them and the root. With --file it needs no database: the file is what 'draw show
            --json' or the API gives. Exit code 1: it does not come out alike.
            """
        )
    )

    @Argument(help: .both("The draw.", "抽查的编号。", value: "id"))
    var id: String?

    @Option(help: .both("A file with a draw that is open.", "含已公开抽查的文件。", value: "path"))
    var file: String?

    @OptionGroup var options: CountyOptions

    func validate() throws {
        guard (id == nil) != (file == nil) else {
            throw ValidationError(Wording.text("请写明抽查编号，或用 --file 指定文件。", "Name a draw, or a --file."))
        }
    }

    func run() async throws {
        let check: DrawCheck?
        if let file {
            check = try DrawCheck(DocumentFile.readByContent(file))
        } else {
            let id = try DrawCommand.id(id ?? "")
            let (record, opened) = try await options.withStore { try await $0.draw(id) }
            check = try DrawCheck(record.json(opened))
        }
        guard let check else {
            throw CommandError(
                zh: "这次抽查还没有公开，不能重算。",
                en: "The draw is not open yet: it cannot be drawn again.",
                code: .refused
            )
        }
        try options.say(check.node, or: check.words)
        if !check.isRight { throw ExitCode(CommandFailure.Code.refused.rawValue) }
    }
}

/// A draw that is open, held against itself from nothing but its document.
struct DrawCheck {
    let frameFits: Bool
    let seedFits: Bool
    /// nil where it was never sealed, and gave nothing.
    let resultFits: Bool?
    let visits: [DrawnVisit]

    var isRight: Bool { frameFits && seedFits && resultFits != false }

    /// nil where the draw is not open. Throws `Problems` where the document is none of a draw.
    init?(_ node: Node) throws(Problems) {
        guard let frameNode = node["frame"] else { throw Problems([.noDraw]) }
        let text = JSON.write(frameNode)
        let frame: DrawFrame
        do { frame = try DrawFrame(sealed: text) } catch { throw Problems([.noDraw]) }
        guard let opened = node["opened"], let seed = opened["seed"]?.string else { return nil }
        frameFits = Node.digest(ofText: text) == node["frameDigest"]?.string
        seedFits = DrawFrame.digest(ofSeed: seed) == node["seedDigest"]?.string
        guard let root = opened["root"]?.string else {
            resultFits = opened["visits"]?.array?.isEmpty == false ? false : nil
            visits = []
            return
        }
        let drawn = frame.lots(seed: seed, root: root) ?? []
        let given = (opened["visits"]?.array ?? [])
            .map { visit in
                DrawnVisit(
                    site: visit["site"]?.string ?? "",
                    day: visit["day"]?.string.flatMap { Day($0) } ?? .first,
                    inspectors: visit["inspectors"]?.array?.compactMap(\.string) ?? []
                )
            }
        resultFits = drawn == given
        visits = drawn
    }

    var node: Node {
        .object([
            ("frameFits", .bool(frameFits)), ("seedFits", .bool(seedFits)),
            ("resultFits", resultFits.map(Node.bool)),
            (
                "visits",
                .array(
                    visits.map {
                        .object([
                            ("site", .string($0.site)), ("day", .string("\($0.day)")),
                            ("inspectors", .array($0.inspectors.map(Node.string))),
                        ])
                    }
                )
            ),
        ])
    }

    var words: String {
        let lines = visits.map { ["\($0.day)", $0.site, $0.inspectors.joined(separator: " ")] }
        let said = [
            frameFits
                ? Wording.text("名单与登记的摘要相符。", "The list is the one committed to.")
                : Wording.text("名单与登记的摘要不符！", "The list is NOT the one committed to."),
            seedFits
                ? Wording.text("种子与登记的摘要相符。", "The seed is the one committed to.")
                : Wording.text("种子与登记的摘要不符！", "The seed is NOT the one committed to."),
            resultFits.map {
                $0
                    ? Wording.text("重算的结果相符。", "Drawn again it comes out alike.")
                    : Wording.text("重算的结果不符！", "Drawn again it does NOT come out alike.")
            } ?? Wording.text("抽取的记录没有封存过，没有抽出结果。", "Its entry was never sealed: nothing was drawn."),
        ]
        return ([Terminal.table(lines)].filter { !$0.isEmpty } + said).joined(separator: "\n")
    }
}

extension Problem {
    fileprivate static let noDraw = Problem(
        "noDraw",
        at: "/frame",
        Text(zh: "这不是一次抽查，读不出名单。", en: "This is no draw: its list cannot be read.")
    )
}
