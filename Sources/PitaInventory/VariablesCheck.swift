import PitaDiagnostics
import PitaYAML

/// Takes a `variables` block: any mapping, but no credential written out.
enum VariablesCheck {
    static func read(_ reader: MappingReader) -> Node? {
        guard let node = reader.node("variables") else { return nil }
        guard node.kind == .mapping else {
            reader.findings.add(node.diagnostic("variables must be a mapping, but this is \(node.kindName)"))
            return nil
        }
        check(node, name: nil, into: reader.findings)
        return node
    }

    /// - Parameter name: the name of a credential that the node stands under, at any depth.
    private static func check(_ node: Node, name: String?, into findings: Findings) {
        switch node.kind {
        case .sequence: for element in node.elements { check(element, name: name, into: findings) }
        case .mapping:
            guard name == nil || !isReference(node) else { return }
            for entry in node.entries {
                check(
                    entry.value, name: CredentialWords.isCredential(name: entry.name) ? entry.name : name,
                    into: findings)
            }
        case .scalar:
            let text = node.text ?? ""
            let isWritten = name.map { isSecret(node, under: $0) } ?? CredentialWords.isCredential(value: text)
            guard isWritten else { return }
            // The line is left out on purpose: it shows the credential.
            findings.add(
                Diagnostic(
                    (name.map { "`\($0.prefix(60))`" } ?? "this value")
                        + " looks like a credential; credentials are references, and no variable can be one",
                    at: node.mark,
                    hint: "a device's log-in and community stand under `connection`, as {environment: NAME}, "
                        + "{file: PATH} or {command: [pass, show, x]}"))
        }
    }

    /// `{environment: NAME}` and its like.
    private static func isReference(_ node: Node) -> Bool {
        node.count == 1 && ["environment", "file", "command", "agent"].contains(node.entries.first?.name)
    }

    /// Whether a scalar under the name of a credential is one: a truth value is not, and neither is a community of BGP
    /// (RFC 1997), which is called like that of SNMP.
    private static func isSecret(_ node: Node, under name: String) -> Bool {
        switch node.scalar {
        case .null, .bool, nil: return false
        case .int, .float: return true
        case .text(let text):
            guard name.lowercased().contains("communit") else { return true }
            let isNumbers = text.contains(":") && text.allSatisfy { $0.isNumber || $0 == ":" }
            return !isNumbers && !["no-export", "no-advertise", "local-as", "internet"].contains(text)
        }
    }
}
