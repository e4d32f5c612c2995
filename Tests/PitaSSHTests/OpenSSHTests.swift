import Foundation
import PitaDiagnostics
import Synchronization
import Testing

@testable import PitaSSH

extension SSHTests {
    /// What is particular to the transport over the system's `ssh`: its program, its files, and the user's configuration.
    @Suite struct OpenSSHTests {
        /// What this process has at the moment: children that are `ssh`, private directories, descriptors.
        struct Belongings: Equatable {
            let children: Set<pid_t>
            let directories: Set<String>
            let descriptors: Int

            /// Whether there is nothing that was not there before; what others had may have ended meanwhile.
            func isNoMore(than before: Belongings) -> Bool {
                children.isSubset(of: before.children) && directories.isSubset(of: before.directories)
                    && descriptors <= before.descriptors
            }

            static var now: Belongings {
                let names = (try? FileManager.default.contentsOfDirectory(atPath: "/tmp")) ?? []
                let own = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
                let directories = names.filter { $0.hasPrefix("pita-ssh-") && !isAnothers("/tmp/\($0)") }
                return Belongings(
                    children: Set(Children.all.filter { $0.words.contains { $0.hasSuffix("/ssh") } }.map(\.process)),
                    directories: Set(directories), descriptors: own.count)
            }

            /// Whether another process holds a directory: one that speaks SSH on this machine meanwhile.
            private static func isAnothers(_ path: String) -> Bool {
                let number = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
                guard number >= 0 else { return true }
                defer { close(number) }
                if flock(number, LOCK_EX | LOCK_NB) == 0 { return false }
                let own = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
                return !own.contains {
                    $0 != "\(number)"
                        && (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == path
                }
            }
        }

        private let client = Client.openssh

        private func failure(_ target: SSHTarget, _ transport: any Transport) async -> SSHError? {
            do {
                await (try transport.connect(to: target)).close()
                return nil
            } catch {
                return error
            }
        }

        @Test func `nothing is left of a session, whether it ended well, failed, or was called off`() async throws {
            let server = try SSHDServer()
            // The event loops of the whole process are started first.
            await (try server.connect(client)).close()
            try await Task.sleep(for: .milliseconds(300))
            let before = Belongings.now
            for _ in 0..<3 {
                let session = try await server.connect(client)
                #expect(try await session.execute("echo x").output == "x\n")
                #expect(Belongings.now.children.subtracting(before.children).count == 1)
                await session.close()
                // At once: a program may end as soon as it is told.
                #expect(Belongings.now.directories.isSubset(of: before.directories))
                _ = try await client.transport.fetchHostKey(of: server.target())
                #expect(Belongings.now.directories.isSubset(of: before.directories))
                let stranger = try server.target(credential: .key(server.keys.key("host_ecdsa")))
                #expect(await failure(stranger, client.transport)?.code == .authenticationFailed)
                #expect(Belongings.now.directories.isSubset(of: before.directories))
                let late = try await server.connect(client)
                await #expect(throws: SSHError.self) {
                    try await late.execute("sleep 5", limits: ExecLimits(total: .milliseconds(100)))
                }
                await late.close()
                let abandoned = try await server.connect(client)
                let task = Task { try await abandoned.execute("sleep 5") }
                try await Task.sleep(for: .milliseconds(50))
                task.cancel()
                _ = await task.result
                await abandoned.close()
            }
            let silent = try await FaultServer(.silent)
            let slow = SSHTarget(
                host: "127.0.0.1", port: silent.port, user: "x", credential: .password(Secret("x")),
                hostKeys: .pinned(KnownHosts()))
            let task = Task { try await client.transport.connect(to: slow) }
            try await Task.sleep(for: .milliseconds(100))
            task.cancel()
            _ = await task.result
            await silent.stop()
            for _ in 0..<3000 where !Belongings.now.isNoMore(than: before) {
                try await Task.sleep(for: .milliseconds(20))
            }
            let now = Belongings.now
            #expect(now.isNoMore(than: before), "\(now), before \(before)")
        }

        @Test func `a session that nobody holds any more ends`() async throws {
            let server = try SSHDServer()
            let before = Belongings.now.children
            _ = try await server.connect(client)
            for _ in 0..<3000 where !Belongings.now.children.isSubset(of: before) {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(Belongings.now.children.isSubset(of: before))
        }

        @Test func `an ssh that is killed in mid-command is a connection that was closed`() async throws {
            let server = try SSHDServer()
            let before = Belongings.now.children
            let session = try await server.connect(client)
            let program = try #require(Belongings.now.children.subtracting(before).first)
            let task = Task { try await session.execute("echo begun; sleep 5") }
            try await Task.sleep(for: .milliseconds(200))
            kill(program, SIGKILL)
            let result = await task.result
            let error = #expect(throws: SSHError.self) { try result.get() }
            #expect(error?.code == .closed)
            #expect(error?.phase == .command)
            let after = await #expect(throws: SSHError.self) { try await session.execute("true") }
            #expect(after?.code == .closed)
            await session.close()
        }

        @Test func `what a killed process has left is removed, and nothing that is held`() throws {
            let held = try #require(PrivateDirectory())
            let abandoned = "/tmp/pita-ssh-\(UUID().uuidString.prefix(6))"
            let open = "/tmp/pita-ssh-\(UUID().uuidString.prefix(6))"
            for (path, mode) in [(abandoned, 0o700), (open, 0o755)] {
                try FileManager.default.createDirectory(
                    atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: mode])
                #expect(FileManager.default.createFile(atPath: path + "/control", contents: nil))
            }
            defer { try? FileManager.default.removeItem(atPath: open) }
            PrivateDirectory.removeAbandoned()
            #expect(!FileManager.default.fileExists(atPath: abandoned))
            #expect(FileManager.default.fileExists(atPath: held.path))
            // Not made by us: ours are private.
            #expect(FileManager.default.fileExists(atPath: open))
        }

        @Test func `a command stands in no program's arguments`() async throws {
            let server = try SSHDServer()
            let session = try await server.connect(client)
            let task = Task { try await session.execute("sleep 0.5; : kata-sandi-rahasia") }
            try await Task.sleep(for: .milliseconds(250))
            // The shell that the server starts has it in its own, of course.
            let programs = Children.all.filter { $0.words.first?.hasSuffix("/ssh") == true }
            #expect(!programs.isEmpty)
            #expect(!programs.contains { $0.words.contains { $0.contains("rahasia") } })
            _ = try await task.value
            await session.close()
        }

        @Test func `an answer passes through no argument, variable or file, and each question comes with its words`()
            async throws
        {
            let server = try SSHDServer(["UsePAM yes", "KbdInteractiveAuthentication yes"])
            let found = Mutex<[String]>([])
            let questions = Mutex<[KeyboardPrompt]>([])
            let target = try server.target(
                credential: .keyboardInteractive { prompt in
                    questions.withLock { $0.append(prompt) }
                    return Secret("kata-sandi-rahasia")
                })
            let attempt = Task { await failure(target, client.transport) }
            while questions.withLock({ $0.isEmpty }) { try await Task.sleep(for: .milliseconds(5)) }
            for _ in 0..<20 {
                for child in Children.all
                where (child.words + child.variables).contains(where: { $0.contains("rahasia") }) {
                    found.withLock { $0.append(child.words.joined(separator: " ")) }
                }
                for directory in Belongings.now.directories {
                    let text = try? Command.run(
                        "/bin/grep", ["-r", "-l", "-D", "skip", "rahasia", "/tmp/\(directory)"])
                    if let text { found.withLock { $0.append(text) } }
                }
                try await Task.sleep(for: .milliseconds(10))
            }
            let error = await attempt.value
            #expect(error?.code == .authenticationFailed)
            #expect(error?.description.contains("rahasia") == false)
            #expect(found.withLock { $0 } == [])
            #expect(questions.withLock { $0.first?.text } == "Password: ")
            #expect(server.log.components(separatedBy: "Failed keyboard-interactive").count <= 2)
        }

        @Test func `no line of a user's ssh_config weakens pins or log-in`() async throws {
            let server = try SSHDServer(["PasswordAuthentication yes"])
            let key = try server.keys.publicKey("host_ed25519")
            let trace = server.path("trace")
            let file = server.path("ssh_config")
            try """
            Host *
                HostName 127.0.0.2
                Port 1
                User nobody
                StrictHostKeyChecking no
                UserKnownHostsFile \(server.path("pins")) /dev/null
                GlobalKnownHostsFile \(server.path("pins"))
                KnownHostsCommand /bin/echo 127.0.0.1 \(key.line)
                HostKeyAlias elsewhere
                VerifyHostKeyDNS yes
                NoHostAuthenticationForLocalhost yes
                IdentityFile \(server.keys.path("user_ecdsa"))
                IdentityFile \(server.keys.path("user_rsa"))
                IdentitiesOnly no
                AddKeysToAgent yes
                PreferredAuthentications publickey,password,keyboard-interactive
                NumberOfPasswordPrompts 3
                BatchMode no
                PermitLocalCommand yes
                LocalCommand touch \(trace)
                RemoteCommand touch \(trace)
                ForwardAgent yes
                RemoteForward 0 127.0.0.1:1
                ControlPath \(server.path("other"))
                ControlPersist 60
                SetEnv PITA=1
                LogLevel QUIET
                EscapeChar ~
            """.write(toFile: file, atomically: true, encoding: .utf8)
            let transport = OpenSSHTransport(configuration: .file(file))
            let wrong = try server.target(hostKeys: .trusting([server.keys.publicKey("user_ed25519")]))
            #expect(await failure(wrong, transport)?.code == .hostKeyChanged)
            #expect(
                await failure(try server.target(hostKeys: .pinned(KnownHosts())), transport)?.code == .hostKeyUnknown)
            #expect(!server.log.contains(" for \(TestKeys.user)"))
            let stranger = try server.target(credential: .key(server.keys.key("host_ecdsa")))
            #expect(await failure(stranger, transport)?.code == .authenticationFailed)
            // None of the keys that the file names was shown.
            let shown = server.log.split(separator: "\n").filter { $0.contains("Failed publickey") }
            #expect(shown.count <= 1 && !server.log.contains("Accepted"))
            let session = try await transport.connect(to: server.target())
            #expect(try await session.execute("id -un; echo $PITA").output == "\(TestKeys.user)\n\n")
            await session.close()
            #expect(!FileManager.default.fileExists(atPath: trace))
            #expect(!FileManager.default.fileExists(atPath: server.path("pins")))
            #expect(!FileManager.default.fileExists(atPath: server.path("other")))
        }

        @Test(arguments: ["ProxyJump", "ProxyCommand"])
        func `the way that a user's ssh_config gives is gone, and what stands on it never sees the device's password`(
            word: String
        ) async throws {
            let server = try SSHDServer(["PasswordAuthentication yes"])
            let between = try SSHDServer(["PasswordAuthentication yes"])
            let pins = between.path("pins")
            let trace = between.path("trace")
            let hostKey = try between.keys.publicKey("host_ed25519").line
            try "[127.0.0.1]:\(between.port) \(hostKey)\n".write(toFile: pins, atomically: true, encoding: .utf8)
            func write(key: String) throws -> String {
                let file = between.path("ssh_config")
                let way =
                    word == "ProxyJump"
                    ? "ProxyJump antara"
                    : "ProxyCommand env >\(trace); exec ssh -o BatchMode=yes -F \(file) -W '[%h]:%p' antara"
                try """
                Host antara
                    HostName 127.0.0.1
                    Port \(between.port)
                    User \(TestKeys.user)
                    IdentityFile \(between.keys.path(key))
                    IdentitiesOnly yes
                    UserKnownHostsFile \(pins)
                Host 127.0.0.1
                    \(way)
                """.write(toFile: file, atomically: true, encoding: .utf8)
                return file
            }
            let transport = OpenSSHTransport(configuration: .file(try write(key: "user_ed25519")))
            let session = try await transport.connect(to: server.target())
            #expect(try await session.execute("echo $SSH_CONNECTION | cut -d' ' -f1").output == "127.0.0.1\n")
            await session.close()
            #expect(between.log.contains("Accepted publickey"))
            // A host in between that refuses the user's key is not offered what is meant for the device.
            _ = try write(key: "host_ecdsa")
            let error = await failure(try server.target(credential: .password(Secret("rahasia"))), transport)
            #expect(error != nil)
            #expect(!between.log.contains("Failed password") && !server.log.contains("Failed password"))
            if word == "ProxyCommand" {
                #expect(try String(contentsOfFile: trace, encoding: .utf8).contains("ASKPASS") == false)
            }
        }

        @Test func `an ssh_config that is none is named`() async throws {
            let server = try SSHDServer()
            let file = server.path("ssh_config")
            for text in [nil, "Cyphers none\n"] {
                try text?.write(toFile: file, atomically: true, encoding: .utf8)
                let error = await failure(try server.target(), OpenSSHTransport(configuration: .file(file)))
                #expect(error?.code == .invalidArgument)
                #expect(error?.detail?.contains(file) == true)
                #expect(error?.hint?.contains("ssh -G") == true)
            }
        }

        @Test func `looking at a host key names no user, and a system without ssh is told so`() async throws {
            let server = try SSHDServer()
            let key = try await client.transport.fetchHostKey(of: server.target(user: "petugas"))
            #expect(key == (try server.keys.publicKey("host_ed25519")))
            #expect(!server.log.contains("petugas"))
            let without = OpenSSHTransport(configuration: .none, program: "/nonexistent/ssh")
            #expect(await failure(try server.target(), without)?.hint?.contains("openssh-client") == true)
        }

        @Test func `a host or user that ssh could read as an option or a command is none`() async throws {
            let server = try SSHDServer()
            for host in ["-oProxyCommand=touch x", "a b", "$(id)", "user@host", "ssh://x", "-v"] {
                var target = try server.target()
                target.host = host
                #expect(await failure(target, client.transport)?.code == .invalidArgument)
            }
            for user in ["-oProxyCommand=x", "a b", "a'b", "%h", "$(id)"] {
                let error = await failure(try server.target(user: user), client.transport)
                #expect(
                    error?.code == .authenticationFailed || error?.code == .invalidArgument, "\(user): \(error as Any)")
            }
            #expect(!server.log.contains("Accepted"))
        }
    }
}

/// The children of this process, and theirs.
enum Children {
    struct Child {
        let process: pid_t
        let words: [String]
        let variables: [String]
    }

    static var all: [Child] {
        var parents: [pid_t: pid_t] = [:]
        for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
            guard let process = pid_t(name),
                let text = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8),
                let end = text.lastIndex(of: ")")
            else { continue }
            let fields = text[text.index(after: end)...].split(separator: " ")
            parents[process] = fields.count > 1 ? pid_t(fields[1]) ?? 0 : 0
        }
        func isOurs(_ process: pid_t) -> Bool {
            var process = process
            for _ in 0..<16 {
                guard let parent = parents[process] else { return false }
                if parent == getpid() { return true }
                process = parent
            }
            return false
        }
        return parents.keys.filter(isOurs).map { process in
            Child(process: process, words: strings(process, "cmdline"), variables: strings(process, "environ"))
        }
    }

    private static func strings(_ process: pid_t, _ file: String) -> [String] {
        let bytes = FileManager.default.contents(atPath: "/proc/\(process)/\(file)") ?? Data()
        return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }
}
