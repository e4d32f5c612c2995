import Foundation
import PitaSSH
import Testing

extension SSHTests {
    @Suite struct ExecTests {
        @Test(arguments: Client.allCases)
        func `nothing of this process's environment reaches a device, though it would take it`(client: Client)
            async throws
        {
            let server = try SSHDServer(["AcceptEnv *"])
            setenv("PITA_DEVICE_STATE", "/tmp/elsewhere", 1)
            defer { unsetenv("PITA_DEVICE_STATE") }
            let session = try await server.connect(client)
            let result = try await session.execute("printenv PITA_DEVICE_STATE")
            #expect(result.exitStatus == 1 && result.output.isEmpty)
            await session.close()
        }

        @Test(arguments: Client.allCases)
        func `tells an exit status from none at all, and names the signal`(client: Client) async throws {
            let server = try SSHDServer()
            let session = try await server.connect(client)
            for status in [0, 1, 7, 255] { #expect(try await session.execute("exit \(status)").exitStatus == status) }
            let killed = try await session.execute("kill -TERM $$")
            #expect(killed.exitStatus == nil)
            // OpenSSH takes the name of the signal in and passes nothing on.
            #expect(killed.signal == (client == .libssh2 ? "TERM" : nil))
            #expect(try await session.execute("exit 0").signal == nil)
            await session.close()
        }

        @Test(arguments: Client.allCases)
        func `a command goes over octet for octet`(client: Client) async throws {
            let server = try SSHDServer()
            let session = try await server.connect(client)
            let command = "printf '%s|' \"a  'b'\" 'c\\d' \"$((1+1))\" \\$HOME %h ~.\nprintf -- '-v é\\n' # -o x\n"
            #expect(try await session.execute(command).output == "a  'b'|c\\d|2|$HOME|%h|~.|-v é\n")
            await session.close()
        }

        @Test(arguments: Client.allCases)
        func `keeps standard output and standard error apart`(client: Client) async throws {
            let server = try SSHDServer()
            let session = try await server.connect(client)
            let result = try await session.execute("echo out; echo err >&2; echo more")
            #expect(result.output == "out\nmore\n")
            #expect(result.errorOutput == "err\n")
            await session.close()
        }

        @Test(arguments: Client.allCases)
        func `gives a command its input and reads meanwhile`(client: Client) async throws {
            let server = try SSHDServer()
            let session = try await server.connect(client)
            let input = (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let result = try await session.execute("cat", input: input, limits: ExecLimits())
            #expect(result.standardOutput == input)
            #expect(result.exitStatus == 0)
            let ignored = try await session.execute("exec true", input: input, limits: ExecLimits())
            #expect(ignored.exitStatus == 0)
            await session.close()
        }

        @Test(arguments: Client.allCases)
        func `runs many commands after each other and takes turns when asked at once`(client: Client) async throws {
            let server = try SSHDServer()
            let session = try await server.connect(client)
            for number in 0..<20 { #expect(try await session.execute("echo \(number)").output == "\(number)\n") }
            let outputs = try await withThrowingTaskGroup(of: String.self) { group in
                for number in 0..<10 { group.addTask { try await session.execute("echo \(number)").output } }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(outputs.count == 10)
            await session.close()
        }

        @Test(arguments: Client.allCases)
        func `a gibibyte of output is cut at the limit without filling the memory`(client: Client) async throws {
            let server = try SSHDServer()
            let session = try await server.connect(client)
            let before = residentKiB()
            let error = await #expect(throws: SSHError.self) {
                try await session.execute("head -c 1073741824 /dev/zero", limits: ExecLimits(standardOutput: 8 << 20))
            }
            #expect(error?.code == .outputTooLarge)
            #expect(residentKiB() - before < 64 << 10)
            let after = await #expect(throws: SSHError.self) { try await session.execute("true") }
            #expect(after?.code == .outputTooLarge)
        }

        @Test(arguments: Client.allCases)
        func `a cut that was asked for keeps what came before it`(client: Client) async throws {
            let server = try SSHDServer()
            let session = try await server.connect(client)
            let result = try await session.execute(
                "yes pita", limits: ExecLimits(standardOutput: 1000, cutsQuietly: true))
            #expect(result.truncated)
            #expect(result.output == String(repeating: "pita\n", count: 200))
            #expect(result.exitStatus == nil)
        }

        @Test(arguments: Client.allCases)
        func `a flood of standard error neither blocks standard output nor goes on for ever`(client: Client)
            async throws
        {
            let server = try SSHDServer()
            let session = try await server.connect(client)
            let result = try await session.execute(
                "head -c 20000000 /dev/zero >&2; echo done", limits: ExecLimits(standardError: 32 << 20))
            #expect(result.output == "done\n")
            #expect(result.standardError.count == 20_000_000)
            let error = await #expect(throws: SSHError.self) { try await session.execute("yes >&2") }
            #expect(error?.code == .outputTooLarge)
            #expect(error?.detail?.contains("standard error") == true)
        }

        @Test(arguments: Client.allCases)
        func `time-outs say what they waited for`(client: Client) async throws {
            let server = try SSHDServer()
            let idle = await #expect(throws: SSHError.self) {
                try await server.connect(client).execute("sleep 60", limits: ExecLimits(idle: .milliseconds(200)))
            }
            #expect(idle?.code == .timedOut)
            #expect(idle?.detail == "nothing was heard for 0.2 seconds")
            let total = await #expect(throws: SSHError.self) {
                try await server.connect(client).execute(
                    "while :; do echo x; sleep 0.1; done",
                    limits: ExecLimits(total: .milliseconds(500), idle: .seconds(600)))
            }
            #expect(total?.detail == "it took longer than 0.5 seconds")
            #expect(total?.phase == .command)
        }

        @Test(arguments: Client.allCases)
        func `cancelling the task closes the session`(client: Client) async throws {
            let server = try SSHDServer()
            let session = try await server.connect(client)
            let task = Task { try await session.execute("echo begun; sleep 60") }
            try await Task.sleep(for: .milliseconds(150))
            task.cancel()
            let result = await task.result
            #expect(throws: SSHError.self) { try result.get() }
            let after = await #expect(throws: SSHError.self) { try await session.execute("true") }
            #expect(after?.code == .cancelled)
        }

        @Test(arguments: Client.allCases)
        func `a command that can't be sent is refused before anything is`(client: Client) async throws {
            let server = try SSHDServer()
            let session = try await server.connect(client)
            let error = await #expect(throws: SSHError.self) { try await session.execute("echo a\0b") }
            #expect(error?.code == .invalidArgument)
            #expect(try await session.execute("echo still").output == "still\n")
            await session.close()
            let closed = await #expect(throws: SSHError.self) { try await session.execute("true") }
            #expect(closed?.code == .closed)
        }

        @Test(arguments: Client.allCases)
        func `a server that dies in mid-command is reported as such`(client: Client) async throws {
            let server = try SSHDServer()
            let session = try await server.connect(client)
            let error = await #expect(throws: SSHError.self) { try await session.execute("kill -9 $PPID; sleep 1") }
            #expect(error?.code == .closed || error?.code == .reset)
            #expect(error?.phase == .command)
        }

        @Test(arguments: Client.allCases)
        func `two hundred sessions at once`(client: Client) async throws {
            let server = try SSHDServer(["LoginGraceTime 120"])
            let target = try server.target(
                // The servers' processes share the machine with whatever else runs on it.
                timeouts: SSHTimeouts(
                    connect: .seconds(100), handshake: .seconds(100), authentication: .seconds(100), idle: .seconds(100)
                ))
            let transport = client.transport
            let done = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        let session = try await transport.connect(to: target)
                        let output = try await session.execute("echo \(number)").output
                        await session.close()
                        return output == "\(number)\n" ? 1 : 0
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(done == 200)
        }

        private func residentKiB() -> Int {
            let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
            let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
            return Int(line.filter(\.isNumber)) ?? 0
        }
    }
}
