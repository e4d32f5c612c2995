import Foundation

/// The programs that tests start: release builds, as an office runs them. `make programs` builds them, and `make test`
/// does so first.
public enum Programs {
    /// A program that has not been built.
    public struct Missing: Error, CustomStringConvertible {
        /// Which, and what builds it.
        public let description: String
    }

    /// The checkout, with the example office.
    public static let checkout = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// Where they lie: the directory that `PITA_PROGRAMS` names, else `release` beside the tests' own build.
    private static let directory: String = {
        if let named = ProcessInfo.processInfo.environment["PITA_PROGRAMS"] { return named }
        let tests = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: tests).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "release").path
    }()

    /// The path of a program: `pita` or `pita-lab`.
    public static func path(_ name: String) throws -> String {
        let path = directory + "/" + name
        guard access(path, X_OK) == 0 else {
            throw Missing(description: "there is no program \(path): build it with `make programs`")
        }
        return path
    }
}
