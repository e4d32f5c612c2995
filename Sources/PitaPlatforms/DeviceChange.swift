import PitaDiagnostics

/// One thing sent to a device: on an exec channel of its own, or on a ``Console``.
public struct DeviceCommand: Hashable, Sendable {
    /// The command, one line, byte for byte. Run-time values stand in slots (``RuntimeSlot``).
    public let text: String
    /// What goes to its standard input, where the platform takes batches (`tc -batch -`); on a console the lines that
    /// follow the command in the mode that it enters, or answer its questions. `nil` for none.
    public let input: String?
    /// The object that it changes, when it changes one.
    public let object: ObjectID?
    /// The template or export line that it comes from.
    public let mark: SourceMark?

    /// A command.
    public init(_ text: String, input: String? = nil, object: ObjectID? = nil, mark: SourceMark? = nil) {
        self.text = text
        self.input = input
        self.object = object
        self.mark = mark
    }

    /// How many lines it is, with those that follow it.
    public var lines: Int { 1 + (input?.utf8.count { $0 == UInt8(ascii: "\n") } ?? 0) }
}

/// The values that are known only when a push begins. They stand in commands in this form and nowhere else.
public enum RuntimeSlot {
    /// The push's id: lower-case letters, digits and hyphens.
    public static let push = "⟦push⟧"
    /// Seconds until the way back fires: decimal digits.
    public static let seconds = "⟦seconds⟧"
    /// The same time in whole minutes, for devices that count so (``RollbackGuard/grain``).
    public static let minutes = "⟦minutes⟧"
    /// The same time as `HH:MM:SS`, two digits each.
    public static let clock = "⟦hh:mm:ss⟧"

    /// Fills all slots in `text`.
    public static func fill(_ text: String, push: String, seconds: Int) -> String {
        guard text.contains("⟦") else { return text }
        return text.replacing(Self.push, with: push).replacing(Self.seconds, with: String(seconds))
            .replacing(Self.minutes, with: String((seconds + 59) / 60)).replacing(Self.clock, with: clock(seconds))
    }

    private static func clock(_ seconds: Int) -> String {
        [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }

    /// Throws where data holds a slot: filled in, it would be sent otherwise than it was approved.
    ///
    /// - Parameter file: the name of the text that the mark names; `nil` for a value.
    static func refuse(in text: String, file: String? = nil) throws(Diagnostics) {
        // The first octet of `⟦`: most texts have none.
        guard text.utf8.contains(0xE2) else { return }
        for slot in [push, seconds, minutes, clock] {
            guard let range = text.firstRange(of: slot) else { continue }
            let lines = text[..<range.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
            let mark = file.map {
                SourceMark(file: $0, line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1)
            }
            throw Diagnostics("`\(slot)` stands for a value that a push fills in, and can't be data", at: mark)
        }
    }
}

/// What happens to one object, for the reader of a dry run.
public struct ObjectDifference: Sendable, Equatable {
    /// The object.
    public let id: ObjectID
    /// As it is; `nil` when it is created.
    public let before: [String: String]?
    /// As it will be; `nil` when it is removed.
    public let after: [String: String]?

    /// The difference of one object.
    public init(id: ObjectID, before: [String: String]?, after: [String: String]?) {
        self.id = id
        self.before = before
        self.after = after
    }
}

/// How the intended config is meant.
public enum ChangeMode: Sendable, Equatable {
    /// Touch only the objects, and of those only the properties, that the intended config names. The default.
    case merge
    /// As ``merge``, and remove every object within the scope that the intended config does not name; within the scope
    /// an object's unnamed properties return to their defaults.
    case replace(ReplaceScope)
    /// Each object that is named becomes exactly what is named (unnamed properties return to defaults; absent ones go).
    /// With it a device is brought from any half-changed state back to ``DeviceChange/before``.
    case exact
}

/// The part of a config that a playbook owns in `replace` mode, written `SECTION` or `SECTION[PROPERTY^=PREFIX]`:
/// `/queue simple[comment^=pita:]`.
public struct ReplaceScope: Sendable, Hashable, CustomStringConvertible {
    /// The section.
    public let section: String
    /// The property whose value must begin with ``prefix``; `nil` for the whole section.
    public let property: String?
    /// The beginning of that property's value.
    public let prefix: String

    /// Reads the written form; `nil` when it is malformed.
    public init?(_ text: String) {
        guard let open = text.firstIndex(of: "[") else {
            guard !text.isEmpty else { return nil }
            (section, property, prefix) = (text, nil, "")
            return
        }
        guard text.last == "]", let operation = text[open...].firstRange(of: "^=") else { return nil }
        section = String(text[..<open])
        property = String(text[text.index(after: open)..<operation.lowerBound])
        prefix = String(text[operation.upperBound...].dropLast())
        guard !section.isEmpty, property?.isEmpty == false else { return nil }
    }

    /// Whether the scope owns the object.
    public func contains(_ object: ConfigObject) -> Bool {
        guard object.id.section == section else { return false }
        guard let property else { return true }
        return object.properties[property]?.hasPrefix(prefix) ?? false
    }

    /// The written form.
    public var description: String { property.map { "\(section)[\($0)^=\(prefix)]" } ?? section }
}

/// Everything that a change of one device is: what is sent, what undoes it, and what the device will then say.
public struct DeviceChange: Sendable, Equatable {
    /// What is sent, in order. Empty: the device already is as intended.
    public let commands: [DeviceCommand]
    /// What undoes the whole, in order. Sent to a device on which only a part of ``commands`` ran, it still leads back.
    public let reverse: [DeviceCommand]
    /// The touched objects as they are now; those to be created are marked absent.
    public let before: ConfigTree
    /// The touched objects as the device will report them afterwards; those to be removed are marked absent.
    public let after: ConfigTree
    /// The differences, for people.
    public let differences: [ObjectDifference]
    /// What the approver should know: a reorder that loses counters, a moment without shaping.
    public let warnings: [Diagnostic]
    /// Why ``reverse`` does not lead back exactly: a secret that goes with its object and can't be read. Empty normally;
    /// otherwise the approver has to accept each.
    public let irreversible: [String]
    /// What became of each line of the intended config (``ConfigTree/lines``), in its order. Not part of a plan.
    public let accounts: [LineAccount]

    /// A change of one device.
    public init(
        commands: [DeviceCommand], reverse: [DeviceCommand], before: ConfigTree, after: ConfigTree,
        differences: [ObjectDifference], warnings: [Diagnostic] = [], irreversible: [String] = [],
        accounts: [LineAccount] = []
    ) {
        self.commands = commands
        self.reverse = reverse
        self.before = before
        self.after = after
        self.differences = differences
        self.warnings = warnings
        self.irreversible = irreversible
        self.accounts = accounts
    }

    /// How many lines are sent to make it; their time grows with them.
    public var lines: Int { commands.reduce(0) { $0 + $1.lines } }

    /// Whether there is nothing to do.
    public var isEmpty: Bool { commands.isEmpty }

    /// The same way walked back: commands and reverse, before and after exchanged. ``Platform/saving(_:facts:)`` of it
    /// saves the config as it was.
    public var reversed: DeviceChange {
        DeviceChange(
            commands: reverse, reverse: commands, before: after, after: before,
            differences: differences.reversed().map { ObjectDifference(id: $0.id, before: $0.after, after: $0.before) },
            warnings: warnings, irreversible: irreversible)
    }

    /// The same change with more to know of it.
    public func adding(warnings more: [Diagnostic], irreversible reasons: [String] = []) -> DeviceChange {
        DeviceChange(
            commands: commands, reverse: reverse, before: before, after: after, differences: differences,
            warnings: warnings + more, irreversible: irreversible + reasons,
            accounts: accounts)
    }
}
