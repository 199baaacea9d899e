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
    /// <summary>The number that pulses when the message bus has something: behind the last shared interrupt.</summary>
    public const int MessageInterrupt = 1000;

    private const string Okay = "OK";
    private const string Modem = "mpss";
    private const int MaxVotes = 16;
    private const int MaxWaiting = 1024;

    private readonly QtestMachine _machine;
    private readonly FakeSoc _soc;
    private readonly Queue<string> _waiting = new();
    private QrtrLink? _messages;

    public SocCommands(QtestMachine machine)
    {
        _machine = machine;
        _soc = machine.Soc;
    }

    /// <summary>Executes a command and returns the answer; null if there is no such command.</summary>
    public string? Execute(QtestArguments words) => words.Command switch
    {
        "rpmh_send" => SendVotes(words),
        "rpmh_invalidate" => Done(words, _soc.Rpmh.Invalidate),
        "mailbox_kick" => Kick(words),
        "processor_start" => Control(words, control => control.Start()),
        "processor_stop" => Control(words, control => control.Stop()),
        "processor_crash" => Control(words, _ => _soc.Boot.Crash()),
        "qrtr_open" => Done(words, OpenMessages),
        "qrtr_send" => SendMessage(words),
        "qrtr_receive" => Receive(words),
        "smc_supports" => Number(_soc.SecureMonitor.Supports(Peripheral(words)) ? 1 : 0, words),
        "smc_initialize" => Number(_soc.SecureMonitor.InitializeImage(Peripheral(words), words.Number("address"), words.Number("size", int.MaxValue)), words),
        "smc_memory" => Number(_soc.SecureMonitor.SetUpMemory(Peripheral(words), words.Number("address"), words.Number("size")), words),
        "smc_start" => Number(_soc.SecureMonitor.AuthenticateAndReset(Peripheral(words)), words),
        "smc_stop" => Number(_soc.SecureMonitor.ShutDown(Peripheral(words)), words),
        _ => null,
    };

    private static string Done(QtestArguments words, Action action)
    {
        words.End();
        action();
        return Okay;
    }

    private static uint Peripheral(QtestArguments words) => (uint)words.Number("peripheral", int.MaxValue);

    private static string Number(int value, QtestArguments words)
    {
        words.End();
        return Okay + " " + value.ToString(CultureInfo.InvariantCulture);
    }

    private string SendVotes(QtestArguments words)
    {
        var state = (RpmhState)words.Number("state", (int)RpmhState.ActiveOnly);
        uint[] addresses = new uint[MaxVotes];
        uint[] data = new uint[MaxVotes];
        bool[] waits = new bool[MaxVotes];
        int count = 0;
        while (words.HasMore)
        {
            if (count == MaxVotes)
            {
                throw new QtestRefusal($"rpmh_send: more than {MaxVotes} votes");
            }
            addresses[count] = words.Number32("address");
            data[count] = words.Number32("data");
            waits[count++] = words.Number("wait", 1) == 1;
        }
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
        return Done(words, () => _soc.Mailbox.Kick(channel));
    }

    private string Control(QtestArguments words, Action<RemoteProcessorControl> action)
    {
        string name = words.Text("name");
        return name == Modem ? Done(words, () => action(_soc.ModemControl)) : throw new QtestRefusal($"{words.Command}: there is no processor '{name}'");
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

    private string Receive(QtestArguments words)
    {
        words.End();
        return _waiting.TryDequeue(out string? what) ? Okay + " " + what : Okay;
    }

    private void Add(string what)
    {
        if (_waiting.Count < MaxWaiting)
        {
            _waiting.Enqueue(what);
            _machine.Pulse(MessageInterrupt);
        }
    }

    private sealed class Waiting(SocCommands owner) : QrtrLinkHandler
    {
        public override void OnUp() => owner.Add("up");

        public override void OnDown() => owner.Add("down");

        public override void OnPacket(byte[] packet, int length) => owner.Add("packet " + Convert.ToBase64String(packet, 0, length));
    }
}
