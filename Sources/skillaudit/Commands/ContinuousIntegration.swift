import ArgumentParser

/// A system that runs audits by itself, and the file by which a project tells it to. `ci/gitlab/skillaudit.yml` is the same text, and a test compares the two.
enum ContinuousIntegration: String, CaseIterable, ExpressibleByArgument {
    case github, gitlab
    case preCommit = "pre-commit"
    case none

    /// Stands in the files of this repository where somebody has to be named.
    static let unknownOwner = "OWNER"

    /// What a folder uses already; GitHub where it tells nothing.
    static func used(in folder: String) -> [ContinuousIntegration] {
        let traces: [(ContinuousIntegration, String)] = [
            (.github, ".github"), (.gitlab, ".gitlab-ci.yml"), (.preCommit, ".pre-commit-config.yaml"),
        ]
        let found = traces.filter { LocalPath.exists("\(folder)/\($0.1)") }.map(\.0)
        return found.contains { $0 != .preCommit } ? found : [.github] + found
    }

    /// What is to be written, by its path below the root.
    func file(owner: String) -> (path: String, text: String)? {
        switch self {
        case .github: (".github/workflows/skillaudit.yml", Self.workflow(owner))
        case .gitlab: (".gitlab/skillaudit.yml", Self.job(owner))
        case .preCommit, .none: nil
        }
    }

    /// What is left for people to do.
    func nextStep(owner: String) -> String? {
        switch self {
        case .github: "commit the workflow"
        case .gitlab: "add `include: [{ local: .gitlab/skillaudit.yml }]` to .gitlab-ci.yml and commit both"
        case .preCommit:
            "add to .pre-commit-config.yaml: `- repo: https://github.com/\(owner)/skillaudit`, `rev: v\(Version.number)`, `hooks: [{ id: skillaudit-installed }]`"
        case .none: nil
        }
    }

    private static func image(_ owner: String) -> String {
        "ghcr.io/\(owner == unknownOwner ? owner : owner.lowercased())/skillaudit:v\(Version.number)"
    }

    private static func workflow(_ owner: String) -> String {
        """
        # Audits every pull request for what it brings, and every push to the main branch as a whole.
        name: skillaudit
        on:
          push:
            branches: [main, master]
          pull_request:
        permissions:
          contents: read
        jobs:
          audit:
            runs-on: ubuntu-latest
            timeout-minutes: 30
            permissions:
              contents: read
              # For the comment, and for code scanning.
              pull-requests: write
              security-events: write
            steps:
              - uses: actions/checkout@v4
                with:
                  # What a pull request is compared with must be there.
                  fetch-depth: 0
                  persist-credentials: false
              - uses: \(owner)/skillaudit@v\(Version.number)
                with:
                  base: auto
                  comment: "true"

        """
    }

    private static func job(_ owner: String) -> String {
        """
        # Audits in every pipeline, and shows the findings in merge requests (code quality, security, tests). Include it from .gitlab-ci.yml:
        #
        # include:
        #   - local: .gitlab/skillaudit.yml
        #
        # SKILLAUDIT_IMAGE names an image that was built from skillaudit's Dockerfile.
        # SKILLAUDIT_OPTIONS are more options, for example "--fail-under B".
        variables:
          SKILLAUDIT_IMAGE: \(image(owner))
          SKILLAUDIT_OPTIONS: ""

        skillaudit:
          stage: test
          image:
            name: $SKILLAUDIT_IMAGE
            entrypoint: [""]
          variables:
            # The base of a merge request must be there to be compared with.
            GIT_DEPTH: "0"
          script:
            # Split into words on purpose.
            - skillaudit-gitlab $SKILLAUDIT_OPTIONS
          artifacts:
            when: always
            expose_as: skillaudit
            paths:
              - skillaudit.html
            reports:
              codequality: gl-code-quality-report.json
              sast: gl-sast-report.json
              junit: skillaudit-junit.xml
          rules:
            - if: $CI_PIPELINE_SOURCE == "merge_request_event"
            - if: $CI_COMMIT_BRANCH && $CI_OPEN_MERGE_REQUESTS
              when: never
            - if: $CI_COMMIT_BRANCH

        """
    }
}
