import Foundation

/// The programs that tests start: release builds, as an office runs them. `make build-tests` builds them, and `make test`
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

    /// Where they lie: the directory that `PITA_PROGRAMS` names, else where `make build-tests` puts them.
    private static let directory: String = {
        if let named = ProcessInfo.processInfo.environment["PITA_PROGRAMS"] { return named }
        return checkout + "/.build/tests/release"
    }()

    /// The path of a program: `pita` or `pita-lab`.
    public static func path(_ name: String) throws -> String {
        let path = directory + "/" + name
        guard access(path, X_OK) == 0 else {
            throw Missing(description: "there is no program \(path): build it with `make build-tests`")
        }
        return path
    }
}
