/// Counters that move at the configured load.
struct Counters {
    let router: Router

    /// Seconds since the start during which an item passed traffic.
    func seconds(_ item: Item) -> Double {
        let now = router.surroundings.monotonic()
        let off = item.offTotal + (item.offSince.map { now - $0 } ?? 0)
        return max(0, now - router.state.started - off)
    }

    /// Bytes received and sent by an interface since the start.
    func interface(_ item: Item) -> (received: UInt64, sent: UInt64) {
        guard let load = router.state.hardware.loads[item.values["name"] ?? ""] else { return (0, 0) }
        let seconds = seconds(item)
        return (UInt64(max(0, load.received * seconds / 8)), UInt64(max(0, load.sent * seconds / 8)))
    }

    /// Bytes of a queue: towards the target, and from it.
    func queueBytes(_ item: Item) -> (download: UInt64, upload: UInt64) {
        guard let load = router.state.hardware.loads["queue:" + (item.values["name"] ?? "")] else { return (0, 0) }
        let seconds = seconds(item)
        return (UInt64(max(0, load.received * seconds / 8)), UInt64(max(0, load.sent * seconds / 8)))
    }

    /// A read-only property of a queue, upload first.
    func queue(_ item: Item, _ property: String) -> String {
        let load = router.state.hardware.loads["queue:" + (item.values["name"] ?? "")]
        switch property {
        case "bytes":
            let bytes = queueBytes(item)
            return "\(bytes.upload)/\(bytes.download)"
        case "rate": return "\(Int64(load?.sent ?? 0))bps/\(Int64(load?.received ?? 0))bps"
        default: return "0/0"
        }
    }
}
