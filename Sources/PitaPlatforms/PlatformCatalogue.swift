import PitaDiagnostics

/// The platforms that Pita knows.
public enum PlatformCatalogue {
    /// One of each.
    public static let all: [any Platform] = [
        RouterOSPlatform(), IOSPlatform(), IOSPlatform(dialect: .eos), IOSPlatform(dialect: .rgos), VRPPlatform(),
        JunosPlatform(), LinuxPlatform(), OpenVSwitchPlatform(), FRRPlatform(),
    ]

    /// Their names, as the inventory writes them.
    public static var names: [String] { all.map(\.name) }

    /// The platform with this name; throws with the nearest known one as a hint.
    public static func platform(named name: String) throws(Diagnostics) -> any Platform {
        guard let platform = all.first(where: { $0.name == name }) else {
            let known = "known are " + names.joined(separator: ", ")
            throw Diagnostics(
                "there is no platform `\(TerminalText.sanitised(name))`",
                hint: Suggestion.hint(for: name, among: names) ?? known)
        }
        return platform
    }
}
