import PitaDiagnostics
import PitaNetwork

/// What the approver of a change should know: where a commit is taken and it still does not do what was meant.
struct JunosWarnings {
    let running: ConfigTree
    let target: ConfigTree
    let touched: [ObjectID]
    let marks: [ObjectID: SourceMark]
    /// The members of all trunks, and the numbers among them.
    private let carried: Set<String>
    private let ranges: VLANSet?
    /// The words for the mode of a port that the device's ports have.
    private let known: [String]

    private static let modes = JunosRules.modes.map { "family ethernet-switching \($0)" }

    init(running: ConfigTree, target: ConfigTree, touched: [ObjectID], marks: [ObjectID: SourceMark]) {
        (self.running, self.target, self.touched, self.marks) = (running, target, touched, marks)
        let trunks = target.objects(in: "interfaces unit").filter { JunosRules.mode($0.properties) == "trunk" }
        carried = Set(trunks.flatMap { $0.properties.keys.compactMap { JunosRules.member(JunosWords.words($0)) } })
        ranges = VLANSet(carried.filter { !JunosRules.isName($0) && $0 != "all" }.joined(separator: ","))
        let units = running.objects(in: "interfaces unit")
        known = Self.modes.filter { word in units.contains { $0.properties[word] != nil } }
    }

    /// All of them.
    func all() -> [Diagnostic] {
        touched.flatMap { id -> [Diagnostic] in
            guard let object = target[id] else { return [] }
            switch id.section {
            case "class-of-service interfaces unit": return scheduler(object)
            case "firewall policer": return burst(object)
            case "interfaces unit": return lonely(object) + style(object)
            default: return []
            }
        }
    }

    /// What is to be said of the lines themselves: another order, entries of which nothing is left but the name.
    func lines(of change: JunosChange) -> [Diagnostic] {
        change.lines.filter { $0.hasPrefix("insert ") }.map {
            Diagnostic("what is asked in turn stands in another order: \($0)", severity: .warning)
        }
            + change.emptied.map { entry in
                let isTerm = entry.contains(" term ")
                return Diagnostic(
                    "`\(entry)` stays with nothing in it\(isTerm ? ": such a term takes everything" : "")"
                        + "; write `delete \(entry)` if it is to go", severity: .warning)
            }
    }

    private func warning(_ message: String, _ id: ObjectID) -> Diagnostic {
        Diagnostic(message, at: marks[id], severity: .warning)
    }

    /// A rate of a unit is only kept where its interface schedules by units.
    private func scheduler(_ object: ConfigObject) -> [Diagnostic] {
        let names = JunosWords.words(object.id.key)
        guard object.properties.keys.contains("shaping-rate"), names.count == 2 else { return [] }
        let interface = target[ObjectID(section: "interfaces", key: JunosWords.written(names[0]))]?.properties ?? [:]
        guard interface["per-unit-scheduler"] == nil, interface["hierarchical-scheduler"] == nil else { return [] }
        return [
            warning("\(object.id): `shaping-rate` needs `set interfaces \(names[0]) per-unit-scheduler`", object.id)
        ]
    }

    /// Ten packets of the usual size.
    private static let leastBurst: UInt64 = 15_000

    private func burst(_ object: ConfigObject) -> [Diagnostic] {
        guard let burst = JunosNumbers.rate(object.properties["if-exceeding burst-size-limit"]), burst < Self.leastBurst
        else { return [] }
        return [
            warning(
                "\(object.id): a burst of \(burst) octets is less than ten packets of 1500; much less than the rate gets through",
                object.id)
        ]
    }

    /// A VLAN that comes to an access port and is on no trunk: nothing leaves the switch by it.
    private func lonely(_ object: ConfigObject) -> [Diagnostic] {
        guard JunosRules.mode(object.properties) != "trunk" else { return [] }
        return object.properties.keys.sorted().compactMap { name in
            guard running[object.id]?.properties[name] == nil, let vlan = JunosRules.member(JunosWords.words(name)),
                !carried.contains("all"), !carried.contains(vlan)
            else { return nil }
            let id = target[ObjectID(section: "vlans", key: JunosWords.written(vlan))]?.properties["vlan-id"] ?? vlan
            if let number = Int(id).flatMap(VLANID.init), ranges?.contains(number) == true || carried.contains(id) {
                return nil
            }
            return warning(
                "VLAN \(vlan) is on no trunk: what is on \(object.id.key) does not leave the switch", object.id)
        }
    }

    /// New switches know `interface-mode` (ELS), old ones `port-mode`; one refuses the other's.
    private func style(_ object: ConfigObject) -> [Diagnostic] {
        guard
            let other = Self.modes.first(where: {
                object.properties[$0] != nil && running[object.id]?.properties[$0] == nil
            }
            ),
            known.count == 1, known[0] != other
        else { return [] }
        return [warning("\(object.id) says `\(other)`, and the device's other ports say `\(known[0])`", object.id)]
    }
}
