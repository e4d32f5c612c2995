import Foundation
import Testing

@testable import LabSupport

extension LabSuite {
    /// Hosts at the ports of a real switch whose VLANs are changed by plans: who reaches whom is asked with `ping`.
    @Suite(.enabled(if: geteuid() == 0, "the switch needs root")) struct VLANSeparation {
        private static let device = "sw-dist-utara"

        @Test func `hosts reach each other in a VLAN and not across, and after a return as before`() async throws {
            let office = try LabOffice.get()
            try await office.ssh(Self.device, Self.hosts)
            let before = try await office.truth(Self.device)
            try await change(Self.ports([310, 310, 310]), in: office, ends: 0)
            #expect(try await reached(office) == ["1-2", "1-3"])
            try await change(Self.ports([310, 310, 320]), in: office, ends: 0)
            #expect(try await reached(office) == ["1-2"])
            // The change holds on the switch, and what it is proven by does not: it goes back.
            let nobody = "\n  checks: [{platform: openvswitch, ping: 10.99.0.77, within: 1s}]"
            try await change(Self.ports([310, 320, 310]), in: office, verify: nobody, ends: 4)
            #expect(try await reached(office) == ["1-2"])
            // A second plan undoes the first.
            try await change(Self.ports([310, 310, 310]), in: office, ends: 0)
            #expect(try await reached(office) == ["1-2", "1-3"])
            let gone = (1...3).map { "--if-exists del-port br0 p-uji\($0)\n" }.joined()
            try await change(gone, in: office, ends: 0)
            #expect(try await reached(office) == [])
            #expect(try await office.truth(Self.device) == before)
        }

        /// Three hosts with an address each, at ports that the switch does not know yet.
        private static let hosts = (1...3).map { number in
            """
            ip netns add uji\(number) && ip link add p-uji\(number) type veth peer name eth0 netns uji\(number) &&
              ip link set p-uji\(number) up && ip -n uji\(number) link set eth0 up &&
              ip -n uji\(number) address add 10.99.0.\(number)/24 dev eth0 || exit 1

            """
        }.joined()

        private static func ports(_ tags: [Int]) -> String {
            tags.enumerated().map { "--may-exist add-port br0 p-uji\($0 + 1) -- set port p-uji\($0 + 1) tag=\($1)\n" }
                .joined()
        }

        /// Which hosts answer the first one.
        private func reached(_ office: LabOffice) async throws -> [String] {
            var pairs: [String] = []
            for other in 2...3 {
                let answer = try await office.sshAnswer(
                    Self.device, "ip netns exec uji1 ping -n -c 2 -i 0.2 -W 1 10.99.0.\(other)")
                if answer.output.contains("bytes from 10.99.0.\(other)") { pairs.append("1-\(other)") }
            }
            return pairs
        }

        /// Plans, approves and applies lines of `ovs-vsctl` on the switch.
        private func change(
            _ lines: String, in office: LabOffice, verify checks: String = "", ends status: Int32
        ) async throws {
            let playbook = """
                name: uji-vlan
                title: VLAN port
                description: VLAN beberapa port switch distribusi.
                parameters:
                  segment: {type: segment, description: Segmen di jalur switch}
                mode: merge
                targets:
                  - devices: path
                    role: distribution
                    templates: {openvswitch: openvswitch/uji.j2}
                verify:
                  snmp: true\(checks)

                """
            let files = ["Playbooks/uji-vlan.yaml": playbook, "Templates/openvswitch/uji.j2": lines]
            for (file, text) in files {
                try text.write(toFile: "\(office.office)/\(file)", atomically: true, encoding: .utf8)
            }
            defer { for file in files.keys { unlink("\(office.office)/\(file)") } }
            let made = try await office.pita(
                as: "perencana", "plan", "uji-vlan", "--set", "segment=dinkes", "--output", "json")
            try #require(made.status == 0, "\(made.all)")
            let digest = String(try #require(made.output.firstMatch(of: /"digest": "(sha256:[0-9a-f]+)"/)?.1))
            let approved = try await office.pita(as: "kasi", "approve", digest, "--reason", "sesuai disposisi")
            try #require(approved.status == 0, "\(approved.all)")
            let applied = try await office.pita(as: "pelaksana", "apply", "--no-documents", digest)
            #expect(applied.status == status, "\(applied.all)")
        }
    }
}
