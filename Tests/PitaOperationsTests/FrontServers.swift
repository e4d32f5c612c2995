import Foundation
import TestSupport
import Testing

@testable import LabSupport

/// A server in front of the lab, for as long as it is held; it ends with the tests, also when they die.
final class FrontServer: Sendable {
    private let child: Child
    /// What the server has written.
    let log: String

    private init(_ words: [String], log: String) throws {
        child = try Child.lasting(words)
        self.log = log
    }

    /// Ends the server.
    func stop() async throws {
        child.signal(SIGKILL)
        _ = try await child.end()
    }

    /// The lines of its log.
    var lines: [String] {
        ((try? String(contentsOfFile: log, encoding: .utf8)) ?? "").split(whereSeparator: \.isNewline)
            .map(String.init)
    }

    /// An SSH server at the address of a lab's device that lets in by a password and runs the commands on the device.
    static func password(
        _ method: String, for device: String, port: Int, hostKey: String, in office: LabOffice
    ) async throws -> FrontServer {
        let address = LabOffice.address(LabOffice.devices[device] ?? 0)
        let log = "\(office.directory)/\(method)-\(UUID().uuidString).log"
        let settings: [String: Any] = [
            "address": address, "port": port, "host_key": hostKey, "log": log, "method": method, "user": "petugas",
            "password": "kata sandi perangkat",
            "device": [
                "/usr/bin/ssh", "-F", "none", "-i", office.lab + "/id_ed25519", "-o",
                "UserKnownHostsFile=\(office.lab)/known_hosts", "-o", "GlobalKnownHostsFile=none", "-o",
                "BatchMode=yes", "-o", "LogLevel=ERROR", "-p", "10022", address,
            ],
        ]
        let text = String(decoding: try JSONSerialization.data(withJSONObject: settings), as: UTF8.self)
        let script = Programs.checkout + "/Tests/PitaOperationsTests/Fixtures/password_server.py"
        let server = try FrontServer(["/usr/bin/python3", script, text], log: log)
        try await server.wait(for: address, port)
        return server
    }

    /// OpenSSH as a jump host on the loopback: it forwards to whoever has this public key.
    static func jump(port: Int, hostKey: String, authorized: String, in office: LabOffice) async throws -> FrontServer {
        let log = "\(office.directory)/jump-\(UUID().uuidString).log"
        let file = log + ".conf"
        try """
        Port \(port)
        ListenAddress 127.0.0.1
        HostKey \(hostKey)
        AuthorizedKeysFile \(authorized)
        StrictModes no
        UsePAM no
        PermitRootLogin prohibit-password
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        PidFile none
        UseDNS no
        LogLevel VERBOSE

        """.write(toFile: file, atomically: true, encoding: .utf8)
        let server = try FrontServer(["/usr/sbin/sshd", "-D", "-f", file, "-E", log], log: log)
        try await server.wait(for: "127.0.0.1", port)
        return server
    }

    /// OpenSSH with nothing but algorithms that libssh2 lacks, at the address of a lab's device; whoever logs in with the
    /// lab's key speaks with the device.
    static func modern(
        for device: String, port: Int, hostKey: String, in office: LabOffice
    ) async throws -> FrontServer {
        let address = LabOffice.address(LabOffice.devices[device] ?? 0)
        let log = "\(office.directory)/modern-\(UUID().uuidString).log"
        let file = log + ".conf"
        try """
        Port \(port)
        ListenAddress \(address)
        HostKey \(hostKey)
        AuthorizedKeysFile \(office.lab)/id_ed25519.pub
        Ciphers chacha20-poly1305@openssh.com
        MACs hmac-sha2-256-etm@openssh.com
        ForceCommand exec /usr/bin/ssh -F none -i \(office.lab)/id_ed25519 \
        -o UserKnownHostsFile=\(office.lab)/known_hosts -o BatchMode=yes -o LogLevel=ERROR -p 10022 \
        \(address) "$SSH_ORIGINAL_COMMAND"
        StrictModes no
        UsePAM no
        PermitRootLogin yes
        PidFile none
        UseDNS no

        """.write(toFile: file, atomically: true, encoding: .utf8)
        let server = try FrontServer(["/usr/sbin/sshd", "-D", "-f", file, "-E", log], log: log)
        try await server.wait(for: address, port)
        return server
    }

    /// A server that did not start.
    private struct ServerFault: Error { let said: String }

    private func wait(for address: String, _ port: Int) async throws {
        let limit = ContinuousClock.now + .seconds(300)
        while try await Child.run(["/bin/bash", "-c", "exec 3<>/dev/tcp/\(address)/\(port)"]).status != 0 {
            if child.hasEnded { throw ServerFault(said: try await child.end().all) }
            try #require(ContinuousClock.now < limit, "no server at \(address):\(port)")
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}

/// An ssh-agent for one test.
final class TestAgent: Sendable {
    private let child: Child
    /// Its socket, for `SSH_AUTH_SOCK`.
    let socket: String

    init(in office: LabOffice) async throws {
        socket = "\(office.directory)/agent-\(UUID().uuidString.prefix(8))"
        child = try Child.lasting(["/usr/bin/ssh-agent", "-D", "-a", socket])
        for _ in 0..<15_000 where access(socket, F_OK) != 0 { try await Task.sleep(for: .milliseconds(20)) }
    }

    /// Gives it a private key.
    func add(_ key: String) async throws {
        let added = try await Child.run(["/usr/bin/ssh-add", "-q", key], environment: ["SSH_AUTH_SOCK": socket])
        try #require(added.status == 0, "\(added.all)")
    }

    /// Ends the agent.
    func stop() async throws {
        child.signal(SIGKILL)
        _ = try await child.end()
    }
}

extension Child {
    /// Starts a program that ends with the tests, also when they die.
    fileprivate static func lasting(_ words: [String]) throws -> Child {
        try LastingThread.shared.run {
            try start(["/usr/bin/setpriv", "--pdeathsig", "KILL"] + words, environment: [:])
        }
    }
}
