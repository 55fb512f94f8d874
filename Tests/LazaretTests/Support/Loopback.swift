import Glibc

/// Connections of this machine with itself, which say only what they are told to.
enum Loopback {
    /// A connection that says nothing, from `127.0.0.<host>`; nil where it is refused.
    static func connect(to port: UInt16, from host: UInt8) -> Int32? {
        let one = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        func address(_ last: UInt8, _ port: UInt16) -> sockaddr_in {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = (0x7F00_0000 | UInt32(last)).bigEndian
            return address
        }
        func call(
            _ function: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32,
            _ address: sockaddr_in
        ) -> Bool {
            unsafe withUnsafePointer(to: address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe function(one, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
        }
        guard unsafe call(Glibc.bind, address(host, 0)), unsafe call(Glibc.connect, address(1, port)) else {
            return nil
        }
        return one
    }

    /// Sends the text; false where it could not be sent.
    static func send(_ text: String, on connection: Int32) -> Bool {
        unsafe Array(text.utf8).withUnsafeBytes { unsafe write(connection, $0.baseAddress, $0.count) }
            == text.utf8.count
    }
}
