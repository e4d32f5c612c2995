/// Writes a config in the form of an export, without wrapping.
public enum RouterOSPrinter {
    /// The text of a tree; reading it gives the same tree.
    public static func export(_ tree: ConfigTree) -> String {
        var lines: [String] = []
        var section: String?
        for object in tree.objects {
            if object.id.section != section { lines.append(object.id.section) }
            section = object.id.section
            lines.append(command(object))
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func command(_ object: ConfigObject) -> String {
        let key = RouterOSKey(object.id.key)
        let menu = RouterOSMenu.named(object.id.section)
        let selector = key.item ?? (key.pairs.isEmpty && key.condition == nil ? nil : find(key))
        let words = arguments(object.properties, menu)
        let head: [String]
        if object.isAbsent {
            head = ["remove", selector ?? ""]
        } else if isAddition(object, key, menu) {
            head = ["add"]
        } else {
            head = ["set"] + (selector.map { [$0] } ?? [])
        }
        return (head + words).joined(separator: " ")
    }

    /// Whether the object names itself: it is one that is added, not one that is there and only set.
    static func isAddition(_ object: ConfigObject, _ key: RouterOSKey, _ menu: RouterOSMenu?) -> Bool {
        guard key.item == nil, menu?.isFixed != true, !key.pairs.isEmpty else { return false }
        return key.pairs.allSatisfy { pair in
            (object.properties[pair.name] ?? menu?.keyStandard(pair.name)) == pair.value
        }
    }

    private static func find(_ key: RouterOSKey) -> String {
        if let condition = key.condition { return "[ find where \(condition.text) ]" }
        return "[ find " + key.pairs.map { "\($0.name)=\(RouterOSText.token($0.value))" }.joined(separator: " ") + " ]"
    }

    /// The properties as words of a command, by name.
    static func arguments(_ properties: [String: String], _ menu: RouterOSMenu?) -> [String] {
        properties.sorted { $0.key < $1.key }.map { name, value in
            if name == RouterOSTreeBuilder.placeBefore { return "\(name)=\(find(RouterOSKey(value)))" }
            if name.hasPrefix("!") || (value.isEmpty && RouterOSMenu.flags.contains(name)) { return name }
            return "\(name)=\(RouterOSText.token((menu?.kind(of: name) ?? .text).shown(value)))"
        }
    }
}
