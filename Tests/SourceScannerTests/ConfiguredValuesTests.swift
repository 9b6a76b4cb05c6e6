import SourceScanner
import Testing

/// What stands in a program's configuration under a name that it asks for elsewhere.
@Suite struct ConfiguredValuesTests {
    private func nest(_ configuration: String, _ key: String) -> String {
        ResolvedProgram(
            """
            import { ConfigModule, ConfigService, registerAs } from '@nestjs/config'
            \(configuration)
            export class Tokens { constructor(private config: ConfigService) {} lifetime() { probe(this.config.get('\(key)')) } }
            """
        ).probed
    }

    @Test func aRegisteredNamespaceIsAnswered() {
        let configuration = "export const jwt = registerAs('jwt', () => ({ lifetime: process.env.LIFETIME || '15m', key: { id: 'k1' } }))"
        #expect(nest(configuration, "jwt.lifetime") == "env LIFETIME | '15m'")
        #expect(nest(configuration, "jwt.key.id") == "'k1'")
        #expect(nest(configuration, "jwt.other") == "env jwt.other?")
        #expect(nest(configuration, "other.lifetime") == "env other.lifetime?")
    }

    @Test func aLoadedConfigurationIsAnswered() {
        let configuration = "const configuration = () => ({ jwt: { lifetime: 900 } }); ConfigModule.forRoot({ load: [configuration] })"
        #expect(nest(configuration, "jwt.lifetime") == "900")
    }

    @Test func aVariableHasTheDefaultOfWhatValidatesIt() {
        #expect(
            nest("ConfigModule.forRoot({ validationSchema: Joi.object({ LIFETIME: Joi.string().default('15m') }) })", "LIFETIME")
                == "env LIFETIME | '15m'")
        #expect(nest("class Variables { @IsInt() LIFETIME: number = 5 }", "LIFETIME") == "env LIFETIME | 5")
        #expect(nest("class Variables { @IsInt() LIFETIME: number }", "LIFETIME") == "env LIFETIME?")
        #expect(nest("class Settings { lifetime = 5 }", "lifetime") == "env lifetime?")
    }

    @Test func textsAroundSuchAVariableKeepItsDefault() {
        #expect(ResolvedProgram("const minutes = process.env.MINUTES || 5; probe(`${minutes}m`)").probed.hasSuffix("'5m'"))
    }

    private func flask(_ source: String, _ probed: String) -> String {
        ResolvedProgram("from flask import Flask, current_app\n\(source)\nprobe(\(probed))", path: "src/main.py").probed
    }

    @Test func flaskKeepsConstantsUnderTheirNames() {
        let constants = "class Development:\n    LIFETIME = 3600\n"
        #expect(flask(constants, "current_app.config['LIFETIME']") == "3600")
        #expect(flask(constants, "current_app.config.get('LIFETIME')") == "3600")
        #expect(flask("app = Flask(__name__)\napp.config['LIFETIME'] = 60", "app.config['LIFETIME']") == "60")
        #expect(flask("def setup():\n    LIFETIME = 3600\n", "current_app.config['LIFETIME']") != "3600")
    }

    @Test func anExampleSpeaksForItself() {
        let library = "from flask import current_app\nprobe(current_app.config.get('LIFETIME'))"
        func asked(_ path: String) -> String {
            ResolvedProgram(library, [path: "LIFETIME = 3600\n"], path: "src/library/main.py", all: true).probed
        }
        #expect(asked("src/settings.py") == "3600")
        #expect(asked("config/production.py") == "3600")
        #expect(asked("config.py") == "3600")
        #expect(asked("examples/app/config.py") != "3600")
    }

    @Test func flasksKeyMayBeAParameter() {
        let helper = "LIFETIME = 3600\ndef setting(key):\n    value = current_app.config.get(key)\n    return value\n"
        #expect(flask(helper, "setting('LIFETIME')") == "3600")
    }
}
