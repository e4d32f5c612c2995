import Foundation
import PitaDiagnostics
import PitaSSH
import Testing

extension SSHTests {
    /// Dialogues with real shells on real terminals.
    @Suite struct ShellTests {
        static let profile = DialogueProfile(prompts: ["pita:*$"], stem: .through("pita:"))

        /// A bash with a prompt of its own, which the server starts in place of the user's.
        private func server() throws -> SSHDServer {
            try SSHDServer(["ForceCommand PS1='pita:\\W$ ' exec bash --noprofile --norc -i"])
        }

        @Test(arguments: Client.allCases)
        func `commands are answered one by one`(client: Client) async throws {
            let server = try server()
            let session = try await server.connect(client)
            let shell = try await session.openShell(ShellRequest(profile: Self.profile))
            for number in 0..<20 {
                let answer = try await shell.perform(DialogueStep("echo line-\(number); echo end"))
                #expect(answer.lines == ["line-\(number)", "end"])
                #expect(answer.prompt.hasPrefix("pita:"))
            }
            let moved = try await shell.perform(DialogueStep("cd /usr"))
            #expect(moved.prompt == "pita:usr$")
            await shell.close()
            await session.close()
        }

        @Test(arguments: Client.allCases)
        func `long lines and long commands are not broken by the terminal`(client: Client) async throws {
            let server = try server()
            let session = try await server.connect(client)
            let shell = try await session.openShell(ShellRequest(profile: Self.profile))
            let long = String(repeating: "abcdefghij", count: 80)
            let answer = try await shell.perform(DialogueStep("echo \(long)"))
            #expect(answer.output == long)
            await shell.close()
            await session.close()
        }

        @Test(arguments: Client.allCases)
        func `a dialogue of a megabyte comes whole`(client: Client) async throws {
            let server = try server()
            let session = try await server.connect(client)
            let shell = try await session.openShell(ShellRequest(profile: Self.profile))
            let answer = try await shell.perform(DialogueStep("seq 1 150000"))
            #expect(answer.lines == (1...150_000).map(String.init))
            await shell.close()
            await session.close()
        }

        @Test(arguments: Client.allCases)
        func `no prompt is a time-out that quotes the last words, and ends the session`(client: Client) async throws {
            let server = try server()
            let session = try await server.connect(client)
            let shell = try await session.openShell(ShellRequest(profile: Self.profile))
            let error = await #expect(throws: SSHError.self) {
                try await shell.perform(DialogueStep("echo waiting; sleep 60", idle: .seconds(3)))
            }
            #expect(error?.code == .timedOut)
            #expect(error?.detail?.contains("last heard: `waiting`") == true)
            let after = await #expect(throws: SSHError.self) { try await session.execute("true") }
            #expect(after?.code == .timedOut)
        }

        @Test(arguments: Client.allCases)
        func `a shell that ends is told so`(client: Client) async throws {
            let server = try server()
            let session = try await server.connect(client)
            let shell = try await session.openShell(ShellRequest(profile: Self.profile))
            let error = await #expect(throws: SSHError.self) { try await shell.perform(DialogueStep("exit")) }
            #expect(error?.code == .closed)
            let again = await #expect(throws: SSHError.self) { try await shell.perform(DialogueStep("true")) }
            #expect(again?.code == .closed)
            await shell.close()
            await session.close()
        }

        @Test(arguments: Client.allCases)
        func `a shell closes and leaves the session to commands`(client: Client) async throws {
            let server = try SSHDServer()
            let session = try await server.connect(client)
            let request = ShellRequest(profile: DialogueProfile(prompts: ["*#", "*$"]))
            let shell = try await session.openShell(request)
            let busy = await #expect(throws: SSHError.self) { try await session.execute("true") }
            #expect(busy?.code == .busy)
            await shell.close()
            await shell.close()
            #expect(try await session.execute("echo after").output == "after\n")
            await session.close()
        }

        @Test(arguments: Client.allCases)
        func `cancelling a step closes the session`(client: Client) async throws {
            let server = try server()
            let session = try await server.connect(client)
            let shell = try await session.openShell(ShellRequest(profile: Self.profile))
            let task = Task { try await shell.perform(DialogueStep("sleep 60")) }
            try await Task.sleep(for: .milliseconds(100))
            task.cancel()
            let result = await task.result
            #expect(throws: SSHError.self) { _ = try result.get() }
        }

        @Test(arguments: Client.allCases)
        func `the terminal has the size that was asked for, and no line is an escape`(client: Client) async throws {
            let server = try server()
            let session = try await server.connect(client)
            let shell = try await session.openShell(ShellRequest(profile: Self.profile, columns: 300, rows: 777))
            #expect(try await shell.perform(DialogueStep("stty size")).lines == ["777 300"])
            #expect(try await shell.perform(DialogueStep("~.")).lines.count == 1)
            #expect(try await shell.perform(DialogueStep("echo still")).lines == ["still"])
            await shell.close()
            await session.close()
        }

        @Test(arguments: Client.allCases)
        func `output without end is cut`(client: Client) async throws {
            let server = try server()
            let session = try await server.connect(client)
            let shell = try await session.openShell(ShellRequest(profile: Self.profile))
            let error = await #expect(throws: SSHError.self) {
                try await shell.perform(DialogueStep("yes", outputLimit: 1 << 20))
            }
            #expect(error?.code == .outputTooLarge)
        }
    }
}
