import PitaPlatforms
import Testing

/// What a device says is kept up to a length, on every platform, and every cut is seen.
@Suite struct DeviceWordsTests {
    @Test func `a short text is as it was, a long one is cut with a mark`() {
        #expect(DeviceWords.cut("", to: 3) == "")
        #expect(DeviceWords.cut("abc", to: 3) == "abc")
        #expect(DeviceWords.cut("abcd", to: 3) == "abc…")
    }

    @Test func `a letter with a million marks on it is cut too`() {
        let letter = "a" + String(repeating: "\u{301}", count: 1_000_000)
        #expect(DeviceWords.cut(letter).utf8.count < 2 * DeviceWords.longestRefusal + 8)
    }

    @Test func `no refusal is longer than what is kept, whatever the platform`() throws {
        let long = String(repeating: "x", count: 1 << 20)
        let shell = CommandReply(output: "", errorOutput: "\(long)\n\(long)\n\(long)", exitStatus: 1)
        let router = CommandReply(output: "failure: " + long, exitStatus: 0)
        for platform in [LinuxPlatform(), OpenVSwitchPlatform(), RouterOSPlatform()] as [any Platform] {
            let reply = platform is RouterOSPlatform ? router : shell
            let words = try #require(platform.rejection(in: reply))
            #expect(words.hasSuffix("x…"))
            #expect(words.count <= DeviceWords.longestRefusal + 40)
        }
    }
}
