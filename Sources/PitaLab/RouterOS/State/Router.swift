import Foundation

/// A simulated router: its state, and what the commands do to it.
final class Router {
    /// What the surroundings give a router: time, files, faults, and its way of waiting.
    struct Surroundings {
        var wall: () -> Date
        var monotonic: () -> Double
        var files: FileArea
        /// Called before each configuration command with its failure suffix; false means: pretend.
        var beforeChange: (String) throws(ScriptError) -> Bool = { _ in true }
        /// Called after each configuration command; throws when the device goes away.
        var afterChange: () throws(ScriptError) -> Void = {}
        /// Waits, with the state released meanwhile.
        var wait: (Double, Router) -> Void = { _, _ in }
        /// Whether the hosts behind the device answer an echo request.
        var hostsAnswer: () -> Bool = { true }
        /// Restarts the device.
        var restart: () -> Void = {}
    }

    var state: DeviceState
    var surroundings: Surroundings
    let version: Version
    let tree: MenuTree
    /// Bytes written by the commands of this session.
    var output: [UInt8] = []
    /// Menus whose item numbers a `print` of this session has shown.
    var numbered: Set<String> = []

    init(state: DeviceState, surroundings: Surroundings) {
        self.state = state
        self.surroundings = surroundings
        version = Version(state.hardware.version) ?? Version(7, 16, 1)
        tree = MenuTree(version: version)
    }

    /// Writes a line as the device ends lines.
    func emit(_ line: String) {
        output.append(contentsOf: ByteText.bytes(line))
        output.append(contentsOf: [13, 10])
    }

    func items(_ path: String) -> [Item] { state.configuration.tables[path] ?? [] }

    func update(_ path: String, _ change: (inout [Item]) -> Void) {
        change(&state.configuration.tables[path, default: []])
    }

    func newID(_ space: String) -> Int {
        let id = state.configuration.nextID[space] ?? 1
        state.configuration.nextID[space] = id + 1
        return id
    }

    /// The menus whose items share a space of names.
    func menus(sharing space: String) -> [Menu] {
        tree.menus.values.filter { $0.space == space }.sorted { $0.path < $1.path }
    }

    /// All interfaces, in the order of their ids.
    func interfaces() -> [(menu: Menu, item: Item)] {
        menus(sharing: "interface").flatMap { menu in items(menu.path).map { (menu, $0) } }
            .sorted { $0.item.id < $1.item.id }
    }

    /// The item that a stored reference means.
    func item(_ reference: String, in space: String) -> Item? {
        for menu in menus(sharing: space) {
            if let item = items(menu.path).first(where: { $0.reference == reference }) { return item }
        }
        return nil
    }

    func item(named name: String, in space: String) -> Item? {
        for menu in menus(sharing: space) {
            if let item = items(menu.path).first(where: { $0.values["name"] == name }) { return item }
        }
        return nil
    }

    /// The name behind a stored reference; the reference itself when the item is gone.
    func name(_ reference: String, in space: String) -> String {
        guard reference.hasPrefix("*") else { return reference }
        return item(reference, in: space)?.values["name"] ?? reference
    }

    /// The value of a property as it is displayed; nil when it is unset.
    func shown(_ property: Property, of item: Item) -> String? {
        guard let stored = item.values[property.name] else { return property.standard(in: version) }
        return Display.text(stored, property.kind, self)
    }

    /// Whether an interface passes traffic.
    func isRunning(_ item: Item) -> Bool {
        if item.isDisabled { return false }
        if let under = item.values["interface"], let parent = self.item(under, in: "interface") {
            return !parent.isDisabled
        }
        return true
    }

    func note(_ topics: String, _ message: String) {
        state.log.append(.init(seconds: surroundings.wall().timeIntervalSince1970, topics: topics, message: message))
        if state.log.count > 200 { state.log.removeFirst(state.log.count - 200) }
    }
}
