// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

/// Only what a workload needs: the same rooms that the product is built from, with no way in of their own.
let rooms: [Target.Dependency] = ["Diagnostics", "Network", "Jinja", "SSH", "SNMP", "Inventory", "Platforms"].map {
    .product(name: "Pita" + $0, package: "pita")
}

let package = Package(
    name: "pita-bench",
    dependencies: [
        .package(name: "pita", path: ".."),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    ],
    targets: [
        .executableTarget(
            name: "pita-bench", dependencies: rooms + [.product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: settings)
    ]
)
