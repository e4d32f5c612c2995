import Foundation

/// Sends frames into the far ends of the devices' ports at steady rates, so that real counters move.
struct FrameSender {
    /// Bytes of a frame; large, so that little work moves many bits.
    static let size = 8900

    struct Stream {
        var socket: Int32
        var frame: [UInt8]
        var rate: Double
        var sent = 0.0
    }

    private var streams: [Stream] = []

    init(_ office: Office) throws {
        for (number, device) in office.devices.enumerated() {
            for flow in device.flows {
                guard let port = device.ports.firstIndex(of: flow.port) else { continue }
                let socket = try Self.open(PeerDevice.far(number, port))
                streams.append(Stream(socket: socket, frame: Self.frame(flow), rate: flow.rate))
            }
        }
    }

    /// A packet socket on an interface.
    private static func open(_ name: String) throws -> Int32 {
        let family: Int32 = 17
        let descriptor = socket(family, Int32(SOCK_RAW.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw LabError.system("packet socket") }
        let index = if_nametoindex(name)
        guard index > 0 else { throw LabError.system("no interface \(name)") }
        // struct sockaddr_ll of packet(7): family, protocol, index, then hardware type, packet type, address.
        var address = [UInt8](repeating: 0, count: 20)
        address[0] = UInt8(family)
        withUnsafeBytes(of: Int32(index)) { address.replaceSubrange(4..<8, with: $0) }
        let code = address.withUnsafeBytes { bytes in
            bytes.baseAddress.map { bind(descriptor, $0.assumingMemoryBound(to: sockaddr.self), 20) } ?? -1
        }
        guard code == 0 else { throw LabError.system("bind to \(name)") }
        return descriptor
    }

    /// A UDP packet in an Ethernet frame.
    static func frame(_ flow: LabDevice.Flow) -> [UInt8] {
        func hardware(_ text: String) -> [UInt8] { text.split(separator: ":").compactMap { UInt8($0, radix: 16) } }
        func word(_ value: Int) -> [UInt8] { [UInt8(value >> 8 & 255), UInt8(value & 255)] }
        func address(_ text: String) -> [UInt8] {
            let value = IPv4.parse(text) ?? 0
            return word(Int(value >> 16)) + word(Int(value & 0xFFFF))
        }
        var frame = hardware(flow.to) + hardware(flow.from)
        if let vlan = flow.vlan { frame += [0x81, 0x00] + word(vlan) }
        frame += [0x08, 0x00]
        let length = size - frame.count
        var header: [UInt8] =
            [0x45, 0] + word(length) + [0, 0, 0, 0, 64, 17, 0, 0] + address(flow.source) + address(flow.destination)
        var sum = stride(from: 0, to: 20, by: 2).reduce(0) { $0 + Int(header[$1]) << 8 + Int(header[$1 + 1]) }
        while sum > 0xFFFF { sum = sum & 0xFFFF + sum >> 16 }
        header.replaceSubrange(10..<12, with: word(~sum & 0xFFFF))
        frame += header + word(9) + word(9) + word(length - 20) + [0, 0]
        return frame + [UInt8](repeating: 0, count: size - frame.count)
    }

    /// Sends until the lab's keeper is gone.
    mutating func run(while isWanted: () -> Bool) {
        let start = Clocks.monotonic()
        var checked = start
        while true {
            let now = Clocks.monotonic()
            if now - checked > 1 {
                checked = now
                if !isWanted() { return }
            }
            for index in streams.indices {
                let due = (now - start) * streams[index].rate / 8
                // After a pause (a stopped machine) it does not make up for more than a second.
                streams[index].sent = max(streams[index].sent, due - streams[index].rate / 8)
                while streams[index].sent < due {
                    streams[index].frame.withUnsafeBytes {
                        _ = send(streams[index].socket, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT))
                    }
                    streams[index].sent += Double(Self.size)
                }
            }
            Clocks.sleep(0.02)
        }
    }
}
