import PitaJinja
import PitaYAML

extension Value {
    /// A YAML value as a template sees it; each member of a mapping keeps the place that it came from.
    public init(_ node: Node) {
        switch node.kind {
        case .sequence: self = Value(node.elements.map { Value($0) })
        case .mapping:
            let entries = node.entries
            self = Value(
                pairs: entries.map { (key: .string($0.name), value: Value($0.value)) }, marks: entries.map(\.value.mark)
            )
        case .scalar:
            switch node.scalar {
            case .bool(let bool): self = .bool(bool)
            case .int(let number): self = .int(Int(number))
            case .float(let number): self = .float(number)
            case .text(let text): self = .string(text)
            case .null, nil: self = .none
            }
        }
    }
}
