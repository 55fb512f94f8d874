import AuditLog

/// A made-up photograph: grey bands, different for each number, as a PNG that nothing packs.
struct DemoPicture {
    let bytes: [UInt8]
    /// What a filing names it by.
    var digest: String { Hash(of: bytes).hex }

    private static let (width, height) = (240, 180)

    init(_ number: Int) {
        var rows: [UInt8] = []
        for row in 0..<Self.height {
            rows.append(0)
            for column in 0..<Self.width {
                let isFrame = row < 8 || column < 8 || row >= Self.height - 8 || column >= Self.width - 8
                let band = (row / 12 + column / (10 + number % 9)) % 8
                rows.append(isFrame ? 60 : UInt8(110 + 16 * band))
            }
        }
        let header = Self.big(Self.width) + Self.big(Self.height) + [8, 0, 0, 0, 0]
        bytes =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Self.chunk("IHDR", header)
            + Self.chunk("IDAT", Self.stored(rows)) + Self.chunk("IEND", [])
    }

    private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let named = Array(name.utf8) + data
        return big(data.count) + named + big(Int(crc(named)))
    }

    /// As zlib keeps what it does not pack (RFC 1950, 1951).
    private static func stored(_ raw: [UInt8]) -> [UInt8] {
        var kept: [UInt8] = [0x78, 0x01]
        for start in stride(from: 0, to: raw.count, by: 65_535) {
            let length = min(65_535, raw.count - start)
            let (low, high) = (UInt8(length & 255), UInt8(length >> 8))
            kept += [start + length == raw.count ? 1 : 0, low, high, ~low, ~high]
            kept += raw[start..<(start + length)]
        }
        var (first, second) = (1, 0)
        for byte in raw {
            first = (first + Int(byte)) % 65_521
            second = (second + first) % 65_521
        }
        return kept + big(second << 16 | first)
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 {
                let isOdd = sum & 1 == 1
                sum >>= 1
                if isOdd { sum ^= 0xEDB8_8320 }
            }
        }
        return ~sum
    }

    private static func big(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
