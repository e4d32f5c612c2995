import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// What an intended config makes of a running one, object by object.
@Suite struct IntendedStateTests {
    private func laid(
        _ intended: [String: String], over running: [String: String], _ mode: ChangeMode
    ) -> [String: String]? {
        let id = ObjectID(section: "interface", key: "Gi0/1")
        let state = IntendedState(
            running: ConfigTree([ConfigObject(id: id, properties: running)]),
            intended: ConfigTree([ConfigObject(id: id, properties: intended)]), mode: mode, settled: { $0 })
        return state.tree[id]?.properties
    }

    @Test(arguments: [
        ["b": "1"], ["a": "", "b": "1"], ["a": "", "b": "1", "c": ""], ["b": "1", "c": "2"], ["b": "2", "c": "2"], [:],
        ["a": "", "c": ""],
    ])
    func `exactly what is said is left, however many lines run`(_ intended: [String: String]) {
        #expect(laid(intended, over: ["b": "1", "c": "2"], .exact) == intended.filter { !$0.value.isEmpty })
    }

    @Test func `what is not named stays, and what is cleared goes`() {
        let running = ["b": "1", "c": "2"]
        #expect(laid(["b": "1"], over: running, .merge) == running)
        #expect(laid(["a": ""], over: running, .merge) == running)
        #expect(laid(["a": "", "b": "1"], over: running, .merge) == running)
        #expect(laid(["b": ""], over: running, .merge) == ["c": "2"])
        #expect(laid(["b": "3"], over: running, .merge) == ["b": "3", "c": "2"])
        #expect(laid(["b": "1"], over: ["b": "1", "c": ""], .merge) == ["b": "1"])
    }
}
