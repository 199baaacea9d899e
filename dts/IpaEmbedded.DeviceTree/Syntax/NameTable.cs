using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>Gives one string object per distinct name, so that the thousands of equal names in a tree cost one allocation.</summary>
/// <param name="slots">Places to begin with, a power of two; half of them are used before the table grows.</param>
/// <param name="most">So many names are kept; further ones get an object each time.</param>
internal sealed class NameTable(int slots = 4096, int most = 1 << 20)
{
    /// <summary>
    /// Where the hashes of this process begin. It differs from run to run, so that nobody can write names that all meet in
    /// one place of a table; nothing that is written depends on it. A program whose runs must take the same steps fixes it
    /// before its first tree, as the fuzzer does, by the datum <c>IpaEmbedded.DeviceTree.NameSeed</c> of <see cref="AppContext"/>.
    /// </summary>
    public static readonly uint Seed = AppContext.GetData("IpaEmbedded.DeviceTree.NameSeed") as uint? ?? unchecked((uint)default(HashCode).ToHashCode());

    private readonly int _most = most;
    private string?[] _names = new string?[slots];
    private uint[] _hashes = new uint[slots];
    private int _count;

    /// <summary>The hash of a name, which a reader may also work out as it passes over the name.</summary>
    public static uint Hash(ReadOnlySpan<byte> name)
    {
        uint hash = Seed;
        foreach (byte b in name)
        {
            hash = (hash ^ b) * 16777619;
        }
        return hash;
    }

    public string Intern(ReadOnlySpan<byte> name) => Intern(name, Hash(name));

    public string Intern(ReadOnlySpan<byte> name, uint hash)
    {
        string?[] names = _names;
        int mask = names.Length - 1;
        int slot = (int)hash & mask;
        while (names[slot] is { } known)
        {
            if (_hashes[slot] == hash && Equal(known, name))
            {
                return known;
            }
            slot = (slot + 1) & mask;
        }
        string made = Encoding.Latin1.GetString(name);
        if (_count >= _most)
        {
            return made;
        }
        names[slot] = made;
        _hashes[slot] = hash;
        if (++_count * 2 > names.Length)
        {
            Grow();
        }
        return made;
    }

    private static bool Equal(string known, ReadOnlySpan<byte> name)
    {
        if (known.Length != name.Length)
        {
            return false;
        }
        for (int i = 0; i < name.Length; i++)
        {
            if (known[i] != name[i])
            {
                return false;
            }
        }
        return true;
    }

    private void Grow()
    {
        string?[] oldNames = _names;
        uint[] oldHashes = _hashes;
        _names = new string?[oldNames.Length * 2];
        _hashes = new uint[_names.Length];
        int mask = _names.Length - 1;
        for (int i = 0; i < oldNames.Length; i++)
        {
            if (oldNames[i] is { } name)
            {
                int slot = (int)oldHashes[i] & mask;
                while (_names[slot] is not null)
                {
                    slot = (slot + 1) & mask;
                }
                _names[slot] = name;
                _hashes[slot] = oldHashes[i];
            }
        }
    }
}
