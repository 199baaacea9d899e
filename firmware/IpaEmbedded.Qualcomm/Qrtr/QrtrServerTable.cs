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

    /// <summary>Index of the server of a service instance on a node, or -1.</summary>
    internal int Find(uint service, uint instance, uint node)
    {
        for (int i = 0; i < Count; i++)
        {
            if (Service[i] == service && Instance[i] == instance && Node[i] == node) { return i; }
        }
        return -1;
    }

    /// <summary>Adds a server; false when the table is full.</summary>
    internal bool Add(uint service, uint instance, uint node, uint port)
    {
        if (Count == Capacity) { return false; }
        Service[Count] = service;
        Instance[Count] = instance;
        Node[Count] = node;
        Port[Count] = port;
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
        }
    }
}
