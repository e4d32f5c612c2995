import Foundation
import PitaDevices
import PitaEvidence
import PitaOperations
import PitaPlatforms
import Testing

@testable import LabSupport

extension LabSuite {
    /// What engineers do beside plans: one question to many devices, configs kept, dialogues recorded.
    @Suite struct Engineers {
        private struct Answers: Decodable {
            struct Group: Decodable {
                let devices: [String]
                let output: String
            }
            struct Failure: Decodable {
                let device: String
                let reason: String
            }
            let answers: [Group]
            let failures: [Failure]
        }

        private struct Kept: Decodable {
            struct Device: Decodable {
                let device: String
                let state: String
            }
            let repository: String
            let commit: String?
            let devices: [Device]

            func state(_ device: String) -> String? { devices.first { $0.device == device }?.state }
        }

        private func routers(_ office: LabOffice) -> String { "rtr-inti,rtr-disdik" }

        @Test func `equal answers are told once, and a dead device does not keep the others back`() async throws {
            let office = try LabOffice.get()
            let asked = try await office.pita(
                "run", "--limit", routers(office), "--output", "json", "--", "/ip", "dns", "print")
            #expect(asked.status == 0, "\(asked.all)")
            let same = try JSONDecoder().decode(Answers.self, from: Data(asked.output.utf8))
            #expect(same.answers.map { $0.devices.sorted() } == [["rtr-disdik", "rtr-inti"]])
            #expect(same.answers.first?.output.contains("servers:") == true)

            let told = try await office.pita("run", "--limit", routers(office), "--", "/system identity print")
            #expect(told.status == 0 && told.output.contains("== 1 device: rtr-inti"), "\(told.all)")

            let address = LabOffice.address(4)
            try await office.edited(
                "Inventory/segments/disdik.yaml",
                { $0.replacing("management: \(address)\n", with: "management: \(LabOffice.address(15))\n") }
            ) {
                let half = try await office.pita(
                    "run", "--limit", routers(office), "--output", "json", "--", "/system identity print")
                #expect(half.status == 4, "\(half.all)")
                let answers = try JSONDecoder().decode(Answers.self, from: Data(half.output.utf8))
                #expect(answers.answers.map(\.devices) == [["rtr-inti"]])
                #expect(answers.failures.map(\.device) == ["rtr-disdik"])
            }
        }

        @Test func `what writes is refused, and nothing is sent to any device`() async throws {
            let office = try LabOffice.get()
            let before = try await office.shaping("rtr-disdik", "disdik")
            for words in [
                ["/queue", "simple", "remove", "[find]"], ["/system", "identity", "set", "name=x"], ["uptime"],
            ] {
                let refused = try await office.startPita(["run", "--limit", routers(office), "--"] + words).end()
                #expect(refused.status == 3, "\(refused.all)")
                #expect(refused.all.contains("only what is known to read is sent"))
            }
            #expect(try await office.shaping("rtr-disdik", "disdik") == before)
        }

        @Test func `a writing command goes the way of its approved plan, or not at all`() async throws {
            let office = try LabOffice.get()
            try """
            name: dns-disdik
            title: Server DNS
            description: Server DNS sebuah router.
            mode: merge
            targets:
              - devices: office
                role: router
                platform: routeros
                templates: {routeros: routeros/dns.j2}
            """.write(toFile: office.office + "/Playbooks/dns-disdik.yaml", atomically: true, encoding: .utf8)
            let made = try await office.pita(as: "perencana", "plan", "dns-disdik", "--output", "json")
            #expect(made.status == 0, "\(made.all)")
            let digest = try #require(made.output.firstMatch(of: /"digest": "(sha256:[0-9a-f]+)"/)?.1)
            let shown = try await office.pita("show", String(digest), "--commands")
            let command = try #require(shown.output.split(separator: "\n").first { $0.hasPrefix("/ip dns set") })
            func run(_ text: Substring) async throws -> Child.Ended {
                try await office.startPita(
                    ["run", "--write", String(digest), "--no-documents", "--"]
                        + text.split(separator: " ").map(String.init),
                    as: "pelaksana"
                ).end()
            }
            #expect(try await run(command).status == 3, "nobody has approved it")
            let approved = try await office.pita(as: "kasi", "approve", String(digest), "--reason", "Sesuai permohonan")
            #expect(approved.status == 0, "\(approved.all)")
            let other = try await run("/ip dns set servers=10.9.9.9")
            #expect(other.status == 3 && other.all.contains("does not send"), "\(other.all)")
            let done = try await run(command)
            #expect(done.status == 0 && done.output.contains("berita acara"), "\(done.all)")
        }

        @Test func `configs are kept with their history, and only real changes are`() async throws {
            let office = try LabOffice.get()
            func keep() async throws -> Kept {
                let ended = try await office.pita("backup", "--limit", routers(office), "--output", "json")
                #expect(ended.status == 0, "\(ended.all)")
                return try JSONDecoder().decode(Kept.self, from: Data(ended.output.utf8))
            }
            let first = try await keep()
            #expect(first.commit != nil && first.state("rtr-inti") == "added")
            let second = try await keep()
            #expect(second.commit == nil && second.devices.allSatisfy { $0.state == "same" })

            let queue = "/queue simple set [find name=pita-disdik] comment="
            try await office.ssh("rtr-disdik", queue + "ubah")
            let third = try await keep()
            try await office.ssh("rtr-disdik", queue + "pita:disdik")
            #expect(third.commit != nil && third.state("rtr-disdik") == "changed" && third.state("rtr-inti") == "same")
            let log = try await Child.run(["/usr/bin/git", "-C", third.repository, "log", "-1", "-p", "--format=%s"])
            #expect(
                log.output.contains("rtr-disdik") && log.output.contains("+") && log.output.contains("comment=ubah"))
            let config = try String(contentsOfFile: third.repository + "/rtr-inti.cfg", encoding: .utf8)
            #expect(config.contains("/queue simple add") && !config.contains("by RouterOS"))
        }

        @Test func `a recording is read in place of the device`() async throws {
            let office = try LabOffice.get()
            let file = office.directory + "/rekaman.json"
            let ended = try await office.pita(
                "record", "rtr-inti", "--ask", "/ip dns print", "--out", file)
            #expect(ended.status == 0, "\(ended.all)")
            let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
            let recording = try DeviceRecording(json: JSONValue(parsing: Array(bytes)), path: "recording")
            let platform = try PlatformCatalogue.platform(named: recording.platform)
            let facts = try platform.facts(from: recording.replies(.fact))
            #expect(facts.name == "rtr-inti" && facts.model == "CCR2116-12G-4S+")
            let running = try platform.running(from: recording.replies(.config), facts: facts)
            #expect(running.objects(in: "/queue simple").contains { $0.id.key.contains("pita-disdik") })
            #expect(recording.replies(.extra)["/ip dns print"]?.output.contains("servers") == true)

            let again = try await office.pita("record", "rtr-inti", "--out", file)
            #expect(again.status == 1, "a file that is there is not written over: \(again.all)")
            let writing = try await office.pita("record", "rtr-inti", "--ask", "/system reboot")
            #expect(writing.status == 3, "\(writing.all)")
        }
    }
}
