/// Names of interfaces: `ge-0/0/1` of the port, `ge-0/0/1.0` of its unit.
enum JunosInterfaceName {
    /// Media by which the names of ports begin that have a place: `xe-0/1/0`, `et-0/0/1:2`.
    private static let media: Set<String> = [
        "ge", "xe", "et", "fe", "mge", "so", "t1", "t3", "e1", "e3", "at", "gr", "ip", "lt", "mt", "sp", "ms", "vt",
        "si",
    ]
    /// Those that have a number alone: `ae0`.
    private static let numbered: Set<String> = ["ae", "reth", "lo", "em", "fxp", "me", "st", "fab"]

    /// Whether a name is that of a port, without a unit.
    static func isPhysical(_ name: String) -> Bool {
        let bytes = name.utf8
        guard let dash = bytes.firstIndex(of: UInt8(ascii: "-")) else {
            let word = bytes.prefix { !isDigit($0) }
            return numbered.contains(String(Substring(word))) && isNumber(bytes[word.endIndex...])
        }
        let places = bytes[bytes.index(after: dash)...]
            .split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard media.contains(String(name[..<dash])), places.count == 3, let last = places.last else { return false }
        let channel = last.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        return places.dropLast().allSatisfy(isNumber) && channel.count <= 2 && channel.allSatisfy(isNumber)
    }

    /// The other spelling of unit 0: `ge-0/0/1.0` of `ge-0/0/1`, and the other way round.
    static func twin(_ name: String) -> String? {
        if isPhysical(name) { return name + ".0" }
        guard name.hasSuffix(".0") else { return nil }
        let port = String(name.dropLast(2))
        return isPhysical(port) ? port : nil
    }

    /// The port of a name, and the number of its unit: `ge-0/0/1.5` is `ge-0/0/1` and `5`.
    static func parts(_ name: String) -> (port: String, unit: String)? {
        let bytes = name.utf8
        guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")), dot > bytes.startIndex else { return nil }
        let unit = bytes[bytes.index(after: dot)...]
        return isNumber(unit) ? (String(name[..<dot]), String(Substring(unit))) : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    private static func isNumber(_ bytes: Substring.UTF8View) -> Bool { !bytes.isEmpty && bytes.allSatisfy(isDigit) }
}
