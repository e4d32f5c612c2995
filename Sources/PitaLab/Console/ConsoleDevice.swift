import Foundation

/// What a console answers.
enum ConsoleEvent: Equatable {
    /// A line of output, which the pager may hold back.
    case line(String)
    /// Text as it stands, without a line end of its own.
    case text(String)
    /// The device ends the session.
    case close
    /// The device restarts.
    case restart
}

/// What becomes of a configuration command.
enum ChangePermission {
    case apply
    /// Said to be done, and not done.
    case pretend
    /// Refused by hardware or resources.
    case refuse
}

/// What the surroundings give a console: clocks, faults, the person who is logged in.
struct ConsoleSurroundings {
    var wall: () -> Date = { Date() }
    var monotonic: () -> Double = Clocks.monotonic
    var user = "admin"
    /// Tells sessions apart.
    var session = String(getpid())
    /// Whether a session still lives.
    var isAlive: (String) -> Bool = { pid_t($0).flatMap(ProcessTable.startTime) != nil }
    /// Asked before each configuration command.
    var beforeChange: () -> ChangePermission = { .apply }
    var hostsAnswer = true
    var isFull = false
    var isLocked = false
    /// The name that prompts carry instead of the device's own.
    var promptName: String?
    /// Whether prompts say more than a name and a mode: which of two supervisors or units answers, or what time it is.
    var promptState = PromptState.none
    /// Whether lines of config ask before they take something away, and whether in words that nobody knows.
    var asks = (known: false, unknown: false)
    /// Whether a log-in lands in a shell of the system.
    var startsShell = false
}

/// What a prompt says besides the name and the mode.
enum PromptState { case none, unit, clock }

/// The screen of one session.
struct ConsoleScreen: Equatable {
    /// What a line does that is longer than the screen is wide.
    enum Overflow { case scroll, wrap }

    /// Lines before the pager stops; 0 for none.
    var length = 24
    /// Columns; 0 for no limit.
    var width = 80
    var overflow: Overflow
    /// What the pager says, and how it is wiped.
    var more: String
    var wipe: String
    /// The longest line that is taken.
    var capacity: Int
    /// Whether a blank ends a shortened word.
    var completesOnSpace = false
}

/// A device that is spoken to at a prompt: its state, and one session with it.
protocol ConsoleDevice: AnyObject {
    var surroundings: ConsoleSurroundings { get set }

    func restore(_ data: Data) throws
    func encoded() throws -> Data
    /// Gives a new device its first configuration; throws at the first line that is refused.
    func install(_ lines: [String]) throws

    /// The running configuration without its header.
    var truth: String { get }
    /// When the next timer fires, in monotonic seconds.
    var due: Double? { get }
    /// Lets the timers fire that are due; the text goes to all sessions.
    func fire() -> [ConsoleEvent]
    /// After a restart: what was not saved is gone.
    func restarted()

    var greeting: String { get }
    var prompt: String { get }
    /// Whether what is typed now is not shown.
    var hidesInput: Bool { get }
    /// Whether one key is the whole answer.
    var wantsKey: Bool { get }
    var screen: ConsoleScreen { get }
    func respond(to line: String) -> [ConsoleEvent]
    /// Ctrl-C, Ctrl-D or Ctrl-Z, with what stood on the line.
    func control(_ key: LineEditor.Control, _ line: String) -> [ConsoleEvent]
    /// What `?` lists behind a line; nil where it is a character like any other.
    func help(_ line: String) -> [String]?
    /// One command on a channel of its own.
    func exec(_ command: String) -> [ConsoleEvent]
    /// A line of the device's log, as it lands on a screen.
    var logLine: String { get }

    /// Whether the next line is one of config.
    var isConfiguring: Bool { get }

    var system: ManagedSystem { get }
    var interfaces: [ManagedInterface] { get }
}

extension ConsoleDevice {
    var hidesInput: Bool { false }
    var wantsKey: Bool { false }
}

/// The devices by kind.
enum Consoles {
    static func make(_ device: LabDevice) throws -> any ConsoleDevice {
        switch device.kind {
        case .ios, .eos, .rgos: try IOSConsole(device)
        case .vrp: try VRPConsole(device)
        case .junos: try JunosConsole(device)
        case .routeros, .linux, .openvswitch, .frr: throw LabError("\(device.name) has no console")
        }
    }
}
