import PitaDiagnostics
import PitaYAML

/// A variable as a device sees it: its value, where it was written, and by which layer.
public struct ResolvedValue: Sendable {
    /// What it holds.
    public enum Content: Sendable {
        /// A single value.
        case scalar(Scalar)
        /// A list.
        case list([ResolvedValue])
        /// Names with values, in the order in which the layers first name them.
        case mapping([(name: String, value: ResolvedValue)])
    }

    /// What it holds.
    public let content: Content
    /// Where it was written; `nil` when Pita made it. A merged mapping has the place of its nearest layer.
    public let mark: SourceMark?
    /// Which layer gave it.
    public let layer: VariableLayer

    /// A value of a layer.
    public init(_ content: Content, mark: SourceMark?, layer: VariableLayer) {
        self.content = content
        self.mark = mark
        self.layer = layer
    }

    /// A node as a layer gives it.
    init(_ node: Node, layer: VariableLayer) {
        switch node.kind {
        case .scalar: content = .scalar(node.scalar ?? .null)
        case .sequence: content = .list(node.elements.map { ResolvedValue($0, layer: layer) })
        case .mapping:
            content = .mapping(node.entries.map { ($0.name, ResolvedValue($0.value, layer: layer)) })
        }
        mark = node.mark
        self.layer = layer
    }

    /// The value of a name in a mapping.
    public subscript(_ name: String) -> ResolvedValue? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.name == name }?.value
    }

    /// A value that holds no other.
    public struct Leaf: Sendable {
        /// Its path: `ntp.servers[0]`.
        public let path: String
        /// The value.
        public let value: ResolvedValue

        /// Whether it may be a credential, by its name or its form, so that it is not shown.
        public var isCredential: Bool {
            guard value.layer != .builtIn, case .scalar(let scalar) = value.content else { return false }
            if case .text(let text) = scalar, CredentialWords.isCredential(value: text) { return true }
            switch scalar {
            case .null, .bool: return false
            case .int, .float, .text: return CredentialWords.mayBeCredential(name: path)
            }
        }
    }

    /// Every value that holds no other. Empty lists and mappings are leaves too.
    public func leaves() -> [Leaf] {
        var found: [Leaf] = []
        collect(path: "", into: &found)
        return found
    }

    private func collect(path: String, into found: inout [Leaf]) {
        switch content {
        case .list(let values) where !values.isEmpty:
            for (place, value) in values.enumerated() { value.collect(path: "\(path)[\(place)]", into: &found) }
        case .mapping(let entries) where !entries.isEmpty:
            for entry in entries {
                entry.value.collect(path: path.isEmpty ? entry.name : "\(path).\(entry.name)", into: &found)
            }
        default: found.append(Leaf(path: path, value: self))
        }
    }

    /// This value with a nearer one laid over it: mappings are merged name by name, to any depth; anything else,
    /// lists and `null` included, is replaced whole.
    func overlaid(by nearer: ResolvedValue) -> ResolvedValue {
        guard case .mapping(let below) = content, case .mapping(let above) = nearer.content else { return nearer }
        var merged = below
        var places: [String: Int] = [:]
        for (place, entry) in below.enumerated() { places[entry.name] = place }
        for entry in above {
            if let place = places[entry.name] {
                merged[place].value = merged[place].value.overlaid(by: entry.value)
            } else {
                merged.append(entry)
            }
        }
        return ResolvedValue(.mapping(merged), mark: nearer.mark, layer: nearer.layer)
    }
}

/// Who gave a variable its value; each overrides those before it.
public enum VariableLayer: Hashable, Sendable, CustomStringConvertible {
    /// Pita itself, from the inventory's own fields.
    case builtIn
    /// `pita.yaml`.
    case office
    /// A platform.
    case platform(String)
    /// A segment.
    case segment(String)
    /// A device.
    case device(String)

    /// For people: `office`, `platform routeros`, `segment disdik`.
    public var description: String {
        switch self {
        case .builtIn: "built in"
        case .office: "office"
        case .platform(let name): "platform \(name)"
        case .segment(let name): "segment \(name)"
        case .device(let name): "device \(name)"
        }
    }
}
