import Foundation
import TestSupport
import Testing

@testable import LabSupport

extension LabSuite {
    /// Every way to log in to a device that an inventory can name, on real servers.
    @Suite struct LogIns {
        private static let device = "rtr-disdik"
        private static let port = 10_122
        private static let methods = ["password", "keyboard-interactive"]
        private static let transports = ["libssh2", "openssh"]

        /// Runs `body` with a connection of its own for the device.
        private func connected(
            _ ssh: String, in office: LabOffice, _ body: () async throws -> Void
        ) async throws {
            let file = "Inventory/segments/disdik.yaml"
            let before = "    interfaces: [ether1, ether2]\n"
            let after = before + "    connection: {ssh: {\(ssh)}}\n"
            try office.edit(file) { $0.replacing(before, with: after) }
            do {
                try await body()
            } catch {
                try office.edit(file) { $0.replacing(after, with: before) }
                throw error
            }
            // The allocation may have been renewed meanwhile, so the file is not put back whole.
            try office.edit(file) { $0.replacing(after, with: before) }
        }

        private func connected(
            byPassword reference: String, over transport: String, in office: LabOffice,
            _ body: () async throws -> Void
        ) async throws {
            try await connected(
                "transport: \(transport), config: none, port: \(Self.port), user: petugas, authentication: [{password: {command: [echo, \(reference)]}}]",
                in: office, body)
        }

        /// Runs `pita` as a person whose key is not in a file.
        private func pita(
            _ words: String..., as person: String, agent: TestAgent?, in office: LabOffice
        ) async throws -> Child.Ended {
            var environment = office.environment
            environment["PITA_PROJECT"] = office.office
            environment["PITA_USER"] = person
            environment["PITA_KEY"] = person == "perencana" ? office.key(person) : nil
            environment["SSH_AUTH_SOCK"] = agent?.socket
            return try await Child.run([Programs.path("pita")] + words, environment: environment)
        }

        private func hostKey(_ name: String, in office: LabOffice) async throws -> String {
            let path = "\(office.directory)/\(name)-\(UUID().uuidString)"
            let made = try await Child.run(["/usr/bin/ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path])
            try #require(made.status == 0, "\(made.all)")
            return path
        }

        /// Has the pins forgotten that a test has made.
        private func keepingPins(in office: LabOffice, _ body: () async throws -> Void) async throws {
            let pins = office.office + "/Inventory/known_hosts"
            let old = try String(contentsOfFile: pins, encoding: .utf8)
            do {
                try await body()
            } catch {
                try old.write(toFile: pins, atomically: true, encoding: .utf8)
                throw error
            }
            try old.write(toFile: pins, atomically: true, encoding: .utf8)
        }

        @Test func `a log-in without rights is raised by the password for them, and by no other`() async throws {
            let office = try LabOffice.get()
            let device = LabOffice.cisco
            func asked() async throws -> Child.Ended {
                try await office.pita("run", "--limit", device, "--", "show running-config")
            }
            let right = try await asked()
            #expect(right.status == 0 && right.output.contains("hostname \(device)"), "\(right.all)")
            #expect(!right.all.contains(LabOffice.enable))
            let file = "Inventory/segments/bkpsdm.yaml"
            try await office.edited(file, { $0.replacing(LabOffice.enable, with: "kata-sandi-lain") }) {
                let wrong = try await asked()
                #expect(wrong.status == 4 && wrong.all.contains("`enable` was refused"), "\(wrong.all)")
                #expect(wrong.all.contains("check the password under `enable:`"), "\(wrong.all)")
                #expect(!wrong.all.contains("kata-sandi-lain"))
            }
            let setting = "    connection: {ssh: {enable: {command: [echo, \(LabOffice.enable)]}}}\n"
            try await office.edited(file, { $0.replacing(setting, with: "") }) {
                let without = try await asked()
                #expect(without.status == 4 && without.all.contains("`enable` asks for a password"), "\(without.all)")
            }
        }

        @Test(arguments: transports)
        func `a change goes out to a device that takes a password only`(transport: String) async throws {
            let method = "password"
            let office = try LabOffice.get()
            let key = try await hostKey("front", in: office)
            let front = try await FrontServer.password(
                method, for: Self.device, port: Self.port, hostKey: key, in: office)
            try await keepingPins(in: office) {
                try await connected(byPassword: "kata sandi perangkat", over: transport, in: office) {
                    #expect(try await office.pita("host-key", "enrol", Self.device, "--yes").status == 0)
                    #expect(front.lines.isEmpty, "looking at a host key shows no password")
                    let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
                    let applied = try await office.apply(change)
                    #expect(applied.status == 0, "\(applied.all)")
                    let record = try await office.expectOldOrNew(change, method)
                    #expect(record.outcome == "berhasil")
                }
            }
            // Planning, checking, pushing and proving are sessions of their own; each shows the password once.
            #expect(front.lines.count >= 3 && Set(front.lines) == ["\(method) right"], "\(front.lines)")
            try await front.stop()
        }

        @Test(arguments: transports)
        func `a server that asks for the password instead is answered once`(transport: String) async throws {
            let office = try LabOffice.get()
            let key = try await hostKey("front", in: office)
            let front = try await FrontServer.password(
                "keyboard-interactive", for: Self.device, port: Self.port, hostKey: key, in: office)
            try await keepingPins(in: office) {
                try await connected(byPassword: "kata sandi perangkat", over: transport, in: office) {
                    #expect(try await office.pita("host-key", "enrol", Self.device, "--yes").status == 0)
                    _ = try await office.plan("disdik", await Allocations.shared.next())
                }
            }
            #expect(front.lines == ["keyboard-interactive right"])
            try await front.stop()
        }

        @Test(arguments: methods, transports)
        func `a wrong password is shown once, whatever the method, so that no account is locked`(
            method: String, transport: String
        ) async throws {
            let office = try LabOffice.get()
            let key = try await hostKey("front", in: office)
            let front = try await FrontServer.password(
                method, for: Self.device, port: Self.port, hostKey: key, in: office)
            try await keepingPins(in: office) {
                try await connected(byPassword: "salah", over: transport, in: office) {
                    #expect(try await office.pita("host-key", "enrol", Self.device, "--yes").status == 0)
                    let ended = try await pita(
                        "plan", "kenaikan-bandwidth", "--set", "segment=disdik", "--set", "bandwidth=31M/11M",
                        as: "perencana", agent: nil, in: office)
                    #expect(ended.status == 4, "\(ended.all)")
                    #expect(ended.errors.contains(Self.device) && ended.errors.contains("one attempt was made"))
                    #expect(!ended.all.contains("salah"), "\(ended.all)")
                }
            }
            #expect(front.lines == ["\(method) wrong"])
            try await front.stop()
        }

        @Test(arguments: methods, transports)
        func `a server with another host key is shown no password`(method: String, transport: String) async throws {
            let office = try LabOffice.get()
            let keys = [try await hostKey("front", in: office), try await hostKey("other", in: office)]
            let front = try await FrontServer.password(
                method, for: Self.device, port: Self.port, hostKey: keys[0], in: office)
            try await keepingPins(in: office) {
                try await connected(byPassword: "kata sandi perangkat", over: transport, in: office) {
                    #expect(try await office.pita("host-key", "enrol", Self.device, "--yes").status == 0)
                    try await front.stop()
                    let other = try await FrontServer.password(
                        method, for: Self.device, port: Self.port, hostKey: keys[1], in: office)
                    let ended = try await pita(
                        "plan", "kenaikan-bandwidth", "--set", "segment=disdik", "--set", "bandwidth=31M/11M",
                        as: "perencana", agent: nil, in: office)
                    #expect(ended.status == 4, "\(ended.all)")
                    #expect(ended.errors.contains("HOST KEY CHANGED"), "\(ended.all)")
                    #expect(other.lines.isEmpty)
                    try await other.stop()
                }
            }
        }

        @Test func `an agent logs in to a device and signs an approval; of several keys the inventory names one`()
            async throws
        {
            let office = try LabOffice.get()
            let agent = try await TestAgent(in: office)
            try await agent.add(office.lab + "/id_ed25519")
            let allocation = await Allocations.shared.next()
            func plan(_ agent: TestAgent?) async throws -> Child.Ended {
                try await pita(
                    "plan", "kenaikan-bandwidth", "--set", "segment=disdik", "--set", "bandwidth=\(allocation)",
                    "--output", "json", as: "perencana", agent: agent, in: office)
            }
            try await connected("authentication: [{agent: true}]", in: office) {
                let alone = try await plan(nil)
                #expect(alone.status == 4 && alone.errors.contains("no SSH agent"), "\(alone.all)")
                let made = try await plan(agent)
                #expect(made.status == 0, "\(made.all)")
                try await agent.add(office.key("kasi"))
                let ambiguous = try await plan(agent)
                #expect(ambiguous.status == 4 && ambiguous.errors.contains("it holds 2 keys"), "\(ambiguous.all)")
            }
            let line = try String(contentsOfFile: office.lab + "/id_ed25519.pub", encoding: .utf8)
            try await connected(
                "authentication: [{agent: \(line.trimmingCharacters(in: .newlines))}]", in: office
            ) {
                let made = try await plan(agent)
                #expect(made.status == 0, "\(made.all)")
                let answer = try JSONSerialization.jsonObject(with: Data(made.output.utf8)) as? [String: Any]
                let digest = try #require(answer?["digest"] as? String)
                let alone = try await pita("approve", digest, "--reason", "ya", as: "kasi", agent: nil, in: office)
                #expect(alone.status == 1 && alone.errors.contains("neither a key file nor an SSH agent"))
                let approved = try await pita("approve", digest, "--reason", "ya", as: "kasi", agent: agent, in: office)
                #expect(approved.status == 0, "\(approved.all)")
                let other = try await pita("approve", digest, "--reason", "ya", as: "kabid", agent: agent, in: office)
                #expect(other.status != 0, "a key that the agent does not hold: \(other.all)")
            }
            try await agent.stop()
        }

        @Test(arguments: transports)
        func `a jump host is reached with its own key, and its pin is part of the plan`(
            transport: String
        ) async throws {
            let office = try LabOffice.get()
            let keys = [try await hostKey("jump-host", in: office), try await hostKey("jump-user", in: office)]
            let jump = try await FrontServer.jump(
                port: Self.port, hostKey: keys[0], authorized: keys[1] + ".pub", in: office)
            func pin(_ key: String) throws {
                let words = try String(contentsOfFile: key + ".pub", encoding: .utf8).split(separator: " ")
                try office.edit("Inventory/known_hosts") { text in
                    let others = text.split(separator: "\n").filter { !$0.hasPrefix("[127.0.0.1]:\(Self.port)") }
                    return (others + ["[127.0.0.1]:\(Self.port) \(words[0]) \(words[1])"]).joined(separator: "\n")
                        + "\n"
                }
            }
            let host = "host: 127.0.0.1, port: \(Self.port), user: {environment: PITA_SSH_USER}"
            try await keepingPins(in: office) {
                try await connected(
                    "transport: \(transport), config: none, jump: {\(host), authentication: [{key: {file: \(keys[1])}}]}",
                    in: office
                ) {
                    let unknown = try await pita(
                        "plan", "kenaikan-bandwidth", "--set", "segment=disdik", "--set", "bandwidth=31M/11M",
                        as: "perencana", agent: nil, in: office)
                    #expect(unknown.status == 4 && unknown.errors.contains("127.0.0.1"), "\(unknown.all)")
                    let enrolled = try await office.pita("host-key", "enrol", Self.device, "--yes")
                    #expect(enrolled.status == 0, "\(enrolled.all)")
                    let words = ["jump host 127.0.0.1:\(Self.port)", "enrolled", "known"]
                    #expect(words.allSatisfy(enrolled.output.contains), "\(enrolled.all)")
                    let listed = try await office.pita("host-key", "list", Self.device)
                    #expect(listed.output.contains(words[0]) && !listed.output.contains("not enrolled"))
                    let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
                    try pin(keys[1])
                    let stale = try await office.apply(change)
                    #expect(stale.status == 3, "\(stale.all)")
                    #expect(
                        stale.errors.contains(
                            "the pinned host key of `jump host 127.0.0.1:\(Self.port)` has changed since"),
                        "\(stale.all)")
                    let changed = try await office.pita("host-key", "enrol", Self.device, "--yes")
                    #expect(changed.output.contains("CHANGED: find out why, then take its line out"), "\(changed.all)")
                    try pin(keys[0])
                    let applied = try await office.apply(change)
                    #expect(applied.status == 0, "\(applied.all)")
                    try await office.expectOldOrNew(change, "through a jump host")
                }
                // The device's own key is no key of the jump host.
                try await connected("transport: \(transport), jump: {\(host)}", in: office) {
                    let refused = try await pita(
                        "plan", "kenaikan-bandwidth", "--set", "segment=disdik", "--set", "bandwidth=31M/11M",
                        as: "perencana", agent: nil, in: office)
                    #expect(refused.status == 4 && refused.errors.contains("127.0.0.1"), "\(refused.all)")
                }
            }
            let accepted = jump.lines.filter { $0.contains("Accepted publickey") }
            #expect(accepted.count >= 3, "\(jump.lines)")
            try await jump.stop()
        }
    }
}
