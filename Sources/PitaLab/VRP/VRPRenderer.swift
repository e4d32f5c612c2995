import Foundation

/// A configuration as VRP prints it.
struct VRPRenderer {
    let console: VRPConsole

    /// VLANs or ranges in a line.
    private static let listWidth = 10

    func running() -> [String] { header() + body(console.state.running) + ["return"] }

    func saved() -> [String] {
        guard let saved = console.state.saved else { return ["Error: The saved configuration does not exist."] }
        return header() + body(saved) + ["return"]
    }

    private func header() -> [String] {
        let version = console.device.version
        guard console.model.hasCandidate else { return ["[\(version)]"] }
        func stamp(_ seconds: Double?) -> String {
            ConsoleClock.long(.init(timeIntervalSince1970: seconds ?? 1_767_225_600)) + "+00:00"
        }
        return [
            "!Software Version \(version)",
            "!Last configuration was updated at \(stamp(console.state.changed)) by admin",
            "!Last configuration was saved at \(stamp(console.state.savedAt)) by admin",
        ]
    }

    /// Without header and `return`; sections end with a number sign.
    func body(_ configuration: VRPConfiguration) -> [String] {
        let batchRank = VRPTables.rank(.system, "vlan batch")
        let vlanRank = VRPTables.rank(.system, "vlan <")
        var lines = ["#"]
        var last: ConfigurationEntry?
        var hasBatch = false
        var hasVLANs = false
        for entry in configuration.entries {
            if !hasBatch, entry.rank > batchRank {
                lines += batch(configuration)
                hasBatch = true
            }
            if !hasVLANs, entry.rank > vlanRank {
                lines += vlans(configuration)
                hasVLANs = true
            }
            if let last, lines.last != "#", entry.children != nil || last.rank != entry.rank { lines.append("#") }
            lines += block(entry)
            last = entry
        }
        if !hasBatch { lines += batch(configuration) }
        return lines.last == "#" ? lines : lines + ["#"]
    }

    private func chunks(_ vlans: Set<Int>, _ start: String) -> [String] {
        let words = VRPConsole.words(vlans)
        return stride(from: 0, to: words.count, by: Self.listWidth).map {
            start + words[$0..<min(words.count, $0 + Self.listWidth)].joined(separator: " ")
        }
    }

    private func batch(_ configuration: VRPConfiguration) -> [String] {
        let vlans = Set(configuration.vlans.keys).subtracting([1])
        return vlans.isEmpty ? [] : ["#"] + chunks(vlans, "vlan batch ") + ["#"]
    }

    private func vlans(_ configuration: VRPConfiguration) -> [String] {
        configuration.vlans.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
            .flatMap { ["#", "vlan \($0.key)", " description \($0.value)"] }
    }

    func block(_ entry: ConfigurationEntry) -> [String] {
        [entry.text]
            + (entry.children ?? []).flatMap { child in
                if child.children != nil { return block(child).map { " " + $0 } }
                guard child.key == "port trunk allow-pass vlan" else { return [" " + child.text] }
                let vlans = VLANText.parse(child.text) ?? []
                let taken = vlans.contains(1) ? [] : [" undo port trunk allow-pass vlan 1"]
                return taken + chunks(vlans.subtracting([1]), " port trunk allow-pass vlan ")
            }
    }

    /// The block in which a session stands.
    func current() -> [String] {
        if console.view.vlan > 0 {
            let text = console.configuration.vlans[console.view.vlan] ?? ""
            return ["#", "vlan \(console.view.vlan)"] + (text.isEmpty ? [] : [" description " + text]) + [
                "#", "return",
            ]
        }
        guard let entry = console.configuration.entry(console.view.path) else { return body(console.configuration) }
        return ["#"] + block(entry) + ["#", "return"]
    }
}
