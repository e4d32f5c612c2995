import PitaDiagnostics
import PitaYAML

/// Reads `users.yaml` and `calendar.yaml`.
enum UserReader {
    static func readUsers(_ node: Node, roles: [Role], into findings: Findings) -> [String: User] {
        let file = MappingReader(node, as: "the list of people", into: findings)
        defer { file.finish() }
        guard let people = file.mapping("users", as: "the list of people", required: true) else { return [:] }
        var users: [String: User] = [:]
        var owners: [SSHPublicKey.Identity: String] = [:]
        for entry in people.node.entries {
            if !Word.isValid(entry.name) {
                findings.add(
                    entry.key.diagnostic("this is no id of a person", hint: "lower-case letters, digits, `-`, `_`"))
            }
            let reader = MappingReader(entry.value, as: "a person", into: findings)
            if let user = readUser(reader, id: entry.name, roles: roles, owners: &owners) { users[entry.name] = user }
        }
        return users
    }

    private static func readUser(
        _ reader: MappingReader, id: String, roles: [Role], owners: inout [SSHPublicKey.Identity: String]
    ) -> User? {
        let title = reader.required("title", .line)
        let held = reader.required("roles", .list(of: .role(among: roles)))
        let delegations = reader.optional("acting", .list(of: .node), default: []).compactMap {
            readDelegation(MappingReader($0, as: "a delegation", into: reader.findings), roles: roles)
        }
        let keys = reader.required("keys", .list(of: Conversion<SSHPublicKey>.publicKey.marked))
        let from = reader.optional("valid_from", .date)
        let until = reader.optional("valid_until", .date)
        let isDisabled = reader.optional("disabled", .bool, default: false)
        reader.finish()
        if let from, let until, until < from, let node = reader.node["valid_until"] {
            reader.findings.add(node.diagnostic("this day is before the first valid day \(from)"))
        }
        for key in keys ?? [] {
            if let owner = owners[key.value.identity] {
                reader.findings.add(
                    key.node.diagnostic(
                        "this key is \(owner == id ? "listed twice" : "the key of `\(owner)` too")",
                        hint: "a signature must tell who signed; give each person a key of their own"))
            }
            owners[key.value.identity] = id
        }
        guard let title, let held, let keys else { return nil }
        return User(
            id: id, title: title, roles: held, delegations: delegations, keys: keys.map(\.value), validFrom: from,
            validUntil: until, isDisabled: isDisabled)
    }

    private static func readDelegation(_ reader: MappingReader, roles: [Role]) -> Delegation? {
        let form = reader.required("as", .choice(Delegation.Form.self))
        let role = reader.required("role", .role(among: roles))
        let office = reader.required("title", .line)
        let letter = reader.required("letter", .line)
        let from = reader.required("valid_from", .date)
        let until = reader.required("valid_until", Conversion<CalendarDate>.date.marked)
        reader.finish()
        if let from, let until, until.value < from {
            reader.findings.add(until.node.diagnostic("this day is before the first valid day \(from)"))
        }
        guard let form, let role, let office, let letter, let from, let until else { return nil }
        return Delegation(
            form: form, role: role, office: office, letter: letter, validFrom: from, validUntil: until.value)
    }

    static func readCalendar(_ node: Node, into findings: Findings) -> WorkingCalendar {
        let reader = MappingReader(node, as: "the calendar", into: findings)
        var hours: [Weekday: [ClockSpan]] = [:]
        let span = Conversion<ClockSpan>.parsed(
            as: "a span of a day", hint: "write it like \"08:00-12:00\"", ClockSpan.init)
        if let days = reader.mapping("working_hours", as: "the working hours", required: true) {
            for day in Weekday.allCases {
                guard let spans = days.optional(day.rawValue, .list(of: span)) else { continue }
                for (earlier, later) in zip(spans, spans.dropFirst()) where later.startMinute < earlier.endMinute {
                    findings.add(
                        (days.node[day.rawValue] ?? days.node).diagnostic("\(later) begins before \(earlier) ends"))
                }
                hours[day] = spans
            }
            days.finish()
            if days.node.kind == .mapping, days.node.count == 0 {
                findings.add(days.node.diagnostic("there is no working day"))
            }
        }
        var holidays: [CalendarDate: String] = [:]
        for element in reader.optional("holidays", .list(of: .node), default: []) {
            let holiday = MappingReader(element, as: "a holiday", into: findings)
            let date = holiday.required("date", Conversion<CalendarDate>.date.marked)
            let name = holiday.required("name", .line)
            if let date, let name, holidays.updateValue(name, forKey: date.value) != nil {
                findings.add(date.node.diagnostic("\(date.value) is listed twice"))
            }
            holiday.finish()
        }
        reader.finish()
        return WorkingCalendar(hours: hours, holidays: holidays)
    }
}

extension SSHPublicKey {
    /// The key without its comment.
    struct Identity: Hashable {
        let blob: [UInt8]
    }
    var identity: Identity { Identity(blob: blob) }
}

extension Conversion where Value == SSHPublicKey {
    /// A line of a `.pub` file; a private key in its place is refused without being shown.
    static var publicKey: Conversion {
        Conversion { node throws(Diagnostics) in
            let text = try Conversion<String>.text.convert(node)
            if text.contains("PRIVATE KEY") {
                throw Diagnostics(
                    "this is a private key; it must leave this file and be replaced", at: node.mark,
                    hint: "write the line of the .pub file")
            }
            guard let key = SSHPublicKey(text.trimmedLineEnd) else {
                throw Diagnostics([
                    node.diagnostic(
                        "this is no SSH public key",
                        hint:
                            "write the line of the .pub file, \"ssh-ed25519 AAAA... comment\"; RSA from 2048 bits"
                    )
                ])
            }
            return key
        }
    }
}

extension String {
    fileprivate var trimmedLineEnd: String { hasSuffix("\n") ? String(dropLast()) : self }
}
