import ArgumentParser
import Store
import StrictJSON
import Web

/// Shows one site: who answers for it, how its visits went, and what is open.
struct ShowSite: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "site",
        abstract: "One site: duties, visits and open gaps. 一个点位的责任人、历次检查和未解决差距。",
        discussion: "Example: lazaret show site T-03"
    )

    @Argument(help: ArgumentHelp("The site's code.", valueName: "code"))
    var code: String

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let figures = try await options.withStore { try await $0.site(code) }
        try options.say(figures.json, or: SiteText(figures).whole, leavingOut: figures.unreadable)
    }
}
