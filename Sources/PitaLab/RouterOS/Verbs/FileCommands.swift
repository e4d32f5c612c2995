/// `/file`.
struct FileCommands {
    let verbs: Verbs

    private var router: Router { verbs.router }
    private var files: FileArea { router.surroundings.files }

    private static let menu = Menu(
        "file", .list,
        [
            Property("name", .text), Property("type", .text), Property("size", .text), Property("contents", .text),
            Property("creation-time", .text),
        ])

    func run() throws(ScriptError) -> Value {
        let names = files.names
        switch verbs.verb {
        case "find": return .array(try matching(names).map { .identifier(number($0, names)) })
        case "add":
            let name = try text("name")
            guard files.read(name) == nil else { throw .run("failure: already have file with such name") }
            try files.write(name, ByteText.bytes(try text("contents")))
            return .nothing
        case "remove":
            for name in try chosen(names) { files.remove(name) }
            return .nothing
        case "set":
            for name in try chosen(names) { try files.write(name, ByteText.bytes(try text("contents"))) }
            return .nothing
        case "get":
            guard let name = try chosen(names).first else { throw .run("no such item") }
            let item = item(name, names)
            guard let wanted = verbs.rest.filter({ $0.name == nil }).dropFirst().first?.word else {
                return .record(
                    item.values.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: .text($0.value)) })
            }
            return item.values[wanted].map { .word($0) } ?? .nothing
        default: return try print(names)
        }
    }

    private func text(_ name: String) throws(ScriptError) -> String {
        try verbs.interpreter.text(verbs.arguments.raw(name), in: "file")
    }

    private func number(_ name: String, _ names: [String]) -> Int { (names.firstIndex(of: name) ?? 0) + 1 }

    private func item(_ name: String, _ names: [String]) -> Item {
        let type: String =
            files.isDirectory(name)
            ? "directory"
            : name.hasSuffix(".backup")
                ? "backup" : name.hasSuffix(".rsc") ? "script" : name.hasSuffix(".txt") ? ".txt file" : "file"
        var values = ["name": name, "type": type, "size": String(files.size(name))]
        if let bytes = files.read(name), bytes.count < 4096 { values["contents"] = ByteText.text(bytes) }
        return Item(id: number(name, names), values: values)
    }

    private func matching(_ names: [String]) throws(ScriptError) -> [String] {
        guard let query = verbs.command?.query else { return names }
        let reader = Query(router: router, menu: Self.menu, interpreter: verbs.interpreter)
        var found: [String] = []
        for name in names where try reader.matches(item(name, names), query) { found.append(name) }
        return found
    }

    /// The files that a value names, by id or by name.
    private func chosen(_ names: [String]) throws(ScriptError) -> [String] {
        guard let expression = verbs.arguments.raw("numbers") ?? verbs.rest.first(where: { $0.name == nil })?.value
        else {
            throw .run("missing value(s) of argument(s) numbers")
        }
        var wanted: [String] = []
        if case .literal(let raw) = expression {
            wanted = [raw]
        } else {
            switch try verbs.interpreter.evaluate(expression, in: "file") {
            case .array(let values): wanted = values.map(\.string)
            case let value: wanted = [value.string]
            }
        }
        var found: [String] = []
        for name in wanted {
            if name.hasPrefix("*"), let id = Int(name.dropFirst(), radix: 16), names.indices.contains(id - 1) {
                found.append(names[id - 1])
            } else if names.contains(name) {
                found.append(name)
            } else {
                throw .run("no such item")
            }
        }
        return found
    }

    private func print(_ names: [String]) throws(ScriptError) -> Value {
        let words = Set(verbs.rest.compactMap(\.word))
        let found = try matching(names)
        if words.contains("count-only") {
            router.emit(String(found.count))
            return .number(Int64(found.count))
        }
        if words.contains("as-value") {
            return .array(
                found.map { name in
                    let item = item(name, names)
                    return .record(
                        [.init(name: ".id", value: .identifier(item.id))]
                            + item.values.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: .text($0.value)) }
                    )
                })
        }
        for (index, name) in found.enumerated() {
            let item = item(name, names)
            router.emit(
                " \(index)  name=\(name) type=\(item.values["type"] ?? "") size=\(item.values["size"] ?? "0")")
        }
        return .nothing
    }
}
