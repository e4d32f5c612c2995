import PitaDiagnostics
import PitaSSH
import TestSupport
import Testing

extension SSHTests {
    /// What looks like a prompt, a question, an echo or the end, and is none: a device may break its output anywhere.
    @Suite struct LookAlikeTests {
        typealias TestDialogue = Dialogue<TestInstant>

        static let ios = DialogueProfile(
            prompts: ["*#", "*>"], stem: .name(after: [], before: "(#>", length: 16),
            interjections: [.init("*--More--*", answer: " "), .init("*[Y/N]", answer: "Y\n")],
            noise: ["*\\d\\d:\\d\\d:\\d\\d*: %*-\\d-*: *"])
        static let vrp = DialogueProfile(
            prompts: ["<*>", "[*]"], stem: .name(after: ["<", "[", "~", "*"], before: ">]", length: 255, joints: "-"))

        /// A dialogue with its clock: what was said when, and what came of it.
        struct Talk {
            var dialogue: TestDialogue
            var now = TestInstant()
            var sent: [String] = []
            var answers: [DialogueAnswer] = []

            init(_ profile: DialogueProfile, prompt: String) {
                dialogue = TestDialogue(profile: profile)
                take(dialogue.greet(within: .seconds(20), at: now))
                say(prompt)
                wait(200)
            }

            mutating func ask(_ command: String, settle: Duration? = nil, questions: [LinePattern] = []) {
                take(dialogue.start(DialogueStep(command, questions: questions, settle: settle), at: now))
            }

            mutating func say(_ text: String) { take(dialogue.received(Array(text.utf8), at: now)) }

            mutating func wait(_ milliseconds: Int) {
                now.milliseconds += milliseconds
                take(dialogue.tick(at: now))
            }

            private mutating func take(_ actions: [TestDialogue.Action]) {
                for action in actions {
                    switch action {
                    case .send(let bytes): sent.append(String(decoding: bytes, as: UTF8.self))
                    case .finished(let answer): answers.append(answer)
                    case .failed: break
                    }
                }
            }
        }

        @Test(arguments: [("line --More-- ", " "), ("description Pindah [Y/N]", "Y\n")])
        func `half a line that looks like a question is not answered`(half: String, answer: String) {
            var talk = Talk(Self.ios, prompt: "sw1#")
            talk.ask("show run", settle: .milliseconds(40))
            talk.say("show run\r\n\(half)")
            talk.wait(200)
            talk.say(" and its end\r\nsw1#")
            talk.wait(60)
            #expect(!talk.sent.contains(answer))
            #expect(talk.answers.last?.lines == ["\(half) and its end"])
        }

        @Test func `a pager that waits is answered, however often`() {
            var talk = Talk(Self.ios, prompt: "sw1#")
            talk.ask("show run")
            talk.say("show run\r\n1\r\n --More-- ")
            talk.wait(300)
            talk.say("\r          \r2\r\n --More--")
            talk.say(" ")
            talk.wait(300)
            talk.say("\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}3\r\nsw1#")
            #expect(talk.sent == ["show run\n", " ", " "])
            #expect(talk.answers.last?.lines == ["1", "2", "3"])
        }

        @Test func `half a line that looks like a question to the caller is none`() {
            var talk = Talk(Self.ios, prompt: "sw1#")
            talk.ask("show run", questions: ["*assword:*"])
            talk.say("show run\r\nbanner Password:")
            talk.wait(200)
            talk.say(" tidak perlu\r\nsw1#")
            #expect(talk.answers.last?.lines == ["banner Password: tidak perlu"])
            talk.ask("copy x", questions: ["*assword:*"])
            talk.say("copy x\r\nPassword: ")
            talk.wait(300)
            #expect(talk.answers.last?.prompt == "Password:")
        }

        @Test(arguments: ["####", "########\r\n# Dinas #", "Hanya untuk petugas >", "\u{1B}[31m#"])
        func `a banner that is drawn with the characters of prompts is no first prompt`(piece: String) {
            var talk = Talk(Self.ios, prompt: "")
            talk.say(piece)
            talk.wait(50)
            #expect(talk.answers.isEmpty)
            talk.say("####\r\n\r\nsw1#")
            talk.wait(120)
            #expect(talk.answers.last?.prompt == "sw1#")
        }

        @Test func `a rule without a name is no first prompt, however long it stands`() {
            var talk = Talk(Self.ios, prompt: "")
            talk.say("########")
            talk.wait(5000)
            #expect(talk.answers.isEmpty)
        }

        @Test(arguments: ["sw10#", "sw1-lama#", "sw1x(config)#"])
        func `a prompt of a device whose name begins alike is another's`(other: String) {
            var talk = Talk(Self.ios, prompt: "sw1#")
            talk.ask("show log")
            talk.say("show log\r\n\(other)")
            talk.wait(100)
            #expect(talk.answers.count == 1)
            talk.say("\r\nsw1#")
            #expect(talk.answers.last?.lines == [other])
        }

        @Test func `names that are cut, and names in views, are the device's own`() {
            var cut = Talk(Self.ios, prompt: "switch-lantai-2-dinas-kominfo#")
            cut.ask("configure terminal")
            cut.say("configure terminal\r\nswitch-lantai-2-dina(config)#")
            #expect(cut.answers.last?.prompt == "switch-lantai-2-dina(config)#")
            var view = Talk(Self.vrp, prompt: "<HUAWEI>")
            view.ask("interface GE0/0/1")
            view.say("interface GE0/0/1\r\n[*HUAWEI-GE0/0/1]")
            #expect(view.answers.last?.prompt == "[*HUAWEI-GE0/0/1]")
            view.ask("x")
            view.say("x\r\n[HUAWEI2]")
            #expect(view.answers.count == 2)
        }

        @Test func `a refusal that comes after the prompt is handed over with the next answer`() {
            for moment in ["at rest", "before the echo"] {
                var talk = Talk(Self.ios, prompt: "sw1(config)#")
                talk.ask("vlan 10")
                talk.say("vlan 10\r\nsw1(config)#")
                #expect(talk.answers.last?.lines == [])
                if moment == "at rest" { talk.say("\r\n% VLAN 10 is reserved\r\nsw1(config)#") }
                talk.ask("vlan 20")
                if moment != "at rest" { talk.say("\r\n% VLAN 10 is reserved\r\nsw1(config)#") }
                talk.say("vlan 20\r\nsw1(config-vlan)#")
                #expect(
                    talk.answers.last
                        == DialogueAnswer(
                            lines: [], prompt: "sw1(config-vlan)#", earlier: ["% VLAN 10 is reserved"]), "\(moment)")
                talk.ask("end")
                talk.say("end\r\nsw1#")
                #expect(talk.answers.last?.earlier == [])
            }
        }

        @Test func `a late line that ends like the command is no echo of it`() {
            var talk = Talk(Self.ios, prompt: "sw1(config)#")
            talk.ask("no")
            talk.say("no\r\nsw1(config)#")
            talk.ask("end")
            talk.say("\r\n% refused at the end\r\nsw1(config)#")
            #expect(talk.answers.count == 2)
            talk.say("end\r\nsw1#")
            #expect(talk.answers.last == DialogueAnswer(lines: [], prompt: "sw1#", earlier: ["% refused at the end"]))
        }

        @Test func `an echo is known in rows, after log lines and after an answer's question`() {
            var talk = Talk(Self.ios, prompt: "sw1#")
            talk.ask("show interfaces description")
            talk.say("show interf\r\n*Nov 25 10:00:00.123: %SYS-5-CONFIG_I: x\r\naces description\r\nGi0/1 up\r\nsw1#")
            #expect(talk.answers.last?.lines == ["Gi0/1 up"])
            #expect(talk.answers.last?.earlier == [])
            talk.ask("reload", questions: ["*[confirm]*"])
            talk.say("reload\r\nProceed with reload? [confirm]")
            talk.wait(300)
            talk.ask("", questions: ["*[confirm]*"])
            talk.say("\r\n% Late\r\nsw1#")
            #expect(talk.answers.last?.lines == ["% Late"])
            talk.ask("copy a b", questions: ["*]\\?*"])
            talk.say("copy a b\r\nDestination filename [b]? ")
            talk.wait(300)
            talk.ask("c")
            talk.say("c\r\n[OK]\r\nsw1#")
            #expect(talk.answers.last?.lines == ["[OK]"])
        }

        @Test func `a flood that nobody asked for is not kept, and the next command fails`() {
            var talk = Talk(Self.ios, prompt: "sw1#")
            for _ in 0..<300 { talk.say(String(repeating: "x", count: 4094) + "\r\n") }
            let actions = talk.dialogue.start(DialogueStep("show clock"), at: talk.now)
            #expect(actions == [.failed(.outputTooLarge(1 << 20))])
        }

        /// Answers of every shape, cut anywhere and with pauses in between that are shorter than the settling times.
        @Test func `pieces of any size and pace give the same answer`() {
            var random = SeededGenerator(seed: 12)
            let lines = [
                "sw1#", "sw1# ya", "sw1(config)# tidak", "description [Y/N]", "x --More-- y", "% Invalid input", "",
                "Password:", "sw1>", "###", "sw10#",
            ]
            for _ in 0..<Trial.cases(300) {
                var talk = Talk(Self.ios, prompt: "\r\nsw1#")
                let said = (0..<Int.random(in: 0..<8, using: &random)).map { _ in
                    lines.randomElement(using: &random) ?? ""
                }
                talk.ask("show run", settle: .milliseconds(40), questions: ["*assword:*"])
                var bytes = Array(("show run\r\n" + said.map { $0 + "\r\n" }.joined() + "sw1#").utf8)[...]
                while !bytes.isEmpty {
                    let piece = bytes.prefix(Int.random(in: 1...12, using: &random))
                    bytes = bytes.dropFirst(piece.count)
                    talk.say(String(decoding: piece, as: UTF8.self))
                    talk.wait(Int.random(in: 0...39, using: &random))
                }
                talk.wait(40)
                #expect(talk.sent == ["show run\n"])
                #expect(talk.answers.last == DialogueAnswer(lines: said, prompt: "sw1#"))
            }
        }
    }
}
