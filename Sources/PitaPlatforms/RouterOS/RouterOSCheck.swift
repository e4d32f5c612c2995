import PitaDiagnostics
import PitaNetwork

/// Checks a config against what a version of RouterOS has, without asking a device.
struct RouterOSCheck {
    let version: RouterOSVersion

    /// Everything that is wrong or doubtful.
    func check(_ intended: ConfigTree) -> Diagnostics {
        var result = Diagnostics()
        let schema = RouterOSSchema.nearest(to: version)
        if version < schema.version, !intended.objects.isEmpty {
            result.append(
                Diagnostic(
                    "no command tree of RouterOS \(version) is known; the nearest is of \(schema.version)",
                    severity: .warning))
        }
        var unknown: Set<String> = []
        for object in intended.objects {
            let foreign = RouterOSVersionCheck.errors(of: object, in: version)
            for error in foreign { result.append(error) }
            if !foreign.isEmpty { continue }
            if let menu = schema.menus[object.id.section] {
                check(object, menu, schema, &result)
            } else if RouterOSMenu.named(object.id.section)?.hasDefaults != true,
                unknown.insert(object.id.section).inserted
            {
                result.append(unknownMenu(object, schema))
            }
            checkValues(object, &result)
        }
        return result
    }

    private func unknownMenu(_ object: ConfigObject, _ schema: RouterOSSchema) -> Diagnostic {
        let hint = Suggestion.hint(for: object.id.section, among: schema.menus.keys)
        return Diagnostic(
            "syntax of the menu \(object.id.section) not checked: unknown to Pita for RouterOS \(version)",
            at: object.mark, hint: hint, severity: .warning)
    }

    private func check(
        _ object: ConfigObject, _ menu: RouterOSSchema.Menu, _ schema: RouterOSSchema, _ result: inout Diagnostics
    ) {
        // What an older version than any known one lacks or has beside it can't be said for certain.
        let severity: Diagnostic.Severity = version < schema.version ? .warning : .error
        let key = RouterOSKey(object.id.key)
        let isAddition = RouterOSPrinter.isAddition(object, key, RouterOSMenu.named(object.id.section))
        let isMove = !isAddition && object.properties[RouterOSTreeBuilder.placeBefore] != nil
        let verb = object.isAbsent ? "remove" : isAddition ? "add" : isMove ? "move" : "set"
        if !menu.verbs.contains(verb) {
            result.append(
                Diagnostic(
                    "`\(verb)`: no such verb of \(object.id.section) in \(schema.version)", at: object.mark,
                    hint: "it has " + menu.verbs.sorted().map { "`\($0)`" }.joined(separator: ", "), severity: severity)
            )
        }
        for written in object.properties.keys.sorted() where written != RouterOSTreeBuilder.placeBefore {
            let name = written.hasPrefix("!") ? String(written.dropFirst()) : written
            guard !menu.properties.contains(name) else { continue }
            result.append(
                Diagnostic(
                    "`\(name)`: no such property of \(object.id.section) \(verb) in \(schema.version)", at: object.mark,
                    hint: Suggestion.hint(for: name, among: menu.properties), severity: severity))
        }
    }

    private func checkValues(_ object: ConfigObject, _ result: inout Diagnostics) {
        guard let menu = RouterOSMenu.named(object.id.section) else { return }
        for (name, value) in object.properties.sorted(by: { $0.key < $1.key }) {
            switch menu.kind(of: name) {
            case .rate: checkRate(name, [value], object, &result)
            case .ratePair:
                checkRate(
                    name, value.split(separator: "/", omittingEmptySubsequences: false).map(String.init), object,
                    &result)
            case .boolean where value != "yes" && value != "no":
                result.append(Diagnostic("`\(name)` is `yes` or `no`, not `\(value)`", at: object.mark))
            case .vlans where VLANSet(value) == nil || value.isEmpty:
                result.append(Diagnostic("`\(name)`: `\(value)` is no set of VLANs (1 to 4094)", at: object.mark))
            default: break
            }
        }
        if object.id.section == "/interface vlan", let id = object.properties["vlan-id"],
            Int(id).flatMap(VLANID.init) == nil
        {
            result.append(Diagnostic("`vlan-id`: `\(id)` is no VLAN (1 to 4094)", at: object.mark))
        }
    }

    private func checkRate(_ name: String, _ rates: [String], _ object: ConfigObject, _ result: inout Diagnostics) {
        for text in rates {
            guard let rate = Bandwidth(text) else {
                result.append(
                    Diagnostic("`\(name)`: `\(text)` is no rate", at: object.mark, hint: "write `10M` or `512k`"))
                continue
            }
            if rate.bitsPerSecond > 0, rate.bitsPerSecond < 8000 {
                result.append(
                    Diagnostic(
                        "`\(name)` is only \(text) bit/s", at: object.mark, hint: "is a `k` or an `M` missing?",
                        severity: .warning))
            }
        }
    }
}
