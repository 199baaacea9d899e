using System.Globalization;
using IpaEmbedded.Fake;
using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Qualcomm.Rpmh;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Qtest;

/// <summary>
/// The commands for what a driver reaches past the registers that are modelled: votes for power, mailboxes, the modem's
/// reset, its message bus, and the secure monitor.
/// </summary>
internal sealed class SocCommands
{
    private const string Okay = QtestCommand.Okay;
    public const string Modem = "mpss";
    private const int MaxVotes = 16;
    private const int MaxWaiting = 1024;
    private const int MaxError = 4095;

    private readonly QtestMachine _machine;
    private readonly FakeSoc _soc;
    private readonly Queue<string> _waiting = new();
    private QrtrLink? _messages;

    public SocCommands(QtestMachine machine)
    {
        _machine = machine;
        _soc = machine.Soc;
    }

    public IReadOnlyList<QtestCommand> All =>
    [
        new("rpmh_send", "STATE (RESOURCE WORD ON)...", SendVotes),
        QtestCommand.Of("rpmh_invalidate", _soc.Rpmh.Invalidate),
        new("mailbox_kick", "MAILBOX", Kick),
        new("aoss_mute", "ON", Mute),
        new("processor_start", "PROCESSOR", words => Control(words, control => control.Start())),
        new("processor_stop", "PROCESSOR", words => Control(words, control => control.Stop())),
        new("processor_crash", "PROCESSOR", words => Control(words, _ => _soc.Boot.Crash())),
        new("modem_signal", "SIGNAL", Signal),
        QtestCommand.Of("qrtr_open", OpenMessages),
        new("qrtr_send", "BASE64", SendMessage),
        new("qrtr_receive", "", words => words.Answer(() => _waiting.TryDequeue(out string? what) ? what : "")),
        new("smc_supports", "PERIPHERAL", words => Number(words, Peripheral(words), peripheral => _soc.SecureMonitor.Supports(peripheral) ? 1 : 0)),
        new("smc_initialize", "PERIPHERAL ADDRESS LENGTH", InitializeImage),
        new("smc_memory", "PERIPHERAL ADDRESS LENGTH", SetUpMemory),
        new("smc_start", "PERIPHERAL", words => Number(words, Peripheral(words), _soc.SecureMonitor.AuthenticateAndReset)),
        new("smc_stop", "PERIPHERAL", words => Number(words, Peripheral(words), _soc.SecureMonitor.ShutDown)),
        new("smc_fail", "ERROR", FailAuthentication),
    ];

    private static uint Peripheral(QtestArguments words) => words.Number32("peripheral");

    private static string Number(QtestArguments words, uint peripheral, Func<uint, int> call) => words.Answer(() => call(peripheral).ToString(CultureInfo.InvariantCulture));

    private string InitializeImage(QtestArguments words)
    {
        uint peripheral = Peripheral(words);
        ulong address = words.Number("address");
        int size = words.Number("size", int.MaxValue);
        return Number(words, peripheral, each => _soc.SecureMonitor.InitializeImage(each, address, size));
    }

    private string SetUpMemory(QtestArguments words)
    {
        uint peripheral = Peripheral(words);
        ulong address = words.Number("address");
        ulong size = (ulong)words.Number("size", int.MaxValue);
        return Number(words, peripheral, each => _soc.SecureMonitor.SetUpMemory(each, address, size));
    }

    private string FailAuthentication(QtestArguments words)
    {
        int error = words.Number("error", MaxError);
        return words.Done(() => _soc.SecureMonitor.AuthenticationError = -error);
    }

    private string Mute(QtestArguments words)
    {
        bool mute = words.Switch("on");
        return words.Done(() => _soc.Aoss.IsMute = mute);
    }

    private string Signal(QtestArguments words)
    {
        string name = words.Text("signal");
        return name switch
        {
            "clock-query" => words.Done(_soc.Modem.AssertClockQuery),
            "setup-ready" => words.Done(_soc.Modem.AssertSetupReady),
            _ => throw new QtestRefusal($"modem_signal: there is no signal '{name}'; there are clock-query, setup-ready"),
        };
    }

    private string SendVotes(QtestArguments words)
    {
        var state = (RpmhState)words.Number("state", (int)RpmhState.ActiveOnly);
        uint[] addresses = new uint[MaxVotes];
        uint[] data = new uint[MaxVotes];
        bool[] waits = new bool[MaxVotes];
        int count = 0;
        do
        {
            if (count == MaxVotes)
            {
                throw new QtestRefusal($"rpmh_send: more than {MaxVotes} votes");
            }
            addresses[count] = words.Number32("address");
            data[count] = words.Number32("data");
            waits[count++] = words.Switch("wait");
        }
        while (words.HasMore);
        try
        {
            _soc.Rpmh.Send(state, addresses, data, waits, count);
        }
        catch (HardwareException e)
        {
            throw new QtestRefusal(e.Message);
        }
        return Okay;
    }

    private string Kick(QtestArguments words)
    {
        int channel = words.Number("channel", 31);
        return words.Done(() => _soc.Mailbox.Kick(channel));
    }

    private string Control(QtestArguments words, Action<RemoteProcessorControl> action)
    {
        string name = words.Text("name");
        return name == Modem ? words.Done(() => action(_soc.ModemControl)) : throw new QtestRefusal($"{words.Command}: there is no processor '{name}'");
    }

    private void OpenMessages()
    {
        if (_messages is not null)
        {
            throw new QtestRefusal("qrtr_open: open already");
        }
        _messages = _soc.Link.Link;
        _messages.Open(new Waiting(this));
    }

    private string SendMessage(QtestArguments words)
    {
        byte[] packet = words.Base64("packet");
        words.End();
        return Okay + (_messages is { } link && link.Send(packet, packet.Length) ? " 1" : " 0");
    }

    private void Add(string what)
    {
        if (_waiting.Count < MaxWaiting)
        {
            _waiting.Enqueue(what);
            _machine.Pulse(QtestMachine.MessageInterrupt);
        }
    }

    private sealed class Waiting(SocCommands owner) : QrtrLinkHandler
    {
        public override void OnUp() => owner.Add("up");

        public override void OnDown() => owner.Add("down");

        public override void OnPacket(byte[] packet, int length) => owner.Add("packet " + Convert.ToBase64String(packet, 0, length));
    }
}
