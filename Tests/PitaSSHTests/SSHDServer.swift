import Foundation
import Glibc
import PitaDiagnostics
import PitaSSH

/// A real OpenSSH server on loopback for one test, as the user that runs the tests.
final class SSHDServer {
    let port: Int
    let keys: TestKeys
    private let process: ChildProcess
    private let directory: URL

    /// - Parameter settings: lines of sshd_config that come before the usual ones, and so win over them.
    init(_ settings: [String] = [], hostKeys: [String] = ["ed25519"]) throws {
        let keys = try TestKeys.shared.get()
        self.keys = keys
        directory = FileManager.default.temporaryDirectory.appending(path: "pita-sshd-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        if geteuid() == 0 {
            try? FileManager.default.createDirectory(atPath: "/run/sshd", withIntermediateDirectories: true)
        }
        let port = try FreePort.find()
        self.port = port
        let lines =
            settings + hostKeys.map { "HostKey \(keys.path("host_\($0)"))" } + [
                "Port \(port)", "ListenAddress 127.0.0.1", "AuthorizedKeysFile \(keys.path("authorized_keys"))",
                "StrictModes no", "PidFile none", "UsePAM no", "PermitRootLogin yes", "PasswordAuthentication no",
                "KbdInteractiveAuthentication no", "MaxStartups 1000", "LogLevel VERBOSE",
                "Subsystem sftp internal-sftp", "UseDNS no", "LoginGraceTime 20",
                // A bash that believes to be nested does not read the start-up file of whoever runs the tests.
                "SetEnv SHLVL=5",
            ]
        let config = directory.appending(path: "sshd_config")
        try lines.joined(separator: "\n").appending("\n").write(to: config, atomically: true, encoding: .utf8)
        process = try ChildProcess(
            "/usr/sbin/sshd", ["-D", "-f", config.path, "-E", directory.appending(path: "log").path])
        try FreePort.waitForListener(port)
    }

    deinit {
        try? FileManager.default.removeItem(at: directory)
    }

    /// What the server has logged.
    var log: String { (try? String(contentsOf: directory.appending(path: "log"), encoding: .utf8)) ?? "" }

    /// A path in the server's own directory.
    func path(_ name: String) -> String { directory.appending(path: name).path }

    func target(
        user: String = TestKeys.user, credential: SSHCredential? = nil, hostKeys: HostKeyPolicy? = nil,
        timeouts: SSHTimeouts = SSHTimeouts(), through jump: SSHTarget? = nil
    ) throws -> SSHTarget {
        SSHTarget(
            host: "127.0.0.1", port: port, user: user, credential: try credential ?? .key(keys.key("user_ed25519")),
            hostKeys: try hostKeys ?? .trusting(["ed25519", "ecdsa", "rsa"].map { try keys.publicKey("host_\($0)") }),
            timeouts: timeouts, through: jump)
    }

    func connect(_ client: Client) async throws -> any TransportSession {
        try await client.transport.connect(to: target())
    }
}

/// Keys made once for all tests by `ssh-keygen`.
struct TestKeys: Sendable {
    static let shared = Result { try TestKeys() }
    static let user = String(cString: getpwuid(geteuid()).pointee.pw_name)
    static let passphrase = "kata sandi"
    private let directory: URL

    private init() throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "pita-ssh-keys-\(getpid())")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        var authorized = ""
        for (type, more) in [("ed25519", []), ("ecdsa", ["-b", "256"]), ("rsa", ["-b", "2048"])] {
            for name in ["host_\(type)", "user_\(type)"] {
                try Command.run("/usr/bin/ssh-keygen", ["-q", "-t", type, "-N", "", "-f", path(name)] + more)
            }
            authorized += try String(contentsOfFile: path("user_\(type).pub"), encoding: .utf8)
        }
        try authorized.write(toFile: path("authorized_keys"), atomically: true, encoding: .utf8)
        let directory = directory
        Self.removeAtExit(directory.path)
    }

    private nonisolated(unsafe) static var removed = ""
    private static func removeAtExit(_ path: String) {
        removed = path
        atexit { try? FileManager.default.removeItem(atPath: TestKeys.removed) }
    }

    func path(_ name: String) -> String { directory.appending(path: name).path }
    func key(_ name: String) throws -> SSHPrivateKey { try .read(contentsOfFile: path(name)) }
    func publicKey(_ name: String) throws -> SSHPublicKey {
        let line = try String(contentsOfFile: path("\(name).pub"), encoding: .utf8)
        guard let key = SSHPublicKey(line: line) else { throw TestFailure(what: line) }
        return key
    }
}

struct TestFailure: Error { let what: String }

enum Command {
    @discardableResult
    static func run(_ path: String, _ arguments: [String], environment: [String: String]? = nil) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        if let environment { process.environment = environment }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw TestFailure(what: "\(path): \(output)") }
        return output
    }
}

enum FreePort {
    /// A port that nothing uses now.
    static func find() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { Glibc.close(descriptor) }
        var address = loopback(0)
        var count = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, count) == 0 && getsockname(descriptor, $0, &count) == 0
            }
        }
        guard isBound else { throw TestFailure(what: "no free port") }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    static func waitForListener(_ port: Int) throws {
        for _ in 0..<500 {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { Glibc.close(descriptor) }
            var address = loopback(port)
            let isUp = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
            if isUp { return }
            usleep(10_000)
        }
        throw TestFailure(what: "nothing listens at \(port)")
    }

    private static func loopback(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
