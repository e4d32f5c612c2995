import PitaDiagnostics

/// What a `--limit` selects.
public struct Selection: Sendable {
    /// The devices, in the office's order.
    public let devices: [Device]
    /// The segments that have at least one of the devices, in the office's order.
    public let segments: [Segment]
}

extension Office {
    /// Selects devices by an expression: terms between commas, each a name or glob (`*`, `?`) of segments and devices,
    /// or `segment:`, `device:`, `platform:`, `role:` or `class:` with one; `!` before a term takes its devices out.
    ///
    /// Without a term that takes in, all devices are taken in. A term that matches nothing is an error.
    public func select(_ expression: String) throws(Diagnostics) -> Selection {
        guard expression.utf8.count <= 4096 else { throw Diagnostics("the limit is too long") }
        var included: Set<String> = []
        var excluded: Set<String> = []
        var hasIncluding = false
        var found = Diagnostics()
        var column = 1
        for part in expression.split(separator: ",", omittingEmptySubsequences: false) {
            let leading = part.prefix { $0 == " " }.unicodeScalars.count
            let text = part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
            let term = LimitTerm(String(text))
            let matched = term.map(names) ?? []
            if matched.isEmpty {
                let mark = SourceMark(
                    file: "<--limit>", line: 1, column: column + leading,
                    offset: min(column + leading - 1, expression.utf8.count))
                found.append(
                    Diagnostic(
                        term == nil ? "a term of the limit is empty" : "`\(String(text))` matches no device", at: mark,
                        excerpt: Excerpt(line: expression, length: text.count), hint: term.flatMap(hint)))
            }
            if term?.isExcluding == true {
                excluded.formUnion(matched)
            } else {
                hasIncluding = true
                included.formUnion(matched)
            }
            column += part.unicodeScalars.count + 1
        }
        try found.throwIfErrors()
        let chosen = deviceNames.filter { (!hasIncluding || included.contains($0)) && !excluded.contains($0) }
        guard !chosen.isEmpty else {
            throw Diagnostics("the limit `\(expression)` leaves no device", hint: "it takes out all that it takes in")
        }
        let chosenDevices = chosen.compactMap { devices[$0] }
        let touched = Set(chosenDevices.compactMap(\.segment))
        return Selection(
            devices: chosenDevices, segments: segmentNames.filter(touched.contains).compactMap { segments[$0] })
    }

    private func names(_ term: LimitTerm) -> [String] {
        deviceNames.filter { name in
            guard let device = devices[name] else { return false }
            let segment = device.segment.flatMap { segments[$0] }
            return switch term.field {
            case .any: term.matches(name) || (segment.map { term.matches($0.name) } ?? false)
            case .device: term.matches(name)
            case .segment: segment.map { term.matches($0.name) } ?? false
            case .platform: term.matches(device.platform)
            case .role: term.matches(device.role.rawValue)
            case .serviceClass: segment.map { term.matches($0.serviceClass) } ?? false
            }
        }
    }

    private func hint(_ term: LimitTerm) -> String? {
        let candidates: [String] =
            switch term.field {
            case .any: segmentNames + deviceNames
            case .device: deviceNames
            case .segment: segmentNames
            case .platform: Set(devices.values.map(\.platform)).sorted()
            case .role: DeviceRole.allCases.map(\.rawValue)
            case .serviceClass: Set(segments.values.map(\.serviceClass)).sorted()
            }
        return Suggestion.hint(for: term.pattern, among: candidates)
    }
}

/// One term of a `--limit`.
struct LimitTerm: Equatable {
    /// What a term is compared with.
    enum Field: String, CaseIterable {
        case any = ""
        case device, segment, platform, role
        case serviceClass = "class"
    }

    let isExcluding: Bool
    let field: Field
    let pattern: String

    /// `nil` when nothing is left to compare.
    init?(_ text: String) {
        var rest = text[...]
        isExcluding = rest.first == "!"
        if isExcluding { rest = rest.dropFirst() }
        var field = Field.any
        if let colon = rest.firstIndex(of: ":"), let named = Field(rawValue: String(rest[..<colon])), named != .any {
            field = named
            rest = rest[rest.index(after: colon)...]
        }
        guard !rest.isEmpty else { return nil }
        self.field = field
        pattern = String(rest)
    }

    /// Whether a name fits the pattern, with `*` for any run of characters and `?` for one; without backtracking
    /// deeper than the last `*`, so the time is bounded by the product of the lengths.
    func matches(_ name: String) -> Bool {
        let pattern = Array(pattern.utf8)
        let text = Array(name.utf8)
        var (place, at) = (0, 0)
        var star: (place: Int, at: Int)?
        while at < text.count {
            if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
                star = (place, at)
                place += 1
            } else if place < pattern.count, pattern[place] == UInt8(ascii: "?") || pattern[place] == text[at] {
                place += 1
                at += 1
            } else if let last = star {
                star = (last.place, last.at + 1)
                place = last.place + 1
                at = last.at + 1
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
