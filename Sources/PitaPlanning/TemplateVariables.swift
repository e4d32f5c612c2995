import PitaDiagnostics
import PitaInventory
import PitaJinja
import PitaYAML

/// What a template sees: the merged variables of the device, the built-in names, and the playbook's parameters.
///
/// Each value keeps the place in the YAML file that it came from, so that an error in a template can name it.
enum TemplateVariables {
    /// The variables for one device; `segment` and `links` are those of the plan's segment, whichever device it is.
    static func variables(
        for device: Device, segment: Segment?, parameters: ParameterValues, office: Office
    ) -> Value {
        var pairs: [(key: Value, value: Value)] = []
        var marks: [SourceMark?] = []
        func add(_ name: String, _ value: Value, _ mark: SourceMark?) {
            if let place = pairs.firstIndex(where: { $0.key.stringValue == name }) {
                pairs[place].value = value
                marks[place] = mark
            } else {
                pairs.append((.string(name), value))
                marks.append(mark)
            }
        }
        for (name, resolved) in sources(for: device, segment, office).flatMap(members) {
            add(name, value(resolved), resolved.mark)
        }
        let given = parameters.values.map { (key: $0.parameter.name, value: typed($0)) }
        add("parameters", Value(pairs: given), nil)
        return Value(pairs: pairs, marks: marks)
    }

    /// The mappings whose names the template sees, the nearest last.
    static func sources(for device: Device, _ segment: Segment?, _ office: Office) -> [ResolvedValue] {
        // A segment's built-in names are the same on each of its devices: any one of them lends `segment` and `links`.
        let lent = segment.flatMap { office.devices(of: $0).first }.map { lender in
            members(of: office.builtIns(for: lender)).filter { ["segment", "links"].contains($0.name) }
        }
        return [office.resolvedVariables(for: device), office.builtIns(for: device)]
            + (lent.map { [ResolvedValue(.mapping($0), mark: nil, layer: .builtIn)] } ?? [])
    }

    private static func members(of resolved: ResolvedValue) -> [(name: String, value: ResolvedValue)] {
        if case .mapping(let members) = resolved.content { members } else { [] }
    }

    private static func typed(_ entry: ParameterValues.Entry) -> Value {
        switch entry.parameter.kind {
        case .integer, .vlan: Value(integer: entry.text) ?? .string(entry.text)
        case .boolean: .bool(entry.text == "true")
        case .devices: Value(entry.text.split(separator: ",").map { .string(String($0)) })
        default: .string(entry.text)
        }
    }

    static func value(_ resolved: ResolvedValue) -> Value {
        switch resolved.content {
        case .scalar(.null): .none
        case .scalar(.bool(let bool)): .bool(bool)
        case .scalar(.int(let number)): .int(Int(number))
        case .scalar(.float(let number)): .float(number)
        case .scalar(.text(let text)): .string(text)
        case .list(let items): Value(items.map(value))
        case .mapping(let members):
            Value(pairs: members.map { (.string($0.name), value($0.value)) }, marks: members.map(\.value.mark))
        }
    }
}
