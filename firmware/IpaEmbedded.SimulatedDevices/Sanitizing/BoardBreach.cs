namespace IpaEmbedded.SimulatedDevices;

/// <summary>One breach of a rule: which, at which node, when and how.</summary>
public sealed class BoardBreach
{
    private readonly string _rule;
    private readonly string _nodePath;
    private readonly string _detail;
    private readonly long _time;

    internal BoardBreach(string rule, string nodePath, string detail, long time)
    {
        _rule = rule;
        _nodePath = nodePath;
        _detail = detail;
        _time = time;
    }

    /// <summary>Id of the rule, one of <see cref="BoardRule"/>.</summary>
    public string Rule
    {
        get { return _rule; }
    }

    /// <summary>Path of the node of the controller or chip.</summary>
    public string NodePath
    {
        get { return _nodePath; }
    }

    /// <summary>What was done.</summary>
    public string Detail
    {
        get { return _detail; }
    }

    /// <summary>Event loop time in microseconds.</summary>
    public long Time
    {
        get { return _time; }
    }

    /// <summary>The whole report in one line.</summary>
    public string Text
    {
        get { return _time.ToString() + " us: " + _rule + " at " + _nodePath + ": " + _detail; }
    }
}
