import PitaDiagnostics
import PitaInventory
import PitaNetwork
import PitaYAML

/// A value that a playbook asks for with `--set NAME=VALUE`.
public struct PlaybookParameter: Sendable, Hashable {
    /// The types that a parameter may have.
    public enum Kind: String, Sendable, CaseIterable {
        /// The name of a segment of the inventory.
        case segment
        /// The name of a device of the inventory.
        case device
        /// The names of devices of the inventory, between commas.
        case devices
        /// A rate in each direction, `download/upload`.
        case bandwidth
        /// A VLAN id, 1...4094.
        case vlan
        /// A network, `10.10.1.0/24`.
        case prefix
        /// An address.
        case address
        /// A whole number.
        case integer
        /// `true` or `false`.
        case boolean
        /// One line of text.
        case text

        /// Whether a target can take its devices from it.
        var namesDevices: Bool { self == .device || self == .devices }
    }

    /// The name: letters, digits and `_`.
    public let name: String
    /// The type.
    public let kind: Kind
    /// What it is for.
    public let summary: String
    /// The value when none is given; `nil` makes the parameter required.
    public let fallback: String?
    /// Where it is declared.
    public let mark: SourceMark
    /// The line of its declaration.
    let excerpt: Excerpt?

    static func parse(_ node: Node, into findings: Findings) -> [PlaybookParameter] {
        guard node.kind == .mapping else {
            findings.add(
                node.diagnostic("parameters are a mapping of names to types", hint: "segment: {type: segment}"))
            return []
        }
        return node.entries.compactMap { entry in
            if !isIdentifier(entry.name, allowing: "_") {
                findings.add(
                    entry.key.diagnostic(
                        "`\(entry.name)` is no parameter name", hint: "lower-case letters, digits and `_`"))
            }
            if CredentialWords.isCredential(name: entry.name) {
                findings.add(
                    entry.key.keyDiagnostic(
                        "the parameter `\(entry.name)` looks like a credential, and a plan stores and shows its parameters",
                        hint: "a credential is no part of a plan; give the parameter another name if it is none"))
            }
            let reader = MappingReader(entry.value, as: "the parameter `\(entry.name)`", into: findings)
            let kind = reader.required("type", .choice(Kind.self))
            let summary = reader.optional("description", .text) ?? ""
            let fallback = reader.optional("default", .text)
            reader.finish()
            let place = entry.key.diagnostic("")
            return kind.map {
                PlaybookParameter(
                    name: entry.name, kind: $0, summary: summary, fallback: fallback, mark: entry.key.mark,
                    excerpt: place.excerpt)
            }
        }
    }

    /// A parameter that names devices says which devices are meant: one that no target takes would select nothing, and
    /// the playbook would change others.
    static func refuseUnusedDevices(
        _ parameters: [PlaybookParameter], _ targets: [PlaybookTarget], into findings: Findings
    ) {
        for parameter in parameters where parameter.kind.namesDevices {
            guard !targets.contains(where: { $0.place == .parameter(parameter.name) }) else { continue }
            findings.add(
                parameter.diagnostic(
                    "the parameter `\(parameter.name)` selects nothing: no target takes its devices from it",
                    hint:
                        "write `devices: parameters.\(parameter.name)` in a target; a name that is only printed is of type text"
                ))
        }
    }

    /// A diagnostic about the parameter, at its declaration.
    func diagnostic(_ message: String, hint: String?) -> Diagnostic {
        Diagnostic(message, at: mark, excerpt: excerpt, hint: hint)
    }

    static func isIdentifier(_ text: String, allowing extra: Character) -> Bool {
        guard let first = text.first, first.isASCII, first.isLowercase, text.utf8.count <= 64 else { return false }
        return text.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == extra) }
    }
}

/// The values of a playbook's parameters, checked against their types and the inventory.
public struct ParameterValues: Sendable, Hashable {
    /// Name and canonical text of every parameter, in the playbook's order (`50M/20000k` has become `50M/20M`).
    public let values: [Entry]

    /// One parameter with its value.
    public struct Entry: Sendable, Hashable {
        /// The parameter.
        public let parameter: PlaybookParameter
        /// Its value in canonical text.
        public let text: String
    }

    /// The canonical text of a parameter.
    public subscript(name: String) -> String? { values.first { $0.parameter.name == name }?.text }

    /// Checks `--set` values; all that is wrong is found in one run.
    ///
    /// - Parameter given: name and text as the user wrote them.
    public init(_ given: [(name: String, text: String)], for playbook: Playbook, office: Office) throws(Diagnostics) {
        var findings = Diagnostics()
        var texts: [String: String] = [:]
        for (name, text) in given {
            if !playbook.parameters.contains(where: { $0.name == name }) {
                findings.append(
                    Diagnostic(
                        "`\(playbook.name)` has no parameter `\(name)`",
                        hint: Suggestion.hint(for: name, among: playbook.parameters.map(\.name))
                            ?? "it has: " + playbook.parameters.map(\.name).joined(separator: ", ")))
            }
            if texts.updateValue(text, forKey: name) != nil {
                findings.append(Diagnostic("the parameter `\(name)` is given twice"))
            }
        }
        var values: [Entry] = []
        for parameter in playbook.parameters {
            guard let text = texts[parameter.name] ?? parameter.fallback else {
                findings.append(
                    Diagnostic(
                        "`\(playbook.name)` needs the parameter `\(parameter.name)` (\(parameter.kind.rawValue))",
                        hint: "add --set \(parameter.name)=\(Self.example(parameter.kind))"))
                continue
            }
            switch Self.canonical(text, parameter.kind, office) {
            case .success(let canonical): values.append(Entry(parameter: parameter, text: canonical))
            case .failure(let diagnostic):
                // What is quoted of a value with such a name is not shown, whatever it is.
                let secret = CredentialWords.mayBeCredential(name: parameter.name) ? text : ""
                findings.append(
                    Diagnostic(
                        "parameter `\(parameter.name)`: " + CredentialWords.masked(diagnostic.message, quoting: secret),
                        hint: diagnostic.hint.map { CredentialWords.masked($0, quoting: secret) }))
            }
        }
        try findings.throwIfErrors()
        self.values = values
    }

    private static func example(_ kind: PlaybookParameter.Kind) -> String {
        switch kind {
        case .segment: "disdik"
        case .device: "rtr-disdik"
        case .devices: "sw-disdik,sw-dinkes"
        case .bandwidth: "50M/20M"
        case .vlan: "110"
        case .prefix: "10.10.1.0/24"
        case .address: "10.10.1.1"
        case .integer: "1"
        case .boolean: "true"
        case .text: "TEXT"
        }
    }

    private static func canonical(
        _ text: String, _ kind: PlaybookParameter.Kind, _ office: Office
    ) -> Result<String, Diagnostic> {
        func known(_ text: String, _ names: [String], _ what: String) -> Result<String, Diagnostic> {
            if names.contains(text) { return .success(text) }
            return .failure(
                Diagnostic("no \(what) `\(text)` in the inventory", hint: Suggestion.hint(for: text, among: names)))
        }
        func typed(_ value: (some CustomStringConvertible)?, _ what: String) -> Result<String, Diagnostic> {
            if let value { return .success(value.description) }
            return .failure(Diagnostic("`\(text)` is no \(what)", hint: "for example \(example(kind))"))
        }
        switch kind {
        case .segment: return known(text, office.segmentNames, "segment")
        case .device: return known(text, office.deviceNames, "device")
        case .devices: return devices(text, office)
        case .bandwidth:
            if let slip = BandwidthPair(text)?.slip { return .failure(Diagnostic(slip.message, hint: slip.hint)) }
            return typed(BandwidthPair(text), "bandwidth (download/upload)")
        case .vlan: return typed(Int(text).flatMap(VLANID.init), "VLAN id (1 to 4094)")
        case .prefix: return typed(Prefix(text), "network prefix")
        case .address: return typed(Address(text), "address")
        case .integer: return typed(Int(text), "whole number")
        case .boolean: return typed(Bool(text), "truth value (true or false)")
        case .text:
            guard text.utf8.count <= 1000, !text.unicodeScalars.contains(where: TerminalText.isUnsafe) else {
                return .failure(Diagnostic("the text has control characters or more than 1,000 octets"))
            }
            return .success(text)
        }
    }

    /// Names between commas, each of a device that there is, and each once.
    private static func devices(_ text: String, _ office: Office) -> Result<String, Diagnostic> {
        var names: [String] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let name = String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            guard office.device(name) != nil else {
                return .failure(
                    Diagnostic(
                        name.isEmpty ? "a name between the commas is missing" : "no device `\(name)` in the inventory",
                        hint: Suggestion.hint(for: name, among: office.deviceNames)
                            ?? "for example \(example(.devices))"))
            }
            guard !names.contains(name) else { return .failure(Diagnostic("the device `\(name)` is named twice")) }
            names.append(name)
        }
        return .success(names.joined(separator: ","))
    }

    /// The devices that a parameter names, in the order given.
    func devices(_ name: String, in office: Office) -> [Device] {
        (self[name] ?? "").split(separator: ",").compactMap { office.device(String($0)) }
    }
}
