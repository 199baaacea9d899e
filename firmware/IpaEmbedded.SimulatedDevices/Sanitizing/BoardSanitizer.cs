using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.SimulatedDevices;

/// <summary>Collects what drivers do that a real board would not forgive; always on, throws nothing, keeps the first reports and counts all.</summary>
public sealed class BoardSanitizer
{
    /// <summary>Number of reports that are kept.</summary>
    public const int Capacity = 64;

    private readonly EventLoop _loop;
    private readonly BoardBreach[] _breaches = new BoardBreach[Capacity];
    private int _kept;
    private int _count;

    internal BoardSanitizer(EventLoop loop)
    {
        _loop = loop;
    }

    /// <summary>Breaches since the start, kept or not.</summary>
    public int Count
    {
        get { return _count; }
    }

    /// <summary>Reports that are kept: the first ones.</summary>
    public int Kept
    {
        get { return _kept; }
    }

    /// <summary>A kept report.</summary>
    public BoardBreach At(int index)
    {
        return _breaches[index];
    }

    /// <summary>Counts kept reports of one rule.</summary>
    public int CountOf(string rule)
    {
        int found = 0;
        for (int i = 0; i < _kept; i++)
        {
            if (_breaches[i].Rule == rule) { found++; }
        }
        return found;
    }

    /// <summary>All kept reports, one a line; empty when every rule was kept.</summary>
    public string Text()
    {
        string text = "";
        for (int i = 0; i < _kept; i++) { text += _breaches[i].Text + "\n"; }
        if (_count > _kept) { text += "and " + (_count - _kept).ToString() + " more\n"; }
        return text;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        for (int i = 0; i < _kept; i++) { _breaches[i] = null; }
        _kept = 0;
        _count = 0;
    }

    internal void Report(string rule, string nodePath, string detail)
    {
        _count++;
        if (_kept == Capacity) { return; }
        _breaches[_kept++] = new BoardBreach(rule, nodePath, detail, _loop.Now);
    }
}
