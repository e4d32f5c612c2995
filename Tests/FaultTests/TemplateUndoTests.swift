import Foundation
import Testing

@testable import LabSupport

extension LabSuite {
    /// What the shipped templates make on the devices that are real (Linux, Open vSwitch, FRRouting), taken back where it was
    /// set before and where it was not: by the device's own rollback alone, and by the commands of a recovery. The devices that
    /// are simulated have the same in `PitaDevicesTests` and `PitaLabTests`.
    @Suite(.enabled(if: LabOffice.hasRouting, "FRRouting and root are needed")) struct TemplateUndo {
        /// A device, and the template that is made on it.
        struct Site: Sendable, CustomTestStringConvertible {
            let device: String
            let role: String
            let platform: String
            /// What is run on the device before, so that what the template says is not there.
            let unset: String
            /// What is run on the device before, so that another value stands there.
            let other: String
            /// What is run on it at the end, with the shaping that it had.
            let restore: @Sendable (Shaping?) -> String

            var testDescription: String { device }
        }

        /// How what was made is taken back.
        enum Manner: String, CaseIterable, Sendable {
            case rollbackFires, recovery
        }

        static let sites = [linux, openvswitch, frr]

        private static let linux = Site(
            device: "rtr-dinkes", role: "router", platform: "linux",
            unset: """
                tc qdisc del dev lan0 root; tc qdisc del dev wan0 root
                ip route del default; ip addr del 10.12.255.2/30 dev wan0; ip addr del 10.12.0.1/24 dev lan0
                """,
            other: """
                tc class change dev lan0 parent 1:1 classid 1:10 htb rate 7mbit ceil 9mbit
                ip addr del 10.12.0.1/24 dev lan0; ip addr add 10.12.0.9/24 dev lan0
                """,
            restore: { shaping in
                let rates = [("lan0", shaping?.download ?? 0), ("wan0", shaping?.upload ?? 0)]
                return rates.map { port, rate in
                    """
                    tc qdisc replace dev \(port) root handle 1: htb default 0x10
                    tc class replace dev \(port) parent 1: classid 1:1 htb rate 100mbit ceil 100mbit
                    tc class replace dev \(port) parent 1:1 classid 1:10 htb rate \(rate)bit ceil \(rate)bit
                    """
                }.joined(separator: "\n") + """

                    ip addr del 10.12.0.9/24 dev lan0 2>/dev/null
                    ip addr replace 10.12.0.1/24 dev lan0; ip addr replace 10.12.255.2/30 dev wan0
                    ip route replace default via 10.12.255.1
                    """
            })

        private static let openvswitch = Site(
            device: "sw-dist-utara", role: "distribution", platform: "openvswitch",
            unset: """
                ovs-vsctl clear port p-dinkes qos -- del-port br0 p-dinkes
                for table in qos queue; do
                  for row in $(ovs-vsctl --bare --columns=_uuid find $table 'external_ids:pita="pita:dinkes"'); do
                    ovs-vsctl destroy $table $row
                  done
                done
                """,
            other: "ovs-vsctl set port p-dinkes tag=99",
            restore: { shaping in
                let rate = shaping?.download ?? 0
                return """
                    ovs-vsctl --may-exist add-port br0 p-dinkes -- set port p-dinkes tag=120
                    test "$(ovs-vsctl get port p-dinkes qos)" != '[]' || ovs-vsctl set port p-dinkes qos=@qos \
                      -- --id=@qos create qos type=linux-htb other-config:max-rate=100000000 queues:0=@queue \
                         'external_ids:pita="pita:dinkes"' \
                      -- --id=@queue create queue other-config:min-rate=\(rate) other-config:max-rate=\(rate) \
                         'external_ids:pita="pita:dinkes"'
                    """
            })

        private static let frr = Site(
            device: LabOffice.edge, role: "distribution", platform: "frr", unset: "true",
            other: """
                vtysh -c 'configure terminal' -c 'interface eth1' -c 'description lama' -c 'ip address 10.23.99.1/24'
                vtysh -c 'configure terminal' -c 'ip route 10.60.0.0/16 10.23.0.7'
                """,
            restore: { _ in
                """
                vtysh -c 'configure terminal' -c 'interface eth1' -c 'no description' -c 'no ip address 10.23.99.1/24'
                vtysh -c 'configure terminal' -c 'no ip route 10.60.0.0/16 10.23.0.7'
                vtysh -c 'write memory'
                """
            })

        /// Each site in each manner; with `PITA_FAULTS=full` a recovery too, where there is a moment between the first command and
        /// the last: Open vSwitch takes one.
        static let cases = sites.flatMap { site in Manner.allCases.map { (site, $0) } }
            .filter { $0.1 == .rollbackFires || (runsAllFaults && $0.0.platform != "openvswitch") }

        @Test(arguments: cases) func `what was not there goes again`(_ site: Site, _ manner: Manner)
            async throws
        {
            try await undo(site, from: site.unset, manner)
        }

        @Test(arguments: cases) func `what was another is that again`(_ site: Site, _ manner: Manner)
            async throws
        {
            try await undo(site, from: site.other, manner)
        }

        private static let short = "settling: 1s, minimum_rollback: 10s, longest_command: 5s"

        private func undo(_ site: Site, from state: String, _ manner: Manner) async throws {
            let office = try LabOffice.get()
            guard manner == .rollbackFires else { return try await undone(site, from: state, manner, in: office) }
            // Else the device would wait longer than these tests.
            try await office.edited("Inventory/pita.yaml", { $0.replacing("settling: 1s", with: Self.short) }) {
                try await undone(site, from: state, manner, in: office)
            }
        }

        private func undone(
            _ site: Site, from state: String, _ manner: Manner, in office: LabOffice
        ) async throws {
            try await withPlaybook(of: site, in: office) {
                let shaping = site.platform == "frr" ? nil : try await office.shaping(site.device, "dinkes")
                try await office.ssh(site.device, state)
                do {
                    try await pushAndGoBack(site, manner, in: office)
                } catch {
                    try await giveBack(site, shaping, in: office)
                    throw error
                }
                try await giveBack(site, shaping, in: office)
            }
        }

        /// Brings the device back to what the next test expects.
        private func giveBack(_ site: Site, _ shaping: Shaping?, in office: LabOffice) async throws {
            // A line may find nothing to take away.
            _ = try await office.sshAnswer(site.device, site.restore(shaping))
            try await office.forgetWayBack(site.device)
        }

        private func pushAndGoBack(_ site: Site, _ manner: Manner, in office: LabOffice) async throws {
            let before = try await content(of: site, in: office)
            let digest = try await plan(site, in: office)
            let reader = try StoreReader(office.store)
            let begin = try reader.last()
            let child = try office.startPita(["apply", "--no-documents", digest], as: "pelaksana")
            // A push that is killed once all is proven is finished by a recovery.
            let last = manner == .recovery ? "answered 1" : "read-back"
            try await reader.wait(after: begin, while: child) { steps in
                steps.contains { $0.device == site.device && $0.name == last }
            }
            child.signal(SIGKILL)
            let ended = try await child.end()
            let steps = try reader.steps(after: begin)
            try #require(
                !steps.contains { $0.name == "confirming" } && steps.contains { $0.name == last },
                "\(ended.all)\n\(steps)")
            #expect(try await content(of: site, in: office) != before, "nothing was changed")
            if manner == .rollbackFires { try await waitUntilBack(site, before, in: office) }
            let recovered = try await office.pita(as: "kadis", "recover", "--no-documents")
            #expect(recovered.status == 0, "\(recovered.all)")
            #expect(try await content(of: site, in: office) == before, "\(recovered.all)")
            let record = try await office.newestRecord()
            #expect(record.plan.digest == digest)
            #expect(record.devices.map(\.outcome) == ["dikembalikan"], "\(recovered.all)")
        }

        /// Waits until the device has gone back by itself.
        private func waitUntilBack(_ site: Site, _ before: String, in office: LabOffice) async throws {
            let limit = ContinuousClock.now + .seconds(300)
            while try await content(of: site, in: office) != before {
                try #require(ContinuousClock.now < limit, "\(site.device) does not go back by itself")
                try await Task.sleep(for: .milliseconds(500))
            }
        }

        /// What the device holds. Rows of Open vSwitch are told apart by what they hold, since a row that comes again has
        /// another identifier.
        private func content(of site: Site, in office: LabOffice) async throws -> String {
            let truth = try await office.truth(site.device)
            guard site.platform == "openvswitch" else { return truth }
            let tables = try truth.split(separator: "\n").map { line in
                let table = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
                return try #require(table["data"] as? [[Any]]).map { row in
                    let text = String(
                        decoding: try JSONSerialization.data(withJSONObject: row, options: .sortedKeys), as: UTF8.self)
                    return text.replacing(/"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"/, with: "-")
                }.sorted().joined(separator: "\n")
            }
            return tables.joined(separator: "\n\n")
        }

        private func plan(_ site: Site, in office: LabOffice) async throws -> String {
            let made = try await office.pita(
                as: "perencana", "plan", "uji", "--set", "segment=dinkes", "--set", "bandwidth=14M/6M", "--output",
                "json")
            try #require(made.status == 0, "\(made.all)")
            let digest = String(try #require(made.output.firstMatch(of: /"digest": "(sha256:[0-9a-f]+)"/)?.1))
            let approved = try await office.pita(
                as: "kasi", "approve", digest, "--reason", "sesuai disposisi", "--override-capacity", "belum ada data")
            try #require(approved.status == 0, "\(approved.all)")
            return digest
        }

        /// Runs `body` while the office has a playbook that makes the segment's template on this device alone, and gives the
        /// device back as it was.
        private func withPlaybook(of site: Site, in office: LabOffice, _ body: () async throws -> Void) async throws {
            let playbook = """
                name: uji
                title: Segmen pada satu perangkat
                description: Templat segmen pada satu perangkat.
                parameters:
                  segment: {type: segment, description: Segmen yang dibangun}
                  bandwidth: {type: bandwidth, description: "Alokasi, unduh/unggah"}
                allocation: {segment: segment, bandwidth: bandwidth}
                mode: merge
                targets:
                  - devices: \(site.platform == "openvswitch" ? "path" : "segment")
                    role: \(site.role)
                    templates: {\(site.platform): \(site.platform)/segment.j2}
                verify: {snmp: true}

                """
            let path = "\(office.office)/Playbooks/uji.yaml"
            try playbook.write(toFile: path, atomically: true, encoding: .utf8)
            defer { try? FileManager.default.removeItem(atPath: path) }
            guard site.device == LabOffice.edge else { return try await body() }
            try await office.withEdge("! tidak dipakai\n", body)
        }
    }
}
