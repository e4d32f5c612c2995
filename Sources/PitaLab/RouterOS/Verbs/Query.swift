import Foundation

/// Answers `find` and `where` over the items of a menu.
struct Query {
    let router: Router
    let menu: Menu
    let interpreter: Interpreter

    /// Whether an item is meant by a query.
    func matches(_ item: Item, _ expression: Expression) throws(ScriptError) -> Bool {
        switch expression {
        case .binary("&&", let left, let right), .binary("and", let left, let right):
            if try !matches(item, left) { return false }
            return try matches(item, right)
        case .binary("||", let left, let right), .binary("or", let left, let right):
            if try matches(item, left) { return true }
            return try matches(item, right)
        case .unary("!", let inner): return try !matches(item, inner)
        case .property(let name): return flag(name, item)
        case .binary(let sign, .property(let name), let value): return try compare(name, sign, value, item)
        default: return try interpreter.evaluate(expression).truth ?? false
        }
    }

    private func flag(_ name: String, _ item: Item) -> Bool {
        switch name {
        case "dynamic": item.isDynamic
        case "builtin", "default": item.isBuiltIn
        case "disabled": item.isDisabled
        case "running": router.isRunning(item)
        case "active": Routing(router: router).isActive(item)
        default: menu.property(name, in: router.version).flatMap { router.shown($0, of: item) } == "yes"
        }
    }

    /// The forms in which a value of an item may be compared.
    private func forms(_ name: String, _ item: Item) -> [String]? {
        switch name {
        case ".id": return [item.reference]
        case "dynamic", "builtin", "default", "running", "active":
            return flag(name, item) ? ["yes", "true"] : ["no", "false"]
        default: break
        }
        guard let property = menu.property(name, in: router.version) else { return nil }
        guard let shown = router.shown(property, of: item) else { return [""] }
        return [shown, Display.value(shown, property.kind).string]
    }

    private func compare(_ name: String, _ sign: String, _ expression: Expression, _ item: Item) throws(ScriptError)
        -> Bool
    {
        guard let forms = forms(name, item) else { return false }
        let value = try interpreter.evaluate(expression)
        // An unquoted prefix is a value of another type and equals no text, as on the device.
        if case .prefix = value { return sign == "!=" }
        var wanted = [value.string]
        if case .literal(let raw) = expression { wanted.append(raw) }
        if case .bool(let flag) = value { wanted += flag ? ["yes", "true"] : ["no", "false"] }
        if case .array(let values) = value { wanted += values.map(\.string) }
        switch sign {
        case "=": return forms.contains { wanted.contains($0) }
        case "!=": return !forms.contains { wanted.contains($0) }
        case "~": return try Interpreter.isMatch(forms[0], pattern: value.string)
        default:
            guard let left = Int64(forms[forms.count - 1]), case .number(let right) = value else { return false }
            return Interpreter.order(sign, left, right)
        }
    }

    func items(_ expression: Expression?) throws(ScriptError) -> [Item] {
        var found: [Item] = []
        for item in router.listed(menu.path) {
            guard let expression else {
                found.append(item)
                continue
            }
            if try matches(item, expression) { found.append(item) }
        }
        return found
    }

}
