import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOHTTPTypesHTTP1
import StrictJSON

/// HTTP/1.1 that compresses text for those who accept it.
struct CompressedHTTP1: ServerChildChannel {
    let plain: HTTP1Channel

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        plain.setup(channel: channel, logger: logger)
            .flatMapThrowing { value in
                let pipeline = channel.pipeline.syncOperations
                let codec = try pipeline.context(handlerType: HTTP1ToHTTPServerCodec.self).handler
                guard let codec = codec as? HTTP1ToHTTPServerCodec else { return value }
                let compressor = HTTPResponseCompressor(responseCompressionPredicate: Self.compresses)
                try pipeline.addHandler(compressor, position: .before(codec))
                let context = try pipeline.context(handler: compressor)
                try pipeline.addHandler(UnsolicitedResponses(besides: context), position: .before(codec))
                try pipeline.addHandler(StreamSafeHead(), position: .before(compressor))
                try pipeline.addHandler(HostHeaderCheck(), position: .before(codec))
                return value
            }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await plain.handle(value: value, logger: logger)
    }

    /// Text of more than a packet is compressed; its tag then says so, because the bytes are others. Not a file whose length is
    /// said: by that its reader knows that it is whole.
    private static func compresses(
        _ head: inout HTTPResponseHead,
        supported: Bool
    ) -> HTTPResponseCompressor.CompressionIntent {
        let type = head.headers["Content-Type"].first ?? ""
        let length = head.headers["Content-Length"].first.flatMap { Int($0) } ?? .max
        let isText = ["text/", "application/json", "application/problem+json", "image/svg+xml"]
            .contains { type.begins(with: $0) }
        let isFile =
            length < .max && head.headers["Content-Disposition"].contains { $0.begins(with: "attachment") }
        guard supported, isText, length > 1400, !isFile else { return .doNotCompress }
        if let tag = head.headers["ETag"].first {
            head.headers.replaceOrAdd(name: "ETag", value: "\(tag.dropLast())-gzip\"")
        }
        return .compressIfPossible
    }
}
