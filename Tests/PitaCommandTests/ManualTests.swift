import Foundation
import TestSupport
import Testing

/// The manual page says what the program takes.
@Suite struct ManualTests {
    /// A command as the argument parser describes it.
    struct Command: Decodable {
        struct Argument: Decodable {
            struct Name: Decodable {
                let kind: String
                let name: String
            }
            let names: [Name]?
            let shouldDisplay: Bool
        }
        let commandName: String
        let abstract: String?
        let subcommands: [Command]?
        let arguments: [Argument]?
    }

    struct Dump: Decodable { let command: Command }

    func leaves(_ command: Command, _ path: [String] = []) -> [(path: [String], command: Command)] {
        let inner = (command.subcommands ?? []).filter { $0.commandName != "help" }
        if inner.isEmpty { return [(path + [command.commandName], command)] }
        return inner.flatMap { leaves($0, path + [command.commandName]) }
    }

    @Test func `every command and every option stands in the manual page, and each says what it does`() throws {
        let page = try String(contentsOfFile: Programs.checkout + "/Documentation/pita.1", encoding: .utf8)
            .replacing("\\-", with: "-").replacing("\\fR", with: "").replacing("\\fB", with: "").replacing(
                "\\fI", with: "")
        let dump = try Program.run(["--experimental-dump-help"])
        let root = try JSONDecoder().decode(Dump.self, from: Data(dump.output.utf8)).command
        let commands = leaves(root)
        #expect(commands.count >= 18)
        for (path, command) in commands {
            let words = path.dropFirst()
            #expect(page.contains("pita " + words[1]), "\(path)")
            #expect(page.contains(words.last ?? ""), "\(path)")
            #expect(command.abstract?.hasSuffix(".") == true, "\(path)")
            for argument in command.arguments ?? [] where argument.shouldDisplay {
                for name in argument.names ?? [] where name.kind == "long" {
                    #expect(page.contains("--" + name.name), "\(path) --\(name.name)")
                }
            }
        }
    }

    @Test func `the manual page has no fault of markup`() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["man", "--warnings", "-l", "-P", "cat", Programs.checkout + "/Documentation/pita.1"]
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let told = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0 && told.isEmpty, "\(told)")
    }
}
