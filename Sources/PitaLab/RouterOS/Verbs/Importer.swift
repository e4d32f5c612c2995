/// `/import`: line by line, stops at the first failure and keeps what ran before it.
struct Importer {
    let verbs: Verbs

    private var router: Router { verbs.router }
    private var interpreter: Interpreter { verbs.interpreter }

    func run() throws(ScriptError) -> Value {
        let name = try interpreter.text(
            verbs.arguments.raw("file-name") ?? verbs.rest.first { $0.name == nil && $0.word != "dry-run" }?.value,
            in: "")
        guard let bytes = router.surroundings.files.read(name) else {
            throw .run("Cannot open import file, file does not exist\(place)")
        }
        guard interpreter.imports < 10 else { throw .run("interrupted") }
        interpreter.imports += 1
        defer { interpreter.imports -= 1 }
        let isVerbose = try interpreter.text(verbs.arguments.raw("verbose"), in: "") == "yes"
        let isDry = verbs.rest.contains { $0.word == "dry-run" }
        if isDry, !isVerbose { throw .run("missing value(s) of argument(s) verbose") }
        try statements(bytes, isVerbose: isVerbose, isDry: isDry)
        if isDry { return .nothing }
        router.emit("")
        router.emit("Script file loaded and executed successfully")
        return .nothing
    }

    private var place: String { router.version.major >= 7 ? " (:import; line 1)" : "" }

    private func statements(_ bytes: [UInt8], isVerbose: Bool, isDry: Bool) throws(ScriptError) {
        var context = ""
        var failures = 0
        for (line, text) in Self.split(bytes) {
            if isVerbose {
                router.emit("#line \(line)")
                router.emit(text)
            }
            do {
                var script = try Parser.parse(text, version: router.version)
                for index in script.commands.indices { script.commands[index].position.line += line - 1 }
                try CommandCheck(tree: router.tree).check(script, in: context)
                if !isDry { _ = try interpreter.block(script, in: context) }
                context = try entered(script, context)
            } catch {
                guard error.kind == .run || error.kind == .syntax else { throw error }
                guard isDry else {
                    let head = router.version.major >= 7 ? "Script Error: " : ""
                    throw ScriptError(kind: error.kind, text: head + error.text + place)
                }
                router.emit(error.text)
                failures += 1
            }
        }
        if isDry, failures > 0 { throw .run("Script Error: found \(failures) error(s) in import file") }
    }

    /// The menu in which the next line is read.
    private func entered(_ script: Script, _ context: String) throws(ScriptError) -> String {
        var context = context
        for command in script.commands {
            if case .enter(let path) = try CommandCheck(tree: router.tree).meaning(command, in: context) {
                context = path
            }
        }
        return context
    }

    /// Logical lines with the number of their first physical one: wrapped lines and open braces or quotes continue.
    static func split(_ bytes: [UInt8]) -> [(Int, String)] {
        var parts: [(Int, String)] = []
        var current: [UInt8] = []
        var line = 1
        var first = 1
        var depth = 0
        var isQuoted = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\\"), index + 1 < bytes.count {
                current.append(byte)
                index += 1
                if bytes[index] == 13, index + 1 < bytes.count {
                    current.append(13)
                    index += 1
                }
            } else if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if !isQuoted, "{[(".utf8.contains(byte) {
                depth += 1
            } else if !isQuoted, "}])".utf8.contains(byte) {
                depth -= 1
            } else if byte == 10, !isQuoted, depth <= 0 {
                parts.append((first, ByteText.text(current)))
                current = []
                line += 1
                first = line
                index += 1
                continue
            }
            if bytes[index] == 10 { line += 1 }
            current.append(bytes[index])
            index += 1
        }
        if !current.isEmpty { parts.append((first, ByteText.text(current))) }
        return parts.map { number, text in
            (
                number,
                text.unicodeScalars.last == "\r"
                    ? String(String.UnicodeScalarView(text.unicodeScalars.dropLast())) : text
            )
        }.filter { part in
            let body = part.1.drop { $0 == " " || $0 == "\t" }
            return !body.isEmpty && !body.hasPrefix("#")
        }
    }
}
