/// Which lines of a text with indentation may show a credential: those that name one, what stands under them, and what
/// they leave open.
///
/// It looks at lines, not at the tree that they make, because a text that is no YAML has none, and its errors show lines too.
public struct CredentialLines: Sendable {
    private let values: [Substring?]

    /// Looks at every line of a text once.
    public init(_ text: String) {
        var walk = Walk()
        // By octets: a carriage return and a line feed are one character.
        values = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map {
            walk.value(in: Substring($0))
        }
    }

    /// What of a line, counted from 1, may be a credential; `nil` where the line can be shown.
    public func value(inLine number: Int) -> Substring? {
        values.indices.contains(number - 1) ? values[number - 1] : nil
    }

    private struct Walk {
        /// A line under which others may stand.
        struct Opener {
            let indent: Int
            let isItem: Bool
            let hidesBelow: Bool
        }

        var openers: [Opener] = []
        /// The line before gives a credential away, or names one whose value is still to come.
        var wasCredential = false
        /// What has to come before a line can be shown again: the end of a quotation or of a private key.
        var awaited: Substring?
        /// Brackets that a line with a credential has opened.
        var brackets = 0

        /// What of the next line may be a credential.
        mutating func value(in line: Substring) -> Substring? {
            let content = line.drop { $0 == " " || $0 == "\t" || $0 == "\r" }
            guard !content.isEmpty else { return nil }
            if let end = awaited {
                if content.contains(end) { awaited = nil }
                return content
            }
            let indent = line.count - content.count
            let isItem = content.hasPrefix("- ") || content == "-"
            while let last = openers.last,
                last.indent > indent || (last.indent == indent && (last.isItem || !isItem))
            {
                openers.removeLast()
            }
            let own = CredentialWords.value(in: String(content))
            let isBelow = openers.last?.hidesBelow == true
            // The protocol of SNMP stands beside its secret and is none.
            let isBeside = !content.hasPrefix("protocol:") && (isBelow || wasCredential || brackets > 0)
            if content.first != "#" {
                openers.append(Opener(indent: indent, isItem: isItem, hidesBelow: isBelow || own != nil))
            }
            if content.first != "#", own != nil || brackets > 0 { leaveOpen(content) }
            // What follows a line that only stands beside a credential can be shown.
            wasCredential = own != nil && awaited == nil
            return isBeside ? content : own
        }

        private mutating func leaveOpen(_ content: Substring) {
            if content.contains("-----BEGIN"), !content.contains("-----END") { awaited = "-----END" }
            for character in content {
                if "[{".contains(character) { brackets += 1 } else if "]}".contains(character) { brackets -= 1 }
            }
            brackets = max(0, min(brackets, 64))
            for quote in ["\"", "'"] where content.count(where: { String($0) == quote }) % 2 == 1 {
                awaited = quote[...]
            }
        }
    }
}
