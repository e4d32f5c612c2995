import PitaDiagnostics

/// A value with the node that it was read from.
public struct Marked<Value> {
    /// The value.
    public let value: Value
    /// Where it stands.
    public let node: Node

    /// A value with its node.
    public init(_ value: Value, _ node: Node) {
        self.value = value
        self.node = node
    }

    /// The place of the value.
    public var mark: SourceMark { node.mark }
}

extension Marked: Sendable where Value: Sendable {}
