namespace IpaEmbedded.DeviceTree;

/// <summary>The macros that are defined at the moment, found by the bytes of their name.</summary>
internal sealed class MacroTable
{
    private (uint Hash, byte[] Name, Macro? Macro)[] _slots = new (uint, byte[], Macro?)[1024];
    private int _count;

    public Macro? Find(ReadOnlySpan<byte> name) => Find(name, NameTable.Hash(name));

    public Macro? Find(ReadOnlySpan<byte> name, uint hash)
    {
        var slots = _slots;
        int mask = slots.Length - 1;
        int slot = (int)(hash ^ (hash >> 15)) & mask;
        while (slots[slot].Name is { } known)
        {
            if (slots[slot].Hash == hash && name.SequenceEqual(known))
            {
                return slots[slot].Macro;
            }
            slot = (slot + 1) & mask;
        }
        return null;
    }

    /// <summary>True for a macro, and for an operator that conditions may ask for like one.</summary>
    public bool IsDefined(ReadOnlySpan<byte> name) => Find(name) is not null || ConditionOperators.IsHasInclude(name);

    public void Define(Macro macro) => Set(macro.Name, macro);

    public void Undefine(ReadOnlySpan<byte> name)
    {
        if (Find(name) is not null)
        {
            Set(name.ToArray(), null);
        }
    }

    private void Set(byte[] name, Macro? macro)
    {
        if (_count * 2 >= _slots.Length)
        {
            Grow();
        }
        uint hash = NameTable.Hash(name);
        int mask = _slots.Length - 1;
        int slot = (int)(hash ^ (hash >> 15)) & mask;
        while (_slots[slot].Name is { } known)
        {
            if (_slots[slot].Hash == hash && known.AsSpan().SequenceEqual(name))
            {
                _slots[slot].Macro = macro;
                return;
            }
            slot = (slot + 1) & mask;
        }
        _slots[slot] = (hash, name, macro);
        _count++;
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new (uint, byte[], Macro?)[old.Length * 2];
        int mask = _slots.Length - 1;
        foreach (var entry in old)
        {
            if (entry.Name is null)
            {
                continue;
            }
            int slot = (int)(entry.Hash ^ (entry.Hash >> 15)) & mask;
            while (_slots[slot].Name is not null)
            {
                slot = (slot + 1) & mask;
            }
            _slots[slot] = entry;
        }
    }
}
