import Foundation
import PitaDevices
import PitaDiagnostics
import PitaEvidence
import PitaInventory
import PitaSSH

/// Looks at the machine and the office, without asking any device: what is installed, may what must be private be read by
/// others, can the store be opened. Nothing is made and nothing changed.
public struct SystemDoctor: Sendable {
    private let environment: [String: String]

    /// A look at this machine.
    public init(environment: [String: String]) { self.environment = environment }

    /// The programs that Pita runs, and its SSH library.
    public func lookAtPrograms() async -> [DoctorFinding] {
        var findings = [
            DoctorFinding("system", "libssh2", .ok, LibSSH2Transport.libraryVersion)
        ]
        for (path, words, need, state) in [
            ("/usr/bin/ssh-keygen", ["/usr/bin/ssh", "-V"], "signs plans, approvals and pushes", .failed),
            (
                "/usr/bin/ssh", ["/usr/bin/ssh", "-V"], "reaches devices that libssh2 can't (`transport: openssh`)",
                .absent
            ),
            ("/usr/bin/setpriv", ["/usr/bin/setpriv", "--version"], "ends `ssh` with Pita", .absent),
            ("/usr/bin/weasyprint", ["/usr/bin/weasyprint", "--version"], "prints the berita acara as PDF", .absent),
            ("/usr/bin/git", ["/usr/bin/git", "--version"], "keeps the history of the inventory", .absent),
        ] as [(String, [String], String, DoctorFinding.State)] {
            findings.append(await look(at: path, version: words, need: need, without: state))
        }
        return findings
    }

    private func look(
        at path: String, version words: [String], need: String, without state: DoctorFinding.State
    ) async -> DoctorFinding {
        let name = (path as NSString).lastPathComponent
        guard access(path, X_OK) == 0 else {
            return DoctorFinding(
                "system", name, state, "there is no \(path): it \(need)",
                hint:
                    "install the Debian package \(name.hasPrefix("ssh") ? "openssh-client" : Self.packages[name] ?? name)"
            )
        }
        let child = ChildProcess(
            executable: words[0], arguments: Array(words.dropFirst()),
            environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"])
        do {
            let answer = try await child.run(input: [], timeLimit: .seconds(20), maximumOutput: 1 << 16)
            let text = String(decoding: answer.output + answer.errorOutput, as: UTF8.self)
            let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? "no version"
            guard answer.status == 0 else {
                return DoctorFinding(
                    "system", name, .failed, line, hint: "it \(need): run it by hand to see what it lacks")
            }
            return DoctorFinding("system", name, .ok, TerminalText.sanitised(line))
        } catch {
            return DoctorFinding("system", name, .failed, error.message, hint: error.hint)
        }
    }

    private static let packages = ["setpriv": "util-linux"]

    /// The office: its inventory, its state, its store, the pins, and the key of the person.
    public func look(at workplace: Workplace) async -> [DoctorFinding] {
        let office = workplace.office
        let counts = "\(office.devices.count) devices, \(office.warnings.count) warnings"
        var findings = [
            DoctorFinding("office", "inventory", .ok, "\(workplace.directory): \(counts)"), pins(workplace),
        ]
        findings += await state(of: workplace)
        return findings + [personKey()]
    }

    private func pins(_ workplace: Workplace) -> DoctorFinding {
        let devices = workplace.office.deviceNames.compactMap { workplace.office.device($0) }
        do throws(DeviceError) {
            let pinned = try workplace.pins.fingerprints(of: devices)
            let open = devices.filter { pinned[$0.name.text] == nil }.map(\.name.text)
            guard !open.isEmpty else { return DoctorFinding("office", "host-keys", .ok, "all \(devices.count) pinned") }
            let names = open.prefix(8).joined(separator: ", ") + (open.count > 8 ? ", ..." : "")
            return DoctorFinding(
                "office", "host-keys", .absent, "\(open.count) of \(devices.count) devices have no pin: \(names)",
                hint: "`pita host-key enrol`")
        } catch {
            return DoctorFinding("office", "host-keys", .failed, error.cause, hint: error.hint)
        }
    }

    /// The state directory, the office's key in it, and the store.
    private func state(of workplace: Workplace) async -> [DoctorFinding] {
        guard FileManager.default.fileExists(atPath: workplace.stateDirectory) else {
            return [
                DoctorFinding("office", "state", .absent, "\(workplace.stateDirectory) is made by the first plan")
            ]
        }
        var findings: [DoctorFinding] = []
        do {
            let state = try workplace.state()
            let path = try state.prepare()
            findings.append(DoctorFinding("office", "state", .ok, path))
            findings.append(Self.key(path + "/office_ed25519", mode: state.fileMode))
        } catch {
            findings.append(Self.failure("state", error))
            return findings
        }
        guard FileManager.default.fileExists(atPath: workplace.stateDirectory + "/pita.sqlite") else {
            return findings + [DoctorFinding("office", "store", .absent, "made by the first plan")]
        }
        do {
            let faults = try await workplace.store().checkIntegrity()
            findings.append(
                faults.isEmpty
                    ? DoctorFinding("office", "store", .ok, "sound")
                    : DoctorFinding(
                        "office", "store", .failed, "\(faults.count) faults; the first: \(faults[0])",
                        hint: "`pita records verify`; `pita records restore` brings a backup back"))
        } catch {
            findings.append(Self.failure("store", error))
        }
        return findings
    }

    private static func failure(_ step: String, _ error: any Error) -> DoctorFinding {
        if let known = error as? OperationError {
            return DoctorFinding("office", step, .failed, known.message, hint: known.hint)
        }
        return DoctorFinding(
            "office", step, .failed, "\(error)".split(separator: "\n").first.map(String.init) ?? "unknown")
    }

    /// The office's key is read by those who share the state, and by nobody else.
    private static func key(_ path: String, mode: mode_t) -> DoctorFinding {
        var status = stat()
        guard stat(path, &status) == 0 else {
            return DoctorFinding("office", "office-key", .absent, "made when the first record is sealed")
        }
        guard status.st_mode & 0o777 & ~mode == 0 else {
            let octal = String(status.st_mode & 0o777, radix: 8)
            return DoctorFinding(
                "office", "office-key", .failed, "\(path) has the mode \(octal)",
                hint: "chmod \(String(mode, radix: 8)) \(path), and think about who may have read it")
        }
        guard access(path, R_OK) == 0 else {
            return DoctorFinding("office", "office-key", .failed, "\(path): you may not read it")
        }
        return DoctorFinding("office", "office-key", .ok, path)
    }

    /// The key by which the person who runs Pita signs.
    private func personKey() -> DoctorFinding {
        if let path = environment["PITA_KEY"], !path.isEmpty {
            return access(path, R_OK) == 0
                ? DoctorFinding("office", "your-key", .ok, path)
                : DoctorFinding("office", "your-key", .failed, "\(path) can't be read", hint: "check PITA_KEY")
        }
        if let socket = environment["SSH_AUTH_SOCK"], !socket.isEmpty {
            return access(socket, W_OK) == 0
                ? DoctorFinding("office", "your-key", .ok, "the SSH agent at \(socket)")
                : DoctorFinding("office", "your-key", .failed, "no SSH agent at \(socket)", hint: "start ssh-agent")
        }
        return DoctorFinding(
            "office", "your-key", .absent, "neither PITA_KEY nor an SSH agent",
            hint: "who plans, approves or applies signs: set PITA_KEY, give --key, or start ssh-agent")
    }
}
