import PitaSSH

/// The workloads `ssh-shell` and `ssh-cfg`: a shell with prompts, where a config is read or lines are configured one
/// by one, each when the prompt of the one before has come back.
struct SSHShell: Sendable {
    /// Whether lines are configured (`BENCH_LINES` of them) or the config is read.
    let configures: Bool

    /// Without a wait at the first prompt: the other programs of the comparison make none.
    private static let request = ShellRequest(
        profile: DialogueProfile(prompts: ["router*#"], greetingSettle: .zero))

    /// - Returns: the devices that answered as they must.
    func run() async throws -> Int {
        let lines = BenchEnvironment.number("BENCH_LINES", or: 10)
        let configures = configures
        return try await SSHDevices().count { session in
            let shell = try await session.openShell(Self.request)
            _ = try await shell.perform(DialogueStep("terminal length 0"))
            if configures {
                _ = try await shell.perform(DialogueStep("configure terminal"))
                _ = try await shell.perform(DialogueStep("interface GigabitEthernet0/1"))
                for line in 1..<max(2, lines) {
                    _ = try await shell.perform(DialogueStep("description bench line \(line)"))
                }
                return try await shell.perform(DialogueStep("end")).prompt == "router#"
            }
            let answer = try await shell.perform(DialogueStep("show running-config"))
            return answer.lines.reduce(0) { $0 + $1.utf8.count + 1 } > 7500
        }
    }
}
