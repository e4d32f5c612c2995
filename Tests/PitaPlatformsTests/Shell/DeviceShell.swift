import Foundation
import PitaPlatforms

/// `/bin/sh` of this machine as a device's shell, in a network namespace of its own when it names one.
struct DeviceShell {
    /// The namespace; `nil` for the machine's own.
    var namespace: String?
    /// What is set beside the test's own environment.
    var environment: [String: String] = [:]

    /// Runs one command line as an exec channel would.
    ///
    /// `Foundation.Process` waits until every descendant is gone, and the ones of a way back are meant to stay; hence `posix_spawn`.
    func run(_ text: String, input: String? = nil) -> CommandReply {
        let directory = FileManager.default.temporaryDirectory
        let files: [URL] = ["in", "out", "err"].map {
            directory.appendingPathComponent("pita-test-\(UUID().uuidString).\($0)")
        }
        defer { for file in files { try? FileManager.default.removeItem(at: file) } }
        try? Data((input ?? "").utf8).write(to: files[0])
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, files[0].path, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, files[1].path, O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, files[2].path, O_WRONLY | O_CREAT, 0o600)
        let words = (namespace.map { ["/usr/sbin/ip", "netns", "exec", $0] } ?? []) + ["/bin/sh", "-c", text]
        let settings = ProcessInfo.processInfo.environment.merging(environment) { $1 }.map { "\($0.key)=\($0.value)" }
        let arguments = words.map { strdup($0) } + [nil]
        let variables = settings.map { strdup($0) } + [nil]
        defer { for pointer in arguments + variables { free(pointer) } }
        var pid: pid_t = 0
        guard posix_spawn(&pid, words[0], &actions, nil, arguments, variables) == 0 else {
            return CommandReply(output: "", errorOutput: "can't be started", exitStatus: nil)
        }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) == -1 && errno == EINTR {}
        func content(_ url: URL) -> String { String(decoding: (try? Data(contentsOf: url)) ?? Data(), as: UTF8.self) }
        return CommandReply(
            output: content(files[1]), errorOutput: content(files[2]),
            exitStatus: status & 0x7F == 0 ? Int(status >> 8 & 0xFF) : nil)
    }

    /// Runs a device command, its slots filled.
    func run(_ command: DeviceCommand, push: String = "uji-1", seconds: Int = 60) -> CommandReply {
        run(RuntimeSlot.fill(command.text, push: push, seconds: seconds), input: command.input)
    }

    /// The answers to read commands, by their names.
    func answers(_ commands: [ReadCommand]) -> [String: CommandReply] {
        Dictionary(commands.map { ($0.name, run($0.text)) }) { $1 }
    }
}

/// What this machine lets tests do.
enum Machine {
    /// Whether network namespaces and `tc` can be used.
    static let hasTrafficControl =
        getuid() == 0 && DeviceShell().run("ip netns list && command -v tc").exitStatus == 0
    /// Whether hosts can be pinged.
    static let hasPing = DeviceShell().run("command -v ping").exitStatus == 0
    /// Whether a switch of one's own can be started.
    static let hasOpenVSwitch =
        getuid() == 0
        && DeviceShell().run("command -v ovs-vswitchd && command -v ovsdb-server && command -v ovsdb-tool").exitStatus
            == 0
}
