// swift-tools-version: 6.2
import PackageDescription

/// Every room is compiled the same way: Swift 6 mode, and a warning stops the build.
let settings: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

/// In a release build the rooms are optimized and their tests are not: what runs them is short, what they test is not.
let testSettings = settings + [.unsafeFlags(["-Onone"], .when(configuration: .release))]

/// The values that every room may speak of.
let ground: [Target.Dependency] = ["PitaDiagnostics", "PitaNetwork"]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "_CryptoExtras", package: "swift-crypto")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
]

/// A target under `Sources/`: a room imports only what stands in its own list.
func room(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

/// A program under `Sources/`.
func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of a room, under `Tests/<room>Tests`.
func tests(_ room: String, _ dependencies: [Target.Dependency] = [], fixtures: Bool = false) -> Target {
    .testTarget(
        name: room + "Tests", dependencies: [.byName(name: room), "TestSupport"] + dependencies,
        resources: fixtures ? [.copy("Fixtures")] : [], swiftSettings: testSettings)
}

let package = Package(
    name: "pita",
    products: [
        .executable(name: "pita", targets: ["pita"]),
        .executable(name: "pita-lab", targets: ["pita-lab"]),
    ]
        // What the package in `Benchmarks` measures.
        + ["Diagnostics", "Network", "Jinja", "SSH", "SNMP", "Inventory", "Platforms"].map {
            .library(name: "Pita" + $0, targets: ["Pita" + $0])
        },
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/attaswift/BigInt", from: "6.0.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        // The C libraries: a module map and a shim each, nothing else.
        .systemLibrary(name: "CLibYAML"), .systemLibrary(name: "CLibSSH2"), .systemLibrary(name: "CNetSNMP"),
        .systemLibrary(name: "CQREncode"),

        // The rooms, from the ground up. Each imports only from above it.
        room("PitaDiagnostics"),
        room("PitaNetwork", ["PitaDiagnostics"]),
        room("PitaYAML", ground + ["CLibYAML"]),
        room("PitaJinja", ground + [.product(name: "BigInt", package: "BigInt")]),
        room("PitaSSH", ground + nio + [crypto, cryptoExtras, "CLibSSH2"]),
        room("PitaSNMP", ground + ["CNetSNMP"]),
        room("PitaEvidence", ground + [crypto, cryptoExtras]),
        room("PitaInventory", ground + ["PitaYAML"]),
        room("PitaPlatforms", ground),
        room("PitaCapacity", ground),
        room(
            "PitaPlanning",
            ground + ["PitaYAML", "PitaInventory", "PitaJinja", "PitaPlatforms", "PitaCapacity", "PitaEvidence"]),
        room("PitaRecords", ground + ["PitaEvidence", .product(name: "GRDB", package: "GRDB.swift")]),
        room("PitaDevices", ground + ["PitaSSH", "PitaSNMP", "PitaPlatforms", "PitaInventory"]),
        room("PitaDocuments", ground + ["PitaJinja", "PitaEvidence", "CQREncode"]),
        room(
            "PitaOperations",
            ground + [
                "PitaYAML", "PitaJinja", "PitaSSH", "PitaSNMP", "PitaEvidence", "PitaInventory", "PitaPlatforms",
                "PitaCapacity", "PitaPlanning", "PitaRecords", "PitaDevices", "PitaDocuments",
            ]),
        program(
            "pita",
            ground + [
                "PitaOperations", "PitaPlanning", "PitaPlatforms", "PitaEvidence", "PitaDevices", "PitaRecords",
                "PitaJinja", arguments,
            ]),
        // The lab, and its program. It shares no code with the rooms.
        room("PitaLab", [arguments]),
        program("pita-lab", ["PitaLab", arguments]),

        // The tests, a target a room, and what they share.
        .target(name: "CAllocations", path: "Tests/CAllocations"),
        .target(
            name: "TestSupport", dependencies: ["CAllocations"], path: "Tests/TestSupport", swiftSettings: testSettings),
        tests("PitaDiagnostics"),
        tests("PitaNetwork"),
        tests("PitaYAML", ["PitaDiagnostics"]),
        tests("PitaJinja", ground, fixtures: true),
        tests("PitaSSH", ground + nio + [crypto]),
        tests("PitaSNMP", ground),
        tests("PitaEvidence", ground + [crypto]),
        tests("PitaInventory", ground + ["PitaYAML"]),
        tests("PitaPlatforms", ground, fixtures: true),
        tests("PitaCapacity", ground),
        tests("PitaRecords", ground + ["PitaEvidence", .product(name: "GRDB", package: "GRDB.swift")]),
        tests(
            "PitaDevices",
            ["PitaSSH", "PitaPlatforms", "PitaDiagnostics", "PitaLab", "PitaJinja", "PitaPlanning", "PitaYAML"]),
        tests("PitaDocuments", ground + ["PitaEvidence"]),
        tests(
            "PitaPlanning",
            ground + ["PitaYAML", "PitaInventory", "PitaJinja", "PitaPlatforms", "PitaCapacity", "PitaEvidence"]),
        .testTarget(
            name: "PitaCommandTests",
            dependencies: ["pita", "PitaOperations", "TestSupport", .product(name: "GRDB", package: "GRDB.swift")],
            exclude: ["Fixtures"], swiftSettings: testSettings),
        .testTarget(
            name: "PitaLabTests", dependencies: ["PitaLab", "TestSupport", "PitaPlatforms", "PitaDiagnostics"],
            swiftSettings: testSettings),
        // An office on a lab of its own, for the tests that change devices.
        .target(
            name: "LabSupport",
            dependencies: ["PitaLab", "TestSupport", .product(name: "GRDB", package: "GRDB.swift")],
            path: "Tests/LabSupport", swiftSettings: testSettings),
        .testTarget(
            name: "PitaOperationsTests",
            dependencies: [
                "LabSupport", "TestSupport", "PitaDiagnostics", "PitaEvidence", "PitaRecords",
                "PitaOperations", "PitaDevices", "PitaPlatforms",
                .product(name: "GRDB", package: "GRDB.swift"),
            ], exclude: ["Fixtures"], swiftSettings: testSettings),
        .testTarget(
            name: "FaultTests", dependencies: ["LabSupport", "TestSupport"], exclude: ["Fixtures"],
            swiftSettings: testSettings),
    ]
)
