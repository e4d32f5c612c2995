/// A switch with VRP as its manuals describe it, as far as VLANs, ports and policies go. It refuses what a real one refuses.
struct MiniVRP: Equatable {
    struct Port: Equatable {
        var linkType: String?
        var vlan = 1
        var pvid = 1
        var allowed: Set<Int> = [1]
        var description: String?
        var address: String?
        var shaping: Int?
        var policies: [String: String] = [:]
        var isDown = false

        /// A port has to be as it was made before it becomes one of another type.
        var isFresh: Bool { vlan == 1 && pvid == 1 && allowed == [1] }
    }

    struct Config: Equatable {
        var vlans: [Int: [String: String]] = [:]
        var ports: [String: Port] = [:]
        var classifiers: [String: String] = [:]
        var conditions: [String: Set<String>] = [:]
        var behaviors: [String: Int?] = [:]
        var policies: [String: [String: String]] = [:]
        var routes: [String: String] = [:]
        var servers: Set<String> = []
    }

    enum View: Equatable {
        case user, system
        case vlan(Int)
        case port(String)
        case classifier(String)
        case behavior(String)
        case policy(String)
    }

    let isTwoStage: Bool
    private(set) var running: Config
    private var candidate: Config
    private var view = View.user
    private var before: (config: Config, name: String)?

    static func == (left: MiniVRP, right: MiniVRP) -> Bool { left.running == right.running }

    init(isTwoStage: Bool) {
        self.isTwoStage = isTwoStage
        running = Config()
        for number in 1...4 { running.ports["GigabitEthernet0/0/\(number)"] = Port() }
        candidate = running
    }

    /// Why a line is refused.
    struct Refusal: Error { let words: String }

    /// Runs a command and the lines after it up to the first that is refused, and leaves the view that it ended in.
    mutating func run(_ text: String, _ input: String) -> String? {
        defer {
            view = .user
            candidate = running
        }
        for line in [text] + input.split(separator: "\n").map(String.init) {
            do { try take(line) } catch { return "\(line): \((error as? Refusal)?.words ?? "")" }
        }
        return nil
    }

    /// The time of a trial is over.
    mutating func expire() {
        if let before { running = before.config }
        (before, candidate) = (nil, running)
    }

    private mutating func take(_ line: String) throws {
        let words = line.split(separator: " ").map(String.init)
        if words == ["quit"] { view = view == .system ? .user : .system; return }
        if view == .user {
            guard words == ["system-view"] else { throw Refusal(words: "Unrecognized command") }
            view = .system
        } else if words.first == "commit" || words.first == "abort" {
            try commit(words)
        } else {
            if view == .system { try system(words) } else { try inner(words, line) }
            if !isTwoStage { running = candidate }
        }
    }

    private mutating func commit(_ words: [String]) throws {
        guard isTwoStage else { throw Refusal(words: "Unrecognized command") }
        switch words.count {
        case 1: running = candidate
        case 5 where words[1] == "trial" && words[3] == "persist":
            guard let time = Int(words[2]), (60...65535).contains(time), before == nil, words[4].first?.isLetter == true
            else {
                throw Refusal(words: "Wrong parameter")
            }
            before = (running, words[4])
            running = candidate
        case 3 where words[1] == "persist" && words[2] == before?.name: before = nil
        case 4 where words[0] == "abort" && words[3] == before?.name: expire()
        default: throw Refusal(words: "The trial does not exist")
        }
    }

    // MARK: the system view

    private mutating func system(_ words: [String]) throws {
        let isUndo = words[0] == "undo"
        let rest = Array(words.dropFirst(isUndo ? 1 : 0))
        switch rest.first {
        case "vlan": try vlan(rest, isUndo)
        case "interface": try interface(rest, isUndo)
        case "traffic": try traffic(rest, isUndo)
        case "ip" where rest.count >= 5 && rest[1] == "route-static":
            let key = rest[2...4].joined(separator: " ")
            guard !isUndo || (rest.count == 5 && candidate.routes[key] != nil) else {
                throw Refusal(words: "Wrong parameter")
            }
            candidate.routes[key] = isUndo ? nil : rest[5...].joined(separator: " ")
        case "ntp-service" where rest.count == 3 && rest[1] == "unicast-server":
            if isUndo {
                guard candidate.servers.remove(rest[2]) != nil else { throw Refusal(words: "It does not exist") }
            } else {
                candidate.servers.insert(rest[2])
            }
        default: throw Refusal(words: "Unrecognized command")
        }
    }

    private mutating func vlan(_ words: [String], _ isUndo: Bool) throws {
        guard words.count == 2, let id = Int(words[1]), (1...4094).contains(id) else {
            throw Refusal(words: "Wrong parameter")
        }
        guard isUndo else {
            candidate.vlans[id, default: [:]].merge([:]) { $1 }
            view = .vlan(id)
            return
        }
        guard candidate.vlans[id] != nil, id != 1 else { throw Refusal(words: "The VLAN does not exist") }
        guard candidate.ports["Vlanif\(id)"] == nil else { throw Refusal(words: "Delete the VLANIF interface first") }
        candidate.vlans[id] = nil
        for name in candidate.ports.keys where candidate.ports[name]?.vlan == id { candidate.ports[name]?.vlan = 1 }
    }

    private mutating func interface(_ words: [String], _ isUndo: Bool) throws {
        guard words.count == 2 else { throw Refusal(words: "Too many parameters") }
        let vlan = words[1].hasPrefix("Vlanif") ? Int(words[1].dropFirst(6)) : nil
        if isUndo {
            guard vlan != nil, candidate.ports[words[1]] != nil else { throw Refusal(words: "It does not exist") }
            candidate.ports[words[1]] = nil
            return
        }
        if candidate.ports[words[1]] == nil {
            guard let vlan, candidate.vlans[vlan] != nil else { throw Refusal(words: "The VLAN does not exist") }
            candidate.ports[words[1]] = Port()
        }
        view = .port(words[1])
    }

    private mutating func traffic(_ words: [String], _ isUndo: Bool) throws {
        guard words.count >= 3, !isUndo || words.count == 3 else { throw Refusal(words: "Too many parameters") }
        let name = words[2]
        switch (words[1], isUndo) {
        case ("classifier", false):
            guard words.count == 3 || (words.count == 5 && words[3] == "operator" && ["or", "and"].contains(words[4]))
            else {
                throw Refusal(words: "Wrong parameter")
            }
            candidate.classifiers[name] = words.count == 5 ? words[4] : "and"
            candidate.conditions[name, default: []].formUnion([])
            view = .classifier(name)
        case ("classifier", true):
            guard candidate.classifiers[name] != nil, !candidate.policies.values.contains(where: { $0[name] != nil })
            else {
                throw Refusal(words: "The classifier is in use or does not exist")
            }
            (candidate.classifiers[name], candidate.conditions[name]) = (nil, nil)
        case ("behavior", false):
            if candidate.behaviors[name] == nil { candidate.behaviors[name] = .some(nil) }
            view = .behavior(name)
        case ("behavior", true):
            let isUsed = candidate.policies.values.contains { $0.values.contains(name) }
            guard candidate.behaviors[name] != nil, !isUsed else {
                throw Refusal(words: "The behavior is in use or missing")
            }
            candidate.behaviors.removeValue(forKey: name)
        case ("policy", false):
            candidate.policies[name, default: [:]].merge([:]) { $1 }
            view = .policy(name)
        case ("policy", true):
            let isUsed = candidate.ports.values.contains { $0.policies.values.contains(name) }
            guard candidate.policies[name] != nil, !isUsed else {
                throw Refusal(words: "The policy is in use or missing")
            }
            candidate.policies[name] = nil
        default: throw Refusal(words: "Unrecognized command")
        }
    }

    // MARK: other views

    private mutating func inner(_ words: [String], _ line: String) throws {
        let isUndo = words[0] == "undo"
        let rest = Array(words.dropFirst(isUndo ? 1 : 0))
        switch view {
        case .vlan(let id):
            guard ["name", "description"].contains(rest[0]), isUndo ? rest.count == 1 : rest.count > 1 else {
                throw Refusal(words: "Too many parameters")
            }
            candidate.vlans[id]?[rest[0]] = isUndo ? nil : String(line.dropFirst(rest[0].count + 1))
        case .classifier(let name):
            guard rest.count > 1, rest[0] == "if-match" else { throw Refusal(words: "Unrecognized command") }
            let condition = rest.joined(separator: " ")
            if isUndo {
                guard candidate.conditions[name]?.remove(condition) != nil else {
                    throw Refusal(words: "It does not exist")
                }
            } else {
                candidate.conditions[name]?.insert(condition)
            }
        case .behavior(let name):
            if isUndo {
                guard rest == ["car"] else { throw Refusal(words: "Too many parameters") }
                candidate.behaviors[name] = .some(nil)
            } else {
                guard rest.count == 3, rest[0] == "car", rest[1] == "cir", let rate = Int(rest[2]), rate >= 8 else {
                    throw Refusal(words: "Wrong parameter")
                }
                candidate.behaviors[name] = .some(rate)
            }
        case .policy(let name):
            guard rest.count == (isUndo ? 2 : 4), rest[0] == "classifier" else {
                throw Refusal(words: "Too many parameters")
            }
            if isUndo {
                guard candidate.policies[name]?.removeValue(forKey: rest[1]) != nil else {
                    throw Refusal(words: "None")
                }
            } else {
                guard candidate.classifiers[rest[1]] != nil, candidate.behaviors[rest[3]] != nil else {
                    throw Refusal(words: "The classifier or behavior does not exist")
                }
                candidate.policies[name]?[rest[1]] = rest[3]
            }
        case .port(let name): try port(name, rest, isUndo, line)
        case .user, .system: throw Refusal(words: "Unrecognized command")
        }
    }

    private mutating func port(_ name: String, _ words: [String], _ isUndo: Bool, _ line: String) throws {
        guard var port = candidate.ports[name] else { throw Refusal(words: "No interface") }
        defer { candidate.ports[name] = port }
        switch words.first {
        case "description":
            guard isUndo == (words.count == 1) else { throw Refusal(words: "Too many parameters") }
            port.description = isUndo ? nil : String(line.dropFirst("description ".count))
        case "shutdown" where words.count == 1: port.isDown = !isUndo
        case "port": try switching(&port, name, words, isUndo)
        case "ip": try address(&port, name, words, isUndo)
        case "qos":
            guard words.count == (isUndo ? 3 : 5), words[1] == "lr", words[2] == "outbound", !name.hasPrefix("Vlanif")
            else {
                throw Refusal(words: "Too many parameters")
            }
            if isUndo, port.shaping == nil { throw Refusal(words: "None") }
            port.shaping = isUndo ? nil : Int(words[4])
        case "traffic-policy":
            guard words.count == (isUndo ? 2 : 3), let way = words.last, ["inbound", "outbound"].contains(way) else {
                throw Refusal(words: "Too many parameters")
            }
            if isUndo {
                guard port.policies.removeValue(forKey: way) != nil else { throw Refusal(words: "None is applied") }
            } else {
                guard candidate.policies[words[1]] != nil, [nil, words[1]].contains(port.policies[way]) else {
                    throw Refusal(words: "The policy does not exist, or one is applied")
                }
                port.policies[way] = words[1]
            }
        default: throw Refusal(words: "Unrecognized command")
        }
    }

    private func switching(_ port: inout Port, _ name: String, _ words: [String], _ isUndo: Bool) throws {
        guard name.hasPrefix("Gig") else { throw Refusal(words: "Unrecognized command") }
        switch words.dropFirst().prefix(2).joined(separator: " ") {
        case let first where first.hasPrefix("link-type"):
            let type = isUndo ? nil : words.last
            guard isUndo == (words.count == 2), type == port.linkType || port.isFresh else {
                throw Refusal(words: "Please renew the default configurations")
            }
            port.linkType = type
        case "default vlan":
            guard port.linkType == "access", isUndo ? words.count == 3 : candidate.vlans[Int(words[3]) ?? 0] != nil
            else {
                throw Refusal(words: "Not an access port, or no such VLAN")
            }
            port.vlan = isUndo ? 1 : Int(words[3]) ?? 0
        case "trunk pvid":
            guard port.linkType == "trunk", words.count == (isUndo ? 4 : 5) else { throw Refusal(words: "Not a trunk") }
            port.pvid = isUndo ? 1 : Int(words[4]) ?? 0
        case "trunk allow-pass":
            guard port.linkType == "trunk", words.count > 4, words.count <= 34 else {
                throw Refusal(words: "Not a trunk")
            }
            let ids = try Self.list(words[4...])
            port.allowed = isUndo ? port.allowed.subtracting(ids) : port.allowed.union(ids)
        default: throw Refusal(words: "Unrecognized command")
        }
    }

    private static func list(_ words: ArraySlice<String>) throws -> Set<Int> {
        var ids: Set<Int> = []
        var last: Int?
        var isRange = false
        for word in words {
            if word == "to" {
                isRange = true
                continue
            }
            guard let id = Int(word), (1...4094).contains(id) else { throw Refusal(words: "Wrong parameter") }
            ids.formUnion(isRange ? (last ?? id)...id : id...id)
            (last, isRange) = (id, false)
        }
        return ids
    }

    private func address(_ port: inout Port, _ name: String, _ words: [String], _ isUndo: Bool) throws {
        guard words.count == 4, words[1] == "address", name.hasPrefix("Vlanif") else {
            throw Refusal(words: "Wrong parameter")
        }
        let text = "\(words[2]) \(words[3])"
        guard !isUndo || port.address == text else { throw Refusal(words: "The address does not exist") }
        let isTaken = candidate.ports.contains { $0.key != name && $0.value.address?.hasPrefix(words[2] + " ") == true }
        guard isUndo || !isTaken else { throw Refusal(words: "The address conflicts with another") }
        port.address = isUndo ? nil : text
    }
}
