namespace IpaEmbedded.Qualcomm.Qrtr;

/// <summary>The servers that a name service knows, in the order in which they were announced.</summary>
internal sealed class QrtrServerTable
{
    internal const int Capacity = 128;

    internal readonly uint[] Service = new uint[Capacity];
    internal readonly uint[] Instance = new uint[Capacity];
    internal readonly uint[] Node = new uint[Capacity];
    internal readonly uint[] Port = new uint[Capacity];
    internal int Count;

    // Ascending, and no two servers ever have the same: whoever goes through the table while it changes goes by it.
    private readonly long[] _serial = new long[Capacity];
    private long _lastSerial;

    /// <summary>Number of the last announcement, 0 before the first.</summary>
    internal long LastSerial
    {
        get { return _lastSerial; }
    }

    /// <summary>Number of a server's announcement, from 1.</summary>
    internal long SerialAt(int index)
    {
        return _serial[index];
    }

    /// <summary>Index of the first server that was announced after another, or -1.</summary>
    internal int After(long serial)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_serial[i] > serial) { return i; }
        }
        return -1;
    }

    /// <summary>Index of the server of a service instance on a node, or -1.</summary>
    internal int Find(uint service, uint instance, uint node)
    {
        for (int i = 0; i < Count; i++)
        {
            if (Service[i] == service && Instance[i] == instance && Node[i] == node) { return i; }
        }
        return -1;
    }

    /// <summary>Whether a server that was announced is still there.</summary>
    internal bool Has(long serial)
    {
        int at = After(serial - 1);
        return at >= 0 && _serial[at] == serial;
    }

    /// <summary>Adds a server; false when the table is full.</summary>
    internal bool Add(uint service, uint instance, uint node, uint port)
    {
        if (Count == Capacity) { return false; }
        Service[Count] = service;
        Instance[Count] = instance;
        Node[Count] = node;
        Port[Count] = port;
        _serial[Count] = ++_lastSerial;
        Count++;
        return true;
    }

    internal void RemoveAt(int index)
    {
        Count--;
        for (int i = index; i < Count; i++)
        {
            Service[i] = Service[i + 1];
            Instance[i] = Instance[i + 1];
            Node[i] = Node[i + 1];
            Port[i] = Port[i + 1];
            _serial[i] = _serial[i + 1];
        }
    }
}
