/// Counters that move at a steady load while an interface is on.
struct TrafficMeter: Codable, Equatable {
    /// Monotonic seconds at the last start of the device.
    var started: Double
    /// Since when an interface is off, and how long it was off before.
    var offSince: [String: Double] = [:]
    var offTotal: [String: Double] = [:]

    mutating func note(_ interface: String, isOn: Bool, now: Double) {
        if isOn {
            if let since = offSince.removeValue(forKey: interface) { offTotal[interface, default: 0] += now - since }
        } else if offSince[interface] == nil {
            offSince[interface] = now
        }
    }

    mutating func restart(now: Double) {
        started = now
        offTotal = [:]
        for interface in offSince.keys { offSince[interface] = now }
    }

    func seconds(_ interface: String, now: Double) -> Double {
        let off = (offTotal[interface] ?? 0) + (offSince[interface].map { now - $0 } ?? 0)
        return max(0, now - started - off)
    }

    /// Bytes received and sent since the start.
    func bytes(_ interface: String, _ load: DeviceState.Load?, now: Double) -> (received: UInt64, sent: UInt64) {
        guard let load else { return (0, 0) }
        let seconds = seconds(interface, now: now)
        return (UInt64(max(0, load.received * seconds / 8)), UInt64(max(0, load.sent * seconds / 8)))
    }
}
