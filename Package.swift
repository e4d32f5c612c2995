// swift-tools-version: 6.2
import PackageDescription

/// Every room is compiled the same way: Swift 6 mode, and a warning stops the build.
let settings: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

/// The values that every room may speak of.
let ground: [Target.Dependency] = ["PitaDiagnostics", "PitaNetwork"]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
]

/// A target under `Sources/`: a room imports only what stands in its own list.
func room(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

/// The tests of a room, under `Tests/<room>Tests`.
func tests(_ room: String, _ more: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .testTarget(
        name: room + "Tests", dependencies: [.byName(name: room)] + ground + more, resources: resources,
        swiftSettings: settings)
}

let package = Package(
    name: "pita",
    targets: [
        room("PitaDiagnostics"),
        room("PitaNetwork", ["PitaDiagnostics"]),
        tests("PitaNetwork"),
        room("PitaPlatforms", ground),
        tests("PitaDiagnostics"),
    ]
)
