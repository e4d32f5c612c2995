import Foundation
import TestSupport
import Testing

/// What a run of `pita` left.
struct Outcome: Sendable {
    /// The exit status; negative when a signal ended it.
    let status: Int32
    let output: String
    let errors: String
    /// The most memory that it held, in MiB.
    let mebibytes: Int

    var outputLines: [String] { output.split(separator: "\n").map(String.init) }
    var errorLines: [String] { errors.split(separator: "\n").map(String.init) }
}

/// The built program, run as a child the way a shell does.
enum Program {
    static var path: String { get throws { try Programs.path("pita") } }

    /// Runs `pita` with no terminal, in a directory, with nothing of the caller's environment but what is given.
    ///
    /// - Parameters:
    ///   - wrapper: the words of a program that starts it with fewer rights.
    ///   - limit: after how many seconds it is ended.
    static func run(
        _ arguments: [String], in directory: String = "/", environment: [String: String] = [:],
        closingOutput: Bool = false, through wrapper: [String] = [], within limit: Int = 300
    ) throws -> Outcome {
        let stem = NSTemporaryDirectory() + "pita-run-\(UUID().uuidString)"
        let files = (output: stem + ".out", errors: stem + ".err")
        defer {
            unlink(files.output)
            unlink(files.errors)
        }
        // `timeout` ends what would never end; -s KILL leaves no doubt.
        let words =
            ["/usr/bin/timeout", "-s", "KILL", "\(limit)", "/usr/bin/env", "-C", directory]
            + wrapper + [try path] + arguments
        let variables = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LANG": "C.UTF-8"].merging(environment) { $1 }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        if closingOutput {
            posix_spawn_file_actions_addclose(&actions, 1)
        } else {
            posix_spawn_file_actions_addopen(&actions, 1, files.output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        }
        posix_spawn_file_actions_addopen(&actions, 2, files.errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var process: pid_t = 0
        let result = withCStrings(words) { words in
            withCStrings(variables.map { "\($0.key)=\($0.value)" }) { variables in
                posix_spawn(&process, "/usr/bin/timeout", &actions, nil, words, variables)
            }
        }
        try #require(result == 0)
        var (status, usage) = (Int32(0), rusage())
        while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return Outcome(
            status: signal == 0 ? (status >> 8) & 0xFF : -signal, output: text(files.output),
            errors: text(files.errors),
            mebibytes: usage.ru_maxrss / 1024)
    }

    private static func text(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }

    private static func withCStrings<Result>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = texts.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers + [nil])
    }
}

/// A directory of its own for a test, removed with it.
final class WorkDirectory: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "pita-command-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// A copy of the example office.
    static func office() throws -> WorkDirectory {
        let work = try WorkDirectory()
        for folder in ["Inventory", "Playbooks", "Templates"] {
            try FileManager.default.copyItem(atPath: Programs.checkout + "/" + folder, toPath: work.path + "/" + folder)
        }
        return work
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = path + "/" + name
        let folder = (file as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        return file
    }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

    /// Replaces the first `old` in a file.
    func replace(_ old: String, with new: String, in name: String) throws {
        let text = try String(contentsOfFile: path + "/" + name, encoding: .utf8)
        try #require(text.contains(old), "\(name) does not hold `\(old)`")
        try write(name, text.replacing(old, with: new, maxReplacements: 1))
    }

    /// Runs `pita` in the directory.
    func pita(
        _ arguments: String..., environment: [String: String] = [:], closingOutput: Bool = false
    ) throws -> Outcome {
        try Program.run(arguments, in: path, environment: environment, closingOutput: closingOutput)
    }
}

/// A text with `«` where a diagnostic is expected, so that nobody counts columns.
struct MarkedText {
    let text: String
    /// `line:column`, when a mark was there.
    let place: String?

    init(_ marked: String) {
        let parts = marked.split(separator: "«", maxSplits: 1, omittingEmptySubsequences: false)
        text = parts.joined()
        let lines = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
        place = parts.count == 2 ? "\(lines.count):\((lines.last?.unicodeScalars.count ?? 0) + 1)" : nil
    }
}

/// Expects an error message that a person can use: exit 1, nothing on standard output, the place, a caret under it, no
/// dump of a value, and all of it in little memory.
func expectFault(
    _ outcome: Outcome, _ message: String, at place: String? = nil, file: String? = nil, caret: Bool = true,
    hint: String? = nil, status: Int32 = 1, location: SourceLocation = #_sourceLocation
) {
    let told = Comment(rawValue: outcome.errors)
    #expect(outcome.status == status, told, sourceLocation: location)
    #expect(outcome.output.isEmpty, told, sourceLocation: location)
    #expect(outcome.errors.contains(message), told, sourceLocation: location)
    if let file, let place {
        #expect(
            outcome.errorLines.contains { $0.hasPrefix("\(file):\(place): error: ") }, told, sourceLocation: location)
    }
    if caret {
        #expect(outcome.errorLines.contains { $0.contains("| ") && $0.contains("^") }, told, sourceLocation: location)
    }
    if let hint {
        #expect(outcome.errors.contains("  hint: ") && outcome.errors.contains(hint), told, sourceLocation: location)
    }
    #expect(!outcome.errors.lowercased().contains("error: error:"), told, sourceLocation: location)
    for dump in ["Optional(", "(kind:", "Diagnostic(", "Error Domain", "PitaYAML.", "Swift."] {
        #expect(!outcome.errors.contains(dump), told, sourceLocation: location)
    }
    #expect(outcome.mebibytes < 128, told, sourceLocation: location)
}
