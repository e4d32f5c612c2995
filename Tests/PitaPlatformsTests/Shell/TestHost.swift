import Foundation
import PitaPlatforms
import Testing

/// A host on a port of a device under test: a namespace of its own with one interface, `eth0`.
struct TestHost {
    let shell: DeviceShell
    /// Its address, without a length.
    let address: String

    /// A host with an address of a network of 24 bits, at the other end of `port`, which is made in the device's namespace.
    init(on port: String, of device: DeviceShell, address: String) throws {
        let name = "host-\(ProcessInfo.processInfo.processIdentifier)-\(UInt32.random(in: 0...UInt32.max))"
        _ = DeviceShell().run("ip netns add \(name)")
        self.address = address
        shell = DeviceShell(namespace: name)
        let made = device.run("ip link add \(port) type veth peer name eth0 netns \(name) && ip link set \(port) up")
        try #require(made.exitStatus == 0, Comment(rawValue: made.errorOutput))
        let set = shell.run("ip link set lo up; ip address add \(address)/24 dev eth0 && ip link set eth0 up")
        try #require(set.exitStatus == 0, Comment(rawValue: set.errorOutput))
    }

    func remove() { _ = DeviceShell().run("ip netns del \(shell.namespace ?? "")") }

    /// Whether another host answers.
    func reaches(_ other: TestHost) -> Bool {
        shell.run("ping -n -q -c 4 -i 0.2 -W 1 \(other.address)").output.contains(" 0% packet loss")
    }

    /// Whether no packet to another host is answered.
    func isCutOff(from other: TestHost) -> Bool {
        shell.run("ping -n -q -c 3 -i 0.2 -W 1 \(other.address)").output.contains("100% packet loss")
    }
}
