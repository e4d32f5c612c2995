import PitaInventory
import PitaSSH

/// The SSH client of each device, as the inventory names it. What `automatic` has found out about a host holds for as long
/// as this lives.
public struct DeviceTransports: Sendable {
    private let builtIn = LibSSH2Transport()
    private let memory = AutomaticTransport.Memory()
    private let directory: String

    /// The clients of an office.
    ///
    /// - Parameter directory: of the office, absolute: relative paths of the inventory begin there.
    public init(directory: String) { self.directory = directory }

    /// The client for a device.
    public func transport(for device: Device) -> any Transport {
        let settings = device.connection.ssh
        switch settings.transport {
        case .libssh2: return builtIn
        case .openssh: return system(for: device)
        case .automatic:
            return AutomaticTransport(first: builtIn, second: system(for: device), memory: memory)
        }
    }

    /// The system's `ssh` as the inventory has it for a device.
    func system(for device: Device) -> OpenSSHTransport {
        switch device.connection.ssh.config {
        case .user: OpenSSHTransport(configuration: .user)
        case .none: OpenSSHTransport(configuration: .none)
        case .file(let path):
            OpenSSHTransport(configuration: .file(path.hasPrefix("/") ? path : directory + "/" + path))
        }
    }
}
