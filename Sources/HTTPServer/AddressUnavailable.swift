package import Compliance
import Foundation
import NIOCore

/// The server cannot listen where it was told to; says why and what to do.
package struct AddressUnavailable: Error, Sendable {
    package let message: Text

    /// Nil where the error is of something else.
    package init?(_ error: any Error, host: String, port: Int) {
        guard let error = error as? IOError else { return nil }
        switch error.errnoCode {
        case EADDRINUSE:
            message = Text(
                zh: "\(host) 的端口 \(port) 已被别的程序占用：请先停止它，或用 --port 换一个端口（0 表示任取一个空闲的）。",
                en:
                    "Port \(port) of \(host) is in use by another program: stop that, or choose another by --port (0 is any free one)."
            )
        case EACCES:
            message = Text(
                zh: "没有权限监听 \(host) 的端口 \(port)：请用 1024 或以上的端口。",
                en: "The port \(port) of \(host) may not be listened on: choose one of 1024 or more."
            )
        case EADDRNOTAVAIL:
            message = Text(zh: "这台机器没有地址 \(host)。", en: "This machine has no address \(host).")
        default: return nil
        }
    }
}
