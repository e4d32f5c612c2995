import PitaDiagnostics

/// One command of a config: `/queue simple set [ find name=x ] max-limit=1M/2M`.
struct RouterOSStatement: Sendable {
    /// What a command does.
    enum Verb: String, CaseIterable, Sendable {
        case add, set, remove, enable, disable
    }

    /// Which item a command means.
    enum Selector: Sendable, Equatable {
        /// `[ find name=x ]`: the items in which every property has the value.
        case find([Property])
        /// `ftp`, `0`, `*FFFE`: an item by name, number or internal id.
        case word(String)
    }

    /// A property with its value.
    struct Property: Sendable, Equatable {
        let name: String
        let value: String
    }

    /// The menu, with one blank between its words: `/queue simple`.
    let menu: String
    let verb: Verb
    var selector: Selector?
    /// The properties in the order in which they are written. A bare flag has the empty value, `!dst` the name `!dst`.
    var properties: [Property] = []
    /// Before which item a new one is to stand.
    var placeBefore: Selector?
    let mark: SourceMark
}
