import PitaDiagnostics
import PitaEvidence
import Testing

@Suite struct AllowedSignersTests {
    let key: SSHPublicKey
    let now = LocalTime(unixMilliseconds: 1_795_230_245_123, zone: .wib, clockSynchronised: true)

    init() throws { key = try OfficeKey.generate(comment: "").publicKey }

    @Test func comesBackAsItWasWritten() throws {
        let text = """
            # people
            kasi@contoh,"kabid@contoh" namespaces="pita-approval,pita-plan",valid-after="20260101Z",valid-before="202712312359" \(key.line) comment here

            *@contoh \(key.line)
            """
        // OpenSSH quotes the whole list of principals, not one of them.
        #expect(throws: Never.self) { try AllowedSigners(parsing: text, file: "f", zone: .wib) }
        let signers = try AllowedSigners(parsing: text, file: "f", zone: .wib)
        #expect(signers.entries.count == 2)
        #expect(signers.entries[0].namespaces == ["pita-approval", "pita-plan"])
        #expect(signers.entries[0].validAfter == 1_767_225_600)
        #expect(signers.entries[0].validBefore == 1_830_272_340)
        #expect(try AllowedSigners(parsing: signers.description, file: "f", zone: .wit) == signers)
    }

    @Test func everyBadLineIsTold() {
        let text =
            "a\nb \(key.line)\nc nonsense=\"1\" \(key.line)\nd valid-after=\"2026\" \(key.line)\ne namespaces=\"x \(key.line)\n"
        let error = #expect(throws: Diagnostics.self) { try AllowedSigners(parsing: text, file: "f", zone: .wib) }
        #expect(error?.items.compactMap(\.mark?.line) == [1, 3, 4, 5])
    }

    @Test func saysWhyAKeyMayNotSign() throws {
        let signers = AllowedSigners([
            .init(
                principals: ["kasi@*", "!kasi@lain"], namespaces: ["pita-app*"], validAfter: 1_795_000_000,
                validBefore: 1_795_300_000, key: key)
        ])
        _ = try signers.entry(for: key, principal: "kasi@contoh", namespace: .approval, at: now)
        func kind(_ key: SSHPublicKey, _ principal: String, _ namespace: SignatureNamespace, _ time: LocalTime)
            -> EvidenceError.Kind?
        {
            do throws(EvidenceError) {
                _ = try signers.entry(for: key, principal: principal, namespace: namespace, at: time)
                return nil
            } catch { return error.kind }
        }
        #expect(kind(key, "kabid@contoh", .approval, now) == .notAllowed)
        #expect(kind(key, "kasi@lain", .approval, now) == .notAllowed)
        #expect(kind(key, "kasi@contoh", .plan, now) == .notAllowed)
        #expect(kind(try OfficeKey.generate(comment: "").publicKey, "kasi@contoh", .approval, now) == .notAllowed)
        for seconds in [Int64(1_794_999_999), 1_795_300_001] {
            let time = LocalTime(unixMilliseconds: seconds * 1000, zone: .wib, clockSynchronised: true)
            #expect(kind(key, "kasi@contoh", .approval, time) == .expired)
        }
    }

    @Test func anAuthorityIsNoSigner() throws {
        let signers = AllowedSigners([.init(principals: ["*"], isAuthority: true, key: key)])
        #expect(throws: EvidenceError.self) {
            try signers.entry(for: key, principal: "x", namespace: .plan, at: now)
        }
    }

    @Test func aPatternOfStarsDoesNotTakeForever() throws {
        let pattern = String(repeating: "*a", count: 200) + "b"
        let signers = AllowedSigners([.init(principals: [pattern], key: key)])
        #expect(throws: EvidenceError.self) {
            try signers.entry(for: key, principal: String(repeating: "a", count: 5000), namespace: .plan, at: now)
        }
    }
}

@Suite struct ChildProcessTests {
    @Test func inputAndBothOutputsAreCarried() async throws {
        let input = [UInt8](repeating: 65, count: 1 << 20)
        let child = ChildProcess(
            executable: "/bin/sh", arguments: ["-c", "cat; cat /dev/zero | head -c 300000 >&2; exit 3"],
            environment: ["PATH": "/bin:/usr/bin"])
        let result = try await child.run(input: input, timeLimit: .seconds(600), maximumOutput: 2 << 20)
        #expect(result.status == 3)
        #expect(result.output == input)
        #expect(result.errorOutput.count == 300_000)
    }

    @Test(.timeLimit(.minutes(10))) func aChildThatHangsIsEndedWithItsChildren() async throws {
        let child = ChildProcess(executable: "/bin/sh", arguments: ["-c", "sleep 3600 & sleep 3600"], environment: [:])
        let error = await #expect(throws: EvidenceError.self) {
            try await child.run(input: [], timeLimit: .milliseconds(200), maximumOutput: 100)
        }
        #expect(error?.kind == .timedOut)
    }

    @Test func aFloodIsCut() async throws {
        let child = ChildProcess(executable: "/bin/cat", arguments: ["/dev/zero"], environment: [:])
        let error = await #expect(throws: EvidenceError.self) {
            try await child.run(input: [], timeLimit: .seconds(600), maximumOutput: 1 << 20)
        }
        #expect(error?.kind == .child)
    }

    @Test func aChildThatDoesNotReadOrDoesNotExistIsNoCrash() async throws {
        let input = [UInt8](repeating: 65, count: 1 << 20)
        let deaf = ChildProcess(executable: "/bin/true", arguments: [], environment: [:])
        #expect(try await deaf.run(input: input, timeLimit: .seconds(600), maximumOutput: 100).status == 0)
        let missing = ChildProcess(executable: "/nonexistent", arguments: [], environment: [:])
        await #expect(throws: EvidenceError.self) {
            try await missing.run(input: [], timeLimit: .seconds(600), maximumOutput: 100)
        }
        let killed = ChildProcess(executable: "/bin/sh", arguments: ["-c", "kill -9 $$"], environment: [:])
        #expect(try await killed.run(input: [], timeLimit: .seconds(600), maximumOutput: 100).status == 137)
    }
}
