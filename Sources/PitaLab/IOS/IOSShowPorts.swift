/// What `show` says of VLANs and switch ports.
extension IOSConsole {
    func padded(_ text: some StringProtocol, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private var switched: [String] { interfaceNames.filter { isSwitched($0) } }

    /// Whether frames pass: a port with a load has a cable.
    func isUp(_ name: String) -> Bool {
        guard !isShut(name) else { return false }
        if isPhysical(name) { return device.loads[name] != nil || line(name, "description") != nil }
        guard name.hasPrefix("Vlan"), let vlan = Int(name.dropFirst(4)) else { return true }
        guard vlan == 1 || state.running.vlans[vlan] != nil else { return false }
        return switched.contains { port in
            isUp(port) && (isTrunk(port) ? allowedVLANs(port)?.contains(vlan) ?? true : accessVLAN(port) == vlan)
        }
    }

    var vlanLines: [String] {
        let vlans = state.running.vlans.merging(Self.builtIn) { $1 }.keys.sorted()
        let rows = vlans.flatMap { vlan -> [String] in
            let ports = switched.filter { !isTrunk($0) && accessVLAN($0) == vlan }.map(Self.short)
            let status = (1002...1005).contains(vlan) ? "act/unsup" : "active"
            let left = padded(String(vlan), 4) + " " + padded(name(ofVLAN: vlan), 32) + " " + padded(status, 9) + " "
            var lines: [String] = []
            var rest = ports[...]
            repeat {
                let part = rest.prefix(4)
                rest = rest.dropFirst(4)
                let start = lines.isEmpty ? left : String(repeating: " ", count: left.count)
                lines.append(start + part.joined(separator: ", "))
            } while !rest.isEmpty
            return lines
        }
        return [
            "", "VLAN Name                             Status    Ports",
            "---- -------------------------------- --------- -------------------------------",
        ] + rows
    }

    var vtpLines: [String] {
        [
            "VTP Version capable             : 1 to 3", "VTP version running             : 1",
            "VTP Domain Name                 : "
                + (state.running.entry(["vtp domain"])?.text.split(separator: " ").last.map(String.init) ?? ""), "",
            "Feature VLAN:", "--------------",
            "VTP Operating Mode                : \(isTransparent ? "Transparent" : "Server")",
            "Maximum VLANs supported locally   : 1005",
            "Number of existing VLANs          : \(state.running.vlans.merging(Self.builtIn) { $1 }.count)",
            "Configuration Revision            : 0",
        ]
    }

    var statusLines: [String] {
        let rows = interfaceNames.filter { isPhysical($0) && !isManagement($0) }.map { name in
            let text = line(name, "description").map { String($0.dropFirst("description ".count)) } ?? ""
            let status = isShut(name) ? "disabled" : isUp(name) ? "connected" : "notconnect"
            let vlan = !isSwitched(name) ? "routed" : isTrunk(name) ? "trunk" : String(accessVLAN(name))
            return padded(Self.short(name), 9) + " " + padded(text.prefix(18), 18) + " " + padded(status, 12) + " "
                + padded(vlan, 10) + " " + (isUp(name) ? "a-full a-1000 " : "  auto   auto ") + model.portType
        }
        return ["", "Port      Name               Status       Vlan       Duplex  Speed Type"] + rows
    }

    var trunkLines: [String] {
        let trunks = switched.filter { isTrunk($0) && isUp($0) }
        func table(_ title: String, _ value: (String) -> String) -> [String] {
            ["", "Port                Vlans \(title)"] + trunks.map { padded(Self.short($0), 20) + value($0) }
        }
        guard !trunks.isEmpty else { return [] }
        let existing = Set(state.running.vlans.keys)
        func active(_ name: String) -> String {
            let vlans = (allowedVLANs(name) ?? Set(1...4094)).intersection(existing)
            return vlans.isEmpty ? "none" : VLANText.text(vlans)
        }
        return [
            "", "Port                Mode             Encapsulation  Status        Native vlan",
        ]
            + trunks.map {
                padded(Self.short($0), 20) + padded("on", 17) + padded("802.1q", 15) + padded("trunking", 14)
                    + String(nativeVLAN($0))
            }
            + table("allowed on trunk") { name in
                allowedVLANs(name).map { $0.isEmpty ? "none" : VLANText.text($0) } ?? "1-4094"
            }
            + table("allowed and active in management domain", active)
            + table("in spanning tree forwarding state and not pruned", active)
    }

    func showSwitchport(_ command: ParsedCommand) {
        if let name = command.values.first, state.running.entry(["interface " + name]) == nil { return refuseTyped() }
        let names = command.values.first.map { [$0] } ?? switched
        for name in names { say(switchportLines(name)) }
    }

    private func switchportLines(_ name: String) -> [String] {
        let short = Self.short(name)
        guard isSwitched(name) else { return ["Name: \(short)", "Switchport: Disabled", ""] }
        let mode = line(name, "switchport mode")?.dropFirst("switchport mode ".count) ?? "dynamic auto"
        let isTrunk = isTrunk(name)
        let title = mode == "access" ? "static access" : String(mode)
        let encapsulation = line(name, "switchport trunk encapsulation")?.split(separator: " ").last.map(String.init)
        func vlan(_ number: Int) -> String { "\(number) (\(self.name(ofVLAN: number)))" }
        return [
            "Name: \(short)", "Switchport: Enabled", "Administrative Mode: \(title)",
            "Operational Mode: \(!isUp(name) ? "down" : isTrunk ? "trunk" : "static access")",
            "Administrative Trunking Encapsulation: \(encapsulation ?? (model.has(.isl) ? "negotiate" : "dot1q"))",
            "Negotiation of Trunking: \(mode.hasPrefix("dynamic") || isTrunk && line(name, "switchport nonegotiate") == nil ? "On" : "Off")",
            "Access Mode VLAN: \(vlan(accessVLAN(name)))", "Trunking Native Mode VLAN: \(vlan(nativeVLAN(name)))",
            "Administrative Native VLAN tagging: enabled", "Voice VLAN: none",
        ] + enabled(allowedVLANs(name)) + [
            "Pruning VLANs Enabled: 2-1001", "Capture Mode Disabled", "Capture VLANs Allowed: ALL", "",
            "Protected: false", "Appliance trust: none", "",
        ]
    }

    /// A long list goes on in lines that begin with blanks.
    private func enabled(_ vlans: Set<Int>?) -> [String] {
        guard let vlans else { return ["Trunking VLANs Enabled: ALL"] }
        guard !vlans.isEmpty else { return ["Trunking VLANs Enabled: NONE"] }
        var lines: [String] = []
        var line = "Trunking VLANs Enabled: "
        for part in VLANText.text(vlans).split(separator: ",") {
            if line.count + part.count > 76 {
                lines.append(line)
                line = "     "
            }
            line += part + ","
        }
        return lines + [String(line.dropLast())]
    }
}
