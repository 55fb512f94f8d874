import ArgumentParser
import Compliance
import Store
import StrictJSON

/// Publishes versions of checklists and baselines.
struct ChecklistPublish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: Wording.both("Publish checklists and baselines for filing.", "发布检查表和基准。"),
        discussion: Wording.about(
            """
            版本就是内容：同一份文件再发布一次，什么都不变；改过的文件须有新的版本
            号。不论先后，基准先发布。县级加严文件发布成它从旁边的基准得出的基准，
            修订发布成它从旁边的检查表得出的版本。
            """,
            """
            A version is its content: publishing the same file again changes nothing,
            and a changed file needs a version of its own. Baselines go first, whatever
            the order given. A county override is published as the baseline that it
            makes of the one beside it, an amendment as the version that it makes of the
            checklist beside it.
            """,
            examples: """
                lazaret checklist publish checklists/*.yaml
                lazaret checklist publish our-county.yaml
                """
        )
    )

    @Argument(
        help: .both(
            "Checklists and their amendments, baselines and county overrides.",
            "检查表及其修订、基准、县级加严文件。",
            value: "file"
        )
    )
    var files: [String]

    @OptionGroup var options: CountyOptions

    func run() async throws {
        var baselines: [Baseline] = []
        var checklists: [Checklist] = []
        for file in files {
            let kind = StandardFiles.Kind(try DocumentFile.read(file))
            if kind == .checklist || kind == .amendment {
                checklists.append(try StandardFiles.checklist(file))
            } else {
                baselines.append(try StandardFiles.baseline(file))
            }
        }
        let lines = try await options.withStore { [baselines, checklists] store in
            var lines: [Line] = []
            for baseline in baselines {
                let publication = try await store.publish(baseline)
                lines.append(Line(code: baseline.code, version: baseline.version, publication))
            }
            for checklist in checklists {
                let publication = try await store.publish(checklist)
                lines.append(Line(code: checklist.code, version: checklist.version, publication))
            }
            return lines
        }
        try options.say(
            .array(lines.map(\.node)),
            or: Terminal.table(lines.map(\.cells)),
            else: .doneAllTheSame
        )
    }

    /// One version and what became of it.
    private struct Line {
        let code: String
        let version: String
        let isNew: Bool

        init(code: String, version: String, _ publication: Publication) {
            self.code = code
            self.version = version
            isNew = if case .published = publication { true } else { false }
        }

        var node: Node {
            .object([("code", .string(code)), ("version", .string(version)), ("published", .bool(isNew))])
        }

        var cells: [String] {
            [
                code, version,
                isNew
                    ? Text(zh: "已发布", en: "published")[.ofShell]
                    : Text(zh: "之前已发布", en: "published before")[.ofShell],
            ]
        }
    }
}
