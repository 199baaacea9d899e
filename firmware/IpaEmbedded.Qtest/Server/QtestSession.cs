using System.Globalization;
using System.Text;

namespace IpaEmbedded.Qtest;

/// <summary>
/// One client's conversation with a machine in QEMU's qtest protocol: a line in, lines out. Interrupt lines come before
/// the answer to the command that caused them.
/// </summary>
public sealed class QtestSession : IDisposable
{
    /// <summary>Most bytes that one command moves.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>The device whose inputs can be intercepted.</summary>
    public const string InterruptController = "/machine/gic";

    private readonly QtestMachine _machine;
    private readonly Dictionary<string, QtestCommand> _commands;
    private readonly StringBuilder _answer = new();
    private bool _intercepts;

    /// <summary>Starts a conversation; without <paramref name="hints"/> the client is not told what QEMU would not tell it either.</summary>
    public QtestSession(QtestMachine machine, bool hints = true)
    {
        _machine = machine;
        var memory = new MemoryCommands(machine);
        QtestCommand[] here =
        [
            new("irq_intercept_in", "DEVICE", Intercept),
            new("irq_pulse", "INTERRUPT", Pulse),
            new("clock_step", "[NS]", Step),
            new("clock_set", "NS", SetClock),
            new("endianness", "", words => words.Answer(() => "little")),
            new("help", "[COMMAND]", Help),
        ];
        QtestCommand[] only = hints ? [new("clock_next", "", words => words.Answer(Next)), .. memory.Watches] : [];
        _commands = ((IEnumerable<QtestCommand>)[.. memory.Accesses, .. here, .. only, .. memory.Mappings, .. new ChipCommands(machine.Soc).All, .. new FaultCommands(machine.Soc.Faults).All, .. new SocCommands(machine).All])
            .ToDictionary(command => command.Name, StringComparer.Ordinal);
        machine.RunPending();
    }

    /// <summary>Every command and what it takes, in the words of the manual.</summary>
    public IEnumerable<(string Name, string Arguments)> Commands => _commands.Values.Select(command => (command.Name, command.Arguments));

    /// <summary>Executes a line and returns what the client is sent, each line with its end.</summary>
    public string Execute(string line)
    {
        string answer;
        try
        {
            answer = Answer(line);
            _machine.RunPending();
        }
        // A defect of a model must not take the server from the client, who learns of it.
        catch (Exception e)
        {
            answer = $"FAIL internal error: {e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}";
        }
        _answer.Clear();
        foreach ((int number, bool raised) in _machine.TakeInterruptChanges())
        {
            _answer.Append(raised ? "IRQ raise " : "IRQ lower ").Append(number.ToString(CultureInfo.InvariantCulture)).Append('\n');
        }
        return _answer.Append(answer).Append('\n').ToString();
    }

    /// <summary>Ends the conversation, and with it the machine.</summary>
    public void Dispose() => _machine.Dispose();

    private string Answer(string line)
    {
        try
        {
            var words = new QtestArguments(line);
            return Find(words.Command).Execute(words);
        }
        catch (QtestRefusal refusal)
        {
            return "FAIL " + refusal.Message;
        }
    }

    private QtestCommand Find(string name) => _commands.TryGetValue(name, out QtestCommand? command) ? command : throw new QtestRefusal($"Unknown command '{name}'");

    private string Help(QtestArguments words)
    {
        if (!words.HasMore)
        {
            return words.Answer(() => string.Join(' ', _commands.Keys));
        }
        string arguments = Find(words.Text("command")).Arguments;
        return words.Answer(() => arguments);
    }

    private string Intercept(QtestArguments words)
    {
        string device = words.Text("device");
        words.End();
        if (device != InterruptController)
        {
            throw new QtestRefusal($"Unknown device '{device}', there is {InterruptController}");
        }
        if (_intercepts)
        {
            throw new QtestRefusal("IRQ intercept already enabled");
        }
        _intercepts = true;
        _machine.InterceptInterrupts();
        return QtestCommand.Okay;
    }

    // A level that is high already falls and rises.
    private string Pulse(QtestArguments words)
    {
        int number = words.Number("interrupt", QtestMachine.MessageInterrupt);
        return words.Done(() =>
        {
            if (!_machine.PulseForNothing(number))
            {
                throw new QtestRefusal($"irq_pulse: there is no interrupt {number}");
            }
        });
    }

    private string Next() => (_machine.NextNanoseconds ?? -1).ToString(CultureInfo.InvariantCulture);

    private string Step(QtestArguments words)
    {
        long step = words.HasMore ? (long)Math.Min(words.Number("nanoseconds"), long.MaxValue / 4) : (_machine.NextNanoseconds ?? 0) - _machine.NowNanoseconds;
        words.End();
        return StepBy(step);
    }

    private string SetClock(QtestArguments words)
    {
        long target = (long)Math.Min(words.Number("nanoseconds"), long.MaxValue / 4);
        words.End();
        return StepBy(target - _machine.NowNanoseconds);
    }

    private string StepBy(long nanoseconds)
    {
        _machine.Step(Math.Max(nanoseconds, 0));
        return $"{QtestCommand.Okay} {_machine.NowNanoseconds.ToString(CultureInfo.InvariantCulture)}";
    }
}
