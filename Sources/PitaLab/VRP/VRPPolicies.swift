/// Classifiers, behaviors, policies, rate limits and access lists.
extension VRPConsole {
    private func isUsed(_ line: (String) -> Bool) -> Bool {
        configuration.entries.contains { ($0.children ?? []).contains { line($0.text) } }
    }

    func classifier(_ command: ParsedCommand, _ isUndone: Bool) {
        let name = command.values[0]
        let key = "traffic classifier " + name
        if isUndone {
            if isUsed({ $0.hasPrefix("classifier \(name) ") }) {
                return say("Error: The traffic classifier is used by a traffic policy.")
            }
            return change { $0.remove([], key) }
        }
        let kind = command.words.count > 3 ? command.words[4] : "or"
        let entry = ConfigurationEntry(key: key, text: "\(key) operator \(kind)", rank: command.row, children: [])
        open(entry, .classifier, "classifier-" + name)
    }

    func behavior(_ command: ParsedCommand, _ isUndone: Bool) {
        let name = command.values.first ?? ""
        if isUndone {
            if isUsed({ $0.hasPrefix("classifier ") && $0.hasSuffix(" behavior " + name) }) {
                return say("Error: The traffic behavior is used by a traffic policy.")
            }
            return change { $0.remove([], command.key) }
        }
        open(
            .init(key: command.key, text: command.text, rank: command.row, children: []), .behavior, "behavior-" + name)
    }

    func trafficPolicy(_ command: ParsedCommand, _ isUndone: Bool) {
        let name = command.values.first ?? ""
        if isUndone {
            if isUsed({ $0.hasPrefix("traffic-policy \(name) ") }) {
                return say("Error: The traffic policy has been applied and can not be deleted.")
            }
            return change { $0.remove([], command.key) }
        }
        open(
            .init(key: command.key, text: command.text, rank: command.row, children: []), .policy,
            "trafficpolicy-" + name)
    }

    /// What was left out is filled in.
    func car(_ command: ParsedCommand, _ isUndone: Bool) {
        let path = view.path
        if isUndone { return change { $0.remove(path, "car") } }
        func value(_ name: String) -> Int? {
            command.words.firstIndex(of: name).flatMap { Int(command.words[$0 + 1]) }
        }
        let cir = value("cir") ?? 8
        let pir = value("pir") ?? cir
        guard pir >= cir else { return say("Error: The PIR must be greater than or equal to the CIR.") }
        let cbs = value("cbs") ?? min(4_294_967_295, cir * 188)
        let pbs = value("pbs") ?? min(4_294_967_295, pir * 313)
        let text = "car cir \(cir) pir \(pir) cbs \(cbs) pbs \(pbs) green pass yellow pass red discard"
        change { $0.set(path, .init(key: "car", text: text, rank: command.row)) }
    }

    func policyLine(_ command: ParsedCommand, _ isUndone: Bool) {
        if !isUndone {
            guard configuration.entry(["traffic classifier " + command.values[0]]) != nil else {
                return say("Error: The traffic classifier does not exist.")
            }
            guard configuration.entry(["traffic behavior " + command.values[1]]) != nil else {
                return say("Error: The traffic behavior does not exist.")
            }
        }
        keep(command, isUndone)
    }

    func attach(_ command: ParsedCommand, _ isUndone: Bool) {
        let direction = command.words.last ?? ""
        let key = "traffic-policy " + direction
        let path = view.path
        let known = line(view.interface, key)?.split(separator: " ")[1]
        if isUndone {
            guard let known, command.values.isEmpty || command.values[0] == known else {
                return say("Error: The traffic policy is not applied.")
            }
            return change { $0.remove(path, key) }
        }
        guard configuration.entry(["traffic policy " + command.values[0]]) != nil else {
            return say("Error: The traffic policy does not exist.")
        }
        if let known, known != command.values[0] {
            return say("Error: A traffic policy has already been applied in this direction.")
        }
        change { $0.set(path, .init(key: key, text: command.text, rank: command.row)) }
    }

    /// The burst is computed where it was not given.
    func rateLimit(_ command: ParsedCommand, _ isUndone: Bool) {
        let path = view.path
        guard !isUndone else { return change { $0.remove(path, command.key) } }
        let rate = Int(command.values[0]) ?? 64
        let burst = command.values.count > 1 ? command.values[1] : String(min(4_294_967_295, max(4000, rate * 125)))
        let text = "\(command.key) cir \(rate) cbs \(burst)"
        change { $0.set(path, .init(key: command.key, text: text, rank: command.row)) }
    }

    // MARK: - Access lists

    func accessList(_ command: ParsedCommand, _ isUndone: Bool) {
        let number = command.values[0]
        let key = "acl number " + number
        if isUndone {
            if isUsed({ $0 == "if-match acl " + number }) { return say("Error: The ACL is in use.") }
            return change { $0.remove([], key) }
        }
        let kind = (Int(number) ?? 2000) < 3000 ? "basic" : "adv"
        open(.init(key: key, text: key, rank: command.row, children: []), .accessList, "acl-\(kind)-\(number)")
    }

    func rule(_ command: ParsedCommand, _ isUndone: Bool) {
        let path = view.path
        let rules = configuration.block(path) ?? []
        if isUndone {
            let key = "rule " + command.values[0]
            guard rules.contains(where: { $0.key == key }) else { return say("Error: The rule does not exist.") }
            return change { $0.remove(path, key) }
        }
        var words = Array(command.words.dropFirst())
        let given = Int(words[0])
        if given != nil { words.removeFirst() }
        let body = words.map { $0 == "0.0.0.0" ? "0" : $0 }.joined(separator: " ")
        if given == nil, rules.contains(where: { $0.text.hasSuffix(" " + body) }) {
            return say("Error: The rule already exists.")
        }
        let number = given ?? (rules.map(\.order).max().map { $0 / 5 * 5 + 5 } ?? 5)
        let entry = ConfigurationEntry(key: "rule \(number)", text: "rule \(number) \(body)", rank: 0, order: number)
        change { $0.set(path, entry) }
    }
}
