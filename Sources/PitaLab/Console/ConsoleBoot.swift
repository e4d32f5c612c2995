import Foundation

/// The life of a console device beside its sessions: the first start, restarts, timers.
struct ConsoleBoot {
    let directory: LabDirectory
    let device: LabDevice

    func install() throws {
        let console = try Consoles.make(device)
        try console.install(device.commands)
        try ConsoleStore(directory, device).save(console)
    }

    func restarted() throws {
        let store = try ConsoleStore(directory, device)
        try store.locked {
            let console = try Consoles.make(device)
            try store.load(console)
            console.restarted()
            try store.save(console)
        }
        unlink(store.broadcasts)
    }

    /// Lets due timers fire.
    func fire() throws {
        let store = try ConsoleStore(directory, device)
        let truth = GroundTruth(directory: directory, device: device.name)
        let events = try store.locked {
            let console = try Consoles.make(device)
            try store.load(console)
            let before = GroundTruth.digest(console.truth)
            let events = console.fire()
            try store.save(console)
            let text = ConsoleText.plain(events)
            truth.write("fire", text)
            truth.write("fired", text, before: before, after: GroundTruth.digest(console.truth))
            return events
        }
        StateFile.append(ConsoleText.plain(events), to: store.broadcasts)
        if events.contains(.restart) {
            truth.write("fault", "restart")
            StateFile.append("", to: directory.restarts + "/" + device.name)
        }
    }

    /// The running configuration, read without SSH.
    func truth() throws -> String {
        let store = try ConsoleStore(directory, device)
        let console = try Consoles.make(device)
        return try store.locked {
            try store.load(console)
            return console.truth
        }
    }
}

/// Events as text.
enum ConsoleText {
    static func plain(_ events: [ConsoleEvent]) -> String {
        events.map { event in
            switch event {
            case .line(let line): line + "\n"
            case .text(let text): text
            case .close, .restart: ""
            }
        }.joined()
    }
}
