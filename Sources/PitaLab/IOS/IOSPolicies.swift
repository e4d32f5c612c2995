/// Class maps, policy maps and where they are attached.
extension IOSConsole {
    /// The policy that an interface has in a direction.
    func policy(_ interface: String, _ direction: String) -> String? {
        line(interface, "service-policy " + direction)?.split(separator: " ").last.map(String.init)
    }

    private var policyMaps: [ConfigurationEntry] { state.running.entries.filter { $0.key.hasPrefix("policy-map ") } }

    private func isUsed(_ policy: String) -> Bool {
        let isAttached = interfaceNames.contains { name in
            ["input", "output"].contains { self.policy(name, $0) == policy }
        }
        let isChild = policyMaps.contains { map in
            (map.children ?? []).contains { item in
                (item.children ?? []).contains { $0.text == "service-policy " + policy }
            }
        }
        return isAttached || isChild
    }

    func classMap(_ command: ParsedCommand, _ isNegated: Bool) {
        let name = command.values[0]
        let key = "class-map " + name
        if isNegated {
            let isUsed = policyMaps.contains { ($0.children ?? []).contains { $0.key == "class " + name } }
            if isUsed { return say("Class-map \(name) is being used") }
            change { $0.remove([], key) }
            return
        }
        let kind = command.words.count == 3 ? command.words[1] : "match-all"
        if let known = state.running.entry([key]), command.words.count == 3, known.text != "class-map \(kind) \(name)" {
            return say("% Class map \(name) already exists with a different match type")
        }
        let entry = ConfigurationEntry(key: key, text: "class-map \(kind) \(name)", rank: command.row, children: [])
        open([], entry, .classMap)
    }

    func policyMap(_ command: ParsedCommand, _ isNegated: Bool) {
        let name = command.values[0]
        if isNegated {
            if isUsed(name) { return say("Policy-map \(name) is being used") }
            change { $0.remove([], command.key) }
            return
        }
        open([], ConfigurationEntry(key: command.key, text: command.text, rank: command.row, children: []), .policyMap)
    }

    func policyClass(_ command: ParsedCommand, _ isNegated: Bool) {
        let name = command.values[0]
        let path = mode.path
        if isNegated {
            change { $0.remove(path, command.key) }
            return
        }
        guard name == "class-default" || state.running.entry(["class-map " + name]) != nil else {
            return say("% class map \(name) not configured")
        }
        // The class that takes the rest is always the last.
        let entry = ConfigurationEntry(
            key: command.key, text: command.text, rank: command.row, order: name == "class-default" ? 1 : 0,
            children: [])
        open(path, entry, .policyClass)
    }

    private func has(_ key: String) -> Bool { state.running.entry(mode.path + [key]) != nil }

    func queueing(_ command: ParsedCommand, _ isNegated: Bool) {
        let other = command.key == "priority" ? "bandwidth" : "priority"
        if !isNegated, has(other) {
            return say("% \(command.key) can not be configured together with \(other) in the same class")
        }
        keep(command, isNegated)
    }

    func shape(_ command: ParsedCommand, _ isNegated: Bool) {
        let policy = String(mode.path[0].dropFirst("policy-map ".count))
        let isInput = interfaceNames.contains { self.policy($0, "input") == policy }
        if !isNegated, isInput { return say("% Queueing actions are not supported in input direction") }
        keep(command, isNegated)
    }

    /// The burst is computed where it was not given, and the actions stand on lines of their own.
    func police(_ command: ParsedCommand, _ isNegated: Bool) {
        let path = mode.path
        if isNegated {
            change { $0.remove(path, "police") }
            return
        }
        let numbers = command.values.compactMap { Int($0) }
        let rate = numbers[0]
        let burst = numbers.count > 1 ? numbers[1] : max(1000, rate / 32)
        var text = "police cir \(rate) bc \(burst)"
        if numbers.count > 2 { text += " be \(numbers[2])" }
        func action(_ name: String, _ standard: String) -> ConfigurationEntry {
            let place = command.words.firstIndex(of: name + "-action")
            let word = place.map { command.words[$0 + 1] } ?? standard
            return ConfigurationEntry(
                key: name + "-action", text: "\(name)-action \(word)", rank: tables.rank(.police, name))
        }
        var actions = [action("conform", "transmit"), action("exceed", "drop")]
        if numbers.count > 2 || command.words.contains("violate-action") { actions.append(action("violate", "drop")) }
        let entry = ConfigurationEntry(key: "police", text: text, rank: command.row, children: actions)
        change { $0.set(path, entry) }
        mode = IOSMode(kind: .police, path: path + ["police"])
    }

    func childPolicy(_ command: ParsedCommand, _ isNegated: Bool) {
        let name = command.values.first ?? ""
        guard isNegated || state.running.entry(["policy-map " + name]) != nil else {
            return say("% policy map \(name) not configured")
        }
        if !isNegated, mode.path[0] == "policy-map " + name {
            return say("% policy map \(name) can not be its own child")
        }
        keep(command, isNegated)
    }

    func servicePolicy(_ command: ParsedCommand, _ isNegated: Bool) {
        let direction = command.words[1]
        let known = policy(mode.interface, direction)
        if isNegated {
            if let given = command.values.first, given != known { return say("% policy map \(given) not attached") }
            return keep(command, true)
        }
        let name = command.values[0]
        guard let map = state.running.entry(["policy-map " + name]) else {
            return say("% policy map \(name) not configured")
        }
        if let known, known != name { return say("Policy map \(known) is already attached") }
        let isQueueing = (map.children ?? []).contains { item in
            (item.children ?? []).contains { ["shape average", "bandwidth", "priority"].contains($0.key) }
        }
        if direction == "input", isQueueing {
            return say("% Queueing actions are not supported in input direction")
        }
        keep(command, false)
    }
}
