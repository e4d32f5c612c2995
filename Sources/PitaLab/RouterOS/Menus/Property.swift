/// A property of a menu: what it takes and what it is when nobody has set it.
struct Property: Sendable {
    /// What values a property takes.
    enum Kind: Sendable {
        case text
        case script
        case flag
        case integer(ClosedRange<Int64>)
        case rate
        case ratePair
        case priorityPair
        case decimalPair
        case timePair
        case time
        case choice([String])
        case choices([String])
        case reference(String, or: [String])
        case references(String)
        case referencePair(String)
        case targets
        case destination
        case addressPrefix
        case address
        case addressOrPrefix
        case prefixes
        case addresses
        case addressRange
        case vlanIDs
        case policies
        case free
        /// Given by its name alone.
        case mark
        /// An address of a list: a host has no length, and a name is one, too.
        case listed
        case mac
        case clock
    }

    var name: String
    var kind: Kind
    /// As displayed; nil when the property is unset by default.
    var standard: String?
    var isRequired = false
    var isReadOnly = false
    var isSecret = false
    /// Printed even when it has its default value.
    var isAlwaysExported = false
    var since = Version(0, 0)
    var until = Version(99, 0)
    /// Default of versions before 7.
    var standardBefore7: String?

    init(_ name: String, _ kind: Kind, _ standard: String? = nil) {
        self.name = name
        self.kind = kind
        self.standard = standard
    }

    func exists(in version: Version) -> Bool { since <= version && version < until }

    func standard(in version: Version) -> String? {
        version.major < 7 ? standardBefore7 ?? standard : standard
    }

    var required: Property { with { $0.isRequired = true } }
    var readOnly: Property { with { $0.isReadOnly = true } }
    var secret: Property { with { $0.isSecret = true } }
    var always: Property { with { $0.isAlwaysExported = true } }

    func since(_ major: Int, _ minor: Int) -> Property { with { $0.since = Version(major, minor) } }
    func before(_ major: Int, _ minor: Int) -> Property { with { $0.until = Version(major, minor) } }
    func before7(_ standard: String) -> Property { with { $0.standardBefore7 = standard } }

    private func with(_ change: (inout Property) -> Void) -> Property {
        var copy = self
        change(&copy)
        return copy
    }
}
