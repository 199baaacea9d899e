using IpaEmbedded.Runtime.Interconnect;

namespace IpaEmbedded.Conformance.Recording;

/// <summary>Interconnect paths that write a row per call.</summary>
internal sealed class RecordedPaths : InterconnectPaths
{
    private readonly TraceWriter _trace;
    private readonly RecordedPower _power;
    private readonly string[] _names;
    private bool _taken;

    internal RecordedPaths(TraceWriter trace, RecordedPower power, string[] names)
    {
        _trace = trace;
        _power = power;
        _names = names;
    }

    public override int Count => _names.Length;

    public override void SetBandwidth(uint[] averageKilobytesPerSecond, uint[] peakKilobytesPerSecond)
    {
        string paths = string.Join(',', _names.Select((name, i) => $"{{\"name\":\"{name}\",\"avg\":{averageKilobytesPerSecond[i]},\"peak\":{peakKilobytesPerSecond[i]}}}"));
        _trace.Write("icc", $"\"op\":\"set_bw\",\"paths\":[{paths}]");
    }

    public override void Enable()
    {
        Row("enable");
        _power.SetPaths(true);
    }

    public override void Disable()
    {
        // The driver switches the paths off as soon as it takes them.
        if (!_taken) { Row("get"); }
        _taken = true;
        Row("disable");
        _power.SetPaths(false);
    }

    public override void Release()
    {
        Row("put");
        _taken = false;
    }

    private void Row(string op) => _trace.Write("icc", $"\"op\":\"{op}\",\"paths\":[{string.Join(',', _names.Select(name => $"{{\"name\":\"{name}\"}}"))}]");
}
