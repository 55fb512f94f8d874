// swift-tools-version: 6.3

import PackageDescription

/// The folders of `Web` that hold templates, wordings, styles and parts of the API's description, each in a folder of
/// the same name in lower case: SwiftPM copies whole folders, and no two of one name.
let webFolders = [
    "Accounts", "API", "Audit", "Cases", "County", "Design", "Guidance", "Evidence", "Gaps", "Imports",
    "Inspections",
    "Messages", "Mine",
    "Notices", "Planning", "Register", "Sites",
    "Standards",
    "Weeks",
]

let package = Package(
    name: "lazaret",
    products: [.executable(name: "lazaret", targets: ["lazaret"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration.git", exact: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log.git", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", exact: "2.37.6"),
        .package(url: "https://github.com/attaswift/BigInt.git", exact: "6.0.1"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache.git", exact: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams.git", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client.git", exact: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", exact: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess.git", exact: "1.0.2"),
        .package(url: "https://github.com/vapor/jwt-kit.git", exact: "5.7.1"),
    ],
    targets: [
        // libpq's header, and those of Linux that Swift's Glibc leaves out (epoll, eventfd).
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),

        // Ask PostgreSQL a question safely. Knows no table; shows no C type.
        .target(name: "Postgres", dependencies: ["CLibPQ", .logging]),

        // libsodium: what stretches passwords.
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),

        // A private PostgreSQL from the installed binaries. Knows no schema.
        .target(name: "LocalCluster", dependencies: [.logging, .subprocess]),

        // A tree of values that knows where each stood; reads JSON strictly and writes it. Knows no domain.
        .target(name: "StrictJSON"),

        // A stream of bytes to an encrypted file and back. Knows no database.
        .target(name: "FileEncryption", dependencies: [.crypto]),

        // What the rules are: values and functions. No clock, files, environment, logging or `async`.
        .target(name: "Compliance", dependencies: ["StrictJSON", .bigInt, .crypto]),

        // The sealed record: entries, hash tree, heads, keys, proofs. Values and functions, as in `Compliance`.
        .target(name: "AuditLog", dependencies: ["Compliance", .crypto]),

        // YAML to and from checklists and baselines, saying exactly where a file is wrong. Takes text.
        .target(name: "ChecklistFiles", dependencies: ["Compliance", "StrictJSON", .yams]),

        // Runs a program of ours in a process that confines itself. Knows no file.
        .target(
            name: "Confinement",
            dependencies: [.subprocess],
            resources: [.copy("confinement")]
        ),

        // What pages show of pictures, made anew by a confined process. Knows no evidence.
        .target(
            name: "Pictures",
            dependencies: ["Confinement", "StrictJSON"],
            resources: [.copy("pictures")]
        ),

        // Workbooks of office programs, read by a confined process. Knows no register.
        .target(
            name: "OfficeFiles",
            dependencies: ["ChecklistFiles", "Compliance", "Confinement"],
            resources: [.copy("office")]
        ),

        // libxlsxwriter: workbooks, row by row.
        .systemLibrary(
            name: "CXLSXWriter",
            pkgConfig: "xlsxwriter",
            providers: [.apt(["libxlsxwriter-dev"])]
        ),

        // What papers say, and the files made of it: PDF and DOCX by a confined process, XLSX, CSV. Knows no store, no page.
        .target(
            name: "Papers",
            dependencies: ["CXLSXWriter", "Compliance", "Confinement", "StrictJSON"],
            resources: [.copy("papers")]
        ),

        // libcurl, which carries messages; and which addresses it may connect to.
        .systemLibrary(
            name: "CLibCurl",
            pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"])]
        ),

        // Carries a message out of the house, by mail or to a webhook. Knows no store.
        .target(name: "Messengers", dependencies: ["CLibCurl", "Compliance", "StrictJSON", .crypto]),

        // Keep and find the facts. All SQL is here or in sql/.
        .target(
            name: "Store",
            dependencies: [
                "CSodium", "Compliance", "AuditLog", "StrictJSON", "Postgres", .crypto, .logging,
            ],
            resources: [.copy("../../sql")]
        ),

        // The demo county, made from a seed and filed through the Store like any other.
        .target(name: "Demo", dependencies: ["AuditLog", "Compliance", "Store", "StrictJSON"]),

        // Learn from an OpenID Connect provider who somebody is. Knows no account, page or SQL.
        .target(
            name: "OpenID",
            dependencies: [
                "Compliance", "StrictJSON", .asyncHTTPClient, .crypto, .jwtKit, .nioCore, .nioHTTP1,
            ]
        ),

        // How a request is answered. Knows no page, no county, no store.
        .target(
            name: "HTTPServer",
            dependencies: [
                "Compliance", "StrictJSON", .compression, .crypto, .httpTypes, .hummingbird, .logging,
                .nioCore, .nioTLS, .serviceLifecycle,
            ]
        ),

        // What is answered: pages and the JSON API, a folder each subject. Sees no SQL.
        .target(
            name: "Web",
            dependencies: [
                "AuditLog", "ChecklistFiles", "Compliance", "HTTPServer", "Messengers", "OfficeFiles",
                "OpenID",
                "Papers",
                "Pictures", "Store",
                "StrictJSON", .httpTypes, .hummingbird, .logging, .mustache, .nioCore,
            ],
            resources: webFolders.map { .copy("\($0)/\($0.lowercased())") }
        ),

        // One executable: reads configuration, wires, runs. No rules, SQL or HTML.
        .executableTarget(
            name: "lazaret",
            dependencies: [
                "Compliance", "ChecklistFiles", "HTTPServer", "OpenID", "AuditLog", "Messengers", "Papers",
                "Store",
                "Demo",
                "Web",
                "LocalCluster",
                "Postgres",
                "StrictJSON", "FileEncryption",
                .argumentParser, .configuration, .logging, .serviceLifecycle, .hummingbird,
            ],
            resources: [.copy("../../checklists")]
        ),

        // Real inspections with known outcomes, read from beside the project.
        .target(
            name: "Cases",
            dependencies: ["ChecklistFiles", "Compliance", "StrictJSON"],
            path: "Tests/Cases"
        ),

        // Text that hides from code that looks at it by `Character`.
        .target(name: "Hostile", path: "Tests/Hostile"),

        // What the test targets share: a database of its own for each test, builders.
        .target(
            name: "TestSupport",
            dependencies: [
                "LocalCluster", "Postgres", "Store", "Compliance", "ChecklistFiles", "StrictJSON", .logging,
                .subprocess,
            ],
            path: "Tests/Support"
        ),

        .testTarget(name: "StrictJSONTests", dependencies: ["Hostile", "StrictJSON"]),
        .testTarget(name: "FileEncryptionTests", dependencies: ["FileEncryption", .crypto]),
        .testTarget(name: "ComplianceTests", dependencies: ["Compliance", "Hostile", "StrictJSON"]),
        .testTarget(
            name: "AuditLogTests",
            dependencies: ["AuditLog", "Compliance", .crypto],
            exclude: ["merkle.py"]
        ),
        .testTarget(
            name: "ChecklistFilesTests",
            dependencies: ["Cases", "ChecklistFiles", "Compliance", "Hostile", "StrictJSON"]
        ),
        .testTarget(
            name: "OfficeFilesTests",
            dependencies: ["ChecklistFiles", "Compliance", "OfficeFiles", "StrictJSON", .subprocess],
            exclude: ["registers.py", "requirements.txt", "saved.py", "workbooks.py"]
        ),
        .testTarget(
            name: "PapersTests",
            dependencies: ["Compliance", "Confinement", "Papers", "StrictJSON", .subprocess],
            exclude: ["read_back.py", "requirements.txt"]
        ),
        .testTarget(
            name: "MessengersTests",
            dependencies: ["CLibCurl", "Compliance", "Hostile", "Messengers", "StrictJSON", "TestSupport"],
            exclude: ["judge.py", "receiver.py", "relay.py", "requirements.txt"]
        ),
        .testTarget(name: "PicturesTests", dependencies: ["Confinement", "Pictures"]),
        .testTarget(
            name: "PostgresTests",
            dependencies: ["Hostile", "Postgres", "LocalCluster", "TestSupport"]
        ),
        .testTarget(name: "LocalClusterTests", dependencies: ["Hostile", "LocalCluster", "Postgres"]),
        .testTarget(
            name: "StoreTests",
            dependencies: [
                "Store", "Demo", "Compliance", "AuditLog", "LocalCluster", "TestSupport", "Postgres",
                "StrictJSON",
            ]
        ),
        .testTarget(
            name: "OpenIDTests",
            dependencies: [
                "OpenID", "Compliance", "Hostile", "StrictJSON", .asyncHTTPClient, .nioCore,
                .nioHTTP1,
                "TestSupport",
            ]
        ),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Web", "HTTPServer", "AuditLog", "Store", "Compliance", "ChecklistFiles", "Hostile",
                "Postgres",
                "TestSupport",
                "StrictJSON",
                .hummingbird,
                .logging, .mustache, .nioCore, .nioPosix, .nioTLS, .httpTypes, .serviceLifecycle,
            ]
        ),
        .testTarget(
            name: "LazaretTests",
            dependencies: [
                "lazaret", "TestSupport", "Cases", "ChecklistFiles", "Compliance", "Demo", "HTTPServer",
                "LocalCluster",
                "Postgres",
                "StrictJSON", "FileEncryption",
                .argumentParser, .crypto, .logging, .subprocess,
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)

extension Target.Dependency {
    static let argumentParser = product(name: "ArgumentParser", package: "swift-argument-parser")
    static let asyncHTTPClient = product(name: "AsyncHTTPClient", package: "async-http-client")
    static let bigInt = product(name: "BigInt", package: "BigInt")
    static let compression = product(name: "NIOHTTPCompression", package: "swift-nio-extras")
    static let configuration = product(name: "Configuration", package: "swift-configuration")
    static let crypto = product(name: "Crypto", package: "swift-crypto")
    static let httpTypes = product(name: "HTTPTypes", package: "swift-http-types")
    static let hummingbird = product(name: "Hummingbird", package: "hummingbird")
    static let jwtKit = product(name: "JWTKit", package: "jwt-kit")
    static let logging = product(name: "Logging", package: "swift-log")
    static let mustache = product(name: "Mustache", package: "swift-mustache")
    static let nioPosix = product(name: "NIOPosix", package: "swift-nio")
    static let nioCore = product(name: "NIOCore", package: "swift-nio")
    static let nioTLS = product(name: "NIOSSL", package: "swift-nio-ssl")
    static let nioHTTP1 = product(name: "NIOHTTP1", package: "swift-nio")
    static let serviceLifecycle = product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
    static let subprocess = product(name: "Subprocess", package: "swift-subprocess")
    static let yams = product(name: "Yams", package: "Yams")
}

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),  // SE-0335
        .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
        .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
        .enableUpcomingFeature("InferIsolatedConformances"),  // SE-0470
        .enableUpcomingFeature("ImmutableWeakCaptures"),  // SE-0481
        .strictMemorySafety(),  // SE-0458
        .treatAllWarnings(as: .error),  // SE-0443
    ]
}
