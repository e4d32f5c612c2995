import PitaDiagnostics

/// Reads the commands of a config text: an export in any of its forms, or what a template makes.
struct RouterOSParser {
    /// The longest text, in octets.
    static let longestText = 64 << 20

    private var scanner: RouterOSScanner
    private var menu: String?
    private var errors = Diagnostics()

    init(_ text: String, file: String) {
        scanner = RouterOSScanner(text, file: file)
    }

    /// Every command, in order; throws everything that is wrong with the text.
    mutating func statements() throws(Diagnostics) -> [RouterOSStatement] {
        guard scanner.octets.count <= Self.longestText else { throw Diagnostics("a config of more than 64 MiB") }
        var result: [RouterOSStatement] = []
        while !errors.isFull, scanner.nextCommand() {
            do throws(Diagnostic) {
                if let statement = try command() { result.append(statement) }
            } catch {
                errors.append(error)
                scanner.skipLine()
            }
        }
        try errors.throwIfErrors()
        return result
    }

    private mutating func command() throws(Diagnostic) -> RouterOSStatement? {
        let place = scanner.place
        var words = try scanner.words()[...]
        guard case .bare(let first)? = words.first?.word else {
            throw scanner.diagnostic("a command begins with a menu or a verb", at: place)
        }
        if first.hasPrefix("/") { try enterMenu(&words) }
        guard let (verbWord, verbPlace) = words.popFirst() else { return nil }
        guard case .bare(let name) = verbWord, let verb = RouterOSStatement.Verb(rawValue: name) else {
            throw unknownVerb(verbWord, at: verbPlace)
        }
        guard let menu else { throw scanner.diagnostic("`\(name)` outside of a menu", at: verbPlace) }
        var statement = RouterOSStatement(menu: menu, verb: verb, mark: scanner.mark(place))
        for (word, place) in words { try take(word, at: place, into: &statement) }
        try checkSelector(statement, at: place)
        return statement
    }

    private func unknownVerb(_ word: RouterOSScanner.Word, at place: RouterOSScanner.Place) -> Diagnostic {
        guard case .bare(let name) = word else { return scanner.diagnostic("a verb is missing here", at: place) }
        if name.hasPrefix(":") {
            return scanner.diagnostic("a script, not a config", at: place, hint: "write what should be, not how")
        }
        let hint = Suggestion.hint(for: name, among: RouterOSStatement.Verb.allCases.map(\.rawValue))
        return scanner.diagnostic("`\(name)` is no verb of a config", at: place, hint: hint)
    }

    /// Takes the words of a menu (`/ip address`, `/ip/address`) off the front.
    private mutating func enterMenu(
        _ words: inout ArraySlice<(word: RouterOSScanner.Word, place: RouterOSScanner.Place)>
    )
        throws(Diagnostic)
    {
        var parts: [Substring] = []
        let start = words.first?.place ?? scanner.place
        while case .bare(let word)? = words.first?.word, RouterOSStatement.Verb(rawValue: word) == nil,
            !word.hasPrefix(":")
        {
            parts += word.split(separator: "/")
            words.removeFirst()
            if let last = parts.last, RouterOSStatement.Verb(rawValue: String(last)) != nil { break }
            guard parts.count <= 8 else { throw scanner.diagnostic("no menu is that deep", at: start) }
        }
        // `/ip/address/add` names its verb as the last part.
        if let last = parts.last, RouterOSStatement.Verb(rawValue: String(last)) != nil {
            words.insert((.bare(String(last)), start), at: words.startIndex)
            parts.removeLast()
        }
        let isPlain = parts.allSatisfy { part in
            part.utf8.allSatisfy { octet in
                (octet | 0x20) >= UInt8(ascii: "a") && (octet | 0x20) <= UInt8(ascii: "z")
                    || octet >= UInt8(ascii: "0") && octet <= UInt8(ascii: "9") || octet == UInt8(ascii: "-")
            }
        }
        guard isPlain else { throw scanner.diagnostic("a menu is made of words", at: start) }
        menu = parts.isEmpty ? nil : "/" + parts.joined(separator: " ")
    }

    private func take(
        _ word: RouterOSScanner.Word, at place: RouterOSScanner.Place, into statement: inout RouterOSStatement
    ) throws(Diagnostic) {
        switch word {
        case .group(nil, let words), .group("numbers", let words):
            try select(.find(find(words, at: place)), at: place, &statement)
        case .group("place-before", let words) where statement.verb == .add:
            statement.placeBefore = .find(try find(words, at: place))
        case .group(let name?, _):
            throw scanner.diagnostic(
                "the value of `\(name)` is an expression", at: place,
                hint: "only a selector and `place-before` take `[find ...]`")
        case .property("numbers", let value): try select(.word(value), at: place, &statement)
        case .property("place-before", _) where statement.verb == .add:
            throw scanner.diagnostic("`place-before` takes `[find ...]`", at: place)
        case .property(let name, let value):
            guard !statement.properties.contains(where: { $0.name == name }) else {
                throw scanner.diagnostic("`\(name)` is given twice", at: place)
            }
            statement.properties.append(.init(name: name, value: value))
        case .bare(let text):
            if statement.verb != .add, statement.selector == nil, !text.hasPrefix("!") {
                return try select(.word(text), at: place, &statement)
            }
            guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }) else {
                throw scanner.diagnostic(
                    "`\(text)` stands alone", at: place, hint: "a comment has a line of its own; text belongs in quotes"
                )
            }
            statement.properties.append(.init(name: text, value: ""))
        }
    }

    private func select(
        _ selector: RouterOSStatement.Selector, at place: RouterOSScanner.Place, _ statement: inout RouterOSStatement
    ) throws(Diagnostic) {
        guard statement.verb != .add else { throw scanner.diagnostic("`add` takes no selector", at: place) }
        guard statement.selector == nil else { throw scanner.diagnostic("two selectors", at: place) }
        statement.selector = selector
    }

    private func find(_ words: [RouterOSScanner.Word], at place: RouterOSScanner.Place) throws(Diagnostic)
        -> [RouterOSStatement.Property]
    {
        var rest = words[...]
        guard case .bare("find")? = rest.popFirst() else {
            throw scanner.diagnostic("a selector is `[find name=\"x\"]`", at: place)
        }
        if case .bare("where")? = rest.first { rest.removeFirst() }
        var result: [RouterOSStatement.Property] = []
        for word in rest {
            guard case .property(let name, let value) = word, !name.contains(where: { "~<>!".contains($0) }) else {
                throw scanner.diagnostic("a selector compares properties with `=`", at: place)
            }
            result.append(.init(name: name, value: value))
        }
        guard !result.isEmpty else {
            throw scanner.diagnostic(
                "a selector that means every item", at: place, hint: "name one: `[find name=\"x\"]`")
        }
        return result
    }

    private func checkSelector(_ statement: RouterOSStatement, at place: RouterOSScanner.Place) throws(Diagnostic) {
        if statement.selector == nil, [.remove, .enable, .disable].contains(statement.verb) {
            throw scanner.diagnostic(
                "`\(statement.verb.rawValue)` of what?", at: place, hint: "add `[find name=\"x\"]`")
        }
        if [.remove, .enable, .disable].contains(statement.verb), let property = statement.properties.first {
            throw scanner.diagnostic(
                "`\(statement.verb.rawValue)` takes no property `\(property.name)`", at: place)
        }
    }
}
