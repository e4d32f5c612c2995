import Foundation
import Testing

@testable import LabSupport

extension LabSuite {
    /// Checks that a queue moves, on every kind of device at once: each by the device's own count, through `pita apply`.
    @Suite struct QueueProof {
        private static let checks = """
            verify:
              snmp: true
              checks:
                - {platform: routeros, role: router, queue: "pita-{{ segment.name }}", within: 20s}
                - {platform: ios, queue: "{{ uplink }} input", within: 20s}
                - {platform: ios, queue: "{{ uplink }} output", within: 20s}
                - {platform: vrp, queue: "{{ uplink }} queue", within: 20s}
                - {platform: junos, queue: "{{ uplink }} output", within: 20s}
                - {platform: openvswitch, queue: "p-{{ segment.name }}", within: 20s}
            """

        private func plan(_ allocation: String, in office: LabOffice) async throws -> String {
            let made = try await office.pita(
                as: "perencana", "plan", "kenaikan-bandwidth", "--set", "segment=bkpsdm", "--set",
                "bandwidth=\(allocation)", "--output", "json")
            try #require(made.status == 0, "\(made.all)")
            return String(try #require(made.output.firstMatch(of: /"digest": "(sha256:[0-9a-f]+)"/)?.1))
        }

        private func approve(_ plan: String, in office: LabOffice) async throws {
            let approved = try await office.pita(
                as: "kasi", "approve", plan, "--reason", "sesuai disposisi", "--override-capacity", "belum ada data",
                "--accept-irreversible", "diterima")
            try #require(approved.status == 0, "\(approved.all)")
        }

        @Test(.enabled(if: geteuid() == 0, "the switch needs root"))
        func `what went through the queues of every platform stands in the record`() async throws {
            let office = try LabOffice.get()
            let before = try office.inventory("bkpsdm")
            let playbook = "Playbooks/kenaikan-bandwidth.yaml"
            try await office.edited(playbook, { $0.replacing("verify: {snmp: true}", with: Self.checks) }) {
                let digest = try await plan("9M/4M", in: office)
                try await approve(digest, in: office)
                // Nothing goes through the switch of this lab by itself: frames are put out at the port, for two minutes.
                let frame = "ffffffffffff02505400000188b5" + String(repeating: "00", count: 100)
                try await office.ssh(
                    "sw-dist-utara",
                    "for i in $(seq 240); do ovs-ofctl packet-out br0 'in_port=LOCAL packet=\(frame) "
                        + "actions=output:p-bkpsdm'; sleep 0.5; done > /dev/null 2>&1 &")
                let applied = try await office.pita(as: "pelaksana", "apply", "--no-documents", digest)
                #expect(applied.status == 0, "\(applied.all)")
                let shown = try await office.pita("records", "show", try await office.newestNumber())
                for queue in [
                    "pita-bkpsdm", "GigabitEthernet1/1/1 input", "GigabitEthernet1/1/1 output", "10GE1/0/48 queue",
                    "xe-0/1/0 output", "p-bkpsdm",
                ] {
                    #expect(shown.output.contains("octets in the queue \(queue)"), "\(queue): \(shown.all)")
                }
            }
            let back = try await plan(before, in: office)
            try await approve(back, in: office)
            #expect(try await office.pita(as: "pelaksana", "apply", "--no-documents", back).status == 0)
        }
    }
}
