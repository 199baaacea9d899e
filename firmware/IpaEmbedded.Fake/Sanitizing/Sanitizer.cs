using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Fake;

/// <summary>Collects every violation of the hardware's rules; always on, keeps the first reports and counts all.</summary>
public sealed class Sanitizer
{
    /// <summary>Number of reports that are kept.</summary>
    public const int Capacity = 256;

    private readonly EventLoop _loop;
    private readonly SanitizerReport[] _reports = new SanitizerReport[Capacity];
    private int _kept;
    private int _count;
    private string _stage = "none";

    /// <summary>Creates a collector that stamps reports with the kernel's time.</summary>
    public Sanitizer(EventLoop loop)
    {
        _loop = loop;
    }

    /// <summary>Violations since the start, kept or not.</summary>
    public int Count
    {
        get { return _count; }
    }

    /// <summary>Reports that are kept: the first ones.</summary>
    public int Kept
    {
        get { return _kept; }
    }

    /// <summary>What the driver is doing now, as the boot sequence tells it.</summary>
    public string Stage
    {
        get { return _stage; }
        set { _stage = value; }
    }

    /// <summary>Returns a kept report.</summary>
    public SanitizerReport At(int index)
    {
        return _reports[index];
    }

    /// <summary>Counts kept reports of one rule.</summary>
    public int CountOf(string rule)
    {
        int found = 0;
        for (int i = 0; i < _kept; i++)
        {
            if (_reports[i].Rule == rule) { found++; }
        }
        return found;
    }

    /// <summary>All kept reports, one a line; empty when the hardware's rules were kept.</summary>
    public string Text()
    {
        string text = "";
        for (int i = 0; i < _kept; i++) { text += _reports[i].Text + "\n"; }
        if (_count > _kept) { text += "and " + (_count - _kept).ToString() + " more\n"; }
        return text;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        for (int i = 0; i < _kept; i++) { _reports[i] = null; }
        _kept = 0;
        _count = 0;
    }

    internal void Report(string rule, string block, uint offset, Register register, int instance, ulong value, string detail)
    {
        _count++;
        if (_kept == Capacity) { return; }
        _reports[_kept++] = new SanitizerReport(rule, block, offset, register, instance, value, detail, _loop.Now, _stage);
    }
}
