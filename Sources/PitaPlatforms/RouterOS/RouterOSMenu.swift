/// What Pita knows of a menu: what names its items, whether their order matters, how its values are written, what an item
/// has where it names nothing, and how the device takes a property back.
struct RouterOSMenu: Sendable {
    /// With one blank between its words: `/queue simple`.
    let path: String
    private let row: RouterOSMenuTable.Row
    private let traits: RouterOSMenuTraits
    private let isTraited: Bool

    /// The properties that name an item; empty for a single record.
    var key: [String] { row.key }
    /// Those of ``key`` that an item may lack.
    var optionalKey: Set<String> { row.optionalKey }
    /// Whether the device walks the items in order.
    var isOrdered: Bool { row.isOrdered }
    /// Whether the device can put an item before another, even where their order means nothing.
    var isMovable: Bool { row.isMovable }
    /// Whether the items are there by themselves and can only be set (`/interface ethernet`).
    var isFixed: Bool { row.isFixed }
    /// What a new item can't do without, beside its key.
    var required: [String] { row.required }
    /// Whether the device refuses a second item with the same key.
    var isUnique: Bool { traits.isUnique && row.optionalKey.isEmpty && !row.key.contains("comment") }
    /// The place in the order of dependencies: a higher one may refer to a lower one.
    var rank: Int { isTraited ? traits.rank : RouterOSMenuTraits.rank(of: path) }
    /// Two items with the same values of these would be refused.
    var conflict: [String] { traits.conflict }
    /// Whether a `set` may change what names an item.
    var isReplaceable: Bool { traits.isReplaceable }
    /// What a reader takes for the name of an item, where items that agree in it may stand beside each other.
    var sameName: [String] { traits.sameName }
    /// The properties that refer to other items of the same menu.
    var parents: [String] { traits.parents }
    /// Items that every device has, whose defaults an export leaves out.
    var builtIn: Set<String> { traits.builtIn }
    /// Whether the menu holds one record without a name.
    var isSingle: Bool { row.key.isEmpty }
    /// Whether anything is known of the properties.
    var hasDefaults: Bool { !row.defaults.isEmpty || !row.unset.isEmpty }

    /// How a property's values are written.
    func kind(of property: String) -> RouterOSValue {
        traits.values[property] ?? inferred[property] ?? RouterOSValue.kind(of: property, in: path)
    }

    /// How values are written whose default tells it: times, sizes, words of truth.
    private let inferred: [String: RouterOSValue]

    /// What the device has where a property is not named; `nil` where it has none, or none is known.
    func standard(_ property: String, _ version: RouterOSVersion) -> String? {
        if let known = row.defaults[property]?.first(where: { $0.holds(in: version) }) {
            return kind(of: property).normalised(known.value)
        }
        switch property {
        case "comment": return ""
        case "disabled": return "no"
        default: return nil
        }
    }

    /// What stands for a part of the key that an item does not name, in every version.
    func keyStandard(_ property: String) -> String? {
        guard let values = row.defaults[property], values.count == 1, values[0].until == nil else { return nil }
        return kind(of: property).normalised(values[0].value)
    }

    /// How the device takes a property back to what it is where nothing names it.
    enum Retraction: Equatable {
        /// By this value.
        case value(String)
        /// By `!property`.
        case unset
        /// No way is known.
        case unknown
    }

    /// How the device takes a property back.
    func retraction(of property: String, _ version: RouterOSVersion) -> Retraction {
        if let value = standard(property, version) { return .value(value) }
        return row.unset.contains(property) || Self.flags.contains(property) ? .unset : .unknown
    }

    /// Whether these names are the menu's own way to name an item.
    func isNatural(_ names: [String]) -> Bool {
        let names = names.filter { !$0.isEmpty }
        guard !optionalKey.isEmpty else { return names == key }
        return names.allSatisfy(key.contains) && key.allSatisfy { optionalKey.contains($0) || names.contains($0) }
    }

    /// Values that a plan, a record or a screen never shows.
    static let secretProperties: Set<String> = [
        "password", "secret", "authentication-password", "encryption-password", "passphrase", "private-key",
        "wpa-pre-shared-key", "wpa2-pre-shared-key", "preshared-key", "pre-shared-key", "auth-key", "ipsec-secret",
        "authentication-key", "tcp-md5-key", "management-protection-key", "radius-secret", "private-pre-shared-key",
        "static-key-0", "static-key-1", "static-key-2", "static-key-3", "supplicant-password", "eap-password",
        "mschapv2-password", "radius-password", "sim-pin", "otp-secret", "totp-secret", "ppk-secret", "pin", "secrets",
        "client-private-key", "token",
    ]

    /// Whether a property's value is never shown; `security.passphrase` is one by its last part.
    static func isSecret(_ property: String) -> Bool {
        secretProperties.contains(property)
            || property.utf8.lastIndex(of: UInt8(ascii: ".")).map {
                secretProperties.contains(String(property[property.utf8.index(after: $0)...]))
            } == true
    }

    /// Properties that are written without a value.
    static let flags: Set<String> = ["fib", "blackhole"]

    /// What is known of the menu; `nil` where nothing is.
    static func named(_ path: String) -> RouterOSMenu? { table[path] }

    /// How the items of a menu are named of which nothing is known: by a name, if they have one.
    static func isNatural(_ names: [String], _ menu: RouterOSMenu?) -> Bool {
        menu?.isNatural(names) ?? (names == ["name"])
    }

    private static let table: [String: RouterOSMenu] = {
        var table: [String: RouterOSMenu] = [:]
        for (path, row) in RouterOSMenuTable.rows { table[path] = RouterOSMenu(path, row) }
        return table
    }()

    private init(_ path: String, _ row: RouterOSMenuTable.Row) {
        (self.path, self.row) = (path, row)
        let known = RouterOSMenuTraits.table[path]
        traits = known ?? RouterOSMenuTraits()
        isTraited = known != nil
        inferred = row.defaults.compactMapValues { $0.first.flatMap { RouterOSValue.inferred(from: $0.value) } }
    }
}
