import NIOCore
import NIOHTTP1
import StrictJSON

/// Takes out of the head of a request what is not `StreamSafe`, before anything compares it, and leaves a field that
/// says so: `Answering` refuses it then in words. What comes after this may compare address and fields freely.
final class ScreenedHead: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    /// The field that is left. Who sends it is refused as if there had been something to take out.
    static let mark = "Lazaret-Screened"

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        head.screen()
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }
}

extension HTTPRequestHead {
    /// Leaves of address and fields only what is stream-safe, and the mark where that is not all.
    mutating func screen() {
        let isSafe = uri.isStreamSafe
        guard !isSafe || headers.contains(where: { !$0.value.isStreamSafe }) else { return }
        if !isSafe { uri = uri.utf8.starts(with: "/api/".utf8) ? "/api/" : "/" }
        headers = HTTPHeaders(headers.filter { $0.value.isStreamSafe })
        headers.add(name: ScreenedHead.mark, value: isSafe ? "field" : "address")
    }
}
