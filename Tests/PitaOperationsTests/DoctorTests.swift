import Foundation
import Testing

@testable import LabSupport

extension LabSuite {
    /// `pita doctor` finds what is wrong, names the way out, and changes nothing.
    @Suite struct Doctors {
        private struct Finding: Decodable {
            let subject: String
            let step: String
            let state: String
            let detail: String
            let hint: String?
        }

        private static let device = "rtr-disdik"

        private func look(_ words: String..., in office: LabOffice) async throws -> (Int32, [String: Finding]) {
            let ended = try await office.startPita(["doctor", "--output", "json"] + words).end()
            let findings = try JSONDecoder().decode([Finding].self, from: Data(ended.output.utf8))
            return (ended.status, Dictionary(findings.map { ("\($0.subject) \($0.step)", $0) }) { $1 })
        }

        /// Runs `body` with SSH settings of its own for the device.
        private func connected(
            _ ssh: String, in office: LabOffice, _ body: () async throws -> Void
        ) async throws {
            let line = "    interfaces: [ether1, ether2]\n"
            try await office.edited(
                "Inventory/segments/disdik.yaml",
                { $0.replacing(line, with: line + "    connection: {ssh: {\(ssh)}}\n") }, body)
        }

        @Test(arguments: ["automatic", "libssh2", "openssh"])
        func `a device that is well is well in each step, by the client that the inventory names`(
            transport: String
        ) async throws {
            let office = try LabOffice.get()
            try await connected("transport: \(transport), config: none", in: office) {
                let (status, findings) = try await look(Self.device, in: office)
                #expect(status == 0, "\(findings)")
                for step in ["reach", "algorithms", "host-key", "log-in", "facts", "snmp"] {
                    #expect(findings["\(Self.device) \(step)"]?.state == "ok", "\(step): \(findings)")
                }
                let client = transport == "automatic" ? "libssh2" : transport
                #expect(findings["\(Self.device) algorithms"]?.detail.hasPrefix("by \(client)") == true)
                #expect(findings["\(Self.device) facts"]?.detail.contains("routeros") == true)
            }
        }

        @Test func `several devices are looked at, by names and globs, and one failure is exit 4`() async throws {
            let office = try LabOffice.get()
            try await connected("port: 1", in: office) {
                let (status, findings) = try await look(Self.device, "rtr-inti", in: office)
                #expect(status == 4)
                #expect(findings["rtr-inti log-in"]?.state == "ok")
                #expect(findings["\(Self.device) reach"]?.state == "failed")
                #expect(findings["\(Self.device) reach"]?.hint?.contains("SSH switched on") == true)
                #expect(findings["\(Self.device) log-in"]?.state == "skipped")
                // What does not depend on SSH is asked all the same.
                #expect(findings["\(Self.device) snmp"]?.state == "ok")
            }
            let unknown = try await office.pita("doctor", "tidak-ada")
            #expect(unknown.status == 1 && unknown.errors.contains("tidak-ada"), "\(unknown.all)")
        }

        @Test func `a key that is not pinned, or another than the pinned one, stops before the log-in`() async throws {
            let office = try LabOffice.get()
            let pins = try String(contentsOfFile: office.office + "/Inventory/known_hosts", encoding: .utf8)
            let address = LabOffice.address(LabOffice.devices[Self.device] ?? 0)
            let others = pins.split(separator: "\n").filter { !$0.contains(address) }
            let stranger = try String(contentsOfFile: office.key("stranger") + ".pub", encoding: .utf8)
                .split(separator: " ").prefix(2).joined(separator: " ")
            for (lines, word, hint) in [
                (others, "none is pinned", "host-key enrol"),
                (others + ["[\(address)]:10022 \(stranger)"], "CHANGED", "find out why"),
            ] {
                let text = lines.joined(separator: "\n") + "\n"
                try await office.edited("Inventory/known_hosts", { _ in text }) {
                    let (status, findings) = try await look(Self.device, in: office)
                    #expect(status == 4)
                    let key = findings["\(Self.device) host-key"]
                    #expect(key?.state == "failed" && key?.detail.contains(word) == true, "\(findings)")
                    #expect(key?.hint?.contains(hint) == true)
                    #expect(findings["\(Self.device) log-in"]?.state == "skipped")
                }
            }
        }

        @Test func `a server that libssh2 can't speak with is reached by the system's ssh, and the reason is told`()
            async throws
        {
            let office = try LabOffice.get()
            let key = "\(office.directory)/modern-\(UUID().uuidString)"
            let made = try await Child.run(["/usr/bin/ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key])
            try #require(made.status == 0, "\(made.all)")
            let front = try await FrontServer.modern(for: Self.device, port: 10_123, hostKey: key, in: office)
            let pin = try String(contentsOfFile: key + ".pub", encoding: .utf8).split(separator: " ").prefix(2)
            let address = LabOffice.address(LabOffice.devices[Self.device] ?? 0)
            try await office.edited(
                "Inventory/known_hosts", { $0 + "[\(address)]:10123 \(pin.joined(separator: " "))\n" }
            ) {
                for (transport, state) in [("automatic", "ok"), ("openssh", "ok"), ("libssh2", "failed")] {
                    try await connected(
                        "port: 10123, user: \(NSUserName()), transport: \(transport), config: none", in: office
                    ) {
                        let (_, findings) = try await look(Self.device, in: office)
                        let algorithms = findings["\(Self.device) algorithms"]
                        #expect(algorithms?.state == state, "\(transport): \(findings)")
                        #expect(findings["\(Self.device) log-in"]?.state == (state == "ok" ? "ok" : "skipped"))
                        if transport != "openssh" {
                            #expect(algorithms?.detail.contains("it offers chacha20-poly1305") == true, "\(findings)")
                            #expect(algorithms?.detail.contains("we have aes") == true, "\(findings)")
                        }
                        if state == "failed" {
                            #expect(algorithms?.hint == "write `transport: openssh` for the device")
                        }
                    }
                }
            }
            try await front.stop()
        }

        @Test func `the machine and the office are looked at without asking a device, and nothing is made`()
            async throws
        {
            let office = try LabOffice.get()
            let (status, findings) = try await look(in: office)
            #expect(status == 0, "\(findings)")
            for name in ["libssh2", "ssh", "ssh-keygen", "weasyprint"] {
                let found = findings["system \(name)"]
                #expect(
                    found?.state == "ok" && found?.detail.contains(where: \.isNumber) == true, "\(name): \(findings)")
            }
            #expect(findings["office inventory"]?.state == "ok")
            let bare = office.directory + "/bare-\(UUID().uuidString)"
            let copied = try await Child.run(["/bin/cp", "-R", office.office, bare])
            try #require(copied.status == 0, "\(copied.all)")
            try? FileManager.default.removeItem(atPath: bare + "/.pita")
            _ = try await office.pita("doctor", "--project", bare)
            #expect(!FileManager.default.fileExists(atPath: bare + "/.pita"))
            try "kantor: [".write(toFile: bare + "/Inventory/pita.yaml", atomically: true, encoding: .utf8)
            let spoilt = try await office.pita("doctor", "--project", bare)
            #expect(spoilt.status == 1 && spoilt.output.contains("pita inventory check"), "\(spoilt.all)")
            #expect(spoilt.output.contains("libssh2"))
        }

        @Test func `an office's key that others may read is a failure`() async throws {
            let office = try LabOffice.get()
            let copy = office.directory + "/copy-\(UUID().uuidString)"
            let copied = try await Child.run(["/bin/cp", "-R", office.office, copy])
            try #require(copied.status == 0, "\(copied.all)")
            try FileManager.default.createDirectory(
                atPath: copy + "/.pita", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let key = copy + "/.pita/office_ed25519"
            #expect(FileManager.default.createFile(atPath: key, contents: Data()))
            for (mode, state) in [(0o600, "ok"), (0o644, "failed")] {
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: key)
                let (status, findings) = try await look("--project", copy, in: office)
                #expect(findings["office office-key"]?.state == state, "\(findings)")
                #expect(status == (state == "ok" ? 0 : 1))
            }
        }
    }
}
