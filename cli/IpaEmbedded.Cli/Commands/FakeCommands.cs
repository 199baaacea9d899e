using System.CommandLine;
using System.Runtime.InteropServices;
using IpaEmbedded.Fake;
using IpaEmbedded.Qtest;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Cli.Commands;

/// <summary>The group <c>ipa fake</c>: the chip for other programs.</summary>
internal sealed class FakeCommands
{
    private const string UnixPrefix = "unix:";
    private const int MaxRamMebibytes = 1024;

    private readonly Terminal _terminal;
    private readonly TreeInput _input;
    private readonly Option<string> _qtest = new("--qtest") { Description = "The socket to serve.", HelpName = "unix:PATH", Required = true };
    private readonly Option<uint?> _seed = new("--seed") { Description = "Give the hardware latencies from this seed; without it, it acts at once.", HelpName = "N" };
    private readonly Option<int> _ram = new("--ram") { Description = "Mebibytes of RAM for DMA.", HelpName = "MIB", DefaultValueFactory = _ => QtestMachine.DefaultRamBytes >> 20 };
    private readonly Option<bool> _once = new("--once") { Description = "End when the first client has closed its connection." };

    public FakeCommands(Terminal terminal)
    {
        _terminal = terminal;
        _input = TreeInput.OfBoard(terminal, "served");
    }

    public Command Create()
    {
        var serve = new Command("serve", "Serve the fake chip in QEMU's qtest protocol, so that a driver in another process can run on it.")
        {
            _qtest, _seed, _ram, _once,
        };
        _input.AddTo(serve);
        serve.Validators.Add(result =>
        {
            if (result.GetValue(_qtest) is { } socket && (!socket.StartsWith(UnixPrefix, StringComparison.Ordinal) || socket.Length == UnixPrefix.Length))
            {
                result.AddError($"--qtest takes unix:PATH, not '{socket}'");
            }
            if (result.GetValue(_ram) is < 1 or > MaxRamMebibytes)
            {
                result.AddError($"--ram takes 1 to {MaxRamMebibytes} mebibytes");
            }
        });
        serve.SetAction(Serve);
        return new Command("fake", "The fake chip for other programs.") { serve };
    }

    private int Serve(ParseResult parsed)
    {
        LoadedTree tree = _input.Load(parsed, new Findings(_terminal, OutputFormat.Text));
        if (tree.IsRefused)
        {
            return ExitCode.Findings;
        }
        IpaNode ipa = IpaNode.Find(new FlattenedTree(tree.Blob));
        string socket = parsed.GetValue(_qtest)![UnixPrefix.Length..];
        uint? seed = parsed.GetValue(_seed);
        int ram = parsed.GetValue(_ram) << 20;
        QtestMachine NewMachine()
        {
            QtestMachine machine = new(ipa.Compatible, ipa.Map, seed is { } number ? ChipTiming.Latency(number) : ChipTiming.Immediate(), ipa.ModemLoadsFirmware, ram);
            ipa.Prepare(machine.Soc);
            return machine;
        }
        if (Path.GetDirectoryName(socket) is { Length: > 0 } folder && !Directory.Exists(folder))
        {
            throw new CommandFailure(ExitCode.Files, $"cannot listen on {socket}: there is no such directory");
        }
        try
        {
            using var server = new QtestServer(socket, () => new QtestSession(NewMachine()));
            using PosixSignalRegistration interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => server.Dispose());
            using PosixSignalRegistration terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => server.Dispose());
            if (!_terminal.IsQuiet)
            {
                using QtestMachine shown = NewMachine();
                foreach (string line in shown.DescribeMap())
                {
                    _terminal.Error.WriteLine(line);
                }
                _terminal.Error.WriteLine($"serving {ipa.Compatible} at {DeviceTree.ShownText.Escape(ShownPath.Of(socket))}");
                // A parent that reads this through a pipe waits for it before it connects.
                _terminal.Error.Flush();
            }
            server.Run(parsed.GetValue(_once));
        }
        catch (IOException e)
        {
            throw new CommandFailure(ExitCode.Files, e.Message);
        }
        return ExitCode.Fine;
    }
}
