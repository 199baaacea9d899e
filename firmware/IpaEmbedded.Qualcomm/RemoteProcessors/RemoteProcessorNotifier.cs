namespace IpaEmbedded.Qualcomm.RemoteProcessors;

/// <summary>Called as work for each event of a remote processor; <paramref name="crashed"/> says whether a crash is the reason.</summary>
public delegate void RemoteProcessorHandler(RemoteProcessorEvent moment, bool crashed);

/// <summary>Tells drivers when a remote processor comes and goes, in the order in which they subscribed.</summary>
public sealed class RemoteProcessorNotifier
{
    private readonly string _name;
    private readonly RemoteProcessorHandler[] _handlers = new RemoteProcessorHandler[8];
    private int _count;

    /// <summary>Creates the processor's notifier under its subsystem name ("mpss" for the modem).</summary>
    public RemoteProcessorNotifier(string name)
    {
        _name = name;
    }

    /// <summary>Subsystem name.</summary>
    public string Name
    {
        get { return _name; }
    }

    /// <summary>Adds a handler.</summary>
    public void Subscribe(RemoteProcessorHandler handler)
    {
        _handlers[_count++] = handler;
    }

    /// <summary>Takes a handler away.</summary>
    public void Unsubscribe(RemoteProcessorHandler handler)
    {
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            if (_handlers[i] != handler) { _handlers[kept++] = _handlers[i]; }
        }
        _handlers[kept] = null;
        _count = kept;
    }

    /// <summary>Tells every handler; called by the processor's driver (or the fake's) as work.</summary>
    public void Notify(RemoteProcessorEvent moment, bool crashed)
    {
        for (int i = 0; i < _count; i++) { _handlers[i](moment, crashed); }
    }
}
