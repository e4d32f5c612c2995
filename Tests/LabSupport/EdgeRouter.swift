import Foundation
import Testing

/// The router with FRRouting at the edge of a segment: what of it is planned, and what it really has.
extension LabOffice {
    /// Its name.
    static let edge = "rtr-tepi-dispora"
    /// Whether it can run.
    static let hasRouting = geteuid() == 0 && access("/usr/bin/vtysh", X_OK) == 0

    /// Runs `body` while the office has the router, its host key and a playbook for it.
    ///
    /// - Parameter lines: what the playbook's template says.
    func withEdge(_ lines: String, _ body: () async throws -> Void) async throws {
        let device = """
              \(Self.edge):
                platform: frr
                role: distribution
                management: \(Self.address(0))
                interfaces: [eth0, eth1]
                variables:
                  wan: {interface: eth0, address: 10.23.0.254/24, gateway: 10.23.0.1}
                  lan: {interface: eth1, address: 10.23.240.1/24}
                  routes: [{to: 10.60.0.0/16, via: 10.23.240.9, distance: 150}]

            """
        try lines.write(toFile: "\(office)/Templates/frr/uji.j2", atomically: true, encoding: .utf8)
        let playbook = """
            name: tepi
            title: Router tepi
            description: Alamat dan rute router tepi.
            parameters:
              segment: {type: segment, description: Segmen router}
            mode: merge
            targets:
              - devices: segment
                role: distribution
                templates: {frr: frr/uji.j2}
            verify: {snmp: true}

            """
        try playbook.write(toFile: "\(office)/Playbooks/tepi.yaml", atomically: true, encoding: .utf8)
        try await edited("Inventory/segments/dinkes.yaml", { $0 + device }) {
            let enrolled = try await pita("host-key", "enrol", Self.edge, "--yes")
            try #require(enrolled.status == 0, "\(enrolled.all)")
            try await body()
        }
        try FileManager.default.removeItem(atPath: "\(office)/Playbooks/tepi.yaml")
    }

    /// Plans the playbook of the router, and has it approved.
    func approvedEdgePlan() async throws -> String { try await approvedPlan(of: "tepi") }

    /// Plans a playbook that takes nothing but the segment `dinkes`, and has it approved.
    func approvedPlan(of playbook: String) async throws -> String {
        let made = try await pita(
            as: "perencana", "plan", playbook, "--set", "segment=dinkes", "--output", "json")
        try #require(made.status == 0, "\(made.all)")
        let answer = try JSONSerialization.jsonObject(with: Data(made.output.utf8)) as? [String: Any]
        let digest = try #require(answer?["digest"] as? String, "\(made.all)")
        let approved = try await pita(as: "kasi", "approve", digest, "--reason", "sesuai disposisi")
        try #require(approved.status == 0, "\(approved.all)")
        return digest
    }
}
