import PitaJinja
import PitaPlatforms

extension TemplateEnvironment {
    /// Registers a quoting filter for each platform: `routeros_quote`, `linux_quote`, `openvswitch_quote`.
    ///
    /// A template rendered alone and one rendered for a plan must quote alike.
    public mutating func registerQuoting(of platforms: [any Platform]) {
        for platform in platforms {
            registerFilter("\(platform.name)_quote") { value, _ in
                .string(try platform.quoted(value.stringValue ?? value.text))
            }
        }
    }
}
