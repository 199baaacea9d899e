using System.Collections;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Qualcomm.RemoteProcessors;

/// <summary>Called as work for each event of a remote processor; <paramref name="crashed"/> says whether a crash is the reason.</summary>
public delegate void RemoteProcessorHandler(RemoteProcessorEvent moment, bool crashed);

/// <summary>Tells drivers when a remote processor comes and goes, in the order in which they subscribed.</summary>
public sealed class RemoteProcessorNotifier
{
    /// <summary>Who starts and stops the processor, or null.</summary>
    internal RemoteProcessor Processor;

    private readonly string _name;
    private readonly ArrayList _handlers = new ArrayList();

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

    /// <summary>Number of handlers.</summary>
    public int SubscriberCount
    {
        get { return _handlers.Count; }
    }

    /// <summary>Adds a handler.</summary>
    public void Subscribe(RemoteProcessorHandler handler)
    {
        _handlers.Add(handler);
    }

    /// <summary>Takes a handler away.</summary>
    public void Unsubscribe(RemoteProcessorHandler handler)
    {
        for (int i = _handlers.Count - 1; i >= 0; i--)
        {
            if ((RemoteProcessorHandler)_handlers[i] == handler) { _handlers.RemoveAt(i); }
        }
    }

    /// <summary>
    /// Tells every handler; called by the processor's driver (or the fake's) as work. A handler may take itself and others away: whoever has gone is
    /// told nothing, and who is still there is not left out.
    /// </summary>
    /// <exception cref="HardwareException">The first refusal of a handler; the others were told all the same.</exception>
    public void Notify(RemoteProcessorEvent moment, bool crashed)
    {
        HardwareException refusal = null;
        RemoteProcessorHandler[] handlers = new RemoteProcessorHandler[_handlers.Count];
        for (int i = 0; i < handlers.Length; i++) { handlers[i] = (RemoteProcessorHandler)_handlers[i]; }
        for (int i = 0; i < handlers.Length; i++)
        {
            if (!IsSubscribed(handlers[i])) { continue; }
            try
            {
                handlers[i](moment, crashed);
            }
            catch (HardwareException e)
            {
                if (refusal == null) { refusal = e; }
            }
        }
        if (refusal != null) { throw refusal; }
    }

    private bool IsSubscribed(RemoteProcessorHandler handler)
    {
        for (int i = 0; i < _handlers.Count; i++)
        {
            if ((RemoteProcessorHandler)_handlers[i] == handler) { return true; }
        }
        return false;
    }
}
