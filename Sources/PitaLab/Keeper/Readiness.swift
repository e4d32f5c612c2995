import Foundation

/// Waits until every device answers on SSH and SNMP.
struct Readiness {
    let directory: LabDirectory
    let devices: [LabDevice]
    let secrets: LabSecrets

    /// Engine discovery of RFC 3414: every agent answers it with a report, whatever its users.
    private static let discovery: [UInt8] = [
        0x30, 0x3A, 0x02, 0x01, 0x03, 0x30, 0x0F, 0x02, 0x02, 0x4A, 0x69, 0x02, 0x03, 0x00, 0xFF, 0xE3, 0x04, 0x01,
        0x04,
        0x02, 0x01, 0x03, 0x04, 0x10, 0x30, 0x0E, 0x04, 0x00, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00, 0x04, 0x00, 0x04,
        0x00,
        0x04, 0x00, 0x30, 0x12, 0x04, 0x00, 0x04, 0x00, 0xA0, 0x0C, 0x02, 0x02, 0x37, 0xF0, 0x02, 0x01, 0x00, 0x02,
        0x01,
        0x00, 0x30, 0x00,
    ]

    func wait() throws {
        let silent = Set(
            devices.map(\.name).filter { FaultSet.load(directory.device($0, "faults.json")).has("snmp-silent") })
        try waitForAgents(devices.filter { !silent.contains($0.name) })
        // One sshd program serves all: a few answers prove it for hundreds.
        for device in devices.prefix(40) { try waitForSSH(device) }
    }

    private func waitForAgents(_ devices: [LabDevice]) throws {
        var waiting = devices
        let deadline = Clocks.monotonic() + 20 + Double(devices.count) * 0.1
        while !waiting.isEmpty {
            guard Clocks.monotonic() < deadline else {
                throw LabError("no SNMP answer from " + waiting.prefix(5).map(\.name).joined(separator: ", "))
            }
            waiting = try waiting.filter { try !answersSNMP($0) }
        }
    }

    func answersSNMP(_ device: LabDevice) throws -> Bool {
        let descriptor = try Sockets.bindUDP("127.0.0.1", 0)
        defer { close(descriptor) }
        var address = try Sockets.address(device.address, device.snmpPort)
        let sent = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(
                    descriptor, Self.discovery, Self.discovery.count, 0, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard sent > 0 else { return false }
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 250) > 0
    }

    private func waitForSSH(_ device: LabDevice) throws {
        guard try answersSSH(device) else { throw LabError("no SSH answer from \(device.name)") }
    }

    func answersSSH(_ device: LabDevice) throws -> Bool {
        let descriptor = try Sockets.connectTCP(device.address, device.sshPort)
        defer { close(descriptor) }
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&entry, 1, 10_000) > 0 else { return false }
        var banner = [UInt8](repeating: 0, count: 16)
        return read(descriptor, &banner, banner.count) > 4 && banner.starts(with: Array("SSH-".utf8))
    }
}
