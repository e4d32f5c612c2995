import PitaInventory

/// Where the host key of a device or of a jump host is pinned, and under which name.
struct HostKeyPlace: Hashable {
    /// The device's name, or `jump host HOST:PORT`.
    let name: String
    /// The address or name by which it is reached.
    let host: String
    /// The SSH port.
    let port: Int
    /// The file that the inventory names.
    let file: String
    /// How a key that has changed is let go.
    let wayToForget: String

    /// The place of a device's key.
    init(_ device: Device) {
        let ssh = device.connection.ssh
        name = device.name.text
        host = device.management.description
        port = Int(ssh.port)
        file = ssh.knownHosts
        wayToForget = "`pita host-key forget` and enrol again"
    }

    /// The place of the key of the jump host before a device; `nil` where there is none.
    init?(jumpHostBefore device: Device) {
        let ssh = device.connection.ssh
        guard let jump = ssh.jump else { return nil }
        name = "jump host \(jump.host):\(jump.port)"
        host = jump.host
        port = Int(jump.port)
        file = ssh.knownHosts
        wayToForget = "take its line out of \(ssh.knownHosts) and enrol again"
    }

    /// A row about it.
    func row(key: String, state: String) -> HostKeyOperation.Row {
        HostKeyOperation.Row(device: name, address: "\(host):\(port)", key: key, state: state)
    }
}
