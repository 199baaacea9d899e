using System.CommandLine;
using IpaEmbedded.Cli;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Cli;

/// <summary>The tree of commands as the program has it, and for each command a line that is right and short; what is added later is in it at once.</summary>
internal sealed class CommandTree
{
    private static readonly string Board = RepositoryRoot.PathOf("dts/boards/sdm845-modem-init.dts");

    private static readonly Lazy<string> Blob = new(() =>
    {
        string path = System.IO.Path.Combine(AppContext.BaseDirectory, "sample.dtb");
        Assert.AreEqual(0, CommandRun.Of("dt", "build", Board, "-o", path).ExitCode);
        return path;
    });

    private static readonly Lazy<string> ShardResult = new(() =>
    {
        string path = System.IO.Path.Combine(AppContext.BaseDirectory, "sample.jsonl");
        Assert.AreEqual(0, CommandRun.Of("sim", "run", "--seeds", "1..2", "-o", path).ExitCode);
        return path;
    });

    private static readonly Terminal Nowhere = new(TextWriter.Null, TextWriter.Null);

    private CommandTree(string path, Command command)
    {
        Path = path;
        Command = command;
    }

    /// <summary>Words in front of the options, as in <c>dt build</c>.</summary>
    public string Path { get; }

    public Command Command { get; }

    public string[] Words => Path.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Options with a value, those of every command too.</summary>
    public IEnumerable<Option> ValueOptions => Command.Options.Concat(CommandLine.Tree(Nowhere).Options).Where(option => option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool));

    /// <summary>Every command and group.</summary>
    public static IReadOnlyList<CommandTree> All { get; } = [.. Below("", CommandLine.Tree(Nowhere))];

    /// <summary>Commands that do something; programs that stand in for others have a command line of their own.</summary>
    public static IReadOnlyList<CommandTree> Leaves { get; } = [.. All.Where(each => each.Command.Subcommands.Count == 0 && !IpaEmbedded.Cli.Dtc.Personality.All.Any(other => other.Name == each.Path))];

    /// <summary>Commands that only hold others.</summary>
    public static IReadOnlyList<CommandTree> Groups { get; } = [.. All.Where(each => each.Command.Subcommands.Count > 0)];

    /// <summary>The shortest line that is right, without the options named.</summary>
    public IEnumerable<string> Line(params Option[] without)
    {
        IEnumerable<string> options = Command.Options.Where(option => option.Required && !without.Contains(option)).SelectMany(option => new[] { option.Name, SampleOf(option) });
        IEnumerable<string> arguments = Command.Arguments.Where(argument => argument.Arity.MinimumNumberOfValues > 0 || argument.Name == "IN.dts").Select(SampleOf);
        // What commands ask for besides, as one of two forms.
        string[] form = Path switch
        {
            "dt build" when without.All(option => option.Name != "--out") => ["--out", "-"],
            "run" when without.All(option => option.Name is not ("--tun" or "--for")) => ["--tun", "ipasample%d", .. without.All(option => option.Name != "--address") ? ["--address", Boards.TestNetwork.Piece()] : Array.Empty<string>(), "--for", "1"],
            "sim run" when without.All(option => option.Name != "--seeds") => ["--seeds", "1..2"],
            // Not into the plugin folder of whoever runs the tests.
            "wireshark install" when without.All(option => option.Name != "--folder") => ["--folder", "plugins"],
            "run" when without.All(option => option.Name != "--tun") => ["--tun", "ipasample%d"],
            _ => [],
        };
        return [.. Words, .. arguments, .. options, .. form];
    }

    /// <summary>A value that an option takes.</summary>
    public string SampleOf(Option option) => (Path + " " + option.Name) switch
    {
        "fake serve --qtest" => "unix:/dev/null/socket",
        "firmware flash --port" => "COM3",
        _ when option.Name is "--out" => "-",
        _ => throw new AssertFailedException($"CommandTree.SampleOf has no value for {option.Name} of 'ipa {Path}'"),
    };

    public override string ToString() => "ipa " + Path;

    private string SampleOf(Argument argument) => argument.Name switch
    {
        "TREE" or "A" or "B" or "IN.dts" or "BASE" or "OVERLAY" or "FILE" => Board,
        "IN.dtb" => Blob.Value,
        "SEED" => "7",
        "RESULT" => ShardResult.Value,
        "SHELL" => "bash",
        "VERSION" or "V1" or "V2" => "v3.5.1",
        "SCENARIO" => "main",
        "REGISTER" => "ENDP_STATUS",
        "VALUE" => "0x43",
        "TEXT" => "STATUS",
        "COMPATIBLE" => "acme,sensor",
        "BINDING" => RepositoryRoot.PathOf("bindings/schemas/net/qcom,ipa.yaml"),
        "PATH" => RepositoryRoot.PathOf("bindings/schemas/clock"),
        "VENDOR,THING" => "acme,sensor",
        // Whatever that is: what takes no such thing says so, and is seen by its test.
        _ => "x",
    };

    private static IEnumerable<CommandTree> Below(string path, Command command) =>
        command.Subcommands.SelectMany(each => Below((path + " " + each.Name).Trim(), each)).Prepend(new CommandTree(path, command));
}
