import PitaInventory
import PitaSSH

/// How a device's SSH server looks to each client, and which of them the device would be reached by.
public struct DeviceInspection: Sendable {
    /// What the server says of itself.
    public let server: ServerInspection
    /// What the system's `ssh` offers; `nil` when there is none.
    public let system: SSHAlgorithms?
    /// What the inventory says.
    public let transport: SSHTransport

    /// What stands between the server and a client, with both sides' lists; empty for nothing.
    public func obstacles(for client: SSHTransport) -> [String] {
        switch client {
        case .libssh2: return server.offer.mismatches(with: server.libssh2)
        case .openssh:
            guard let system else { return ["there is no ssh on this machine"] }
            // A cipher that authenticates needs no MAC, and every ssh has such ciphers.
            let offer = server.offer
            return offer.mismatches(with: system).filter { !$0.hasPrefix("no MAC") || !Self.hasAEAD(offer, system) }
        case .automatic: return obstacles(for: .libssh2).isEmpty ? [] : obstacles(for: .openssh)
        }
    }

    private static func hasAEAD(_ one: SSHAlgorithms, _ other: SSHAlgorithms) -> Bool {
        one.cipher.contains { ($0.contains("gcm") || $0.contains("poly1305")) && other.cipher.contains($0) }
    }

    /// The client that the device is reached by.
    public var client: SSHTransport {
        guard transport == .automatic else { return transport }
        return obstacles(for: .libssh2).isEmpty ? .libssh2 : .openssh
    }
}
