import PitaDiagnostics
import PitaSSH
import TestSupport
import Testing

/// A clock that is moved by hand.
struct TestInstant: InstantProtocol {
    var milliseconds = 0
    func advanced(by duration: Duration) -> TestInstant {
        let parts = duration.components
        return TestInstant(
            milliseconds: milliseconds + Int(parts.seconds) * 1000 + Int(parts.attoseconds / 1_000_000_000_000_000))
    }
    func duration(to other: TestInstant) -> Duration { .milliseconds(other.milliseconds - milliseconds) }
    static func < (left: TestInstant, right: TestInstant) -> Bool { left.milliseconds < right.milliseconds }
}

extension SSHTests {
    @Suite struct DialogueTests {
        typealias TestDialogue = Dialogue<TestInstant>
        static let now = TestInstant()

        static let routerOS = DialogueProfile(
            prompts: ["[*@*] >", "[*@*] /*>", "[*@*] <SAFE> >", "[*@*] *<SAFE>*"], stem: .through("]"),
            interjections: [
                .init("-- [*Q quit|*", answer: "D"),
                .init("Do you want to see the software license? [Y/n]:", answer: "n", limit: 1),
                .init("Please press \"Enter\" to continue!", answer: "\r\n", limit: 2),
            ],
            noise: ["\\d\\d:\\d\\d:\\d\\d echo: *"], lineEnd: "\r\n", greetingSettle: .zero,
            questionSettle: .zero)
        static let ios = DialogueProfile(
            prompts: ["*#", "*>"], stem: .name(after: [], before: "(#>", length: 255),
            interjections: [.init("*--More--*", answer: " ")], greetingSettle: .zero, questionSettle: .zero)

        private func started(_ profile: DialogueProfile, prompt: String) -> TestDialogue {
            var dialogue = TestDialogue(profile: profile)
            _ = dialogue.greet(within: .seconds(10), at: Self.now)
            let actions = dialogue.received(Array(prompt.utf8), at: Self.now)
            #expect(answer(in: actions) != nil)
            return dialogue
        }

        private func answer(in actions: [TestDialogue.Action]) -> DialogueAnswer? {
            for case .finished(let answer) in actions { return answer }
            return nil
        }

        private func failure(in actions: [TestDialogue.Action]) -> DialogueFailure? {
            for case .failed(let failure) in actions { return failure }
            return nil
        }

        private func ask(_ dialogue: inout TestDialogue, _ step: DialogueStep, _ said: String) -> DialogueAnswer? {
            _ = dialogue.start(step, at: Self.now)
            return answer(in: dialogue.received(Array(said.utf8), at: Self.now))
        }

        @Test func `a greeting is kept and its questions are answered`() {
            var dialogue = TestDialogue(profile: Self.routerOS)
            _ = dialogue.greet(within: .seconds(10), at: Self.now)
            let question = "Do you want to see the software license? [Y/n]: "
            #expect(
                dialogue.received(Array("\u{1B}Z\r\n\(question)".utf8), at: Self.now)
                    == [.send(Array("\u{1B}/Z".utf8)), .send(Array("n".utf8))])
            let end = dialogue.received(
                Array("\r\n  MikroTik RouterOS 7.16.1\r\n\r\n[admin@MikroTik] > ".utf8), at: Self.now)
            #expect(answer(in: end)?.lines.contains("  MikroTik RouterOS 7.16.1") == true)
            #expect(answer(in: end)?.prompt == "[admin@MikroTik] >")
        }

        @Test func `output lies between the echo and the prompt`() {
            var dialogue = started(Self.ios, prompt: "\r\nsw1#")
            let answer = ask(&dialogue, DialogueStep("show clock"), "show clock\r\n12:00:00 WIB\r\nsw1#")
            #expect(answer == DialogueAnswer(lines: ["12:00:00 WIB"], prompt: "sw1#"))
            let mode = ask(&dialogue, DialogueStep("configure terminal"), "configure terminal\r\nsw1(config)#")
            #expect(mode == DialogueAnswer(lines: [], prompt: "sw1(config)#"))
        }

        @Test func `a prompt painted again before the echo does not end the command`() {
            let prompt = "[admin@AP SMA 1] > "
            var dialogue = started(Self.routerOS, prompt: "\r[admin@AP SMA 1] >")
            #expect(dialogue.received(Array(("     \r" + prompt).utf8), at: Self.now).isEmpty)
            _ = dialogue.start(DialogueStep("/ip address print"), at: Self.now)
            #expect(dialogue.received(Array(("\r" + prompt).utf8), at: Self.now).isEmpty)
            let said =
                "\r\r" + prompt + "/ip addr   \u{1B}[K\r" + prompt + "/ip address print\r\n 0 10.0.0.1/24\r\n\r"
                + prompt
            #expect(answer(in: dialogue.received(Array(said.utf8), at: Self.now))?.lines == [" 0 10.0.0.1/24"])
        }

        @Test func `a pager is answered and leaves no trace`() {
            var dialogue = started(Self.ios, prompt: "sw1#")
            _ = dialogue.start(DialogueStep("show run"), at: Self.now)
            #expect(dialogue.received(Array("show run\r\nline 1\r\n --More-- ".utf8), at: Self.now) == [.send([0x20])])
            let rest = "\r          \rline 2\r\nsw1#"
            #expect(answer(in: dialogue.received(Array(rest.utf8), at: Self.now))?.lines == ["line 1", "line 2"])
        }

        @Test func `log lines thrown in are set apart`() {
            var dialogue = started(Self.routerOS, prompt: "[a@b] > ")
            let said =
                "[a@b] > /x print\r\n 0 first\r\n17:20:06 echo: system,error login failure\r\n 1 second\r\n[a@b] > "
            let answer = ask(&dialogue, DialogueStep("/x print"), said)
            #expect(answer?.lines == [" 0 first", " 1 second"])
            #expect(answer?.droppedNoise == ["17:20:06 echo: system,error login failure"])
        }

        @Test func `another host's prompt in the output is no prompt`() {
            var dialogue = started(Self.routerOS, prompt: "[admin@rtr-inti] > ")
            _ = dialogue.start(DialogueStep("/log print"), at: Self.now)
            #expect(dialogue.received(Array("/log print\r\n[admin@other] > ".utf8), at: Self.now).isEmpty)
            let rest = "\r\nlast\r\n[admin@rtr-inti] > "
            #expect(
                answer(in: dialogue.received(Array(rest.utf8), at: Self.now))?.lines == ["[admin@other] > ", "last"])
        }

        @Test func `a prompt must stay the last thing said for the settling time`() {
            var dialogue = started(Self.ios, prompt: "sw1#")
            _ = dialogue.start(DialogueStep("x", settle: .milliseconds(100)), at: Self.now)
            #expect(dialogue.received(Array("x\r\nsw1#".utf8), at: Self.now).isEmpty)
            #expect(dialogue.deadline == TestInstant(milliseconds: 100))
            #expect(dialogue.tick(at: TestInstant(milliseconds: 50)).isEmpty)
            #expect(dialogue.received(Array(" is no prompt\r\n".utf8), at: TestInstant(milliseconds: 60)).isEmpty)
            #expect(dialogue.tick(at: TestInstant(milliseconds: 150)).isEmpty)
            #expect(dialogue.received(Array("sw1#".utf8), at: TestInstant(milliseconds: 200)).isEmpty)
            let end = dialogue.tick(at: TestInstant(milliseconds: 300))
            #expect(answer(in: end)?.lines == ["sw1# is no prompt"])
        }

        @Test func `time-outs are told apart and quote the last words`() {
            var dialogue = started(Self.ios, prompt: "sw1#")
            let step = DialogueStep("x", total: .seconds(5), idle: .seconds(1))
            _ = dialogue.start(step, at: Self.now)
            _ = dialogue.received(Array("x\r\nhalf a".utf8), at: Self.now)
            #expect(dialogue.tick(at: TestInstant(milliseconds: 999)).isEmpty)
            #expect(
                failure(in: dialogue.tick(at: TestInstant(milliseconds: 1000))) == .silent(.seconds(1), last: "half a"))
            _ = dialogue.start(step, at: Self.now)
            for moment in stride(from: 0, to: 5000, by: 500) {
                _ = dialogue.received(Array("x\r\n.".utf8), at: TestInstant(milliseconds: moment))
            }
            #expect(failure(in: dialogue.tick(at: TestInstant(milliseconds: 5000))) == .tooLong(.seconds(5), last: "."))
            #expect(dialogue.deadline == nil)
        }

        @Test func `a command of two lines is never sent`() {
            var dialogue = started(Self.ios, prompt: "sw1#")
            for command in ["a\nb", "a\rb", "\u{3}", "a\u{7F}"] {
                #expect(dialogue.start(DialogueStep(command), at: Self.now) == [.failed(.notOneLine)])
            }
        }

        @Test func `a question without end is a failure`() {
            var dialogue = TestDialogue(profile: Self.routerOS)
            _ = dialogue.greet(within: .seconds(10), at: Self.now)
            let line = Array("Please press \"Enter\" to continue!".utf8)
            for _ in 0..<2 { #expect(dialogue.received(line, at: Self.now) == [.send(Array("\r\n".utf8))]) }
            #expect(failure(in: dialogue.received(line, at: Self.now)) != nil)
        }

        @Test func `output beyond the limit and a closed shell are failures`() {
            var dialogue = started(Self.ios, prompt: "sw1#")
            _ = dialogue.start(DialogueStep("x", outputLimit: 100), at: Self.now)
            let flood = dialogue.received(Array(repeating: UInt8(ascii: "x"), count: 101), at: Self.now)
            #expect(failure(in: flood) == .outputTooLarge(100))
            _ = dialogue.start(DialogueStep("x"), at: Self.now)
            #expect(failure(in: dialogue.closed()) != nil)
            #expect(dialogue.closed().isEmpty)
        }

        @Test func `a secret is sent without waiting for its echo`() {
            var dialogue = started(Self.ios, prompt: "sw1>")
            let asked = ask(&dialogue, DialogueStep("enable", prompts: ["Password:"]), "enable\r\nPassword: ")
            #expect(asked?.prompt == "Password:")
            let answer = ask(&dialogue, DialogueStep("rahasia", isSecret: true), "\r\nsw1#")
            #expect(answer?.prompt == "sw1#")
        }

        /// Outputs made of everything that resembles a prompt, a marker, an echo, a pager or a log line, cut at random.
        @Test func `a thousand look-alike outputs end where they end`() {
            var random = SeededGenerator(seed: 2026)
            let prompt = "[admin@rtr inti] > "
            let marker = "pita-7f3a9c51-end"
            let command = "/log print; :put (\"pita-7f3a9c51\" . \"-end\")"
            let pieces = [
                prompt, prompt + "\r\n", "\r" + prompt + "      \r" + prompt, "[admin@rtr inti] <SAFE> > ", "<SAFE>",
                "pita-7f3a9c51", marker.uppercased() + "\r\n", "x" + marker + "\r\n",
                "pita-7f3a9c52-end\r\n", "[admin@rtr inti] /ip/address>", "\r\n", "\u{1B}[K", "\u{1B}[31m", "\u{1B}Z",
                "sw1#", "text ", "17:20:06 echo: x\r\n", "[Y/n]: ", "-- [Q quit|D dump|up|down]\r\n",
                "\"" + marker + "\"\r\n",
                command, "é",
            ]
            var mistakes = 0
            for _ in 0..<Trial.cases(1000) {
                var dialogue = started(Self.routerOS, prompt: prompt)
                _ = dialogue.start(DialogueStep(command, marker: marker), at: Self.now)
                _ = dialogue.received(Array((prompt + command + "\r\n").utf8), at: Self.now)
                let count = Int.random(in: 0..<12, using: &random)
                // The line before the marker is ended, as a device ends every command's output.
                let body =
                    (0..<count).map { _ in pieces[Int.random(in: pieces.indices, using: &random)] }.joined()
                    + "last\r\n"
                var bytes = Array(body.utf8)[...]
                while !bytes.isEmpty {
                    let piece = bytes.prefix(Int.random(in: 4...40, using: &random))
                    bytes = bytes.dropFirst(piece.count)
                    if answer(in: dialogue.received(piece, at: Self.now)) != nil { mistakes += 1 }
                }
                let end = dialogue.received(Array((marker + "\r\n\r" + prompt).utf8), at: Self.now)
                if answer(in: end)?.lines.last?.contains("last") != true { mistakes += 1 }
            }
            #expect(mistakes == 0)
        }

        @Test func `any octets keep the rules`() {
            var random = SeededGenerator(seed: 99)
            for _ in 0..<Trial.cases(1000) {
                var dialogue = TestDialogue(profile: Bool.random(using: &random) ? Self.ios : Self.routerOS)
                var ends = 0
                ends += dialogue.greet(within: .seconds(1), at: Self.now).count
                for moment in 0..<20 {
                    let bytes = (0..<Int.random(in: 0..<30, using: &random)).map { _ in
                        UInt8.random(in: 0...255, using: &random)
                    }
                    let instant = TestInstant(milliseconds: moment * 10)
                    for case .finished in dialogue.received(bytes, at: instant) + dialogue.tick(at: instant) {
                        ends += 1
                    }
                }
                #expect(ends <= 1)
            }
        }
    }
}
