import ArgumentParser

@main
struct SkillAudit: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "skillaudit")
    func run() throws {}
}
