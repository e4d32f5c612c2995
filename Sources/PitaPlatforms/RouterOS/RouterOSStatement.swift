import PitaDiagnostics

/// One command of a config: `/queue simple set [ find name=x ] max-limit=1M/2M`.
struct RouterOSStatement: Sendable {
    /// What a command does.
    enum Verb: String, CaseIterable, Sendable {
        case add, set, remove, enable, disable, comment, unset, move

        /// Whether it is nothing without an item.
        var needsItem: Bool { ![.add, .set].contains(self) }
        /// Whether it takes properties.
        var takesProperties: Bool { [.add, .set, .comment, .unset].contains(self) }
    }

    /// Which items a command means.
    enum Selector: Sendable {
        /// `[ find name=x ]`: the items for which the condition holds.
        case find(RouterOSCondition)
        /// `ftp`, `0`, `*FFFE`: items by name, number or internal id.
        case words([String])
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
    /// Before which item a new one, or the one that moves, is to stand.
    var placeBefore: Selector?
    let mark: SourceMark
    /// Where it stands in the text, in octets.
    var range: Range<Int>
}
