import PitaSSH

/// The workload `ssh-get`: log in to each device with a key, read `show running-config` on a channel of its own, close.
/// - Returns: the devices whose whole config was read.
func benchSSHGet() async throws -> Int {
    try await SSHDevices().count { session in
        try await session.execute("show running-config").standardOutput.count > 8000
    }
}
