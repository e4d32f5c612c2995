import Foundation
import TestSupport

@testable import PitaLab

/// A lab of devices with a prompt, spoken to by the system's `ssh`.
final class ConsoleLab {
    let directory: String
    let program: String
    private let devices: [LabDevice]

    /// Starts these devices on addresses of their own.
    init(_ name: String, _ devices: [LabDevice]) throws {
        program = try Programs.path("pita-lab")
        directory = NSTemporaryDirectory() + "pita-lab-\(name)-\(getpid())"
        let net = name.utf8.reduce(0) { ($0 * 31 + Int($1)) % 200 }
        self.devices = devices.enumerated().map { number, device in
            var device = device
            device.address = "127.25.\(net).\(getpid() % 50 * 5 + Int32(number) + 1)"
            return device
        }
        let file = directory + ".office"
        try JSONEncoder().encode(Office(devices: self.devices)).write(to: URL(fileURLWithPath: file))
        defer { unlink(file) }
        let start = try lab("up", "--office", file)
        guard start.status == 0 else { throw LabError(start.text) }
    }

    deinit { _ = try? lab("down", "--purge") }

    @discardableResult
    func lab(_ words: String...) throws -> (status: Int32, text: String) {
        try Launch.output([program] + words + ["--directory", directory])
    }

    func truth(_ device: String) throws -> String { try lab("truth", device).text }

    private func address(_ device: String) -> String { devices.first { $0.name == device }?.address ?? "" }

    private func arguments(_ device: String) -> [String] {
        [
            "ssh", "-F", "none", "-i", directory + "/id_ed25519", "-o", "UserKnownHostsFile=\(directory)/known_hosts",
            "-o", "GlobalKnownHostsFile=none", "-o", "StrictHostKeyChecking=yes", "-o", "BatchMode=yes", "-o",
            "ConnectTimeout=10", "-o", "LogLevel=ERROR", "-p", "10022",
        ]
    }

    /// One command on a channel of its own.
    func exec(_ device: String, _ command: String) throws -> String {
        try Launch.output(arguments(device) + [address(device), command]).text
    }

    /// A session with a terminal.
    func open(_ device: String) throws -> SSHTerminal {
        try SSHTerminal(arguments(device) + ["-tt", address(device)])
    }

    func get(_ device: String, _ oid: String) throws -> String {
        let lines = (StateFile.text(directory + "/environment") ?? "").split(separator: "\n")
        func value(_ name: String) -> String {
            lines.first { $0.hasPrefix("export \(name)=") }.map { String($0.dropFirst(name.utf8.count + 8)) } ?? ""
        }
        return try Launch.output(
            [
                "snmpget", "-Oqv", "-v3", "-u", "pita", "-l", "authPriv", "-a", "SHA-256", "-A",
                value("PITA_SNMP_AUTH"), "-x", "AES", "-X", value("PITA_SNMP_PRIV"), address(device) + ":10161", oid,
            ], environment: ["MIBS": "", "SNMP_PERSISTENT_DIR": directory + "/client", "SNMPCONFPATH": "/nowhere"]
        ).text
    }

    /// Waits until something holds.
    func waits(_ seconds: Double = 300, until isSo: () throws -> Bool) rethrows -> Bool {
        let deadline = Clocks.monotonic() + seconds
        while Clocks.monotonic() < deadline {
            if try isSo() { return true }
            Clocks.sleep(0.1)
        }
        return false
    }
}

/// A session on a terminal: what is sent, and what comes.
final class SSHTerminal {
    private let pid: pid_t
    private let input: Int32
    private let output: Int32
    private var isRunning = true

    init(_ arguments: [String]) throws {
        var forth: [Int32] = [0, 0]
        var back: [Int32] = [0, 0]
        guard pipe(&forth) == 0, pipe(&back) == 0 else { throw LabError.system("pipe") }
        for end in forth + back { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        pid = try Launch(arguments: arguments, descriptors: [forth[0], back[1], back[1]]).start()
        close(forth[0])
        close(back[1])
        input = forth[1]
        output = back[0]
    }

    deinit { end() }

    func end() {
        guard isRunning else { return }
        isRunning = false
        close(input)
        kill(pid, SIGKILL)
        _ = Launch.wait(pid)
        close(output)
    }

    func send(_ text: String) { _ = StateFile.writeAll(input, Array(text.utf8)) }

    /// All that comes up to a text; up to the end or the time limit when it does not come.
    func receive(until end: String, within seconds: Double = 120) -> String {
        var bytes: [UInt8] = []
        let deadline = Clocks.monotonic() + seconds
        while Clocks.monotonic() < deadline {
            var entry = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            guard poll(&entry, 1, 200) > 0 else { continue }
            var byte: UInt8 = 0
            guard read(output, &byte, 1) == 1 else { break }
            bytes.append(byte)
            if bytes.reversed().starts(with: end.utf8.reversed()) { break }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Sends a line and gives what comes up to the next prompt, the echo first.
    func run(_ line: String, until prompt: String = "#") -> String {
        send(line + "\n")
        return receive(until: prompt)
    }
}
