extension StreamSafe {
    /// How many non-starters the compatibility decomposition of a starter ends with: 1 for `é`, 3 for `ᾂ`.
    static func trailing(_ starter: Unicode.Scalar) -> Int {
        if starter.value < 0xA8 { return 0 }
        for (index, ranges) in decomposed.enumerated() where ranges.contains(where: { $0 ~= starter.value }) {
            return index + 1
        }
        return 0
    }

    private static let decomposed = tables.map { table in
        table.split(where: \.properties.isWhitespace)
            .compactMap { word -> ClosedRange<UInt32>? in
                let ends = word.split(at: "-").compactMap { UInt32($0, radix: 16) }
                guard let first = ends.first, let last = ends.last else { return nil }
                return first...last
            }
    }

    /// The starters that end with one, two and three non-starters, in hexadecimal, by the data of Unicode 18; what is
    /// between the ends of a range and no starter, or not assigned, does not matter. A test holds this against
    /// another library's decompositions.
    private static let tables = [
        """
        A8 AF B4 B8 C0-C5 C7-CF D1-D6 D9-DD E0-E5 E7-EF F1-F6 F9-FD FF-10F 112-125 128-130 134-137 139-13E
        143-148 14C-151 154-165 168-17E 1A0-1A1 1AF-1B0 1C4-1C6 1CD-1D4 1E2-1E3 1E6-1EB 1EE-1F0 1F4-1F5 1F8-1F9
        1FC-21B 21E-21F 226-229 22E-22F 232-233 2D8-2DD 37A 384 386 388-38F 3AA-3AF 3CA-3CE 3D3-3D4 400-401 403
        407 40C-40E 419 439 450-451 453 457 45C-45E 476-477 4C1-4C2 4D0-4D3 4D6-4D7 4DA-4DF 4E2-4E7 4EA-4F5
        4F8-4F9 622-626 6C0 6C2 6D3 929 931 934 958-95F 9DC-9DF A33 A36 A59-A5B A5E B5C-B5D C48 DDA DDD F76 F78
        1E00-1E07 1E0A-1E13 1E18-1E1B 1E1E-1E2D 1E30-1E37 1E3A-1E4B 1E54-1E5B 1E5E-1E63 1E6A-1E77 1E7C-1E99 1E9B
        1EA0-1EA3 1EB8-1EBD 1EC8-1ECF 1EE4-1EE7 1EF2-1EF9 1F00-1F01 1F08-1F09 1F10-1F11 1F18-1F19 1F20-1F21
        1F28-1F29 1F30-1F31 1F38-1F39 1F40-1F41 1F48-1F49 1F50-1F51 1F59 1F60-1F61 1F68-1F69 1F70-1F7D 1FB0-1FB1
        1FB3 1FB6 1FB8-1FBD 1FBF-1FC0 1FC3 1FC6 1FC8-1FCC 1FD0-1FD1 1FD6 1FD8-1FDB 1FE0-1FE1 1FE4-1FE6 1FE8-1FEC
        1FF3 1FF6 1FF8-1FFE 2017 203E 212B 219A-219B 21AE 21CD-21CF 2204 2209 220C 2224 2226 2241 2244 2247 2249
        2260 2262 226D-2271 2274-2275 2278-2279 2280-2281 2284-2285 2288-2289 22AC-22AF 22E0-22E3 22EA-22ED 2ADC
        304C 304E 3050 3052 3054 3056 3058 305A 305C 305E 3060 3062 3065 3067 3069 3070-3071 3073-3074 3076-3077
        3079-307A 307C-307D 3094 309B-309C 309E 30AC 30AE 30B0 30B2 30B4 30B6 30B8 30BA 30BC 30BE 30C0 30C2 30C5
        30C7 30C9 30D0-30D1 30D3-30D4 30D6-30D7 30D9-30DA 30DC-30DD 30F4 30F7-30FA 30FE 3304 3307 3310 331E 3321
        3332 333B 3340 334B 334E FB1D-FB1F FB2A-FB2B FB2E-FB4E FBA4-FBA5 FBB0-FBB1 FC5B-FC5D FC90 FCD9 FD3C-FD3D
        FE49-FE4C FE70-FE72 FE74-FE7F FE81-FE8C FEF5-FEFA FFE3 105C9 105E4 1109A 1109C 110AB 1D15E-1D15F
        1D1BB-1D1BC 1F213
        """,
        """
        1D5-1DC 1DE-1E1 1EC-1ED 1FA-1FB 22A-22D 230-231 385 390 3B0 F77 F79 1E08-1E09 1E14-1E17 1E1C-1E1D
        1E2E-1E2F 1E38-1E39 1E4C-1E53 1E5C-1E5D 1E64-1E69 1E78-1E7B 1EA4-1EB7 1EBE-1EC7 1ED0-1EE3 1EE8-1EF1
        1F02-1F07 1F0A-1F0F 1F12-1F15 1F1A-1F1D 1F22-1F27 1F2A-1F2F 1F32-1F37 1F3A-1F3F 1F42-1F45 1F4A-1F4D
        1F52-1F57 1F5B-1F5F 1F62-1F67 1F6A-1F6F 1F80-1F81 1F88-1F89 1F90-1F91 1F98-1F99 1FA0-1FA1 1FA8-1FA9 1FB2
        1FB4 1FB7 1FC1-1FC2 1FC4 1FC7 1FCD-1FCF 1FD2-1FD3 1FD7 1FDD-1FDF 1FE2-1FE3 1FE7 1FED-1FEE 1FF2 1FF4 1FF7
        FB2C-FB2D FC5E-FC63 FCF2-FCF4 1D160-1D164 1D1BD-1D1C0
        """,
        """
        1F82-1F87 1F8A-1F8F 1F92-1F97 1F9A-1F9F 1FA2-1FA7 1FAA-1FAF
        """,
    ]
}
