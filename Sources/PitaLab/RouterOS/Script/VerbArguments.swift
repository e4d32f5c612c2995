/// The arguments that a verb of a menu takes.
struct VerbArguments {
    let tree: MenuTree
    let path: String
    let verb: String

    private var version: Version { tree.version }

    /// Words that stand alone.
    var flags: Set<String> {
        switch verb {
        case "print":
            var flags: Set<String> = [
                "terse", "detail", "brief", "count-only", "as-value", "without-paging", "stats", "where", "value-list",
                "follow", "oid",
            ]
            if version.major >= 7 { flags.insert("show-ids") }
            return flags
        case "export":
            var flags: Set<String> = ["compact", "verbose", "terse", "hide-sensitive"]
            if version.major >= 7 { flags.insert("show-sensitive") }
            if version >= Version(7, 13) { flags.insert("where") }
            return flags
        case "import": return version >= Version(7, 16) ? ["dry-run"] : []
        case "find": return ["where"]
        case "add", "set": return Set(marks).union(verb == "set" ? unsettable.map { "!" + $0 } : [])
        case "unset": return unsettable
        default: return []
        }
    }

    private var unsettable: Set<String> { tree[path]?.unsettable ?? [] }

    /// Properties that are given by their names alone.
    private var marks: [String] {
        (tree[path]?.properties ?? []).filter { property in
            if case .mark = property.kind { property.exists(in: version) } else { false }
        }.map(\.name)
    }

    /// Names that take a value.
    var names: Set<String> {
        let menu = tree[path]
        let properties = Set(
            (menu?.properties ?? []).filter { $0.exists(in: version) && !$0.isReadOnly }.map(\.name))
        switch (path, verb) {
        case (_, "print"):
            return version.major >= 7 ? ["file", "from", "interval", "proplist"] : ["file", "from", "interval"]
        case (_, "export"): return ["file"]
        case (_, "add"):
            if path == "file" { return ["name", "contents", "type"] }
            return properties.union(menu?.shape == .ordered ? ["place-before", "copy-from"] : ["copy-from"])
        case ("interface", "set"): return ["numbers", "name", "comment", "disabled", "mtu"]
        case ("file", "set"): return ["numbers", "contents", "name"]
        case (_, "set"): return menu?.shape == .single ? properties : properties.union(["numbers"])
        case (_, "remove"), (_, "enable"), (_, "disable"): return ["numbers"]
        case (_, "unset"): return ["numbers", "value-name"]
        case (_, "move"): return ["numbers", "destination"]
        case (_, "comment"): return ["numbers", "comment"]
        case (_, "get"): return ["number", "value-name"]
        case ("", "import"): return ["file-name", "from-line", "verbose"]
        case ("", "ping"): return ["address", "count", "interval", "size", "src-address", "interface"]
        case ("", "delay"): return ["delay-time"]
        case ("system backup", "save"): return ["name", "dont-encrypt", "password", "encryption"]
        case ("system backup", "load"): return ["name", "password"]
        case ("user ssh-keys", "import"): return ["public-key-file", "user"]
        case ("system script", "run"): return ["number"]
        case (_, "find"): return ["from"]
        default: return []
        }
    }

    /// How many values may stand without a name.
    var positions: Int {
        switch (path, verb) {
        case (_, "get"):
            tree[path]?.shape == .single || !(tree[path] != nil || path == "interface" || path == "file") ? 1 : 2
        case (_, "set"): tree[path]?.shape == .single ? 0 : 1
        case (_, "move"), (_, "comment"): 2
        case (_, "remove"), (_, "enable"), (_, "disable"), (_, "unset"): 1
        case ("", "import"), ("", "ping"), ("", "put"), ("", "delay"), ("system script", "run"): 1
        case ("log", "info"), ("log", "warning"), ("log", "error"): 1
        default: 0
        }
    }

    func check(_ arguments: ArraySlice<ScriptArgument>) throws(ScriptError) {
        var left = positions
        let flags = flags
        let names = names
        for argument in arguments {
            if let name = argument.name {
                if names.contains(name) { continue }
                let place = flags.contains(name) ? argument.equals ?? argument.position : argument.position
                throw .syntax("expected end of command", at: place)
            }
            if let word = argument.word, flags.contains(word) { continue }
            guard left > 0 else { throw .syntax("expected end of command", at: argument.position) }
            left -= 1
        }
    }
}
