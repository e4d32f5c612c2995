import PitaDiagnostics

extension AllowedSigners {
    /// Reads the text of an `allowed_signers` file; every bad line is told.
    ///
    /// - Parameter zone: the zone of times that are written without `Z`; OpenSSH takes them in the system's.
    public init(parsing text: String, file: String, zone: IndonesianZone) throws(Diagnostics) {
        var problems = Diagnostics()
        entries = []
        guard text.utf8.count <= 4 << 20 else { throw Diagnostics("the file is larger than 4 MiB") }
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let content = line.drop { $0 == " " || $0 == "\t" }
            guard let first = content.first, first != "#" else { continue }
            do throws(EvidenceError) {
                entries.append(try AllowedSignersLine(zone: zone).entry(content))
            } catch {
                let mark = SourceMark(file: file, line: index + 1, column: 1)
                problems.append(
                    Diagnostic(error.message, at: mark, excerpt: Excerpt(line: String(line)), hint: error.hint))
            }
        }
        try problems.throwIfErrors()
    }
}

/// Reads one line: principals, options, key.
private struct AllowedSignersLine {
    let zone: IndonesianZone

    func entry(_ line: Substring) throws(EvidenceError) -> AllowedSigners.Entry {
        var fields = try split(line, separator: { $0 == " " || $0 == "\t" }, atMost: 4)
        guard fields.count >= 3 else {
            throw EvidenceError(.malformed, "expected principals, options and a key")
        }
        let principals = unquoted(fields.removeFirst()).split(separator: ",").map(String.init)
        guard !principals.isEmpty else { throw EvidenceError(.malformed, "the line names no principal") }
        var options = ""
        if SSHPublicKey.Algorithm(rawValue: fields[0]) == nil, fields.count >= 3 { options = fields.removeFirst() }
        var entry = AllowedSigners.Entry(
            principals: principals, key: try SSHPublicKey(line: fields[0] + " " + fields[1].prefix { $0 != " " }))
        for option in try split(options[...], separator: { $0 == "," }, atMost: 16) where !option.isEmpty {
            try apply(option, to: &entry)
        }
        return entry
    }

    private func apply(_ option: String, to entry: inout AllowedSigners.Entry) throws(EvidenceError) {
        let name = option.prefix { $0 != "=" }.lowercased()
        let value = unquoted(String(option.dropFirst(name.count + 1)))
        switch name {
        case "cert-authority": entry.isAuthority = true
        case "namespaces": entry.namespaces = value.split(separator: ",").map(String.init)
        case "valid-after": entry.validAfter = try time(value)
        case "valid-before": entry.validBefore = try time(value)
        default: throw EvidenceError(.malformed, "there is no option `\(name)`")
        }
    }

    /// `YYYYMMDD`, `YYYYMMDDHHMM` or `YYYYMMDDHHMMSS`, with `Z` for UTC.
    private func time(_ text: String) throws(EvidenceError) -> Int64 {
        let isUTC = text.hasSuffix("Z")
        let digits = Array((isUTC ? text.dropLast() : text[...]).utf8)
        let isNumber = digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        func number(_ range: Range<Int>) -> Int {
            guard range.upperBound <= digits.count else { return 0 }
            return digits[range].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        }
        guard isNumber, [8, 12, 14].contains(digits.count),
            let civil = CivilTime(
                year: number(0..<4), month: number(4..<6), day: number(6..<8), hour: number(8..<10),
                minute: number(10..<12), second: number(12..<14))
        else { throw EvidenceError(.malformed, "`\(text)` is no time", hint: "expected YYYYMMDD[HHMM[SS]][Z]") }
        return civil.unixMilliseconds / 1000 - (isUTC ? 0 : Int64(zone.offsetMinutes) * 60)
    }

    /// Splits outside of double quotes; the last field keeps the rest.
    private func split(
        _ text: Substring, separator: (Character) -> Bool, atMost limit: Int
    ) throws(EvidenceError) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if !isQuoted, fields.count < limit, separator(character) {
                if fields.last?.isEmpty == false { fields.append("") }
            } else {
                fields[fields.count - 1].append(character)
            }
        }
        guard !isQuoted else { throw EvidenceError(.malformed, "a quote is not closed") }
        return fields.filter { !$0.isEmpty }
    }

    private func unquoted(_ text: String) -> String {
        text.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"") ? String(text.dropFirst().dropLast()) : text
    }
}
