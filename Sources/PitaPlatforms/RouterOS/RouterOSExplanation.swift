import PitaDiagnostics

/// What Pita knows of a command of a config, for people.
enum RouterOSExplanation {
    /// The explanation of one command.
    static func of(_ statement: RouterOSStatement, text: String) -> LineExplanation {
        LineExplanation(mark: statement.mark, text: text, section: statement.menu, rule: rule(statement))
    }

    /// The versions whose command trees are known.
    private static let schemas = RouterOSSchema.all

    private static func rule(_ statement: RouterOSStatement) -> LineExplanation.Rule? {
        let menu = RouterOSMenu.named(statement.menu)
        let trees = schemas.filter { $0.menus[statement.menu] != nil }
        guard menu != nil || !trees.isEmpty else { return nil }
        let names = statement.properties.map { $0.name.hasPrefix("!") ? String($0.name.dropFirst()) : $0.name }
        return LineExplanation.Rule(
            form: form(statement, menu), kind: kind(menu), takenBack: takenBack(statement, menu, names),
            notes: notes(statement, menu, trees, names))
    }

    private static func form(_ statement: RouterOSStatement, _ menu: RouterOSMenu?) -> String {
        let key = menu?.key.map { menu?.optionalKey.contains($0) == true ? "[\($0)=...]" : "\($0)=..." } ?? ["name=..."]
        let named = key.joined(separator: " ")
        switch statement.verb {
        case .add: return "\(statement.menu) add \(named) PROPERTY=VALUE..."
        case .set where menu?.isSingle == true: return "\(statement.menu) set PROPERTY=VALUE..."
        case .move: return "\(statement.menu) move [find ...] [find ...]"
        default: return "\(statement.menu) \(statement.verb.rawValue) [find \(named)]"
        }
    }

    private static func kind(_ menu: RouterOSMenu?) -> String {
        guard let menu else { return "one for each name, as far as is known" }
        if menu.isSingle { return "settings: one value for each property" }
        let key = menu.key.filter { !menu.optionalKey.contains($0) }.joined(separator: " and ")
        if menu.isFixed { return "there by itself, one for each \(key)" }
        return menu.isOrdered ? "ordered list, named by \(key)" : "one for each \(key)"
    }

    private static func takenBack(
        _ statement: RouterOSStatement, _ menu: RouterOSMenu?, _ names: [String]
    ) -> String? {
        switch statement.verb {
        case .add: return "remove [find ...] by what names it"
        case .remove: return "add, with what was read before"
        case .move: return "move back before what it stood before"
        case .set, .unset, .comment, .enable, .disable:
            let newest = schemas.last?.version ?? RouterOSVersion(7, 22)
            let ways = names.sorted().compactMap { name -> String? in
                switch RouterOSCommandWriter.retraction(of: name, in: menu, newest) {
                case .value(let value): "\(name)=\(RouterOSText.token(value))"
                case .unset: "!\(name)"
                case .unknown: nil
                }
            }
            let rest = ways.count == names.count ? "" : ", as far as it is known"
            return "set with the value that was read; where none was shown: "
                + (ways.isEmpty ? "no way is known" : ways.joined(separator: " ") + rest)
        }
    }

    private static func notes(
        _ statement: RouterOSStatement, _ menu: RouterOSMenu?, _ trees: [RouterOSSchema], _ names: [String]
    ) -> [String] {
        var notes: [String] = []
        if trees.isEmpty {
            notes.append("properties not checked: the menu is in no command tree that is known")
        } else {
            notes.append("in the command trees of " + trees.map(\.version.description).joined(separator: ", "))
            let unknown = names.filter { name in
                !trees.contains { $0.menus[statement.menu]?.properties.contains(name) == true }
            }
            if !unknown.isEmpty { notes.append("in none of them: `" + unknown.joined(separator: "`, `") + "`") }
        }
        if names.contains(where: RouterOSMenu.isSecret) || statement.menu == "/snmp community" {
            notes.append("holds a secret: it can't be part of a plan")
        }
        return notes
    }
}
