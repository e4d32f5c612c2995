/// What goes without saying on one model and not on another: whether a port is up, and whether it switches.
///
/// A device that shows `undo shutdown` (NE, CE) has its ports down otherwise; one that shows `portswitch` routes otherwise.
/// Which it is shows for each kind of port, and of routers by their model.
struct VRPUnsaid {
    private var upKinds: Set<Substring> = []
    private var said: Set<String> = []
    private var routedKinds: Set<Substring> = []
    private let isRouter: Bool

    /// - Parameters:
    ///   - text: the running config.
    ///   - model: the device's model; empty where it is not known.
    init(_ text: String, model: String) {
        isRouter = ["NE", "AR", "ATN", "CX", "PTN"].contains { model.hasPrefix($0) }
        var name: String?
        for line in text.split(whereSeparator: \.isNewline) {
            if line.first != " " {
                let words = line.words
                name = words.count >= 2 && words[0] == "interface" ? VRPValue.interface(String(words[1])) : nil
            } else if let name {
                switch String(line).trimmed {
                case "undo shutdown":
                    upKinds.insert(Self.kind(name))
                    said.insert("\(name) shutdown")
                case "portswitch":
                    routedKinds.insert(Self.kind(name))
                    said.insert("\(name) portswitch")
                default: break
                }
            }
        }
    }

    /// `GigabitEthernet` of `GigabitEthernet0/0/1`; a number before the letters belongs to it.
    private static func kind(_ name: String) -> Substring {
        let speed = name.prefix { $0.isNumber }
        return name.prefix(speed.count + name.dropFirst(speed.count).prefix { !$0.isNumber }.count)
    }

    /// The config with what it does not say.
    func completed(_ tree: ConfigTree) -> ConfigTree {
        guard isRouter || !upKinds.isEmpty || !routedKinds.isEmpty else { return tree }
        return tree.holding(
            tree.objects.map { object in
                guard object.id.section == "interface", VRPValue.isPhysical(object.id.key) || isGroup(object.id.key)
                else { return object }
                var object = object
                let (name, kind) = (object.id.key, Self.kind(object.id.key))
                if upKinds.contains(kind), !said.contains("\(name) shutdown"), object.properties["shutdown"] == nil {
                    object.properties["shutdown"] = LineTree.on
                }
                if isRouter || routedKinds.contains(kind), !said.contains("\(name) portswitch") {
                    object.properties["portswitch"] = LineTree.off
                }
                return object
            })
    }

    private func isGroup(_ name: String) -> Bool { name.hasPrefix("Eth-Trunk") && !name.contains(".") }
}
