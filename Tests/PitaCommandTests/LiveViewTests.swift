import PitaOperations
import Testing

@testable import pita

/// What a terminal shows while a push is under way.
@Suite struct LiveViewTests {
    let start = ContinuousClock.now

    /// A push of three devices in two waves, whose first device has its way back armed.
    func view() -> LiveView {
        var view = LiveView(colours: false)
        view.take(.began(work: "pushing", devices: 3), at: start)
        view.take(.wave(number: 1, of: 2, devices: ["rtr-inti"]), at: start)
        view.take(.step(device: "rtr-inti", phase: .arming, text: "arming the way back (1)"), at: start)
        view.take(.rollbackArmed(device: "rtr-inti", seconds: 120), at: start)
        return view
    }

    func lines(_ view: LiveView, after seconds: Int = 0, columns: Int = 80, rows: Int = 24) -> [String] {
        view.lines(at: start + .seconds(seconds), size: (columns, rows))
    }

    @Test func `the wave, the devices under way and the countdown are shown`() {
        let first = lines(view(), after: 3)
        #expect(first[0] == "pushing  wave 1/2  0/3 done")
        #expect(first[1] == "  rtr-inti  arming      arming the way back (1)  (way back in 117 s)")
        #expect(lines(view(), after: 200)[1].hasSuffix("(way back in 0 s)"))
    }

    @Test func `the countdown goes on with the next step and ends when the change is confirmed`() {
        var view = view()
        view.take(.step(device: "rtr-inti", phase: .sending, text: "sending command (1)"), at: start)
        #expect(lines(view, after: 20)[1].contains("way back in 100 s"))
        view.take(.step(device: "rtr-inti", phase: .confirming, text: "confirmed"), at: start)
        #expect(!lines(view, after: 20)[1].contains("way back"))
    }

    @Test func `what has ended is counted and gone, failures apart`() {
        var view = view()
        view.take(.ended(device: "rtr-inti", outcome: "returned", reason: "x"), at: start)
        #expect(lines(view).isEmpty)
        view.take(.step(device: "sw-1", phase: .connecting, text: "connecting"), at: start)
        #expect(lines(view)[0] == "pushing  wave 1/2  1/3 done  1 failed")
        #expect(lines(view).count == 2)
    }

    @Test func `a pause counts down to the next wave`() {
        var view = view()
        view.take(.ended(device: "rtr-inti", outcome: "changed-confirmed", reason: nil), at: start)
        view.take(.pausing(seconds: 30), at: start)
        #expect(lines(view, after: 10) == ["pushing  wave 1/2  1/3 done  next wave in 20 s"])
        view.take(.wave(number: 2, of: 2, devices: ["sw-1"]), at: start)
        #expect(lines(view).isEmpty)
    }

    @Test func `a pause that ends in a stop leaves nothing at work`() {
        var view = view()
        view.take(.ended(device: "rtr-inti", outcome: "changed-confirmed", reason: nil), at: start)
        view.take(.pausing(seconds: 30), at: start)
        view.take(.note("rtr-inti: proven again after the pause: no answer"), at: start)
        #expect(view.isAtWork)
        view.take(.ended(device: "sw-1", outcome: "not-started", reason: "stopped after rtr-inti"), at: start)
        #expect(!view.isAtWork)
        #expect(lines(view).isEmpty)
    }

    @Test func `no line is wider than the terminal, and there are no more than half its rows`() {
        var view = view()
        for number in 1...100 {
            let text = String(repeating: "x", count: 300)
            view.take(.step(device: "rtr-\(number)", phase: .sending, text: text), at: start)
        }
        let shown = lines(view, columns: 40, rows: 20)
        #expect(shown.count <= 11)
        #expect(shown.allSatisfy { $0.count < 40 })
        #expect(shown.last == "  and 93 more")
    }

    @Test func `what a device says does not reach the terminal as it is`() {
        var view = view()
        view.take(.step(device: "rtr-inti", phase: .sending, text: "\u{1B}[2Jgone\u{202E}"), at: start)
        #expect(!lines(view)[1].unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
    }
}
