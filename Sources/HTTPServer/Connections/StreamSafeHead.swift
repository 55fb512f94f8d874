import NIOCore
import NIOHTTP1
import StrictJSON

/// Takes out of the head of a request what is not `StreamSafe`, before anything compares it, and leaves a field that
/// says so: `ResponseMiddleware` refuses it then in words. What comes after this may compare address and fields freely.
final class StreamSafeHead: ChannelInboundHandler, RemovableChannelHandler {
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
    /// What is wrong with a head, as the mark says it.
    enum Fault: String {
        case addressTooLong, addressEscaped, address, field
    }

    /// The longest address, in bytes.
    static let longestAddress = 4096

    /// Leaves of address and fields only what is stream-safe, and the mark where that is not all.
    mutating func screen() {
        let fault = addressFault
        let fields = headers.filter { $0.value.isStreamSafe }
        guard let mark = fault ?? (fields.count < headers.count ? .field : nil) else { return }
        if fault != nil { uri = uri.utf8.starts(with: "/api/".utf8) ? "/api/" : "/" }
        headers = HTTPHeaders(fields)
        headers.add(name: StreamSafeHead.mark, value: mark.rawValue)
    }

    /// Looks at the address as it came and as its escapes spell it: both are compared later.
    private var addressFault: Fault? {
        let bytes = Array(uri.utf8)
        if bytes.count > Self.longestAddress { return .addressTooLong }
        guard uri.isStreamSafe else { return .address }
        guard let plain = FormText.decode(bytes[...], plusIsSpace: false) else { return .addressEscaped }
        return plain.isStreamSafe ? nil : .address
    }
}
