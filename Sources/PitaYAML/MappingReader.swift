import PitaDiagnostics

/// Reads a mapping key by key, collecting what is wrong, and at the end refuses the keys that nobody asked for.
public final class MappingReader {
    /// The mapping.
    public let node: Node
    /// Where faults are collected.
    public let findings: Findings
    private let what: String
    private var asked: [String] = []
    private let isMapping: Bool

    /// A reader of `node`; `what` names it in messages ("a segment"). A node that is no mapping is reported, and
    /// every read then gives `nil` silently.
    public init(_ node: Node, as what: String, into findings: Findings) {
        self.node = node
        self.what = what
        self.findings = findings
        isMapping = node.kind == .mapping
        if !isMapping { findings.add(node.diagnostic("\(what) must be a mapping, but this is \(node.kindName)")) }
    }

    /// The value of a key, which from now on is a known one.
    public func node(_ key: String) -> Node? {
        asked.append(key)
        return node[key]
    }

    /// The value of a key that must be there.
    public func required<Value>(_ key: String, _ conversion: Conversion<Value>) -> Value? {
        guard let value = node(key) else {
            reportMissing(key)
            return nil
        }
        return converted(value, conversion)
    }

    /// The value of a key that may be missing.
    public func optional<Value>(_ key: String, _ conversion: Conversion<Value>) -> Value? {
        node(key).flatMap { converted($0, conversion) }
    }

    /// The value of a key, or the default when it is missing.
    public func optional<Value>(_ key: String, _ conversion: Conversion<Value>, default value: Value) -> Value {
        optional(key, conversion) ?? value
    }

    /// A reader of a mapping under a key.
    public func mapping(_ key: String, as what: String, required: Bool = false) -> MappingReader? {
        guard let value = node(key) else {
            if required { reportMissing(key) }
            return nil
        }
        return MappingReader(value, as: what, into: findings)
    }

    /// Refuses the keys that nobody asked for; what stands behind one is not shown.
    ///
    /// - Parameter credentials: how a credential is written here, for a key that looks like one.
    public func finish(credentials: String = "there is no place for one here") {
        guard isMapping else { return }
        for entry in node.entries where !asked.contains(entry.name) {
            let name = entry.name
            let near = Suggestion.hint(for: name, among: asked)
            let isCredential =
                CredentialWords.mayBeCredential(name: name)
                || entry.value.text.map(CredentialWords.isCredential(value:)) == true
            let hint =
                isCredential
                ? [near, "credentials are references, never written out: \(credentials)"].compactMap { $0 }
                    .joined(separator: " ")
                : near ?? "known keys: \(asked.sorted().joined(separator: ", "))"
            findings.add(entry.key.keyDiagnostic("\(what) has no key `\(name.prefix(60))`", hint: hint))
        }
    }

    private func reportMissing(_ key: String) {
        guard isMapping else { return }
        findings.add(node.diagnostic("\(what) needs the key `\(key)`"))
    }

    private func converted<Value>(_ value: Node, _ conversion: Conversion<Value>) -> Value? {
        do throws(Diagnostics) {
            return try conversion.convert(value)
        } catch {
            findings.add(error)
            return nil
        }
    }
}
