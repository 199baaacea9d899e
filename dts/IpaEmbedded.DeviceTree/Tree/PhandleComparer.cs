namespace IpaEmbedded.DeviceTree;

/// <summary>Scatters phandles, which a tree may choose so that all of them would meet in one place of a dictionary.</summary>
internal sealed class PhandleComparer : IEqualityComparer<int>
{
    public static PhandleComparer Instance { get; } = new();

    public bool Equals(int x, int y) => x == y;

    public int GetHashCode(int phandle)
    {
        uint hash = ((uint)phandle ^ NameTable.Seed) * 0x9E3779B1;
        hash = (hash ^ (hash >> 15)) * 0x85EBCA6B;
        return (int)(hash ^ (hash >> 13));
    }
}
