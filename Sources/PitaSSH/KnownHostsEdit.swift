import PitaDiagnostics

/// Changes to the text of a known_hosts file. Lines of other hosts keep every octet.
public enum KnownHostsEdit {
    /// Adds a pin at the end. A pin that stands there already is not repeated.
    public static func appending(_ key: HostKey, host: String, port: Int, to text: String) throws(Diagnostic) -> String
    {
        try check(host)
        guard !KnownHosts.parse(text, file: "known_hosts").keys(for: host, port: port).contains(key) else {
            return text
        }
        let separator = text.isEmpty || text.utf8.last == UInt8(ascii: "\n") ? "" : "\n"
        return text + separator + "\(HostPatternList.name(host: host, port: port)) \(key.line)\n"
    }

    /// Puts one pin in the place of all that the host had.
    public static func replacing(with key: HostKey, host: String, port: Int, in text: String) throws(Diagnostic)
        -> String
    {
        try appending(key, host: host, port: port, to: forgetting(host: host, port: port, in: text))
    }

    /// Takes the pins of a host away.
    ///
    /// A line that names other hosts too keeps them; a wildcard that covers the host stays, since it speaks of others.
    /// `@revoked` lines stay.
    public static func forgetting(host: String, port: Int, in text: String) -> String {
        let covering = Set(
            KnownHosts.parse(text, file: "known_hosts").entries
                .filter { $0.marker == .none && $0.covers(host: host, port: port) }.map(\.line))
        guard !covering.isEmpty else { return text }
        let name = HostPatternList.name(host: host, port: port)
        var kept: [Substring.UTF8View] = []
        var rewritten: [Int: String] = [:]
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            if covering.contains(index + 1) {
                guard let rest = without(name, String(Substring(line))) else { continue }
                rewritten[kept.count] = rest
            }
            kept.append(line)
        }
        return kept.enumerated().map { rewritten[$0.offset] ?? String(Substring($0.element)) }.joined(separator: "\n")
    }

    /// The line without the name; `nil` when nothing is left of it.
    private static func without(_ name: String, _ line: String) -> String? {
        let start = line.firstIndex { $0 != " " && $0 != "\t" } ?? line.startIndex
        let end = line[start...].firstIndex { $0 == " " || $0 == "\t" } ?? line.endIndex
        let field = line[start..<end]
        guard !field.hasPrefix("|") else { return nil }
        let others = field.split(separator: ",").filter { $0.lowercased() != name }
        guard others.contains(where: { !$0.hasPrefix("!") }) else { return nil }
        return line[..<start] + others.joined(separator: ",") + line[end...]
    }

    /// A name that would read as something else in the file is refused.
    private static func check(_ host: String) throws(Diagnostic) {
        let isPlain = host.unicodeScalars.allSatisfy {
            $0.isASCII
                && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || ".:-_%".unicodeScalars.contains($0))
        }
        guard isPlain, !host.isEmpty, host.utf8.count <= 255 else {
            throw Diagnostic("`\(host)` can't be pinned: it is no host name or address")
        }
    }
}
