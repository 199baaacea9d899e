using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.Runtime.Devices;

/// <summary>Finds the driver of a node by "compatible", the most specific name first; of two drivers that list a name the one added later has it.</summary>
public sealed class DriverTable
{
    // A slot is free while it has no driver: nanoFramework's comparison of a fresh string[] element with null is wrong.
    private string[] _names = new string[64];
    private Driver[] _drivers = new Driver[64];
    private int _count;

    /// <summary>Adds a driver.</summary>
    public void Add(Driver driver)
    {
        string[] names = driver.Compatibles;
        for (int i = 0; i < names.Length; i++)
        {
            if (_count * 2 >= _names.Length) { Grow(); }
            Put(names[i], driver);
        }
    }

    /// <summary>The driver of a node, or null.</summary>
    public Driver Find(FlattenedTree tree, int node)
    {
        int property = tree.FindProperty(node, "compatible");
        if (property == FlattenedTree.None) { return null; }
        int count = tree.StringCount(property);
        byte[] blob = tree.Blob;
        int at = tree.PropertyOffset(property);
        for (int i = 0; i < count; i++)
        {
            // One pass over the bytes gives hash and end; no string is built for the many nodes that no driver knows.
            uint hash = 2166136261;
            int end = at;
            for (; blob[end] != 0; end++) { hash = (hash ^ blob[end]) * 16777619; }
            for (uint slot = hash & Mask; _drivers[slot] != null; slot = (slot + 1) & Mask)
            {
                if (IsAt(blob, at, end - at, _names[slot])) { return _drivers[slot]; }
            }
            at = end + 1;
        }
        return null;
    }

    private uint Mask
    {
        get { return (uint)_names.Length - 1; }
    }

    private static bool IsAt(byte[] blob, int offset, int length, string name)
    {
        if (name.Length != length) { return false; }
        for (int i = 0; i < length; i++)
        {
            if (blob[offset + i] != name[i]) { return false; }
        }
        return true;
    }

    private void Put(string name, Driver driver)
    {
        uint hash = 2166136261;
        for (int i = 0; i < name.Length; i++) { hash = (hash ^ name[i]) * 16777619; }
        uint slot = hash & Mask;
        while (_drivers[slot] != null && _names[slot] != name) { slot = (slot + 1) & Mask; }
        if (_drivers[slot] == null) { _count++; }
        _names[slot] = name;
        _drivers[slot] = driver;
    }

    private void Grow()
    {
        string[] names = _names;
        Driver[] drivers = _drivers;
        _names = new string[names.Length * 2];
        _drivers = new Driver[names.Length * 2];
        _count = 0;
        for (int i = 0; i < names.Length; i++)
        {
            if (drivers[i] != null) { Put(names[i], drivers[i]); }
        }
    }
}
