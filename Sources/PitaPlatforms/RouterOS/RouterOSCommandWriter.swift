/// Writes steps as commands: one line each, full path, items by what names them.
///
/// A `set` that finds nothing succeeds in silence, and an `add` sent again would make a second item or fail, so each
/// command first counts what it finds.
struct RouterOSCommandWriter {
    let version: RouterOSVersion
    /// What tells an item from others that have all that names it, and more.
    var distinctions: [ObjectID: [RouterOSStatement.Property]] = [:]

    /// The command of a step; none where nothing of it can be said.
    func commands(_ step: RouterOSStep) -> [String] {
        if case .set(let id, let changes) = step {
            let said = changes.filter { name, value in
                value != nil || Self.retraction(of: name, in: RouterOSMenu.named(id.section), version) != .unknown
            }
            guard !said.isEmpty else { return [] }
            return [command(.set(id, said))]
        }
        return [command(step)]
    }

    /// How the device takes a property back; of a menu of which nothing is known, only the comment.
    static func retraction(
        of name: String, in menu: RouterOSMenu?, _ version: RouterOSVersion
    ) -> RouterOSMenu.Retraction {
        if let menu { return menu.retraction(of: name, version) }
        switch name {
        case "comment": return .value("")
        case "disabled": return .value("no")
        default: return .unknown
        }
    }

    private func command(_ step: RouterOSStep) -> String {
        let path = step.id.section
        let menu = RouterOSMenu.named(path)
        let key = RouterOSKey(step.id.key)
        let named = condition(step.id, key, menu)
        let find = "\(path) find where \(named)"
        switch step {
        case .add(_, let properties):
            let words = words(properties, menu)
            let changes = words.filter { word in !key.pairs.contains { $0.name == word.name } }
            let again = " else={ \(path) set [find where \(named)] \(Self.joined(changes)) }"
            return ":if ([:len [\(find)]] = 0) do={ \(path) add \(Self.joined(words)) }\(changes.isEmpty ? "" : again)"
        case .set(let id, let changes):
            let words = Self.joined(words(assignments(changes, menu), menu))
            if id.key.isEmpty { return "\(path) set \(words)" }
            return one(find, do: "\(path) set [find where \(named)] \(words)", else: id)
        case .remove(let id):
            let removal = "\(path) remove [find where \(named)]"
            // Where all properties together name the item, others could have them too, and more.
            return RouterOSMenu.isNatural(key.pairs.map(\.name), menu) ? removal : one(find, do: removal, else: id)
        case .move(_, let before):
            let item = "[find where \(named)]"
            guard let before else { return "\(path) move \(item)" }
            let place = condition(before, RouterOSKey(before.key), menu)
            return one(
                "\(path) find where \(place)", do: "\(path) move \(item) [find where \(place)]", else: before)
        }
    }

    /// The step as a part of the way back: refused, it says so and lets the next go on.
    func undo(_ command: String, of step: RouterOSStep) -> String {
        ":do { \(command) } on-error={ :put \(RouterOSText.quoted("failure: could not undo \(step.id)")) }"
    }

    private func one(_ find: String, do command: String, else missing: ObjectID) -> String {
        ":if ([:len [\(find)]] = 1) do={ \(command) } else={ :error "
            + RouterOSText.quoted("failure: no such item: \(missing)") + " }"
    }

    /// The condition that finds an item. Values stand in quotes: a bare prefix has another type and matches nothing.
    private func condition(_ id: ObjectID, _ key: RouterOSKey, _ menu: RouterOSMenu?) -> String {
        (key.pairs + (distinctions[id] ?? [])).filter { !$0.name.hasPrefix("!") }.map { pair in
            if pair.value.isEmpty, RouterOSMenu.flags.contains(pair.name) { return pair.name }
            let value = (menu?.kind(of: pair.name) ?? .text).shown(pair.value)
            // A single VLAN id is compared as a number.
            let isNumber = pair.name == "vlan-ids" && value.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
            return "\(pair.name)=\(isNumber ? value : RouterOSText.quoted(value))"
        }.joined(separator: " ")
    }

    private func assignments(_ changes: [String: String?], _ menu: RouterOSMenu?) -> [String: String] {
        var result: [String: String] = [:]
        for (name, value) in changes {
            if let value {
                result[name] = value
                continue
            }
            switch Self.retraction(of: name, in: menu, version) {
            case .value(let standard): result[name] = standard
            case .unset: result["!" + name] = ""
            case .unknown: break
            }
        }
        return result
    }

    /// The properties as words, by their names.
    private func words(_ properties: [String: String], _ menu: RouterOSMenu?) -> [(name: String, text: String)] {
        properties.sorted { $0.key < $1.key }.map { name, value in
            if name.hasPrefix("!") || (value.isEmpty && RouterOSMenu.flags.contains(name)) { return (name, name) }
            let shown = (menu?.kind(of: name) ?? .text).shown(value)
            return (name, "\(name)=\(isPlain(shown) ? shown : RouterOSText.quoted(shown))")
        }
    }

    private static func joined(_ words: [(name: String, text: String)]) -> String {
        words.map(\.text).joined(separator: " ")
    }

    /// Whether a value needs no quotes in a script; stricter than what an export leaves bare.
    private func isPlain(_ value: String) -> Bool {
        guard let first = value.utf8.first, first != UInt8(ascii: "*") else { return false }
        return RouterOSText.token(value) == value && !value.contains("~") && !value.contains("<")
    }
}
