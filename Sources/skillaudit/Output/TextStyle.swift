/// What the terminal that shows a text report can do.
struct TextStyle: Sendable {
    /// Columns, 60 to 200.
    let width: Int
    let usesColor: Bool
    /// OSC 8 links for the references.
    let usesHyperlinks: Bool
    /// Bars and lines of box-drawing characters; else ASCII.
    let usesUnicode: Bool
    /// Where the audited files are, for links to them; nil where they are in no folder.
    var folder: String?

    init(width: Int = 100, usesColor: Bool = false, usesHyperlinks: Bool = false, usesUnicode: Bool = true) {
        self.width = min(max(width, 60), 200)
        self.usesColor = usesColor
        self.usesHyperlinks = usesHyperlinks
        self.usesUnicode = usesUnicode
    }

    static let plain = TextStyle()

    /// How a piece of text stands out; one of the eight basic colours, which every theme keeps readable.
    enum Ink: String {
        case bold = "1"
        case faint = "2"
        case underlined = "4"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case blue = "34"
        case magenta = "35"
        case cyan = "36"
        case boldRed = "1;31"
        case boldGreen = "1;32"
        case boldYellow = "1;33"
    }

    func paint(_ text: String, _ ink: Ink?) -> String {
        guard usesColor, let ink, !text.isEmpty else { return text }
        return "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m"
    }

    /// A path below the audited folder, as a link to the file where links are shown.
    func linkedPath(_ shown: String, to path: String) -> String {
        link(shown, to: folder.map { "file://" + SARIFReport.encoded("\($0)/\(path)", keeping: "/") })
    }

    func link(_ text: String, to address: String?) -> String {
        guard usesHyperlinks, let address, address.unicodeScalars.allSatisfy({ (0x21...0x7E).contains($0.value) }) else { return text }
        return "\u{1B}]8;;\(address)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
    }
}
