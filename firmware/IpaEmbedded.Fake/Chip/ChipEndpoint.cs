namespace IpaEmbedded.Fake;

/// <summary>One endpoint of a chip: whose it is, which channel feeds it, and which way data goes.</summary>
public sealed class ChipEndpoint
{
    /// <summary>Execution environment of the application processor.</summary>
    public const int Ap = 0;

    /// <summary>Execution environment of the modem.</summary>
    public const int Modem = 1;

    private readonly string _name;
    private readonly int _environment;
    private readonly int _channel;
    private readonly int _endpoint;
    private readonly bool _toIpa;

    /// <summary>Creates an endpoint; <paramref name="toIpa"/> is the direction TX.</summary>
    public ChipEndpoint(string name, int environment, int channel, int endpoint, bool toIpa)
    {
        _name = name;
        _environment = environment;
        _channel = channel;
        _endpoint = endpoint;
        _toIpa = toIpa;
    }

    /// <summary>Name, for example AP_MODEM_TX.</summary>
    public string Name
    {
        get { return _name; }
    }

    /// <summary>Execution environment: 0 AP, 1 modem.</summary>
    public int Environment
    {
        get { return _environment; }
    }

    /// <summary>GSI channel in its execution environment.</summary>
    public int Channel
    {
        get { return _channel; }
    }

    /// <summary>Endpoint id.</summary>
    public int Endpoint
    {
        get { return _endpoint; }
    }

    /// <summary>Whether data goes toward the IPA.</summary>
    public bool ToIpa
    {
        get { return _toIpa; }
    }
}
