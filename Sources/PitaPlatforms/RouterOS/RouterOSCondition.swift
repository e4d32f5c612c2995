/// What a selector asks of an item: `name=a`, `comment~"^pita:"`, `!disabled`, several of them together.
indirect enum RouterOSCondition: Sendable {
    /// How a value is compared.
    enum Sign: String, Sendable {
        case equal = "="
        case unequal = "!="
    }

    case compare(name: String, Sign, value: String)
    /// The pattern is found in the property's value.
    case found(name: String, RouterOSPattern, text: String)
    /// The property is `yes`, or is a flag that is given.
    case isSet(String)
    case not(RouterOSCondition)
    case all([RouterOSCondition])
    case any([RouterOSCondition])

    /// The properties and values, where the condition is that all of them are equal and nothing else.
    var equalities: [RouterOSStatement.Property]? {
        switch self {
        case .compare(let name, .equal, let value): return [.init(name: name, value: value)]
        case .all(let parts):
            var result: [RouterOSStatement.Property] = []
            for part in parts {
                guard case .compare(let name, .equal, let value) = part, !result.contains(where: { $0.name == name })
                else { return nil }
                result.append(.init(name: name, value: value))
            }
            return result
        default: return nil
        }
    }

    /// The condition as a selector has it, in one spelling.
    var text: String { text(within: false) }

    private func text(within isPart: Bool) -> String {
        switch self {
        case .compare(let name, let sign, let value): return name + sign.rawValue + RouterOSText.quoted(value)
        case .found(let name, _, let pattern): return name + "~" + RouterOSText.quoted(pattern)
        case .isSet(let name): return name
        case .not(let part): return "!(" + part.text(within: false) + ")"
        case .all(let parts): return parts.map { $0.text(within: true) }.joined(separator: " ")
        case .any(let parts):
            let text = parts.map { $0.text(within: true) }.joined(separator: " || ")
            return isPart ? "(" + text + ")" : text
        }
    }

    /// Whether an item is meant.
    ///
    /// - Parameter value: what the item has for a property, defaults included; the empty text where it has none.
    func holds(_ value: (String) -> String) -> Bool {
        switch self {
        case .compare(let name, .equal, let wanted): value(name) == wanted
        case .compare(let name, .unequal, let wanted): value(name) != wanted
        case .found(let name, let pattern, _): pattern.isFound(in: value(name))
        case .isSet(let name): value(name) == "yes"
        case .not(let part): !part.holds(value)
        case .all(let parts): parts.allSatisfy { $0.holds(value) }
        case .any(let parts): parts.contains { $0.holds(value) }
        }
    }

    /// The condition with every value in the spelling in which the menu's values are compared.
    func normalised(_ body: (RouterOSStatement.Property) -> String) -> RouterOSCondition {
        switch self {
        case .compare(let name, let sign, let value):
            .compare(name: name, sign, value: body(.init(name: name, value: value)))
        case .isSet, .found: self
        case .not(let part): .not(part.normalised(body))
        case .all(let parts): .all(parts.map { $0.normalised(body) })
        case .any(let parts): .any(parts.map { $0.normalised(body) })
        }
    }
}
