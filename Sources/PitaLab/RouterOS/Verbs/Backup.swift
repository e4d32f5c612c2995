import Foundation

/// `/system backup`: the whole configuration in a file; loading it restarts the device.
struct Backup {
    let verbs: Verbs

    private var router: Router { verbs.router }

    func run() throws(ScriptError) -> Value {
        let given = try verbs.interpreter.text(verbs.arguments.raw("name"), in: "")
        if verbs.verb == "save" { return try save(given) }
        guard verbs.arguments.raw("password") != nil || verbs.rest.contains(where: { $0.name == "password" }) else {
            throw .run("missing value(s) of argument(s) password")
        }
        let name = given.hasSuffix(".backup") ? given : given + ".backup"
        guard let bytes = router.surroundings.files.read(name),
            let configuration = try? JSONDecoder().decode(DeviceState.Configuration.self, from: Data(bytes))
        else { throw .run("failure: could not read backup file") }
        router.state.configuration = configuration
        router.emit("Configuration restored")
        router.surroundings.restart()
        throw ScriptError(kind: .gone, text: "")
    }

    private func save(_ given: String) throws(ScriptError) -> Value {
        let identity = router.state.configuration.singles["system identity"]?["name"] ?? "MikroTik"
        let name = given.isEmpty ? identity : given
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard let data = try? encoder.encode(router.state.configuration) else { throw .run("failure: backup failed") }
        try router.surroundings.files.write(name + ".backup", Array(data))
        router.emit("Saving system configuration")
        router.emit("Configuration backup saved")
        return .nothing
    }
}
