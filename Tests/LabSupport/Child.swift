import Foundation
import Testing

/// A program that runs as a child, the way a shell starts one: no terminal, and only the environment that is given.
struct Child: Sendable {
    /// How a child ended.
    struct Ended: Sendable {
        /// The exit status; negative when a signal ended it.
        let status: Int32
        let output: String
        let errors: String

        /// Both streams, for a failed expectation.
        var all: String { "status \(status)\n\(output)\(errors)" }
    }

    let process: pid_t
    private let stem: String

    /// Starts a program by its path.
    ///
    /// - Parameter errors: the file that takes its standard error instead of what ``end(within:)`` tells.
    static func start(
        _ words: [String], environment: [String: String], errors: String? = nil
    ) throws -> Child {
        let stem = NSTemporaryDirectory() + "pita-child-\(UUID().uuidString)"
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, stem + ".out", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors ?? stem + ".err", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        let variables = ["PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"]
        var process: pid_t = 0
        let program = words[0]
        let result = CStrings.with(words) { words in
            CStrings.with(variables.merging(environment) { $1 }.map { "\($0.key)=\($0.value)" }) { variables in
                posix_spawn(&process, program, &actions, nil, words, variables)
            }
        }
        try #require(result == 0, "\(program): \(String(cString: strerror(result)))")
        return Child(process: process, stem: stem)
    }

    /// Runs a program to its end.
    static func run(_ words: [String], environment: [String: String] = [:]) async throws -> Ended {
        try await start(words, environment: environment).end()
    }

    /// Interrupts it as a person does who presses Ctrl-C until it has ended: one that comes while the last is being taken
    /// counts as none.
    func interruptUntilItEnds() async throws {
        while !hasEnded {
            signal(SIGINT)
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// Sends a signal; a child that has ended takes none.
    func signal(_ number: Int32) { kill(process, number) }

    /// How it ended; a child that does not end is killed after `seconds`.
    func end(within seconds: Int = 1200) async throws -> Ended {
        let limit = ContinuousClock.now + .seconds(seconds)
        var status: Int32 = 0
        while true {
            let ended = waitpid(process, &status, WNOHANG)
            if ended == process { break }
            try #require(ended == 0 || errno == EINTR, "the child is gone")
            if ContinuousClock.now > limit { signal(SIGKILL) }
            try? await Task.sleep(for: .milliseconds(4))
        }
        let number = status & 0x7F
        defer { for name in [".out", ".err"] { unlink(stem + name) } }
        return Ended(
            status: number == 0 ? (status >> 8) & 0xFF : -number, output: text(".out"), errors: text(".err"))
    }

    private func text(_ name: String) -> String {
        String(decoding: FileManager.default.contents(atPath: stem + name) ?? Data(), as: UTF8.self)
    }
}

/// Texts as `exec` wants them.
enum CStrings {
    static func with<Result>(_ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result) -> Result {
        let pointers = texts.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers + [nil])
    }
}
