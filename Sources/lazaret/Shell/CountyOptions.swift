import ArgumentParser
import Compliance
import StrictJSON

/// What every command that reads or writes records understands.
struct CountyOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The county, by its code; LAZARET_COUNTY otherwise.", valueName: "code"))
    var county: String?

    @Flag(help: "Write JSON.")
    var json = false

    /// Writes the document as JSON where that was asked for, and the table otherwise; `consequence` is what is said
    /// where that cannot be written.
    func say(
        _ document: @autoclosure () -> Node,
        or table: @autoclosure () -> String,
        else consequence: Text? = nil
    ) throws(Unwritten) {
        try Terminal.say(json ? JSON.writePretty(document()) : table(), else: consequence)
    }
}
