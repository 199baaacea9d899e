using System.Globalization;
using System.Text;
using IpaEmbedded.Fake;

namespace IpaEmbedded.Qtest;

/// <summary>
/// The commands that QEMU does not have: what happens outside of the registers (power, the modem, the network), and
/// hints that save a client from asking in vain (when the next timer is due, which memory has changed).
/// </summary>
internal sealed class MachineCommands
{
    private const string Okay = "OK";
    private const int MaxChanges = 128;
    private const int MaxWatchedBytes = 64 << 20;
    private const int MaxWatches = 4096;
    private const int MaxStageCharacters = 256;

    private readonly QtestMachine _machine;
    private readonly FakeChip _chip;
    private readonly SocCommands _soc;
    private readonly bool _hints;

    public MachineCommands(QtestMachine machine, bool hints)
    {
        _machine = machine;
        _hints = hints;
        _soc = new SocCommands(machine);
        _chip = machine.Soc.Chip;
    }

    /// <summary>Executes a command and returns the answer; null if there is no such command.</summary>
    public string? Execute(QtestArguments words) => words.Command switch
    {
        "clock_next" when _hints => Done(words, () => Okay + " " + (_machine.NextNanoseconds ?? -1).ToString(CultureInfo.InvariantCulture)),
        "memory_watch" when _hints => Watch(words),
        "memory_unwatch" when _hints => Unwatch(words),
        "memory_changes" when _hints => Done(words, Changes),
        "dma_map" => Map(words),
        "dma_unmap" => Unmap(words),
        "chip_power" => Power(words),
        "chip_firmware" => Firmware(words),
        "chip_downlink" => Downlink(words),
        "chip_hold" => Hold(words),
        "chip_suspend" => Suspend(words),
        "chip_microcontroller_ready" => Done(words, _chip.Microcontroller.FinishInit),
        "chip_microcontroller_event" => MicrocontrollerEvent(words),
        "chip_stop_again" => StopAgain(words),
        "chip_generic_retry" => GenericRetry(words),
        "chip_error" => LogError(words),
        "chip_general" => RaiseGeneral(words),
        "chip_stage" => Stage(words),
        "chip_violations" => Done(words, Violations),
        _ => _soc.Execute(words),
    };

    private static string Done(QtestArguments words, Action action)
    {
        words.End();
        action();
        return Okay;
    }

    private static string Done(QtestArguments words, Func<string> action)
    {
        words.End();
        return action();
    }

    private string Watch(QtestArguments words)
    {
        ulong address = words.Number("address");
        int length = words.Number("size", MaxWatchedBytes);
        words.End();
        PhysicalRegion? region = _machine.Find(address, (ulong)length);
        if (region?.Memory is not { } memory)
        {
            throw new QtestRefusal($"memory_watch: there is no memory of {length} bytes at 0x{address:x}");
        }
        // Twice all memory: a client may watch ranges in parts and as a whole.
        if (_machine.Watch.Bytes + length > 2 * _machine.MemoryBytes || _machine.Watch.Count == MaxWatches)
        {
            throw new QtestRefusal($"memory_watch: more than {2 * _machine.MemoryBytes} bytes or {MaxWatches} ranges are watched");
        }
        _machine.Watch.Add(memory, (int)(address - region.Address), length);
        return Okay;
    }

    private string Unwatch(QtestArguments words)
    {
        ulong address = words.Number("address");
        words.End();
        return _machine.Watch.Remove(address) ? Okay : throw new QtestRefusal($"memory_unwatch: 0x{address:x} is not watched");
    }

    private string Changes()
    {
        var answer = new StringBuilder(Okay);
        foreach ((ulong address, int length) in _machine.Watch.TakeChanges(MaxChanges))
        {
            answer.Append(CultureInfo.InvariantCulture, $" 0x{address:x} {length}");
        }
        return answer.ToString();
    }

    private string Map(QtestArguments words)
    {
        ulong address = words.Number("address");
        int length = words.Number("size", int.MaxValue);
        words.End();
        return _machine.Map(address, length) is { } reason ? throw new QtestRefusal("dma_map: " + reason) : Okay;
    }

    private string Unmap(QtestArguments words)
    {
        ulong address = words.Number("address");
        int length = words.Number("size", int.MaxValue);
        words.End();
        return _machine.Unmap(address, length) ? Okay : throw new QtestRefusal($"dma_unmap: 0x{address:x}, {length} bytes, is not mapped");
    }

    private string Power(QtestArguments words)
    {
        bool on = words.Number("on", 1) == 1;
        return Done(words, () => _chip.SetPowered(on));
    }

    private string Firmware(QtestArguments words)
    {
        bool loaded = words.Number("loaded", 1) == 1;
        return Done(words, () => _machine.Soc.Modem.SetGsiFirmware(loaded));
    }

    private string Downlink(QtestArguments words)
    {
        int endpoint = Receiving(words);
        byte[] data = words.Base64("data");
        return Done(words, () => _chip.Pipeline.DeliverBuffer(endpoint, data, data.Length));
    }

    private string Hold(QtestArguments words)
    {
        int channel = words.Number("channel", _chip.Description.Channels - 1);
        bool hold = words.Number("hold", 1) == 1;
        return Done(words, () => _chip.Gsi.Hold(channel, hold));
    }

    private string Suspend(QtestArguments words)
    {
        int endpoint = Receiving(words);
        return Done(words, () => _chip.Ipa.RaiseSuspend(endpoint));
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
        byte value = (byte)words.Number("event", byte.MaxValue);
        uint parameter = words.Number32("parameter");
        return Done(words, () => _chip.Microcontroller.RaiseEvent(value, parameter));
    }

    private string StopAgain(QtestArguments words)
    {
        int count = words.Number("count", 1000);
        return Done(words, () => _chip.Faults.StopInProgressCount = count);
    }

    private string GenericRetry(QtestArguments words)
    {
        int opcode = words.Number("opcode", _chip.Faults.GenericRetries.Length - 1);
        int count = words.Number("count", 1000);
        return Done(words, () => _chip.Faults.GenericRetries[opcode] = count);
    }

    private string LogError(QtestArguments words)
    {
        uint type = (uint)words.Number("type", 15);
        uint index = (uint)words.Number("index", 31);
        uint code = (uint)words.Number("code", 15);
        return Done(words, () => _chip.Gsi.LogError(type, index, code));
    }

    private string RaiseGeneral(QtestArguments words)
    {
        uint bits = (uint)words.Number("bits", 15);
        return Done(words, () => _chip.Gsi.RaiseGeneral(bits));
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
        $"{Okay} {_chip.Sanitizer.Count.ToString(CultureInfo.InvariantCulture)} {Convert.ToBase64String(Encoding.UTF8.GetBytes(_chip.Sanitizer.Text()))}".TrimEnd();
}
