using System.Globalization;
using System.Text;
using IpaEmbedded.Fake;

namespace IpaEmbedded.Qtest;

/// <summary>What happens to the chip outside of its registers: power, firmware, data from the modem's side, interrupts, and what the sanitizer found.</summary>
internal sealed class ChipCommands
{
    private const string Okay = QtestCommand.Okay;
    private const int MaxStageCharacters = 256;
    private const int MaxTimes = 1000;

    private readonly FakeSoc _soc;
    private readonly FakeChip _chip;

    public ChipCommands(FakeSoc soc)
    {
        _soc = soc;
        _chip = soc.Chip;
    }

    public IReadOnlyList<QtestCommand> All =>
    [
        new("chip_power", "ON", words => Switched(words, _chip.SetPowered)),
        new("chip_firmware", "ON", words => Switched(words, _soc.Modem.SetGsiFirmware)),
        new("chip_memory_base", "UNITS", MemoryBase),
        new("chip_downlink", "ENDPOINT BASE64", Downlink),
        new("chip_aggregate", "ENDPOINT BASE64 ON", Aggregate),
        new("chip_hold", "CHANNEL ON", Hold),
        new("chip_suspend", "ENDPOINT", Suspend),
        QtestCommand.Of("chip_microcontroller_ready", _chip.Microcontroller.FinishInit),
        new("chip_microcontroller_event", "BYTE WORD", MicrocontrollerEvent),
        new("chip_stop_again", "TIMES", StopAgain),
        new("chip_generic_retry", "OPCODE TIMES", GenericRetry),
        new("chip_error", "TYPE INDEX CODE", LogError),
        new("chip_general", "BITS", RaiseGeneral),
        new("chip_stage", "STAGE", Stage),
        new("chip_violations", "", words => words.Answer(Violations)),
    ];

    private static string Switched(QtestArguments words, Action<bool> action)
    {
        bool on = words.Switch("on");
        return words.Done(() => action(on));
    }

    private string MemoryBase(QtestArguments words)
    {
        int units = words.Number("units", (int)_chip.LargestMemoryBase);
        return words.Done(() => _chip.SetMemoryBase((uint)units));
    }

    private string Downlink(QtestArguments words)
    {
        int endpoint = Receiving(words);
        byte[] data = words.Base64("data");
        return words.Done(() => _chip.Pipeline.DeliverBuffer(endpoint, data, data.Length));
    }

    private string Aggregate(QtestArguments words)
    {
        int endpoint = Receiving(words);
        byte[] data = words.Base64("data");
        bool last = words.Switch("on");
        return words.Done(() => _chip.Pipeline.Downlink(endpoint, data, data.Length, last));
    }

    private string Hold(QtestArguments words)
    {
        int channel = words.Number("channel", _chip.Description.Channels - 1);
        return Switched(words, hold => _chip.Gsi.Hold(channel, hold));
    }

    private string Suspend(QtestArguments words)
    {
        int endpoint = Receiving(words);
        return words.Done(() => _chip.Ipa.RaiseSuspend(endpoint));
    }

    private int Receiving(QtestArguments words)
    {
        int endpoint = words.Number("endpoint", _chip.Description.EndpointSlots - 1);
        return _chip.Description.OfEndpoint(endpoint) is { Environment: ChipEndpoint.Ap, ToIpa: false }
            ? endpoint
            : throw new QtestRefusal($"{words.Command}: the processor receives nothing from endpoint {endpoint}");
    }

    private string MicrocontrollerEvent(QtestArguments words)
    {
        byte value = (byte)words.Value("event", 1);
        uint parameter = words.Number32("parameter");
        return words.Done(() => _chip.Microcontroller.RaiseEvent(value, parameter));
    }

    private string StopAgain(QtestArguments words)
    {
        int times = words.Number("times", MaxTimes);
        return words.Done(() => _chip.Faults.StopInProgressCount = times);
    }

    private string GenericRetry(QtestArguments words)
    {
        int opcode = words.Number("opcode", _chip.Faults.GenericRetries.Length - 1);
        int times = words.Number("times", MaxTimes);
        return words.Done(() => _chip.Faults.GenericRetries[opcode] = times);
    }

    private string LogError(QtestArguments words)
    {
        uint type = (uint)words.Number("type", 15);
        uint index = (uint)words.Number("index", 31);
        uint code = (uint)words.Number("code", 15);
        return words.Done(() => _chip.Gsi.LogError(type, index, code));
    }

    private string RaiseGeneral(QtestArguments words)
    {
        uint bits = (uint)words.Number("bits", 15);
        return words.Done(() => _chip.Gsi.RaiseGeneral(bits));
    }

    private string Stage(QtestArguments words)
    {
        string name = words.Text("name");
        words.End();
        if (name.Length > MaxStageCharacters)
        {
            throw new QtestRefusal($"chip_stage: a name has at most {MaxStageCharacters} characters");
        }
        _chip.Sanitizer.Stage = name;
        return Okay;
    }

    private string Violations() =>
        $"{_chip.Sanitizer.Count.ToString(CultureInfo.InvariantCulture)} {Convert.ToBase64String(Encoding.UTF8.GetBytes(_chip.Sanitizer.Text()))}";
}
