using System.Text.RegularExpressions;

namespace IpaEmbedded.HostTests.Architecture;

/// <summary>Who catches says what: a catch of everything hides mistakes, unless there is a reason that is written here.</summary>
[TestClass]
public sealed partial class CatchTests
{
    /// <summary>The places that may catch everything, and why.</summary>
    private static readonly (string Path, string Reason)[] Allowed =
    [
        ("cli/IpaEmbedded.Cli/Boot/FaultSweep.cs", "what escapes is what a sweep is there to find; the other occasions are still to be tried"),
        ("cli/IpaEmbedded.Cli/CommandLine.cs", "the outermost frame of the command: a defect ends in a sentence and an exit code"),
        ("firmware/IpaEmbedded.Qtest/Server/QtestSession.cs", "a defect of a model must not take the server from the client, who learns of it"),
        ("firmware/IpaEmbedded.Runtime/Devices/Platform.cs", "foreign drivers' probes: one driver's failure must not take the other devices with it"),
        ("firmware/boards/nano/Controllers/NanoAdc.cs", "nanoFramework's libraries do not say what they throw, and a provider throws nothing in a transfer"),
        ("firmware/boards/nano/Controllers/NanoI2cBus.cs", "nanoFramework's libraries do not say what they throw, and a provider throws nothing in a transfer"),
        ("firmware/boards/nano/Controllers/NanoPwm.cs", "nanoFramework's libraries do not say what they throw, and a provider throws nothing in a transfer"),
        ("firmware/boards/nano/Controllers/NanoSpiBus.cs", "nanoFramework's libraries do not say what they throw, and a provider throws nothing in a transfer"),
        ("firmware/boards/nano/Program.cs", "the outermost frame of the application: an unhandled exception can vanish there"),
    ];

    [TestMethod]
    public void Nobody_catches_everything_without_a_reason()
    {
        string[] found = [.. ((string[])["bindings", "cli", "dts", "firmware"]).SelectMany(folder => RepositoryRoot.Files(folder, "*.cs"))
            .SelectMany(file => Enumerable.Repeat(RepositoryRoot.Relative(file), CatchesOfEverything(File.ReadAllText(file))))];

        Assert.AreEqual(string.Join('\n', Allowed.Select(place => place.Path)), string.Join('\n', found));
    }

    [TestMethod]
    [DataRow("catch { }", 1)]
    [DataRow("catch\n{ throw; }", 1)]
    [DataRow("catch // of what?\n{\n}", 1)]
    [DataRow("catch when (x) { }", 1)]
    [DataRow("catch (Exception) { }", 1)]
    [DataRow("catch (System.Exception e)\n{ }", 1)]
    [DataRow("catch (global::System.Exception e) { }", 1)]
    [DataRow("catch (Exception e) when (e.Message.Length > 3) { }", 1)]
    [DataRow("catch (Exception e) when (true) { } catch { }", 2)]
    [DataRow("catch (Exception e) when (e is IOException or FormatException) { }", 0)]
    [DataRow("catch (Exception e) when (OutputFile.IsRefusal(e)) { }", 0)]
    [DataRow("catch (HardwareException) { throw; }", 0)]
    [DataRow("// to catch { it", 0)]
    [DataRow("/* catch { */ /// catch {", 0)]
    public void A_catch_of_everything_is_known_by_its_text(string text, int count) => Assert.AreEqual(count, CatchesOfEverything(text));

    private static int CatchesOfEverything(string text) => Everything().Count(Comment().Replace(text, " "));

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    // A filter that names the types, itself or in IsRefusal, catches those.
    [GeneratedRegex(@"\bcatch\s*(?:\(\s*(?:(?:global::)?System\.)?Exception(?:\s+\w+)?\s*\)\s*)?(?:\{|when\s*\((?!\w+ is |OutputFile\.IsRefusal\(|IsRefusal\())")]
    private static partial Regex Everything();
}
