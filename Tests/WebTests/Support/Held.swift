import NIOCore
import NIOPosix

/// A connection from an address of this machine that is held open, and says no more than it is told to.
struct Held: Sendable {
    private let channel: any Channel

    /// Connects to the port from `127.0.0.<host>` and sends the text.
    static func connect(to port: Int, from host: Int = 1, saying text: String = "") async throws -> Held {
        let channel = try await bootstrap(host).connect(host: "127.0.0.1", port: port).get()
        if !text.isEmpty { try await channel.writeAndFlush(ByteBuffer(string: text)) }
        return Held(channel: channel)
    }

    /// Sends the bytes.
    func say(_ bytes: [UInt8]) async throws { try await channel.writeAndFlush(ByteBuffer(bytes: bytes)) }

    /// Whether the other end has not hung up.
    var isOpen: Bool { channel.isActive }

    /// Hangs up, if the other end has not.
    func close() async throws {
        do { try await channel.close() } catch ChannelError.alreadyClosed {}
    }

    /// Asks from that address and gives the first line of the answer; nil where there was none.
    static func ask(_ port: Int, from host: Int) async throws -> String? {
        let channel = try await bootstrap(host)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let request = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        return try? await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: request))
            var text = ""
            for try await part in inbound { text += String(buffer: part) }
            return text.split(separator: "\r\n").first.map(String.init)
        }
    }

    private static func bootstrap(_ host: Int) throws -> ClientBootstrap {
        try ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(to: SocketAddress(ipAddress: "127.0.0.\(host)", port: 0))
    }
}
