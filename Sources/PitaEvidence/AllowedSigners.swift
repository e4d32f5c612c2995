import PitaDiagnostics

/// Who may sign what: OpenSSH's `allowed_signers` file (`ssh-keygen(1)`, ALLOWED SIGNERS).
public struct AllowedSigners: Hashable, Sendable {
    /// One line of the file.
    public struct Entry: Hashable, Sendable {
        /// Patterns of principals: `*`, `?`, and `!` before one that must not match.
        public var principals: [String]
        /// Patterns of namespaces; `nil` for any.
        public var namespaces: [String]?
        /// The first moment at which the key is valid, in Unix seconds.
        public var validAfter: Int64?
        /// The last moment at which the key is valid, in Unix seconds.
        public var validBefore: Int64?
        /// Whether the key signs certificates, which Pita does not take: the entry then matches nothing.
        public var isAuthority: Bool
        /// The key.
        public var key: SSHPublicKey

        /// An entry.
        public init(
            principals: [String], namespaces: [String]? = nil, validAfter: Int64? = nil, validBefore: Int64? = nil,
            isAuthority: Bool = false, key: SSHPublicKey
        ) {
            self.principals = principals
            self.namespaces = namespaces
            self.validAfter = validAfter
            self.validBefore = validBefore
            self.isAuthority = isAuthority
            self.key = key
        }
    }

    /// The entries, in the file's order.
    public var entries: [Entry]

    /// A list of entries.
    public init(_ entries: [Entry]) { self.entries = entries }

    /// The entry by which `key` may sign for `principal`; the error says what is missing.
    public func entry(
        for key: SSHPublicKey, principal: String, namespace: SignatureNamespace, at time: LocalTime
    ) throws(EvidenceError) -> Entry {
        let named = entries.filter {
            !$0.isAuthority && $0.key == key && PatternList.matches(principal, $0.principals)
        }
        guard !named.isEmpty else {
            throw EvidenceError(.notAllowed, "the key \(key.fingerprint) does not sign for `\(principal)`")
        }
        let fitting = named.filter { $0.namespaces.map { PatternList.matches(namespace.rawValue, $0) } ?? true }
        guard !fitting.isEmpty else {
            throw EvidenceError(.notAllowed, "the key of `\(principal)` may not sign for the purpose `\(namespace)`")
        }
        let now = time.unixMilliseconds / 1000
        let valid = fitting.first { $0.validAfter ?? .min <= now && now <= $0.validBefore ?? .max }
        guard let valid else {
            throw EvidenceError(.expired, "the key of `\(principal)` is not valid at \(time.text)")
        }
        return valid
    }

    /// Proves that `principal` signed `message` for `namespace` with a key that was allowed to at `time`.
    public func verify(
        _ signature: SSHSignature, of message: [UInt8], by principal: String, namespace: SignatureNamespace,
        at time: LocalTime
    ) throws(EvidenceError) {
        _ = try entry(for: signature.publicKey, principal: principal, namespace: namespace, at: time)
        try signature.verify(message, namespace: namespace)
    }
}

extension AllowedSigners: CustomStringConvertible {
    /// The text of the file. Times are written in UTC, so that they mean the same everywhere.
    public var description: String { entries.map { $0.description + "\n" }.joined() }
}

extension AllowedSigners.Entry: CustomStringConvertible {
    /// The line, without its end.
    public var description: String {
        var options: [String] = []
        if isAuthority { options.append("cert-authority") }
        if let namespaces { options.append("namespaces=\"\(namespaces.joined(separator: ","))\"") }
        if let validAfter { options.append("valid-after=\"\(Self.text(validAfter))\"") }
        if let validBefore { options.append("valid-before=\"\(Self.text(validBefore))\"") }
        let fields = [principals.joined(separator: ","), options.joined(separator: ","), key.line]
        return fields.filter { !$0.isEmpty }.joined(separator: " ")
    }

    private static func text(_ seconds: Int64) -> String {
        let (milliseconds, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        let time = CivilTime(unixMilliseconds: overflow ? 0 : milliseconds)
        return "\(pad(time.year, 4))\(pad(time.month))\(pad(time.day))\(pad(time.hour))\(pad(time.minute))"
            + "\(pad(time.second))Z"
    }
}

/// OpenSSH's pattern lists (`ssh_config(5)`, PATTERNS).
enum PatternList {
    /// Whether one pattern matches and none that is negated does.
    static func matches(_ text: String, _ patterns: [String]) -> Bool {
        var isMatched = false
        for pattern in patterns {
            let isNegated = pattern.hasPrefix("!")
            guard matches(Array(text.utf8), Array((isNegated ? pattern.dropFirst() : pattern[...]).utf8)) else {
                continue
            }
            if isNegated { return false }
            isMatched = true
        }
        return isMatched
    }

    /// Wildcards without recursion: on a mismatch the last `*` takes one octet more.
    private static func matches(_ text: [UInt8], _ pattern: [UInt8]) -> Bool {
        var (at, place) = (0, 0)
        var star: (place: Int, at: Int)?
        while at < text.count {
            if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
                star = (place, at)
                place += 1
            } else if place < pattern.count, pattern[place] == UInt8(ascii: "?") || pattern[place] == text[at] {
                (at, place) = (at + 1, place + 1)
            } else if let last = star {
                star = (last.place, last.at + 1)
                (at, place) = (last.at + 1, last.place + 1)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
