import PitaDiagnostics
import PitaYAML

/// Takes a `variables` block: any mapping, but no credential written out.
enum VariablesCheck {
    private static let secretWords: Set<String> = [
        "password", "passphrase", "secret", "community", "psk", "token", "private_key", "api_key",
    ]

    static func read(_ reader: MappingReader) -> Node? {
        guard let node = reader.node("variables") else { return nil }
        guard node.kind == .mapping else {
            reader.findings.add(node.diagnostic("variables must be a mapping, but this is \(node.kindName)"))
            return nil
        }
        check(node, into: reader.findings)
        return node
    }

    private static func check(_ node: Node, into findings: Findings) {
        for element in node.elements { check(element, into: findings) }
        for entry in node.entries {
            if entry.value.kind != .scalar {
                check(entry.value, into: findings)
            } else if isSecret(entry.name), !entry.value.isNull {
                // The line is left out on purpose: it shows the credential.
                findings.add(
                    Diagnostic(
                        "`\(entry.name)` looks like a credential; credentials are references",
                        at: entry.value.mark,
                        hint: "write {environment: NAME}, {file: PATH} or {command: [pass, show, x]}"))
            }
        }
    }

    private static func isSecret(_ name: String) -> Bool {
        let lowered = name.lowercased()
        return secretWords.contains(lowered) || secretWords.contains { lowered.hasSuffix("_" + $0) }
    }
}
