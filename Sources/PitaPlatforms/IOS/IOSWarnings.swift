import PitaDiagnostics
import PitaNetwork

/// What a change may not bring about although the device takes it.
struct IOSWarnings {
    let change: LineConfig.Change
    let running: ConfigTree
    let dialect: IOSDialect
    /// The VLANs that trunks carry; all where one has no list, none where there is no trunk.
    private let carried: Set<ClosedRange<Int>>
    private let hasTrunks: Bool
    /// Whether the switch asks a trunk for its encapsulation.
    private let knowsISL: Bool
    /// The rates of each policy's classes, and the interfaces that send by it.
    private let rates: [String: [UInt64]]
    private let senders: [String: [ConfigObject]]

    private var target: ConfigTree { change.target }

    private static let encapsulation = "switchport trunk encapsulation"

    init(change: LineConfig.Change, running: ConfigTree, dialect: IOSDialect) {
        (self.change, self.running, self.dialect) = (change, running, dialect)
        let ports = change.target.objects(in: "interface")
        let lists = ports.filter { $0.properties["switchport mode"] == "trunk" }
            .map { $0.properties["switchport trunk allowed vlan"] }
        hasTrunks = !lists.isEmpty
        carried = Set(Set(lists).flatMap { $0.map { VLANSet($0)?.ranges ?? [] } ?? [1...4094] })
        knowsISL = running.objects(in: "interface").contains { $0.properties[Self.encapsulation] != nil }
        rates = Dictionary(grouping: change.target.objects(in: "policy-map > class")) { LinePath($0.id).steps[0].name }
            .mapValues { classes in
                classes.compactMap {
                    $0.properties["shape average"]?.words.first.flatMap { UInt64($0) }
                }
            }
        senders = Dictionary(grouping: ports) { $0.properties["service-policy output"] ?? "" }
    }

    /// All warnings.
    func all() -> [Diagnostic] {
        change.danglingWarnings(IOSInUse(dialect: dialect).effect)
            + change.differences.flatMap { difference -> [Diagnostic] in
                guard let after = difference.after else { return [] }
                let found: [String]
                switch difference.id.section {
                case "interface":
                    found =
                        accessVLAN(after) + trunkEncapsulation(after) + replaced(difference)
                        + tooFast(difference.id.key, after)
                case "vlan": found = difference.before == nil ? onNoTrunk(difference.id.key) : []
                case let section where section.contains("access-list"):
                    found = IOSAccessList.unreached(after, difference.before ?? [:])
                case "ip nat pool": found = usedPool(difference)
                case let section where section.hasSuffix("> class"):
                    found = smallBurst(after) + policies(of: difference.id)
                default: found = []
                }
                return found.map {
                    Diagnostic("\(difference.id): \($0)", at: change.marks[difference.id], severity: .warning)
                }
            }
    }

    /// What gives back what the device makes by itself: VLANs of ports that are not there yet.
    var undoing: [LineStep] {
        guard dialect != .eos else { return [] }
        let ports = change.differences.filter { $0.id.section == "interface" }
        let made = ports.flatMap { port in
            missingVLANs(port.after ?? [:]).filter {
                running[ObjectID(section: "vlan", key: $0)] == nil && !missingVLANs(port.before ?? [:]).contains($0)
            }
        }
        return Set(made).sorted { $0.count == $1.count ? $0 < $1 : $0.count < $1.count }.map {
            LineStep(path: [], lines: ["no vlan \($0)"], object: ObjectID(section: "vlan", key: $0), mark: nil)
        }
    }

    /// The VLANs of an access port that the switch does not have; none where it is not known which it has.
    private func missingVLANs(_ port: [String: String]) -> [String] {
        guard target.hasObjects(in: "vlan") else { return [] }
        return ["switchport access vlan", "switchport voice vlan"].compactMap { port[$0] }
            .filter { Int($0) != nil && target[ObjectID(section: "vlan", key: $0)] == nil }
    }

    private func accessVLAN(_ port: [String: String]) -> [String] {
        missingVLANs(port).map { vlan in
            "VLAN \(vlan) does not exist on the switch; "
                + (dialect == .eos ? "the port carries nothing until it does" : "the device makes it without a name")
        }
    }

    /// Whether a trunk carries a VLAN.
    private func onNoTrunk(_ vlan: String) -> [String] {
        guard let id = Int(vlan).flatMap(VLANID.init), hasTrunks, !carried.contains(where: { $0.contains(id.number) })
        else { return [] }
        return ["no trunk carries VLAN \(vlan): it does not leave the switch"]
    }

    /// No page of the maker says whether the addresses of a pool change while translations use them.
    private func usedPool(_ difference: ObjectDifference) -> [String] {
        guard difference.before != nil else { return [] }
        let references = LineReferences(grammar: dialect.grammar)
        let user = target.objects.first { object in
            object.id.section.hasPrefix("ip nat ") && running[object.id] != nil
                && references.names(of: object.id, in: target).contains("\(difference.id)")
        }
        return user.map {
            [
                "`\($0.id)` uses the pool: a device may refuse the change while translations stand; make a new pool and lead the rule there"
            ]
        } ?? []
    }

    /// Switches that know two encapsulations want one said before `switchport mode trunk`.
    private func trunkEncapsulation(_ port: [String: String]) -> [String] {
        guard port["switchport mode"] == "trunk", port[Self.encapsulation] == nil, knowsISL else { return [] }
        return ["the switch knows ISL too, and refuses a trunk without `\(Self.encapsulation) dot1q`"]
    }

    private func replaced(_ difference: ObjectDifference) -> [String] {
        ["service-policy input", "service-policy output"].compactMap { direction in
            guard let old = difference.before?[direction], let new = difference.after?[direction], old != new else {
                return nil
            }
            return "`\(direction) \(old)` is taken off before \(new) is put on; for a moment nothing is shaped"
        }
    }

    /// A shape that the interface never reaches.
    private func tooFast(_ name: String, _ port: [String: String]) -> [String] {
        let kilobits = port["bandwidth"].flatMap { UInt64($0.words.last ?? "") }
        let speed =
            kilobits.map { $0.multipliedReportingOverflow(by: 1000).partialValue }
            ?? IOSInterfaceName.speed(IOSInterfaceName.parent(name) ?? name)
        guard let speed, let policy = port["service-policy output"] else { return [] }
        return (rates[policy] ?? []).filter { $0 > speed }.prefix(1).map {
            "`service-policy output \(policy)` shapes to \($0) bit/s, and the interface has \(speed)"
        }
    }

    /// The same for interfaces that hold the policy already.
    private func policies(of id: ObjectID) -> [String] {
        guard let policy = LinePath(id).steps.first?.name else { return [] }
        return (senders[policy] ?? []).flatMap { tooFast($0.id.key, $0.properties) }
    }

    /// TCP needs a burst of about a round trip's traffic; below a twentieth of a second's it stays far under the rate.
    private func smallBurst(_ classes: [String: String]) -> [String] {
        guard let policer = classes["police"], let (rate, burst) = IOSRate.rateAndBurst(policer) else { return [] }
        let wanted = max(1500, rate / 160)
        return burst < wanted
            ? [
                "a burst of \(burst) octets is small for \(rate) bit/s: TCP stays below it (\(wanted) and more would do)"
            ] : []
    }
}
