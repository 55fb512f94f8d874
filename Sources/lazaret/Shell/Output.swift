import Compliance
import Foundation

/// What was to be said could not be written: the disk is full, or whoever read has gone.
struct OutputError: Error {
    /// In the words of the system.
    let cause: String
    /// What was done all the same, and how to be told again; nil where asking again is enough.
    var consequence: Text?

    var message: Text {
        let (zh, en) = (consequence.map { "\n" + $0.zh } ?? "", consequence.map { "\n" + $0.en } ?? "")
        return Text(
            zh: "结果没有写出：\(cause)。" + zh,
            en: "The result could not be written: \(cause)." + en
        )
    }
}

/// A descriptor that is written to at once, whole, or with an error.
enum Output {
    /// A reader that goes away is an error like any other, and not the end of the process; programs that this one
    /// starts are not concerned, as a handler of a signal is not handed on.
    static func ignoreBrokenPipes() {
        _ = signal(SIGPIPE) { _ in }
    }

    /// Writes all of the text, or throws `OutputError`.
    static func write(_ text: String, to descriptor: Int32) throws(OutputError) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { bytes in
                unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
            }
            switch (count, errno) {
            case (0..., _): rest = rest.dropFirst(count)
            case (_, EINTR): continue
            case (_, EAGAIN):
                var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = unsafe poll(&wanted, 1, -1)
            case (_, let reason): throw OutputError(cause: unsafe String(cString: strerror(reason)))
            }
        }
    }
}

extension Text {
    /// What was changed is changed, though it could not be said.
    static let doneAllTheSame = Text(zh: "要做的事已经做了。", en: "What was asked for is done all the same.")
}
