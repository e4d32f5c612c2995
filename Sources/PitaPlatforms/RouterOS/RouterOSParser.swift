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

    /// A command as it is written, on one line and without the values of secrets.
    func shown(_ statement: RouterOSStatement) -> String {
        let names = statement.properties.map(\.name)
        let isCommunity = statement.menu == "/snmp community" || statement.menu == "/snmp"
        guard !isCommunity, !names.contains(where: RouterOSMenu.isSecret) else { return masked(statement) }
        let octets = scanner.octets[statement.range]
        guard octets.contains(0x0A) else { return String(decoding: octets, as: UTF8.self) }
        var result: [UInt8] = []
        var isAtStart = false
        for octet in octets {
            if octet == 0x0A {
                while let last = result.last, last == 0x0D || last == UInt8(ascii: "\\") { result.removeLast() }
                isAtStart = true
            } else if !isAtStart || octet > 0x20 {
                isAtStart = false
                result.append(octet)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private func masked(_ statement: RouterOSStatement) -> String {
        let secret = statement.menu == "/snmp community" ? "name" : "trap-community"
        let words = statement.properties.map { property in
            let isSecret = RouterOSMenu.isSecret(property.name) || property.name == secret
            if property.value.isEmpty, !isSecret { return property.name }
            return property.name + "=" + (isSecret ? Secret.mask : RouterOSText.token(property.value))
        }
        let selector = statement.selector == nil ? [] : ["[find ...]"]
        return ([statement.verb.rawValue] + selector + words).joined(separator: " ")
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
        var statement = RouterOSStatement(
            menu: menu, verb: verb, mark: scanner.mark(place), range: place.offset..<scanner.position)
        for (word, place) in words { try take(word, at: place, into: &statement) }
        try checkStatement(statement, at: place)
        return statement
    }

    private func unknownVerb(_ word: RouterOSScanner.Word, at place: RouterOSScanner.Place) -> Diagnostic {
        guard case .bare(let name) = word else { return scanner.diagnostic("a verb is missing here", at: place) }
        if name.hasPrefix(":") || name.hasPrefix("{") {
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
        case .group(nil, let selection), .group("numbers", let selection):
            try select(.find(condition(selection, statement, at: place)), at: place, &statement)
        case .group("place-before", let selection) where statement.verb == .add,
            .group("destination", let selection) where statement.verb == .move:
            statement.placeBefore = .find(try condition(selection, statement, at: place))
        case .group(let name?, _):
            throw scanner.diagnostic(
                "the value of `\(name)` is an expression", at: place,
                hint: "only a selector and `place-before` take `[find ...]`")
        case .property("numbers", let value): try select(.words(items(value)), at: place, &statement)
        case .property("place-before", let value) where statement.verb == .add,
            .property("destination", let value) where statement.verb == .move:
            statement.placeBefore = .words(try destination(value, at: place))
        case .property("value-name", let value) where statement.verb == .unset:
            statement.properties.append(.init(name: "!" + value, value: ""))
        case .property(let written, let value):
            let name = try wholeName(written, after: statement.properties.last?.name, at: place)
            try refuseSecond(name, in: statement, at: place)
            statement.properties.append(.init(name: name, value: value))
        case .bare(let text): try take(bare: text, isQuoted: false, at: place, into: &statement)
        case .text(let text): try take(bare: text, isQuoted: true, at: place, into: &statement)
        }
    }

    private func take(
        bare text: String, isQuoted: Bool, at place: RouterOSScanner.Place, into statement: inout RouterOSStatement
    ) throws(Diagnostic) {
        if statement.verb != .add, statement.selector == nil, !text.hasPrefix("!") {
            return try select(.words(isQuoted ? [text] : items(text)), at: place, &statement)
        }
        switch statement.verb {
        case .comment where statement.properties.isEmpty:
            return statement.properties.append(.init(name: "comment", value: text))
        case .unset: return statement.properties.append(.init(name: "!" + text, value: ""))
        case .move where statement.placeBefore == nil:
            return statement.placeBefore = .words(try destination(text, at: place))
        default: break
        }
        guard !isQuoted, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }) else {
            throw scanner.diagnostic(
                "`\(text)` stands alone", at: place, hint: "a comment has a line of its own; text belongs in quotes")
        }
        let name = try wholeName(text, after: statement.properties.last?.name, at: place)
        try refuseSecond(name, in: statement, at: place)
        statement.properties.append(.init(name: name, value: ""))
    }

    /// One command says one thing of a property: `dst-port=22 !dst-port` says two.
    private func refuseSecond(
        _ name: String, in statement: RouterOSStatement, at place: RouterOSScanner.Place
    ) throws(Diagnostic) {
        let plain = name.drop { $0 == "!" }
        guard statement.properties.contains(where: { $0.name.drop { $0 == "!" } == plain }) else { return }
        throw scanner.diagnostic("`\(plain)` is given twice", at: place, hint: "leave one of them out")
    }

    /// A property's name with the prefix that an export writes only once: `.as` behind `remote.address` is `remote.as`.
    private func wholeName(
        _ name: String, after last: String?, at place: RouterOSScanner.Place
    ) throws(Diagnostic) -> String {
        let isNegated = name.hasPrefix("!.")
        guard name.hasPrefix(".") || isNegated else { return name }
        let end = name.drop { $0 == "!" }
        let before = last.map { $0.drop { $0 == "!" } } ?? ""
        guard end.count > 1, let dot = before.lastIndex(of: ".") else {
            throw scanner.diagnostic(
                "`\(name)` continues the name before it, and no name with a dot stands there", at: place,
                hint: "write the whole name: `remote\(end)`")
        }
        return (isNegated ? "!" : "") + before[..<dot] + end
    }

    /// Names, numbers and ids are listed with commas.
    private func items(_ text: String) -> [String] {
        let parts = text.split(separator: ",").map(String.init)
        return parts.isEmpty ? [text] : parts
    }

    /// The item before which another is to stand, by its name. A number is that of the last print of a session.
    private func destination(_ text: String, at place: RouterOSScanner.Place) throws(Diagnostic) -> [String] {
        guard !RouterOSKey.isItem(text), !text.contains(",") else {
            throw scanner.diagnostic(
                "`\(text)` names no place: numbers are those of the last print of a session, and ids change", at: place,
                hint: "name the item: `[find comment=\"x\"]`")
        }
        return [text]
    }

    private func select(
        _ selector: RouterOSStatement.Selector, at place: RouterOSScanner.Place, _ statement: inout RouterOSStatement
    ) throws(Diagnostic) {
        guard statement.verb != .add else { throw scanner.diagnostic("`add` takes no selector", at: place) }
        guard statement.selector == nil else {
            guard statement.verb == .move, statement.placeBefore == nil else {
                throw scanner.diagnostic("two selectors", at: place)
            }
            statement.placeBefore = selector
            return
        }
        statement.selector = selector
    }

    private func condition(
        _ selection: RouterOSScanner.Selection, _ statement: RouterOSStatement, at place: RouterOSScanner.Place
    ) throws(Diagnostic) -> RouterOSCondition {
        let path = "/" + selection.path.joined(separator: " ")
        guard selection.path.isEmpty || path == statement.menu else {
            throw scanner.diagnostic("the selector is of \(path), the command of \(statement.menu)", at: place)
        }
        guard let condition = selection.condition else {
            throw scanner.diagnostic(
                "a selector that means every item", at: place,
                hint: "name some: `[find name=\"x\"]`, or all that can be changed: `[find dynamic=no]`")
        }
        return condition
    }

    private func checkStatement(_ statement: RouterOSStatement, at place: RouterOSScanner.Place) throws(Diagnostic) {
        let verb = statement.verb
        if statement.selector == nil, verb.needsItem {
            throw scanner.diagnostic("`\(verb.rawValue)` of what?", at: place, hint: "add `[find name=\"x\"]`")
        }
        if !verb.takesProperties, let property = statement.properties.first {
            throw scanner.diagnostic("`\(verb.rawValue)` takes no property `\(property.name)`", at: place)
        }
        switch verb {
        case .comment where statement.properties.map(\.name) != ["comment"]:
            throw scanner.diagnostic("`comment` takes a text and nothing else", at: place)
        case .unset where !statement.properties.allSatisfy({ $0.name.hasPrefix("!") }) || statement.properties.isEmpty:
            throw scanner.diagnostic("`unset` takes names of properties", at: place)
        default: break
        }
    }
}
