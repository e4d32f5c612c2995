/// What Pita knows of a menu: what names its items, whether their order matters, how its values are written.
struct RouterOSMenu: Sendable {
    /// With one blank between its words: `/queue simple`.
    let path: String
    /// The properties that name an item; empty for a single record.
    var key: [String] = []
    /// The place in the order of dependencies: a higher one may refer to a lower one.
    var rank = 50
    /// Whether the device walks the items in order.
    var isOrdered = false
    /// Whether the device refuses a second item with the same key.
    var isUnique = true
    /// Whether the items are there by themselves and can only be set (`/interface ethernet`).
    var isFixed = false
    /// What a new item can't do without, beside its key.
    var required: [String] = []
    /// Two items with the same values of these would be refused.
    var conflict: [String] = []
    /// The properties that refer to other items of the same menu.
    var parents: [String] = []
    /// Items that every device has, whose defaults an export leaves out.
    var builtIn: Set<String> = []
    /// How values are written, where not verbatim.
    var values: [String: RouterOSValue] = [:]
    /// What an unnamed property has; `nil` stands for unset (`!name`).
    var defaults: [String: String?] = [:]

    /// Whether the menu holds one record without a name.
    var isSingle: Bool { key.isEmpty }

    /// How a property's values are written.
    func kind(of property: String) -> RouterOSValue {
        values[property] ?? (property == "disabled" ? .boolean : .text)
    }

    /// What the device has where a property is not named: `.some(nil)` for unset, `nil` where nothing is known.
    func standard(_ property: String, _ version: RouterOSVersion) -> String?? {
        if let byVersion = Self.standardByVersion(path, property, version) { return byVersion }
        if let known = defaults[property] { return known.map { kind(of: property).normalised($0) } }
        switch property {
        case "comment": return ""
        case "disabled": return "no"
        default: return nil
        }
    }

    /// The defaults that changed with a version.
    private static func standardByVersion(_ path: String, _ property: String, _ version: RouterOSVersion) -> String?? {
        switch (path, property) {
        case ("/interface bridge", "ingress-filtering"), ("/interface bridge port", "ingress-filtering"):
            version.major >= 7 ? "yes" : "no"
        case ("/interface bridge port", "path-cost"), ("/interface bridge port", "internal-path-cost"):
            version < RouterOSVersion(7, 13) ? "10" : .some(nil)
        case ("/interface bridge", "port-cost-mode"): version < RouterOSVersion(7, 13) ? .some(nil) : "long"
        case ("/ip dhcp-client", "disabled"), ("/ip dhcp-server", "disabled"): version.major >= 7 ? "no" : "yes"
        case ("/snmp community", "addresses"): version.major >= 7 ? "::/0" : "0.0.0.0/0"
        default: nil
        }
    }

    /// Values that a plan, a record or a screen never shows.
    static let secretProperties: Set<String> = [
        "password", "secret", "authentication-password", "encryption-password", "passphrase", "private-key",
        "wpa-pre-shared-key", "wpa2-pre-shared-key", "preshared-key", "pre-shared-key", "auth-key", "ipsec-secret",
        "authentication-key", "tcp-md5-key", "management-protection-key", "radius-secret", "private-pre-shared-key",
        "static-key-0", "static-key-1", "static-key-2", "static-key-3", "supplicant-password", "eap-password",
    ]

    /// Properties that are written without a value.
    static let flags: Set<String> = ["fib", "blackhole"]

    /// What is known of the menu; of one that no table has, that its items are named if they have names.
    static func named(_ path: String) -> RouterOSMenu? { table[path] }

    private static let table = Dictionary(
        (queues + interfaces + addressing + services).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
}
