import PitaNetwork

/// How a property's value is written, so that what means the same is the same text.
enum RouterOSValue: Sendable {
    /// Verbatim.
    case text
    /// `yes`/`no`; scripts also see `true`/`false`.
    case boolean
    /// Bit/s: `10M` is `10000000`.
    case rate
    /// Upload/download, as seen from the target of a simple queue.
    case ratePair
    /// Two values of any other kind; one alone stands for both.
    case pair
    /// `1w2d3h4m5s`, `100ms`.
    case time
    /// Two of them.
    case timePair
    /// `yes`/`no` among other words.
    case truth
    /// A time of day: `3:00` is `03:00:00`.
    case clock
    /// A hardware address; the device writes it in upper case.
    case mac
    /// A number in either base: `32768` is `0x8000`.
    case number
    /// Values in the order in which they count.
    case list
    /// Values whose order means nothing.
    case set
    /// Addresses, prefixes and interface names whose order means nothing; a bare address is a /32 or a /128.
    case addresses
    /// One of them.
    case prefix
    /// The destination of a route; the empty text is everywhere, as 7.1 writes it.
    case route(String)
    /// What a rule of the firewall or a list of addresses names: a /32 is written without its length, a /128 with it; `!`
    /// before it turns it round.
    case host
    /// An address with the length of its network: `10.1.1.1/24`.
    case interfaceAddress
    /// VLAN ids and ranges.
    case vlans
    /// Octets with binary units; a number alone counts this many octets each.
    case size(unit: UInt64)

    /// The one text for everything that means what `value` means.
    func normalised(_ value: String) -> String {
        switch self {
        case .text: value
        case .boolean, .truth: value == "true" ? "yes" : value == "false" ? "no" : value
        case .rate: Self.rate(value)
        case .ratePair: Self.pair(value, Self.rate)
        case .pair: Self.pair(value) { $0 }
        case .time: Self.time(value)
        case .timePair: Self.pair(value, Self.time)
        case .clock: Self.clockText(value)
        case .mac: value.contains(":") ? value.uppercased() : value
        case .number: Self.number(value)
        case .list: Self.elements(value).joined(separator: ",")
        case .set: Self.list(value) { $0 }
        case .addresses: Self.list(value, Self.prefix)
        case .prefix: Self.prefix(value)
        case .route(let everywhere): value.isEmpty ? everywhere : Self.prefix(value)
        case .host: Self.host(value)
        case .interfaceAddress: InterfaceAddress(value)?.description ?? Self.prefix(value)
        case .vlans: VLANSet(Self.elements(value).joined(separator: ","))?.description ?? value
        case .size(let unit): Self.size(value, unit: unit)
        }
    }

    /// The text that the device shows for a normalised value.
    func shown(_ value: String) -> String {
        switch self {
        case .rate: Self.short(value)
        case .ratePair: Self.pair(value, Self.short)
        default: value
        }
    }

    private static func rate(_ value: String) -> String {
        Bandwidth(value).map { String($0.bitsPerSecond) } ?? value
    }

    private static func short(_ value: String) -> String {
        guard let rate = UInt64(value), String(rate) == value, rate > 0 else { return value }
        // RouterOS has no T.
        for (unit, suffix) in [(1_000_000_000, "G"), (1_000_000, "M"), (1000, "k")] as [(UInt64, String)]
        where rate.isMultiple(of: unit) {
            return "\(rate / unit)\(suffix)"
        }
        return value
    }

    private static func pair(_ value: String, _ side: (String) -> String) -> String {
        guard !value.isEmpty else { return value }
        let sides = value.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        switch sides.count {
        case 1: return side(value) + "/" + side(value)
        case 2: return side(sides[0]) + "/" + side(sides[1])
        default: return value
        }
    }

    private static func list(_ value: String, _ element: (String) -> String) -> String {
        guard value.utf8.contains(UInt8(ascii: ",")) else { return element(value) }
        return Set(elements(value).map(element)).sorted().joined(separator: ",")
    }

    /// The elements of a list. The device would take a blank after a comma for a part of a name, or refuse it.
    private static func elements(_ value: String) -> [String] {
        guard value.utf8.contains(UInt8(ascii: ",")) else { return [value] }
        return value.split(separator: ",").map { element in
            var element = element
            while element.first == " " { element.removeFirst() }
            while element.last == " " { element.removeLast() }
            return String(element)
        }
    }

    private static func host(_ value: String) -> String {
        guard !value.hasPrefix("!") else { return "!" + host(String(value.dropFirst())) }
        let text = prefix(value)
        return text.hasSuffix("/32") && !text.contains(":") ? String(text.dropLast(3)) : text
    }

    private static func number(_ value: String) -> String {
        let isHex = value.hasPrefix("0x") || value.hasPrefix("0X")
        guard let number = isHex ? UInt64(value.dropFirst(2), radix: 16) : UInt64(value) else { return value }
        return "0x" + String(number, radix: 16, uppercase: true)
    }

    /// A time of day with two digits for each part; another word (`startup`) as it is.
    private static func clockText(_ value: String) -> String {
        let parts = value.split(separator: ":", omittingEmptySubsequences: false).map { UInt64($0) }
        guard parts.count == 2 || parts.count == 3, let hours = parts[0], let minutes = parts[1],
            let seconds = parts.count == 3 ? parts[2] : 0, hours < 24, minutes < 60, seconds < 60
        else { return value }
        return [hours, minutes, seconds].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }

    /// How values are written by the property's name alone, where no table of the menu says it.
    static func kind(of property: String, in path: String) -> RouterOSValue {
        switch property {
        case "disabled": .boolean
        case "mac-address", "admin-mac", "src-mac-address", "dst-mac-address", "radio-mac": .mac
        case "servers", "dns-server", "ntp-server", "wins-server": .list
        case "interval" where path != "/interface wireless": .time
        default: .text
        }
    }

    /// How values are written, told by the default: times and words of truth.
    static func inferred(from standard: String) -> RouterOSValue? {
        if standard == "yes" || standard == "no" { return .truth }
        guard standard.last?.isLetter == true, milliseconds(standard) != nil else { return nil }
        return .time
    }

    private static func prefix(_ value: String) -> String {
        let parts = value.split(separator: "/", omittingEmptySubsequences: false)
        guard let first = parts.first, parts.count <= 2, let address = Address(String(first)) else { return value }
        guard parts.count == 2 else { return "\(address)/\(address.family.width)" }
        guard parts[1].utf8.count <= 3, let length = Int(parts[1]), let prefix = Prefix(address, length: length)
        else { return value }
        return prefix.description
    }

    private static func size(_ value: String, unit: UInt64) -> String {
        let digits = value.prefix { ("0"..."9").contains($0) }
        let suffix = value[digits.endIndex...]
        guard let count = UInt64(digits), let factor = suffix.isEmpty ? unit : sizeUnits[String(suffix)]
        else { return value }
        let (octets, overflow) = count.multipliedReportingOverflow(by: factor)
        guard !overflow else { return value }
        for (name, factor) in [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)] as [(String, UInt64)]
        where octets >= factor && octets.isMultiple(of: factor) {
            return "\(octets / factor)\(name)"
        }
        return "\(octets)"
    }

    private static let sizeUnits: [String: UInt64] = ["KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "B": 1]

    /// Milliseconds of `1w2d3h4m5s`, `100ms`, `1d00:05:00`, `90`; the canonical spelling of them, or the text itself.
    private static func time(_ value: String) -> String {
        guard let total = milliseconds(value) else { return value }
        var rest = total
        var result = ""
        for (name, length) in timeUnits where rest >= length {
            result += "\(rest / length)\(name)"
            rest %= length
        }
        return result.isEmpty ? "0s" : result
    }

    private static let timeUnits: [(String, UInt64)] = [
        ("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1),
    ]

    private static func milliseconds(_ value: String) -> UInt64? {
        var rest = Substring(value)
        guard value.utf8.count <= 40, rest.first?.isNumber == true else { return nil }
        var total: UInt64 = 0
        while !rest.isEmpty {
            if rest.contains(":"), !rest.contains(where: \.isLetter) { return clock(rest).map { total + $0 } }
            let digits = rest.prefix { ("0"..."9").contains($0) }
            guard digits.count <= 9, let count = UInt64(digits) else { return nil }
            rest = rest[digits.endIndex...]
            let name = rest.prefix { ("a"..."z").contains($0) }
            rest = rest[name.endIndex...]
            // A number alone counts seconds.
            let isBare = name.isEmpty && rest.isEmpty && digits.count == value.count
            guard let unit = isBare ? 1000 : timeUnits.first(where: { $0.0 == name })?.1 else { return nil }
            total += count * unit
        }
        return total
    }

    private static func clock(_ text: Substring) -> UInt64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let hours = UInt64(parts[0]), let minutes = UInt64(parts[1]),
            let seconds = UInt64(parts[2]), hours < 100, minutes < 60, seconds < 60
        else { return nil }
        return ((hours * 60 + minutes) * 60 + seconds) * 1000
    }
}
