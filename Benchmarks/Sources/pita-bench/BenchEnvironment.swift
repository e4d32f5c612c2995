import Foundation

/// What a workload is told through the environment.
enum BenchEnvironment {
    /// The variable's value; `nil` where it is not set or empty.
    static func value(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    static func number(_ name: String, or standard: Int) -> Int { value(name).flatMap { Int($0) } ?? standard }

    /// The octets of the file that the variable names.
    static func bytes(_ name: String) throws -> [UInt8] {
        guard let path = value(name), let data = FileManager.default.contents(atPath: path) else {
            throw BenchInputMissing(name: name)
        }
        return [UInt8](data)
    }

    /// The text of the file that the variable names.
    static func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }
}

/// Something that a workload needs is not in the environment.
struct BenchInputMissing: Error, CustomStringConvertible {
    let name: String

    var description: String { "\(name) must name a file that can be read" }
}
